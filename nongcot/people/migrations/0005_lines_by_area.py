"""The lines of one province in order, and the reach with its days, each in one index."""

from typing import Any

from django.db import migrations, models

POSTGRESQL = (
    "ALTER TABLE people_postline ADD COLUMN area_id bigint NOT NULL DEFAULT 0",
    """
    CREATE INDEX people_postline_area ON people_postline (area_id, sort_key, person_id, held_id)
        INCLUDE (unit_id, from_day, to_day, body_kind, post, search_key)
    """,
)
SQLITE = ("ALTER TABLE people_postline ADD COLUMN area_id bigint NOT NULL DEFAULT 0",)


def create(_apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("ALTER TABLE people_postline DROP COLUMN area_id")


class Migration(migrations.Migration):
    dependencies = [("people", "0004_lines_and_words")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[
                migrations.AddField("postline", "area_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RemoveIndex("unitreach", "people_reach_down"),
        migrations.AddIndex(
            "unitreach",
            models.Index(fields=["ancestor", "unit", "from_day", "to_day"], name="people_reach_down"),
        ),
    ]
