"""Units of the union and how they change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nongcot.people.kinds import GRASSROOTS_KINDS, Ownership, Sector, Told, UnitEnd, UnitKind
from nongcot.people.models.ranges import Dated, Decided, values

UNIONS = sorted(kind.value for kind in GRASSROOTS_KINDS)  # a question that uses the index below names them so


class Unit(models.Model):
    """A unit of the union, from the day it began to the day it ended.

    ``name`` is the newest name, kept here for display; the dated truth is :class:`UnitName`. So is ``kind``, with
    :class:`UnitKindSpan` for those that had another one before. A unit need not have members of its own (commune
    unions have none). ``told`` says how much of its executive committee is on record: all of a unit opened by hand,
    perhaps only the chair of one that came with a list.
    """

    code = models.CharField(max_length=40, unique=True, null=True, blank=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, choices=values(UnitKind))
    sector = models.CharField(max_length=20, blank=True, choices=values(Sector))
    ownership = models.CharField(max_length=30, blank=True, choices=values(Ownership))
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True, choices=values(UnitEnd))
    end_decision_number = models.CharField(max_length=300, blank=True, default="", db_default="")
    end_decision_day = models.DateField(null=True, blank=True)
    told = models.CharField(max_length=10, choices=values(Told), default=Told.ALL.value, db_default=Told.ALL.value)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind"], name="people_unit_kind"),
            # the few that are told from all others without a look at each
            models.Index(fields=["id"], name="people_unit_above", condition=~models.Q(kind__in=UNIONS)),
            models.Index(
                fields=["ended_on", "id"], name="people_unit_ended", condition=models.Q(ended_on__isnull=False)
            ),
            models.Index(fields=["began_on", "id"], name="people_unit_began"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(Dated, Decided):
    """A name the unit had. ``match_key`` is the key under which abbreviated writings of one name meet."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    search_key = models.CharField(max_length=300)
    match_key = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints: ClassVar = [Dated.order_constraint("people_unitname_order")]

    def __str__(self) -> str:
        return self.name


class UnitKindSpan(Dated, Decided):
    """A kind the unit had, or has since it changed. A unit without rows has been of its one kind since it began.

    The first row is open to the past, the last one to the future; ``kind`` of the last one is that of the unit.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=30, choices=values(UnitKind))

    class Meta:
        constraints: ClassVar = [Dated.order_constraint("people_unitkind_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"


class UnitPlacement(Dated, Decided):
    """Which superior a unit stands under."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    superior = models.ForeignKey(Unit, models.PROTECT, related_name="subordinates")

    class Meta:
        constraints: ClassVar = [
            Dated.order_constraint("people_placement_order"),
            models.CheckConstraint(condition=~models.Q(unit=models.F("superior")), name="people_placement_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} < {self.superior_id}"


class UnitReach(Dated):
    """Derived from the placements: ``unit`` lies in the subtree of ``ancestor`` (itself at depth 0) on these days.

    Rebuilt by ``people.actions.rebuild_reach``; makes "the subtree as of any day" an indexed join on both databases.
    """

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="reached")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="reach")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ancestor", "unit", "from_day", "to_day"], name="people_reach_down"),
            models.Index(fields=["unit", "ancestor"], name="people_reach_up"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.unit_id}"


class UnitSuccession(models.Model):
    """A unit carried on by another from a day on (merged into, or split off)."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="precessions")
    on = models.DateField()
    how = models.CharField(max_length=20, choices=values(UnitEnd))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="people_succession_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id} {self.on}"


class MemberCount(models.Model):
    """Members, and women among them, counted on a day; holds until the next count."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="member_counts")
    day = models.DateField()
    members = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "day"], name="people_membercount_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}: {self.members}"
