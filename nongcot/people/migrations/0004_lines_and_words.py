"""Derived tables for quick lists and searches. The triggers that keep them come after every migration."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

POSTGRESQL = (
    """
    CREATE TABLE people_postline (
        held_id bigint PRIMARY KEY, person_id bigint NOT NULL, unit_id bigint NOT NULL,
        body_kind varchar(30) NOT NULL, post varchar(30) NOT NULL, from_day date, to_day date,
        sort_key varchar(400) COLLATE "C" NOT NULL, search_key varchar(200) COLLATE "C" NOT NULL,
        sex varchar(10) NOT NULL, born varchar(10) COLLATE "C" NOT NULL, party_member boolean,
        missing smallint NOT NULL)
    """,
    """
    CREATE INDEX people_postline_sorted ON people_postline (sort_key, person_id, held_id)
        INCLUDE (unit_id, from_day, to_day, body_kind, post)
    """,
    "CREATE INDEX people_postline_unit ON people_postline (unit_id)",
    "CREATE INDEX people_postline_person ON people_postline (person_id)",
    """
    CREATE TABLE people_personword (
        word varchar(200) COLLATE "C" NOT NULL, person_id bigint NOT NULL, PRIMARY KEY (word, person_id))
    """,
    """
    CREATE TABLE people_unitword (
        word varchar(300) COLLATE "C" NOT NULL, name_id bigint NOT NULL, unit_id bigint NOT NULL,
        PRIMARY KEY (word, name_id))
    """,
)
SQLITE = (
    """
    CREATE TABLE people_postline (
        held_id integer PRIMARY KEY, person_id bigint NOT NULL, unit_id bigint NOT NULL,
        body_kind varchar(30) NOT NULL, post varchar(30) NOT NULL, from_day date, to_day date,
        sort_key varchar(400) NOT NULL, search_key varchar(200) NOT NULL,
        sex varchar(10) NOT NULL, born varchar(10) NOT NULL, party_member bool, missing smallint NOT NULL)
    """,
    "CREATE INDEX people_postline_sorted ON people_postline (sort_key, person_id, held_id, unit_id, from_day, to_day)",
    "CREATE INDEX people_postline_unit ON people_postline (unit_id)",
    "CREATE INDEX people_postline_person ON people_postline (person_id)",
    """
    CREATE TABLE people_personword (
        word varchar(200) NOT NULL, person_id bigint NOT NULL, PRIMARY KEY (word, person_id)) WITHOUT ROWID
    """,
    """
    CREATE TABLE people_unitword (
        word varchar(300) NOT NULL, name_id bigint NOT NULL, unit_id bigint NOT NULL,
        PRIMARY KEY (word, name_id)) WITHOUT ROWID
    """,
)


def create(_apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    for table in ("people_postline", "people_personword", "people_unitword"):
        schema_editor.execute(f"DROP TABLE {table}")


def foreign(to: str) -> Any:
    return models.ForeignKey(
        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_merges_support_data_requests")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[
                migrations.CreateModel(
                    name="PostLine",
                    fields=[
                        ("from_day", models.DateField(blank=True, null=True)),
                        ("to_day", models.DateField(blank=True, null=True)),
                        (
                            "held",
                            models.OneToOneField(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="line",
                                serialize=False,
                                to="people.postheld",
                            ),
                        ),
                        ("body_kind", models.CharField(max_length=30)),
                        ("post", models.CharField(max_length=30)),
                        ("sort_key", models.CharField(max_length=400)),
                        ("search_key", models.CharField(max_length=200)),
                        ("sex", models.CharField(blank=True, max_length=10)),
                        ("born", models.CharField(blank=True, max_length=10)),
                        ("party_member", models.BooleanField(blank=True, null=True)),
                        ("missing", models.PositiveSmallIntegerField()),
                        ("person", foreign("people.person")),
                        ("unit", foreign("people.unit")),
                    ],
                    options={"db_table": "people_postline"},
                ),
                migrations.CreateModel(
                    name="PersonWord",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "word", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("word", models.CharField(max_length=200)),
                        ("person", foreign("people.person")),
                    ],
                    options={"db_table": "people_personword"},
                ),
                migrations.CreateModel(
                    name="UnitWord",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "word", "name_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("word", models.CharField(max_length=300)),
                        ("name", foreign("people.unitname")),
                        ("unit", foreign("people.unit")),
                    ],
                    options={"db_table": "people_unitword"},
                ),
            ],
        ),
    ]
