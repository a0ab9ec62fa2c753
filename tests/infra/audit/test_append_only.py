"""The database refuses to change the trail, also to those who speak SQL to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from nongcot.config import doctor
from nongcot.infra.audit.api import System, masked, record, redact, redact_reasons
from nongcot.infra.audit.guards import install_guards, missing_guards, remove_guards
from nongcot.infra.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
REFUSED = "audit_auditentry is append-only"


@pytest.fixture
def entry() -> AuditEntry:
    made = record(actor=System("test"), action="test.done", object_type="unit", object_id=1, reason="thử")
    connection.check_constraints()  # PostgreSQL alters no table whose deferred checks are still to come
    return made


def rows() -> list[tuple[object, ...]]:
    return list(AuditEntry.objects.order_by("pk").values_list())


INSERT = (
    "INTO audit_auditentry (id, at, actor_name, action, object_type, object_id, changes, reason) "
    "SELECT id, at, 'khác', action, object_type, object_id, changes, reason FROM audit_auditentry"
)


def switch_off() -> None:
    """Without the triggers; on PostgreSQL one of them is still there, and disabled."""
    remove_guards(connection)
    if connection.vendor == "postgresql":
        install_guards(connection)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER audit_keeps_rows")


FORBIDDEN = {
    "sqlite": [f"INSERT OR REPLACE {INSERT}", f"REPLACE {INSERT}"],
    "postgresql": [
        "TRUNCATE audit_auditentry",
        f"INSERT {INSERT} ON CONFLICT (id) DO UPDATE SET actor_name = 'khác'",
    ],
}


@pytest.mark.parametrize("number", range(4))
def test_the_database_refuses_to_change_the_trail(entry: AuditEntry, number: int) -> None:
    always = ["UPDATE audit_auditentry SET reason = 'khác'", "DELETE FROM audit_auditentry"]
    statement = [*always, *FORBIDDEN[connection.vendor]][number]
    before = rows()

    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert rows() == before


def test_an_erased_persons_entries_lose_their_values_and_nothing_else_may_change() -> None:
    changes = {"name": ["Hoa", "Hòa"], "born": [None, "1985"]}
    about = {"actor": System("test"), "action": "test.done", "changes": changes, "reason": "thử"}
    person = record(**about, object_type="person", object_id=1)
    unit = record(**about, object_type="unit", object_id=1)
    connection.check_constraints()
    empty = {"shape": 1, "changes": {"name": ["", ""], "born": ["", ""]}, "redacted": True}
    before = rows()
    forbidden: list[tuple[AuditEntry, dict[str, Any]]] = [
        (unit, {"changes": empty, "reason": ""}),
        (person, {"changes": empty}),
        (person, {"changes": empty, "reason": "", "actor_name": "khác"}),
        (person, {"changes": {**empty, "redacted": False}, "reason": ""}),
        (person, {"changes": {**empty, "note": "khác"}, "reason": ""}),
        (person, {"changes": {**empty, "changes": {"name": ["", ""]}}, "reason": ""}),
        (person, {"changes": {**empty, "changes": {"name": ["", "Khác"], "born": ["", ""]}}, "reason": ""}),
        (person, {"changes": {**empty, "changes": {**empty["changes"], "phone": ["", ""]}}, "reason": ""}),
    ]
    for entry, values in forbidden:
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            AuditEntry.objects.filter(pk=entry.pk).update(**values)
    assert rows() == before

    assert redact("person", ["1"]) == 1

    person.refresh_from_db()
    assert (person.changes, person.reason, person.action) == (empty, "", "test.done")
    assert rows()[1] == before[1]


def test_a_typed_reason_that_tells_of_an_erased_person_goes_and_nothing_else_may_change() -> None:
    changes = {"name": ["Hoa", None], "day": ["2026-01-01", "2026-02-01"]}
    about = {"actor": System("test"), "action": "test.done", "changes": changes, "object_type": "duty", "object_id": 1}
    told, other = record(**about, reason="Chờ bà Đào, “quý 2”", note=1.5), record(**about, reason="Chờ quý 2")
    connection.check_constraints()
    before, marked = rows(), {**told.changes, "redacted": True}
    forbidden: list[dict[str, Any]] = [
        {"reason": ""},
        {"reason": "khác", "changes": marked},
        {"reason": "", "changes": {**marked, "note": 2}},
        {"reason": "", "changes": {**marked, "changes": {}}},
        {"reason": "", "changes": marked, "actor_name": "khác"},
        {"reason": "", "changes": {**told.changes, "redacted": False}},
    ]
    for values in forbidden:
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            AuditEntry.objects.filter(pk=told.pk).update(**values)
    assert rows() == before

    assert redact_reasons(lambda reason: "Đào" in reason, units=[]) == 1

    told.refresh_from_db()
    other.refresh_from_db()
    assert (told.changes, told.reason, other.reason) == (marked, "", "Chờ quý 2")


def test_a_trigger_of_another_text_counts_as_missing_and_is_put_right(entry: AuditEntry) -> None:
    remove_guards(connection)
    loose = {
        "sqlite": ["CREATE TRIGGER audit_keeps_delete BEFORE DELETE ON audit_auditentry BEGIN SELECT 1; END"],
        "postgresql": [
            "CREATE OR REPLACE FUNCTION audit_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
            "CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit_auditentry FOR ROW EXECUTE FUNCTION audit_keeps()",
        ],
    }
    with connection.cursor() as cursor:
        for statement in loose[connection.vendor]:
            cursor.execute(statement)
    name = {"sqlite": "audit_keeps_delete", "postgresql": "audit_keeps_rows"}[connection.vendor]
    assert name in missing_guards(connection)

    install_guards(connection)

    assert missing_guards(connection) == []
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()


def test_bulk_verbs_of_the_program_are_refused_too(entry: AuditEntry) -> None:
    for verb in (AuditEntry.objects.all().delete, lambda: AuditEntry.objects.update(reason="khác")):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            verb()
    assert AuditEntry.objects.get().reason == "thử"


def test_doctor_tells_of_missing_triggers_and_migrate_puts_them_up_again(entry: AuditEntry) -> None:
    assert doctor.trail().level is doctor.Level.OK
    switch_off()
    names = missing_guards(connection)
    assert (doctor.trail().level, all(name in doctor.trail().found for name in names)) == (doctor.Level.FAIL, True)
    AuditEntry.objects.update(reason="khác")

    call_command("migrate", verbosity=0)

    assert missing_guards(connection) == []
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        AuditEntry.objects.update(reason="lại khác")


def test_personal_numbers_are_masked_and_sensitive_facts_hidden_before_they_reach_the_trail() -> None:
    changes = {
        "citizen_id": ["012185000001", "…0002"],
        "phone": ["", "+84912345678"],
        "ethnicity": [None, "Mường"],
        "party_member": [False, True],
        "name": ["Trần Thị Hoa", "Trần Thị Hòa"],
    }
    kept = {
        "citizen_id": ["…0001", "…0002"],
        "phone": ["", "…678"],
        "ethnicity": [None, "•••"],
        "party_member": ["•••", "•••"],
        "name": ["Trần Thị Hoa", "Trần Thị Hòa"],
    }
    assert masked(changes) == masked(kept) == kept
    entry = record(actor=System("test"), action="test.done", object_type="person", object_id=1, changes=changes)
    assert entry.changes["changes"] == kept
