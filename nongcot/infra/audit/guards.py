"""What keeps the trail append-only in the database itself, below every program that writes to it.

An owner of the database can take the triggers away, as an owner can delete the file: they stop mistakes, stray scripts
and stolen application logins, and :func:`missing_guards` tells of the rest.
"""

from __future__ import annotations

from typing import Any

TABLE = "audit_auditentry"
REFUSED = f"{TABLE} is append-only"

# Two changes are let through, because the law wants a person's data erased on request. An entry about a person loses
# all its values (:func:`nongcot.infra.audit.api.redact`), any entry the reason somebody typed
# (:func:`nongcot.infra.audit.api.redact_reasons`); both say so. Who did what, when, to which fields stays as it was,
# and no other value can be put in: every field of before is there, with nothing in it or as it was.
_KEPT = ("id", "at", "actor_id", "actor_name", "action", "object_type", "object_id", "unit")
_SAME = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _KEPT)
_OLD_FIELDS, _NEW_FIELDS = (f"json_each({row}.changes, '$.changes')" for row in ("OLD", "NEW"))
_LOSES_VALUES = f"""{_SAME} AND OLD.object_type = 'person' AND NEW.reason = ''
    AND json_extract(NEW.changes, '$.redacted') = 1
    AND NOT EXISTS (SELECT 1 FROM json_each(NEW.changes) WHERE key NOT IN ('shape', 'changes', 'redacted'))
    AND json_extract(NEW.changes, '$.shape') = 1
    AND NOT EXISTS (SELECT 1 FROM {_NEW_FIELDS} WHERE value IS NOT '["",""]')
    AND NOT EXISTS (SELECT key FROM {_OLD_FIELDS} EXCEPT SELECT key FROM {_NEW_FIELDS})
    AND NOT EXISTS (SELECT key FROM {_NEW_FIELDS} EXCEPT SELECT key FROM {_OLD_FIELDS})"""  # noqa: S608 (constants only)
_LOSES_REASON = f"""{_SAME} AND NEW.reason = ''
    AND json(NEW.changes) IS json_patch(OLD.changes, '{{"redacted":true}}')"""
_REDACTS = f"({_LOSES_VALUES}) OR ({_LOSES_REASON})"

# A REPLACE deletes without asking the delete trigger (unless recursive_triggers is on): it is caught as an insert.
_SQLITE = {
    "audit_keeps_update": f"BEFORE UPDATE ON {TABLE} WHEN ({_REDACTS}) IS NOT TRUE "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "audit_keeps_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "audit_keeps_replace": f"BEFORE INSERT ON {TABLE} WHEN NEW.id IN (SELECT id FROM {TABLE}) "  # noqa: S608 (constants)
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
}
_POSTGRESQL = {
    "audit_keeps_rows": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_keeps()",
    "audit_keeps_all": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION audit_keeps()",
}
_BODY = f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'changes' - 'reason' = to_jsonb(OLD) - 'changes' - 'reason'
       AND OLD.object_type = 'person' AND NEW.reason = ''
       AND NEW.changes = jsonb_build_object('shape', 1, 'redacted', true, 'changes', (
         SELECT coalesce(jsonb_object_agg(field, '["", ""]'::jsonb), '{{}}'::jsonb)
         FROM jsonb_object_keys(coalesce(OLD.changes -> 'changes', '{{}}'::jsonb)) AS field)) THEN
      RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'changes' - 'reason' = to_jsonb(OLD) - 'changes' - 'reason' AND NEW.reason = ''
       AND NEW.changes = OLD.changes || '{{"redacted": true}}'::jsonb THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation';
END """  # noqa: S608 (constants only)
_FUNCTION = f"CREATE OR REPLACE FUNCTION audit_keeps() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
GUARDS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}

_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    # one that is there but disabled keeps nothing
    "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE tgrelid = to_regclass(%s) AND tgenabled <> 'D'",
}


def missing_guards(connection: Any) -> list[str]:
    """The triggers that should refuse changes of the trail and are not there, switched off, or of another text."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor], [TABLE])
        found = dict(cursor.fetchall())
    guards = GUARDS[connection.vendor]
    texts = {name: _BODY if connection.vendor == "postgresql" else _creation(name, guards[name]) for name in guards}
    return sorted(name for name, text in texts.items() if found.get(name) != text)


def _creation(name: str, definition: str) -> str:
    return f"CREATE TRIGGER {name} {definition}"


def install_guards(connection: Any) -> None:
    """Put up what is missing; whoever may create the table may do this."""
    missing = missing_guards(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        remove = _removal(connection)
        for name in missing:
            cursor.execute(remove % name)
            cursor.execute(_creation(name, GUARDS[connection.vendor][name]))


def remove_guards(connection: Any) -> None:
    """Take them away: to go back before them, or to empty a database of tests."""
    with connection.cursor() as cursor:
        for name in GUARDS[connection.vendor]:
            cursor.execute(_removal(connection) % name)


def _removal(connection: Any) -> str:
    return "DROP TRIGGER IF EXISTS %s" + (f" ON {TABLE}" if connection.vendor == "postgresql" else "")
