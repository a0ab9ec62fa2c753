"""Derived tables, kept by the database itself (see :mod:`nongcot.people.derived`): read them, never write them."""

from __future__ import annotations

from django.db import models
from django.db.models import CompositePrimaryKey

from nongcot.people.models.persons import Person, PostHeld
from nongcot.people.models.ranges import Dated
from nongcot.people.models.units import Unit, UnitName


class PostLine(Dated):
    """What a list of officers sorts and narrows by, one narrow row a post, so that no wide table is read for it.

    ``missing`` has one bit for each of :data:`nongcot.people.derived.words.MISSING` that the person lacks.
    ``area_id`` is the provincial federation the unit ever stood under, 0 where there were several or none. It only
    makes a list of one province quick (on PostgreSQL): who sees what is decided by the reach alone.
    """

    held = models.OneToOneField(
        PostHeld, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="line", db_index=False
    )
    person = models.ForeignKey(Person, models.DO_NOTHING, db_constraint=False, related_name="+")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, db_constraint=False, related_name="+")
    body_kind = models.CharField(max_length=30)
    post = models.CharField(max_length=30)
    sort_key = models.CharField(max_length=400)
    search_key = models.CharField(max_length=200)
    sex = models.CharField(max_length=10, blank=True)
    born = models.CharField(max_length=10, blank=True)
    party_member = models.BooleanField(null=True, blank=True)
    missing = models.PositiveSmallIntegerField()
    area_id = models.BigIntegerField(default=0)

    class Meta:
        db_table = "people_postline"

    def __str__(self) -> str:
        return f"{self.held_id}"


class PersonWord(models.Model):
    """One word of a person's name, without diacritics: a search begins at the rarest one."""

    pk = CompositePrimaryKey("word", "person_id")
    word = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.DO_NOTHING, db_constraint=False, related_name="+")

    class Meta:
        db_table = "people_personword"

    def __str__(self) -> str:
        return self.word


class UnitWord(models.Model):
    """One word of a name that a unit has or had."""

    pk = CompositePrimaryKey("word", "name_id")
    word = models.CharField(max_length=300)
    name = models.ForeignKey(UnitName, models.DO_NOTHING, db_constraint=False, related_name="+")
    unit = models.ForeignKey(Unit, models.DO_NOTHING, db_constraint=False, related_name="+")

    class Meta:
        db_table = "people_unitword"

    def __str__(self) -> str:
        return self.word
