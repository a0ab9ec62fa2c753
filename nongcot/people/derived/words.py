"""The parts of the SQL that both databases share."""

from __future__ import annotations

from collections.abc import Iterator

TABLES = ("people_postline", "people_personword", "people_unitword")
# What a person may lack, each with its bit in ``missing``.
MISSING = {"born": 1, "sex": 2, "phone": 4, "citizen_index": 8, "email": 16, "education": 32}
# What a line repeats of the person; the first ones go as they are.
SAME = ("sort_key", "search_key", "sex", "born", "party_member")
MISSING_SUM = " + ".join(f"CASE WHEN p.{column} = '' THEN {bit} ELSE 0 END" for column, bit in MISSING.items())
PERSON_COLUMNS = tuple(dict.fromkeys([*SAME, *MISSING]))
LINE_COLUMNS = (
    "held_id, person_id, unit_id, body_kind, post, from_day, to_day, "
    "sort_key, search_key, sex, born, party_member, missing, area_id"
)


def line_select(post: str, area: str = "0") -> str:
    """The values of a line; ``post`` is the alias (or NEW) of the post, ``p`` that of the person, ``b`` of the body.

    ``area`` gives the line's area (see :class:`nongcot.people.models.PostLine`).
    """
    own = ", ".join(f"{post}.{name}" for name in ("id", "person_id", "unit_id"))
    days = ", ".join(f"{post}.{name}" for name in ("post", "from_day", "to_day"))
    of_person = ", ".join(f"p.{name}" for name in SAME)
    return f"SELECT {own}, b.kind, {days}, {of_person}, {MISSING_SUM}, {area}"


def fill_statements(split: str, area: str, areas: str) -> Iterator[str]:
    """Empty and fill the derived tables.

    ``split`` gives the words of a text column as rows (a format), ``area`` a line's area out of the join ``areas``.
    """
    for table in TABLES:
        yield f"DELETE FROM {table}"  # noqa: S608
    yield (
        f"INSERT INTO people_postline ({LINE_COLUMNS}) {line_select('h', area)} FROM people_postheld h "
        f"JOIN people_person p ON p.id = h.person_id JOIN people_body b ON b.id = h.body_id {areas} ORDER BY h.id"
    )
    yield (
        "INSERT INTO people_personword (word, person_id) "  # noqa: S608
        f"SELECT DISTINCT w.value, p.id FROM people_person p, {split.format('p.search_key')} WHERE w.value <> ''"
    )
    yield (
        "INSERT INTO people_unitword (word, name_id, unit_id) "  # noqa: S608
        f"SELECT DISTINCT w.value, n.id, n.unit_id FROM people_unitname n, {split.format('n.search_key')} "
        "WHERE w.value <> ''"
    )
