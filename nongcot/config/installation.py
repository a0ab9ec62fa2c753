"""Make this installation ready for a command: settings read, Django set up, the embedded database prepared."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nongcot.config.environment import SettingsRefused

EXIT_UNUSABLE = 2


def set_up() -> None:
    """Read the settings and set Django up; a wrong setting ends the program with status 2 and says which."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nongcot.config.settings")
    import django

    try:
        django.setup()
    except SettingsRefused as refused:
        sys.stderr.write(f"Thiết lập sai / wrong setting:\n{refused}\n")
        raise SystemExit(EXIT_UNUSABLE) from None


def pending_migrations() -> list[str]:
    """Names of migrations not yet applied to the database, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def own_database_file() -> None:
    """Make the file of an embedded database that is not there yet: SQLite's own everybody on the machine could read."""
    from django.db import connection

    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        Path(str(connection.settings_dict["NAME"])).touch(mode=0o600)


def prepare_database() -> None:
    """Create or bring up to date the embedded database; a PostgreSQL server is left to its administrator.

    On PostgreSQL with unapplied migrations the program ends with status 2 and says what to run.
    """
    from django.core.management import call_command
    from django.db import connection

    own_database_file()
    if not pending_migrations():
        return
    if connection.vendor != "sqlite":
        sys.stderr.write(
            "Cơ sở dữ liệu chưa được cập nhật. Hãy chạy: nongcot migrate\n"
            "The database is not up to date. Run: nongcot migrate\n"
        )
        raise SystemExit(EXIT_UNUSABLE)
    call_command("migrate", verbosity=0, interactive=False)
