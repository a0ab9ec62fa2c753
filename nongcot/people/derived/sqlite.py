"""The triggers as SQLite has them: one row at a time."""

from __future__ import annotations

from nongcot.people.derived.words import LINE_COLUMNS, MISSING_SUM, PERSON_COLUMNS, SAME, line_select

AREA, AREAS = "0", ""  # one federation: an area would be all there is
AFTER_FILL: tuple[str, ...] = ()
SPLIT = "json_each('[' || replace(json_quote({}), ' ', '\",\"') || ']') w"

_LINE_IN = (
    f"INSERT INTO people_postline ({LINE_COLUMNS}) {line_select('NEW')} FROM people_person p, people_body b "
    "WHERE p.id = NEW.person_id AND b.id = NEW.body_id"
)
_LINE_OUT = "DELETE FROM people_postline WHERE held_id = OLD.id"
_PERSON_OVER = (
    "UPDATE people_postline SET "  # noqa: S608
    + ", ".join(f"{name} = NEW.{name}" for name in SAME)
    + f", missing = {MISSING_SUM.replace('p.', 'NEW.')} WHERE person_id = NEW.id"
)
_WORDS_IN = (
    "INSERT OR IGNORE INTO people_personword (word, person_id) "  # noqa: S608
    f"SELECT w.value, NEW.id FROM {SPLIT.format('NEW.search_key')} WHERE w.value <> ''"
)
_WORDS_OUT = (
    "DELETE FROM people_personword WHERE person_id = OLD.id "  # noqa: S608
    f"AND word IN (SELECT w.value FROM {SPLIT.format('OLD.search_key')})"
)
_UNIT_IN = (
    "INSERT OR IGNORE INTO people_unitword (word, name_id, unit_id) "  # noqa: S608
    f"SELECT w.value, NEW.id, NEW.unit_id FROM {SPLIT.format('NEW.search_key')} WHERE w.value <> ''"
)
_UNIT_OUT = (
    "DELETE FROM people_unitword WHERE name_id = OLD.id "  # noqa: S608
    f"AND word IN (SELECT w.value FROM {SPLIT.format('OLD.search_key')})"
)
_BODY_OVER = (
    "UPDATE people_postline SET body_kind = NEW.kind "
    "WHERE held_id IN (SELECT id FROM people_postheld WHERE body_id = NEW.id)"
)
_TRIGGERS = {
    "people_line_in": ("AFTER INSERT ON people_postheld", _LINE_IN),
    "people_line_out": ("AFTER DELETE ON people_postheld", _LINE_OUT),
    "people_line_over": ("AFTER UPDATE ON people_postheld", f"{_LINE_OUT}; {_LINE_IN}"),
    "people_person_over": (f"AFTER UPDATE OF {', '.join(PERSON_COLUMNS)} ON people_person", _PERSON_OVER),
    "people_body_over": ("AFTER UPDATE OF kind ON people_body WHEN OLD.kind <> NEW.kind", _BODY_OVER),
    "people_word_in": ("AFTER INSERT ON people_person", _WORDS_IN),
    "people_word_out": ("AFTER DELETE ON people_person", _WORDS_OUT),
    "people_word_over": (
        "AFTER UPDATE OF search_key ON people_person WHEN OLD.search_key <> NEW.search_key",
        f"{_WORDS_OUT}; {_WORDS_IN}",
    ),
    "people_unitword_in": ("AFTER INSERT ON people_unitname", _UNIT_IN),
    "people_unitword_out": ("AFTER DELETE ON people_unitname", _UNIT_OUT),
    "people_unitword_over": (
        "AFTER UPDATE OF search_key, unit_id ON people_unitname",
        f"{_UNIT_OUT}; {_UNIT_IN}",
    ),
}
REMOVE = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS)
INSTALL = (*REMOVE, *(f"CREATE TRIGGER {name} {when} BEGIN {what}; END" for name, (when, what) in _TRIGGERS.items()))
