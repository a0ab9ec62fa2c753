"""Rows of a province, or of the country, as plain tuples: as many unions as asked, one in three with something due.

Each table is a generator of rows in the order of its columns, so that SQLite takes them with ``executemany`` and
PostgreSQL with ``COPY``, without a model in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from nongcot.config.demo import names, sizes
from nongcot.kernel.names import sort_key
from nongcot.kernel.text import fold
from nongcot.people import derived

Row = tuple[Any, ...]
Drawn = tuple[str, date, bool]  # name, birth, woman
DAY = date(2026, 11, 22)
BEGAN, CONGRESS, OLD_CONGRESS = date(2012, 3, 1), date(2025, 10, 15), date(2023, 5, 10)
_CHUNK = 10_000
_SIZES = (12, 18, 25, 31, 36, 44, 58, 72, 95, 130, 180, 260, 420, 900, 2600)


@dataclass(frozen=True, slots=True)
class Scale:
    """Provinces, communes and grassroots unions; ``officers`` are persons holding posts today."""

    provinces: int
    communes: int
    unions: int
    officers: int

    @property
    def first_commune(self) -> int:
        return self.provinces + 1

    @property
    def first_union(self) -> int:
        return self.provinces + self.communes + 1

    @property
    def superiors(self) -> int:
        return self.provinces + self.communes

    def size_of(self, union: int) -> int:
        """Persons of one union: they differ, and sum up to ``officers``."""
        share = self.officers // self.unions
        return max(3, share - 4 + (union * 7) % 9)


def commune_of(scale: Scale, union: int) -> int:
    return scale.first_commune + union % scale.communes


def province_of(scale: Scale, commune: int) -> int:
    return 1 + (commune - scale.first_commune) % scale.provinces


def members(union: int) -> int:
    return _SIZES[(union * 11) % len(_SIZES)]


def units(scale: Scale) -> Iterator[Row]:
    """id, code, name, kind, sector, ownership, began_on, ended_on, end_reason"""
    for pk in range(1, scale.provinces + 1):
        yield pk, f"P{pk}", f"Liên đoàn Lao động tỉnh {pk}", "provincial_federation", "", "", BEGAN, None, ""
    for pk in range(scale.first_commune, scale.first_union):
        yield pk, f"C{pk}", f"Công đoàn phường {pk}", "direct_superior", "", "", date(2025, 7, 1), None, ""
    for union in range(scale.unions):
        pk = scale.first_union + union
        yield pk, f"U{pk}", _name(pk), "enterprise", "non_state", "private", BEGAN, None, ""


def _name(pk: int) -> str:
    return f"Công đoàn cơ sở Công ty TNHH Sao Khuê {pk}"


def unit_names(scale: Scale) -> Iterator[Row]:
    """id, unit, name, search_key, match_key, from_day, to_day"""
    for pk, _code, name, *_rest in units(scale):
        key = fold(name)
        yield pk, pk, name, key, key, BEGAN, None


def placements(scale: Scale) -> Iterator[Row]:
    """id, unit, superior, from_day, to_day"""
    for pk in range(scale.first_commune, scale.first_union):
        yield pk, pk, province_of(scale, pk), date(2025, 7, 1), None
    for union in range(scale.unions):
        pk = scale.first_union + union
        yield pk, pk, commune_of(scale, union), date(2025, 7, 1), None


def reach(scale: Scale) -> Iterator[Row]:
    """id, ancestor, unit, depth, from_day, to_day"""
    number = 0
    for pk, *_ in units(scale):
        number += 1
        yield number, pk, pk, 0, None, None
    for pk in range(scale.first_commune, scale.first_union):
        number += 1
        yield number, province_of(scale, pk), pk, 1, date(2025, 7, 1), None
    for union in range(scale.unions):
        pk, commune = scale.first_union + union, commune_of(scale, union)
        yield number + 1, commune, pk, 1, date(2025, 7, 1), None
        yield number + 2, province_of(scale, commune), pk, 2, date(2025, 7, 1), None
        number += 2


def counts(scale: Scale) -> Iterator[Row]:
    """id, unit, day, members, women, source"""
    for union in range(scale.unions):
        pk, number = scale.first_union + union, members(union)
        for year in (2024, 2025):
            yield 2 * union + year - 2023, pk, date(year, 12, 31), number, number // 2, ""


def bodies(scale: Scale) -> Iterator[Row]:
    """id, unit, kind, name: the executive and the inspection committee of every union"""
    for union in range(scale.unions):
        pk = scale.first_union + union
        yield 2 * union + 1, pk, "executive_committee", ""
        yield 2 * union + 2, pk, "inspection_committee", ""


def terms(scale: Scale) -> Iterator[Row]:
    """id, body, from_day, to_day, planned_end, seats_fixed, mandate, decision_number, decision_day"""
    for union in range(scale.unions):
        ended, near = union % 30 == 4, union % 40 == 5
        start = date(2021, 6, 1) if ended else date(2022, 2, 1) if near else CONGRESS
        end = start.replace(year=start.year + 5)
        yield union + 1, 2 * union + 1, start, None, end, _seats(scale, union), "congress", "12/QĐ-CĐP", start


def _seats(scale: Scale, union: int) -> int:
    return min(sizes.seats(members(union)), scale.size_of(union))


def persons(scale: Scale) -> Iterator[Row]:
    """id, name, search_key, sort_key, sex, born, phone, citizen_index, citizen_last4, contract_ends_on, the rest"""
    drawn = _drawn()
    pk = 0
    for union in range(scale.unions):
        before = ("", date.min, True)
        for place in range(scale.size_of(union)):
            pk += 1
            twin = place == 3 and union % 150 == 6
            before = before if twin else next(drawn)
            yield _person(before, pk, place, union, twin=twin)


def _drawn() -> Iterator[Drawn]:
    """Names by their frequency, with birth dates and whether it is a woman: there are as many namesakes as in life."""
    rng = Random(20260701)
    while True:
        family = _many(rng, names.FAMILY)
        women = (_many(rng, names.MIDDLE_FEMALE), _many(rng, names.GIVEN_FEMALE))
        men = (_many(rng, names.MIDDLE_MALE), _many(rng, names.GIVEN_MALE))
        for number, surname in enumerate(family):
            woman = number % 5 < 3
            middle, given = women if woman else men
            name = " ".join(filter(None, (surname, middle[number], given[number])))
            yield name, date(1968, 1, 1) + timedelta(days=rng.randrange(12_500)), woman


def _many(rng: Random, pairs: names.Weighted) -> list[str]:
    return rng.choices([word for word, _ in pairs], [weight for _, weight in pairs], k=_CHUNK)


def _person(drawn: Drawn, pk: int, place: int, union: int, *, twin: bool) -> Row:
    name, born, woman = drawn
    contract = DAY + timedelta(days=90 + union % 300) if place == 1 and union % 15 == 8 else None
    sex = "female" if woman else "male"
    index = "" if twin else f"{pk:032x}"
    phone = f"+849{pk % 10**8:08d}"
    return (pk, name, fold(name), sort_key(name), sex, born.isoformat(), phone, index, f"{pk % 10_000:04d}", contract,
            "", "", "Kinh", "", "", None, "", "Công nhân", "")  # fmt: skip


def posts(scale: Scale) -> Iterator[Row]:
    """id, person, body, unit, post, mandate, decision_number, decision_day, end_reason, from_day, to_day"""
    number = person = 0
    for union in range(scale.unions):
        unit, executive = scale.first_union + union, 2 * union + 1
        seats = _seats(scale, union)
        for place in range(scale.size_of(union)):
            person += 1
            number += 1
            post, body = _post(place, seats, executive)
            earlier = place == 0 and union % 4 != 0
            start = CONGRESS if not earlier else OLD_CONGRESS
            left = DAY - timedelta(days=20 + union % 150) if _left(union, place, seats) else None
            reason = "transferred" if left else ""
            yield number, person, body, unit, post, "congress", "12/QĐ-CĐP", start, reason, start, left


def _post(place: int, seats: int, executive: int) -> tuple[str, int]:
    if place < seats:
        return ("chair" if place == 0 else "vice_chair" if place == 1 else "member"), executive
    if place < seats + 3:
        return ("head" if place == seats else "member"), executive + 1
    return "treasurer", executive


def _left(union: int, place: int, seats: int) -> bool:
    """One in eighteen has no chair, one in nine a vacant seat."""
    return (place == 0 and union % 18 == 1) or (place == 2 and seats > 3 and union % 9 == 2)


TABLES = (
    ("people_unit", "id code name kind sector ownership began_on ended_on end_reason", units),
    ("people_unitname", "id unit_id name search_key match_key from_day to_day", unit_names),
    ("people_unitplacement", "id unit_id superior_id from_day to_day", placements),
    ("people_unitreach", "id ancestor_id unit_id depth from_day to_day", reach),
    ("people_membercount", "id unit_id day members women source", counts),
    ("people_body", "id unit_id kind name", bodies),
    (
        "people_term",
        "id body_id from_day to_day planned_end seats_fixed mandate decision_number decision_day",
        terms,
    ),
    (
        "people_person",
        (
            "id name search_key sort_key sex born phone citizen_index citizen_last4 contract_ends_on other_phones "
            "email ethnicity education political_theory party_member employer job note"
        ),
        persons,
    ),
    (
        "people_postheld",
        "id person_id body_id unit_id post mandate decision_number decision_day end_reason from_day to_day",
        posts,
    ),
)


def fill(scale: Scale) -> dict[str, int]:
    """Write all rows into an empty, migrated database; gives the number of rows of each table."""
    written = {}
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # millions of foreign keys known to be right need not be looked up one by one
                cursor.execute("SET LOCAL session_replication_role = replica")
        for table, columns, rows in TABLES:
            written[table] = _copy(table, columns.split(), rows(scale))
        if connection.vendor == "postgresql":
            derived.refill()  # without its triggers the database did not keep them
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return written


def _copy(table: str, columns: list[str], rows: Iterator[Row]) -> int:
    fields = ", ".join(columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(f"INSERT INTO {table} ({fields}) VALUES ({marks})", rows)  # noqa: S608
            return int(cursor.rowcount)
        with cursor.copy(f"COPY {table} ({fields}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])
