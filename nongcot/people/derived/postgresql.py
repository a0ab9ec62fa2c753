"""The triggers as PostgreSQL has them: once a statement, so that a COPY of a hundred thousand rows asks once."""

from __future__ import annotations

from nongcot.people.derived.words import LINE_COLUMNS, MISSING_SUM, PERSON_COLUMNS, SAME, TABLES, line_select

SPLIT = "unnest(string_to_array({}, ' ')) AS w(value)"

# The only provincial federation a unit ever stood under; 0 where there are several or none.
_FEDERATIONS = (
    "SELECT r.unit_id, CASE WHEN count(DISTINCT r.ancestor_id) = 1 THEN min(r.ancestor_id) ELSE 0 END AS area_id "
    "FROM people_unitreach r JOIN people_unit u ON u.id = r.ancestor_id AND u.kind = 'provincial_federation' "
)
AREA = "COALESCE(a.area_id, 0)"
AREAS = f"LEFT JOIN ({_FEDERATIONS} GROUP BY r.unit_id) a ON a.unit_id = h.unit_id"
AFTER_FILL = tuple(f"ANALYZE {table}" for table in TABLES)
_AREAS_OF_FRESH = (
    f"LEFT JOIN ({_FEDERATIONS} WHERE r.unit_id IN (SELECT unit_id FROM fresh) GROUP BY r.unit_id) a "  # noqa: S608
    "ON a.unit_id = h.unit_id"
)
_JOINS = "JOIN people_person p ON p.id = h.person_id JOIN people_body b ON b.id = h.body_id"
_LINE_IN = (
    f"INSERT INTO people_postline ({LINE_COLUMNS}) {line_select('h', AREA)} FROM fresh h {_JOINS} {_AREAS_OF_FRESH};"
)
_LINE_OUT = "DELETE FROM people_postline l USING stale o WHERE l.held_id = o.id;"
_CHANGED = " OR ".join(f"p.{name} IS DISTINCT FROM o.{name}" for name in PERSON_COLUMNS)
_PERSON_OVER = (
    "UPDATE people_postline l SET "  # noqa: S608
    + ", ".join(f"{name} = p.{name}" for name in SAME)
    + f", missing = {MISSING_SUM} FROM fresh p JOIN stale o ON o.id = p.id WHERE l.person_id = p.id AND ({_CHANGED});"
)
_WORDS_IN = (
    "INSERT INTO people_personword (word, person_id) "  # noqa: S608
    f"SELECT DISTINCT w.value, p.id FROM fresh p, {SPLIT.format('p.search_key')} WHERE w.value <> '' "
    "ON CONFLICT DO NOTHING;"
)
_WORDS_OUT = (
    "DELETE FROM people_personword t USING stale o "
    "WHERE t.person_id = o.id AND t.word = ANY(string_to_array(o.search_key, ' ')::varchar[]);"
)
_UNIT_IN = (
    "INSERT INTO people_unitword (word, name_id, unit_id) "  # noqa: S608
    f"SELECT DISTINCT w.value, n.id, n.unit_id FROM fresh n, {SPLIT.format('n.search_key')} WHERE w.value <> '' "
    "ON CONFLICT DO NOTHING;"
)
_UNIT_OUT = (
    "DELETE FROM people_unitword t USING stale o "
    "WHERE t.name_id = o.id AND t.word = ANY(string_to_array(o.search_key, ' ')::varchar[]);"
)
_BODY_OVER = (
    "UPDATE people_postline l SET body_kind = f.kind FROM people_postheld h, fresh f, stale o "
    "WHERE l.held_id = h.id AND h.body_id = f.id AND o.id = f.id AND o.kind <> f.kind;"
)
# Rows of the reach are taken away only to be written anew: then the area is looked at again.
_REACH_IN = (
    "UPDATE people_postline l SET area_id = a.area_id FROM "  # noqa: S608
    f"({_FEDERATIONS} WHERE r.unit_id IN (SELECT unit_id FROM fresh) GROUP BY r.unit_id) a "
    "WHERE l.unit_id = a.unit_id AND l.area_id <> a.area_id;"
)
_KINDS_OVER = (
    "UPDATE people_postline l SET area_id = COALESCE(a.area_id, 0) FROM "  # noqa: S608
    "(SELECT DISTINCT t.unit_id FROM fresh f JOIN stale o ON o.id = f.id AND o.kind <> f.kind "
    "JOIN people_unitreach t ON t.ancestor_id = f.id) c "
    f"LEFT JOIN ({_FEDERATIONS} GROUP BY r.unit_id) a ON a.unit_id = c.unit_id WHERE l.unit_id = c.unit_id;"
)
_KIND_OVER = (
    "IF EXISTS (SELECT 1 FROM fresh f JOIN stale o ON o.id = f.id WHERE f.kind <> o.kind "  # noqa: S608
    "AND 'provincial_federation' IN (f.kind, o.kind)) THEN "
    f"{_KINDS_OVER} END IF;"
)
# Words are taken away and put back only of those whose key changed.
_WORDS_OVER = (
    "IF EXISTS (SELECT 1 FROM fresh p JOIN stale o ON o.id = p.id WHERE p.search_key <> o.search_key) THEN "  # noqa: S608
    f"{_WORDS_OUT} {_WORDS_IN} END IF;"
)
_NEW, _OLD = "NEW TABLE AS fresh", "OLD TABLE AS stale"
_EACH = "FOR EACH STATEMENT EXECUTE FUNCTION"
_TRIGGERS = {
    "people_line_in": ("INSERT ON people_postheld", _NEW, _LINE_IN),
    "people_line_out": ("DELETE ON people_postheld", _OLD, _LINE_OUT),
    "people_line_over": ("UPDATE ON people_postheld", f"{_OLD} {_NEW}", f"{_LINE_OUT} {_LINE_IN}"),
    "people_person_over": ("UPDATE ON people_person", f"{_OLD} {_NEW}", f"{_PERSON_OVER} {_WORDS_OVER}"),
    "people_body_over": ("UPDATE ON people_body", f"{_OLD} {_NEW}", _BODY_OVER),
    "people_reach_in": ("INSERT ON people_unitreach", _NEW, _REACH_IN),
    "people_kind_over": ("UPDATE ON people_unit", f"{_OLD} {_NEW}", _KIND_OVER),
    "people_word_in": ("INSERT ON people_person", _NEW, _WORDS_IN),
    "people_word_out": ("DELETE ON people_person", _OLD, _WORDS_OUT),
    "people_unitword_in": ("INSERT ON people_unitname", _NEW, _UNIT_IN),
    "people_unitword_out": ("DELETE ON people_unitname", _OLD, _UNIT_OUT),
    "people_unitword_over": ("UPDATE ON people_unitname", f"{_OLD} {_NEW}", f"{_UNIT_OUT} {_UNIT_IN}"),
}
REMOVE = tuple(f"DROP TRIGGER IF EXISTS {name} ON {when.split()[-1]}" for name, (when, *_) in _TRIGGERS.items())
INSTALL = tuple(
    statement
    for name, (when, tables, what) in _TRIGGERS.items()
    for statement in (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what} RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {name} AFTER {when} REFERENCING {tables} {_EACH} {name}()",
    )
)
