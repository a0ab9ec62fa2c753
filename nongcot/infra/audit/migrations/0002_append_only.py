"""The database itself refuses to change or delete entries of the trail, whoever asks."""

from typing import Any, ClassVar

from django.db import migrations

from nongcot.infra.audit.guards import install_guards, remove_guards


def guard(_apps: Any, schema_editor: Any) -> None:
    install_guards(schema_editor.connection)


def unguard(_apps: Any, schema_editor: Any) -> None:
    remove_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(guard, unguard)]
