"""The database refuses to change the trail, also to those who speak SQL to it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from nongcot.config import doctor
from nongcot.infra.audit.api import System, masked, record
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
