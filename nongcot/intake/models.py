"""Imports of workbooks: what came in, what was decided about it, what it will do, what it did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from nongcot.people.models import Unit


class Import(models.Model):
    """One upload of one or more files, from reading to applying.

    ``reading`` is the file of the stored reading (JSON lines would not survive half a kill: it is written once, whole).
    ``summary`` is ``{"shape": 1, ...}``: what was understood per sheet, counts, what will change.
    ``decisions`` is ``{"shape": 2, "encodings": {...}, "mappings": {...}, "header_rows": {...}, "ignored": [...],
    "foreign": bool, "keep_later": bool}``: what a person confirmed or corrected; cells are in :class:`CellFix`, answers
    about persons in :class:`DoubtfulPair`.
    """

    class State(models.TextChoices):
        READING = "reading"
        READ = "read"
        APPLYING = "applying"
        STOPPED = "stopped"  # the worker died while reading or applying: nothing was written
        APPLIED = "applied"
        UNDOING = "undoing"
        UNDONE = "undone"
        FAILED = "failed"
        DROPPED = "dropped"

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # the grant it was made under
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()  # the roster is taken as true on this day
    state = models.CharField(max_length=10, choices=State.choices)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    stops = models.PositiveSmallIntegerField(default=0)  # how often the worker died since somebody began this
    stopped_while = models.CharField(max_length=10, blank=True)  # the state it was in
    reading = models.FileField(upload_to="readings/", blank=True)
    summary = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undo_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.at:%Y-%m-%d %H:%M}"


class ImportedFile(models.Model):
    """A file of an import, kept as it was sent."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="imports/")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class CellFix(models.Model):
    """A cell that a person gave another value in the preview. Sealed, for it may be a citizen id."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="fixes")
    file = models.CharField(max_length=255)
    sheet = models.CharField(max_length=255)
    cell = models.CharField(max_length=12)  # "C12"
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "cell fixes"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "file", "sheet", "cell"], name="intake_cellfix_once")
        ]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.cell}"


class FoundCell(models.Model):
    """A cell that could not be used (``rejected``) or was understood otherwise than it is typed; ids are masked."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="cells")
    rejected = models.BooleanField()
    kind = models.CharField(max_length=40)
    file = models.CharField(max_length=255)
    sheet = models.CharField(max_length=255)
    cell = models.CharField(max_length=40)  # "C12", or a part of the sheet
    value = models.TextField(blank=True)
    after = models.TextField(blank=True)
    row_lost = models.BooleanField(default=False)
    row = models.TextField(blank=True)  # the whole row, for whoever corrects it

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["imported", "kind"], name="intake_cell_kind")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.cell}"


class DoubtfulPair(models.Model):
    """Two persons of whom nobody knows yet whether they are one: both of the files, or the second one on record.

    ``first`` and ``second`` are what is shown of each: ``{"name": ..., "born": ..., "posts": [...], ...}``, of a
    citizen id the last four digits only. Without ``why`` it is an old answer of which only the key is known.
    """

    class Answer(models.TextChoices):
        NONE = ""
        SAME = "same"
        APART = "apart"

    imported = models.ForeignKey(Import, models.CASCADE, related_name="pairs")
    key = models.CharField(max_length=80)  # of one reading of the same files
    why = models.CharField(max_length=40, blank=True)
    first = models.JSONField(default=dict)
    second = models.JSONField(default=dict)
    answer = models.CharField(max_length=5, blank=True, choices=Answer.choices, default=Answer.NONE)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["imported", "why", "answer"], name="intake_pair_kind")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["imported", "key"], name="intake_pair_once")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.key}"


class RememberedMapping(models.Model):
    """How tables of one shape are read in one federation, since somebody corrected it.

    ``fingerprint`` is of the header texts; ``mapping`` is ``{"shape": 1, "kind": ..., "columns": {"B": "name"},
    "is_header": bool, "heads": [["B", "Họ và tên"], ...]}``.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")  # the federation
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    example = models.CharField(max_length=300)  # file and sheet it was made for
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint("fingerprint", Coalesce("unit", Value(0)), name="intake_mapping_once")
        ]

    def __str__(self) -> str:
        return self.example


class PlannedChange(models.Model):
    """One line of what applying an import changes, told before it is done and kept as what it did."""

    class Kind(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        ENDED = "ended"
        KEPT = "kept"  # the file says otherwise; the record stays
        REFUSED = "refused"

    imported = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.CharField(max_length=300)  # its name
    search_key = models.CharField(max_length=300)  # of the unit
    about = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["imported", "kind"], name="intake_change_kind")]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.kind} {self.name}"


class Ledger(models.Model):
    """What an applied import wrote, so that it can be undone: sealed JSON, compressed.

    ``{"shape": 1, "created": {"person": [[first, last], ...]}, "changed": {"person": {"12": {"phone": [a, b]}}},
    "units": [ids of units looked at again]}``.
    """

    imported = models.OneToOneField(Import, models.CASCADE, related_name="ledger")
    written = models.BinaryField()
    last_entry = models.BigIntegerField()  # the newest audit entry when the import was done

    def __str__(self) -> str:
        return f"{self.imported_id}"
