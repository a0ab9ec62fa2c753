"""The derived tables say what the facts say, whoever wrote the facts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models, transaction
from django.db.migrations import Migration
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nongcot.infra import bulk
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people import actions, derived
from nongcot.people.derived.words import MISSING
from nongcot.people.kinds import BodyKind, EndReason, Post, UnitKind
from nongcot.people.models import Body, Person, PersonWord, PostHeld, PostLine, Unit, UnitName, UnitReach, UnitWord
from tests.factories import people as make
from tests.factories.people import SYSTEM

PLAN = [(Migration("0009_some", "people"), False)]
pytestmark = pytest.mark.django_db
SAME = ("sort_key", "search_key", "sex", "born", "party_member")


def lines_wanted() -> set[tuple]:
    wanted = set()
    for held in PostHeld.objects.select_related("person", "body"):
        person = held.person
        missing = sum(bit for name, bit in MISSING.items() if getattr(person, name) == "")
        own = (held.pk, held.person_id, held.unit_id, held.body.kind, held.post, held.from_day, held.to_day)
        wanted.add((*own, *(getattr(person, name) for name in SAME), missing))
    return wanted


def lines_there() -> set[tuple]:
    own = ("held_id", "person_id", "unit_id", "body_kind", "post", "from_day", "to_day")
    return set(PostLine.objects.values_list(*own, *SAME, "missing"))


def check() -> None:
    assert lines_there() == lines_wanted()
    names = Person.objects.values_list("pk", "search_key")
    assert set(PersonWord.objects.values_list("word", "person_id")) == {
        (word, pk) for pk, key in names for word in key.split()
    }
    names = UnitName.objects.values_list("pk", "unit_id", "search_key")
    assert set(UnitWord.objects.values_list("word", "name_id", "unit_id")) == {
        (word, pk, unit) for pk, unit, key in names for word in key.split()
    }


def test_actions_keep_the_lines():
    top = make.federation()
    union = make.unit("Công đoàn cơ sở May Hòa Hòa", under=top)
    who = make.person("Đặng Thị Ưởng", phone="+84912345678")
    held = make.post(who, union, Post.CHAIR)
    check()
    assert PostLine.objects.get().missing == MISSING["born"] + MISSING["sex"] + MISSING["citizen_index"] + (
        MISSING["email"] + MISSING["education"]
    )
    actions.end_post(actor=SYSTEM, held=held, day=date(2026, 1, 1), reason=EndReason.RETIRED)
    actions.rename_unit(actor=SYSTEM, unit=union, name="Công đoàn cơ sở Giày", day=date(2026, 1, 1))
    check()
    assert PostLine.objects.get().to_day == date(2026, 1, 1)


def test_corrections_of_a_person_reach_every_line_and_word():
    who = make.person("Đặng Thị Ưởng")
    other = make.person("Đặng Thị Ưởng")
    for _ in range(2):
        make.post(who, make.unit())
    make.post(other, make.unit())
    who.name, who.born, who.sex, who.party_member = "Lê Văn Ba", "1980-01-02", "male", True
    who.search_key, who.sort_key = fold(who.name), sort_key(who.name)
    who.save()
    check()
    Person.objects.filter(pk=other.pk).update(search_key="x y", phone="+84911111111", citizen_index="a")
    check()
    assert set(PersonWord.objects.filter(person=other).values_list("word", flat=True)) == {"x", "y"}


def test_posts_that_pass_to_another_person_take_their_lines_along():
    one, two, unit = make.person("Một"), make.person("Hai", sex="female"), make.unit()
    make.post(one, unit)
    make.post(one, unit, of=BodyKind.INSPECTION_COMMITTEE)
    PostHeld.objects.filter(person=one).update(person=two)
    one.delete()
    check()
    assert set(PostLine.objects.values_list("person_id", "sex")) == {(two.pk, "female")}
    PostHeld.objects.all().delete()
    Body.objects.all().delete()
    two.delete()
    UnitName.objects.all().delete()
    check()
    assert not PostLine.objects.exists()
    assert not PersonWord.objects.exists()


def test_a_body_of_another_kind_changes_its_lines():
    held = make.post(make.person(), make.unit())
    Body.objects.filter(pk=held.body_id).update(kind=BodyKind.WOMENS_COMMITTEE)
    check()


def test_rows_written_by_the_thousand_have_their_lines():
    unit = make.unit()
    body = make.body(unit)
    names = [f"Nguyễn Văn Số{number}" for number in range(300)]
    ids = list(bulk.reserve(Person, len(names)))
    texts = (
        "citizen_index citizen_last4 phone other_phones email ethnicity education political_theory employer job note"
    )
    fields = ("id", "name", "search_key", "sort_key", "sex", "born", *texts.split())
    rows = [(pk, name, fold(name), sort_key(name), *[""] * 13) for pk, name in zip(ids, names, strict=True)]
    bulk.insert(Person, fields, rows)
    posts = ("person_id", "body_id", "unit_id", "post", "mandate", "decision_number", "end_reason")
    bulk.insert(PostHeld, posts, [(pk, body.pk, unit.pk, "member", "", "", "") for pk in ids])
    check()
    bulk.update(Person, {pk: {"search_key": f"a b{pk}", "born": "1990"} for pk in ids[:50]})
    check()


WRITES = st.lists(
    st.tuples(
        st.sampled_from(["person", "post", "rename", "end", "give", "drop", "unit"]),
        st.integers(0, 5),
        st.sampled_from(["Lê Hoa Hoa", "Trần Thị Đào", "Ô", "Nguyễn Văn A"]),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITES)
def test_whatever_is_written_in_whatever_order(writes):
    PostHeld.objects.all().delete()
    Person.objects.all().delete()
    units = list(Unit.objects.all()[:2]) or [make.unit("Công đoàn May"), make.unit("Công đoàn May")]
    persons = [make.person("Lê Thị Đầu")]
    for what, number, name in writes:
        who = persons[number % len(persons)]
        held = PostHeld.objects.order_by("pk").first()
        if what == "person":
            persons.append(make.person(name))
        elif what == "post":
            make.post(who, units[number % 2], of=list(BodyKind)[number])
        elif what == "rename":
            Person.objects.filter(pk=who.pk).update(search_key=fold(name), sort_key=sort_key(name), email=name)
        elif what == "unit":
            UnitName.objects.filter(unit=units[number % 2]).update(search_key=fold(name))
        elif held and what == "end":
            PostHeld.objects.filter(pk=held.pk).update(to_day=date(2030, 1, number + 1))
        elif held and what == "give":
            PostHeld.objects.filter(pk=held.pk).update(person=who, unit=units[0])
        elif held:
            held.delete()
    check()


def area_wanted(unit: int) -> int:
    """On PostgreSQL the only federation ever above, on SQLite none."""
    above = UnitReach.objects.filter(unit=unit, ancestor__kind=UnitKind.PROVINCIAL_FEDERATION)
    found = set(above.values_list("ancestor_id", flat=True))
    return found.pop() if connection.vendor == "postgresql" and len(found) == 1 else 0


def test_the_area_of_a_line_is_the_only_federation_its_unit_ever_stood_under():
    one, two = make.federation(), make.federation("Liên đoàn Lao động tỉnh Hai")
    ward = make.unit(under=one, kind=UnitKind.DIRECT_SUPERIOR)
    units = [make.unit(under=ward), make.unit(under=two), make.unit(), one]
    for unit in units:
        make.post(make.person(), unit)

    def right() -> bool:
        return all(area == area_wanted(unit) for unit, area in PostLine.objects.values_list("unit_id", "area_id"))

    assert right()
    actions.move_unit(actor=SYSTEM, unit=ward, superior=two, day=date(2025, 7, 1))
    assert right()
    Unit.objects.filter(pk=two.pk).update(kind=UnitKind.DIRECT_SUPERIOR)
    assert right()
    derived.refill()
    assert right()
    assert PostLine.objects.filter(area_id=one.pk).exists() == (connection.vendor == "postgresql")


def test_very_many_rows_are_written_without_triggers_and_right_in_the_end():
    unit = make.unit("Công đoàn May")
    with transaction.atomic(), derived.rows_by_the_thousand(20_000):
        make.post(make.person("Lê Hoa"), unit)
        during = PostLine.objects.exists()
    assert during == (connection.vendor == "postgresql")
    check()
    make.post(make.person("Lê Hoa Sau"), unit)
    check()


def test_many_rows_that_fail_leave_the_triggers():
    unit = make.unit("Công đoàn May")

    def fail() -> None:
        with transaction.atomic(), derived.rows_by_the_thousand(20_000):
            make.person("Lê Hoa")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    make.post(make.person("Lê Hoa Sau"), unit)
    check()


def test_tables_filled_anew_are_the_same():
    make.post(make.person("Lê Hoa Hoa"), make.unit("Công đoàn May May"))
    derived.refill()
    check()


def test_without_triggers_nothing_is_kept_and_a_refill_mends_it():
    derived.remove()
    make.post(make.person("Lê Hoa"), make.unit("Công đoàn May"))
    assert not PostLine.objects.exists()
    derived.install()
    derived.refill()
    check()


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_a_table_leaves_triggers_and_rows():
    """Django rebuilds a table of SQLite for most changes; the triggers on it are gone then."""
    before = make.post(make.person("Lê Hoa"), make.unit("Công đoàn May"))
    note = Person._meta.get_field("note")
    wider = models.TextField(null=True, blank=True)
    wider.set_attributes_from_name("note")
    derived.before_migration(plan=PLAN)
    with connection.schema_editor() as editor:
        editor.alter_field(Person, note, wider)
        editor.alter_field(Person, wider, note)
    Person.objects.update(phone="+84912345678")
    derived.after_migration(plan=PLAN)
    check()
    make.post(make.person("Lê Hoa Sau"), before.unit, of=BodyKind.WOMENS_COMMITTEE)
    check()


def test_no_migration_no_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        for plan in ([], [(Migration("0001_x", "duties"), False)]):
            derived.before_migration(plan=plan)
            derived.after_migration(plan=plan)
