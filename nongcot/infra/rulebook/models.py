"""Values of rules entered by people: from a document that was not on file, or a federation's own deadlines."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class RuleValue(models.Model):
    """One dated value of one rule. Nothing is overwritten: a correction is a later row of the same first day."""

    rule = models.CharField(max_length=80)
    from_day = models.DateField()
    value = models.JSONField()  # a number or text, or {"shape": 1, "brackets": [...]}
    document_number = models.CharField(max_length=120)
    issuer = models.CharField(max_length=200)
    signed_on = models.DateField(null=True, blank=True)
    article = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["rule", "from_day", "id"]
        indexes: ClassVar = [models.Index(fields=["rule", "from_day"], name="rulebook_rule_day")]

    def __str__(self) -> str:
        return f"{self.rule} {self.from_day}"
