"""The audit trail: append-only rows, one for each change of state."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did what to which record, from what to what, and why.

    ``changes`` is ``{"shape": 1, "changes": {field: [before, after]}, ...}``. ``unit`` is a plain number: the trail
    outlives what it speaks of.

    Triggers of the database refuse UPDATE and DELETE, whoever asks (:mod:`nongcot.infra.audit.guards`). What need
    not be read again is never written: citizen ids and phone numbers are masked, sensitive facts replaced by a mark
    (:func:`nongcot.infra.audit.api.masked`). When a person's data is erased, the entries about the person lose their
    values and nothing else (:func:`nongcot.infra.audit.api.redact`): the one change the triggers let through.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    unit = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["unit", "-id"], name="audit_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit trail is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is append-only")
