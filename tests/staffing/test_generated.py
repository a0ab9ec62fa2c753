"""Units and posts drawn at random over a century, held against a plain computation that knows nothing of the house."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from nongcot.people.api import posts, units, vacancies
from nongcot.people.kinds import Post, UnitKind
from nongcot.people.models import PostHeld, Unit
from nongcot.staffing import actions
from nongcot.staffing.models import Reorganisation
from nongcot.staffing.reorganisation.kinds import Operation, OperationKind, Trouble
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.intake.conftest import Bring, Province
from tests.intake.conftest import bring as bring  # noqa: PLC0414  (fixtures, for this file too)
from tests.intake.conftest import province as province  # noqa: PLC0414

pytestmark = pytest.mark.django_db
K = OperationKind
FOUNDED = date(2001, 1, 1)
DAYS = [date(2010, 3, 1), date(2015, 7, 1), date(2020, 1, 1), date(2025, 7, 1)]


# The plain computation: a unit is a name, a superior and whether it still stands; a day's rows are taken one by one.


@dataclass(frozen=True)
class Plain:
    name: str
    above: str | None
    ended: bool = False


World = dict[str, Plain]


def depth(world: World, code: str) -> int:
    above = world[code].above
    return 0 if above is None else 1 + depth(world, above)


def played(world: World, rows: list[Operation]) -> World:
    """The world after the rows of one day."""
    world = dict(world)
    for row in rows:
        if row.kind == K.CREATE:
            world[row.code] = Plain(row.name, row.superior_code)
    for row in rows:
        if row.kind == K.RENAME:
            world[row.code] = replace(world[row.code], name=row.name)
    for row in rows:
        if row.kind == K.MOVE:
            world[row.code] = replace(world[row.code], above=row.superior_code)
    closing = [row for row in rows if row.kind in (K.MERGE, K.END) or (row.kind == K.SPLIT and row.default)]
    for row in sorted(closing, key=lambda row: (-depth(world, row.code), row.line)):
        if row.kind != K.END:
            for code, one in list(world.items()):
                if one.above == row.code and not one.ended:
                    world[code] = replace(one, above=row.into_code)
        world[row.code] = replace(world[row.code], ended=True)
    return world


def drawn(random: Random, world: World, day: date, line: Iterator[int]) -> list[Operation]:
    """Some rows for one day; no unit is in two of them, and what receives does not end."""
    rows: list[Operation] = []
    districts = [code for code, one in world.items() if code.startswith("D") and not one.ended]
    unions = [code for code, one in world.items() if code.startswith("U") and not one.ended]
    random.shuffle(districts)
    random.shuffle(unions)
    fresh = [f"D{day.year}{n}" for n in range(3)]
    rows += [
        Operation(next(line), K.CREATE, code, day, name=f"Công đoàn phường {code}", superior_code="P") for code in fresh
    ]
    stay = [*fresh, *districts[: len(districts) // 2]]
    for code in districts[len(districts) // 2 :]:
        if random.random() < 0.5:
            rows.append(Operation(next(line), K.MERGE, code, day, into_code=random.choice(stay)))
        else:
            parts = random.sample(stay, 3)
            default = random.choice(parts)
            rows += [
                Operation(next(line), K.SPLIT, code, day, into_code=part, default=part == default) for part in parts
            ]
    receiving, acting = unions[: len(unions) // 3], unions[len(unions) // 3 :]
    for code in acting:
        match random.randrange(6):
            case 0:
                rows.append(Operation(next(line), K.RENAME, code, day, name=f"CĐCS Công ty {code} {day.year}"))
            case 1:
                rows.append(Operation(next(line), K.MOVE, code, day, superior_code=random.choice(fresh)))
            case 2 if receiving:
                rows.append(Operation(next(line), K.MERGE, code, day, into_code=random.choice(receiving)))
            case 3 if random.random() < 0.3:
                rows.append(Operation(next(line), K.END, code, day))
    random.shuffle(rows)
    return rows


def recorded(day: date) -> dict[str, tuple[str, str | None]]:
    codes = dict(Unit.objects.values_list("pk", "code"))
    found = units(SYSTEM, day=day).exclude(code=None).values_list("code", "day_name", "superior_id_on")
    return {code: (name, codes.get(above)) for code, name, above in found}


def standing(world: World) -> dict[str, tuple[str, str | None]]:
    return {code: (one.name, one.above) for code, one in world.items() if not one.ended}


@pytest.mark.parametrize("seed", [1, 2])
def test_four_hundred_units_stand_on_each_day_where_the_plain_computation_has_them(seed):
    random, line = Random(seed), iter(range(2, 100_000))  # noqa: S311
    make.unit("Liên đoàn Lao động tỉnh", kind=UnitKind.PROVINCIAL_FEDERATION, code="P", began=date(2000, 1, 1))
    first = [
        Operation(next(line), K.CREATE, f"D{n}", FOUNDED, name=f"Công đoàn huyện {n}", superior_code="P",
                  unit_kind=UnitKind.DIRECT_SUPERIOR) for n in range(20)
    ]  # fmt: skip
    first += [
        Operation(next(line), K.CREATE, f"U{n}", FOUNDED, name=f"CĐCS Công ty {n}", superior_code=f"D{n % 20}",
                  unit_kind=UnitKind.ENTERPRISE) for n in range(380)
    ]  # fmt: skip
    world = {"P": Plain("Liên đoàn Lao động tỉnh", None)}
    snapshots: list[tuple[date, World]] = [(date(2000, 1, 1), world)]
    for day in (FOUNDED, *DAYS):
        rows = first if day == FOUNDED else drawn(random, world, day, line)
        plan = actions.receive_plan(actor=SYSTEM, operations=rows, decision=f"QĐ {day.year}")
        assert plan.summary["troubles"] == []
        actions.reorganise(actor=SYSTEM, plan=plan)
        world = played(world, rows)
        snapshots.append((day, world))
    assert sum(one.ended for one in world.values()) > 60
    for (day, expected), (after, _next) in zip(snapshots, [*snapshots[1:], (date(2030, 1, 1), {})], strict=True):
        for asked in (day, after - timedelta(days=1)):
            assert recorded(asked) == standing(expected)


def test_a_split_without_a_default_among_many_rows_holds_all_of_them_back():
    random, line = Random(3), iter(range(2, 1000))  # noqa: S311
    make.unit("Liên đoàn Lao động tỉnh", kind=UnitKind.PROVINCIAL_FEDERATION, code="P", began=date(2000, 1, 1))
    rows = [
        Operation(next(line), K.CREATE, f"D{n}", FOUNDED, name=f"Công đoàn huyện {n}", superior_code="P",
                  unit_kind=UnitKind.DIRECT_SUPERIOR) for n in range(9)
    ]  # fmt: skip
    rows += [
        Operation(next(line), K.CREATE, f"U{n}", FOUNDED, name=f"CĐCS Công ty {n}", superior_code=f"D{n % 9}",
                  unit_kind=UnitKind.ENTERPRISE) for n in range(30)
    ]  # fmt: skip
    actions.reorganise(actor=SYSTEM, plan=actions.receive_plan(actor=SYSTEM, operations=rows, decision="QĐ"))
    world = played({"P": Plain("Liên đoàn Lao động tỉnh", None)}, rows)
    many = drawn(random, world, DAYS[0], line)
    split = next(row for row in many if row.kind == K.SPLIT)
    unmarked = [replace(row, default=False) if row.code == split.code else row for row in many]
    plan = actions.receive_plan(actor=SYSTEM, operations=unmarked, decision="QĐ")
    assert [one["kind"] for one in plan.summary["troubles"]] == [Trouble.NO_DEFAULT]
    with pytest.raises(actions.Refusal):
        actions.reorganise(actor=SYSTEM, plan=plan)
    assert recorded(DAYS[0]) == standing(world)
    assert Reorganisation.objects.get(pk=plan.pk).state == Reorganisation.State.READ


# A century of chairs


def holdings(random: Random, began: date, end: date) -> list[tuple[date, date | None]]:
    """Chairs one after the other: some follow at once, some after a gap, one may sit still."""
    found: list[tuple[date, date | None]] = []
    day = began + timedelta(days=random.choice((0, 0, random.randrange(900))))
    while day < end:
        last = day + timedelta(days=random.randrange(200, 3000))
        found.append((day, last if last < end else None))
        day = last + timedelta(days=random.choice((0, 0, 1, random.randrange(2, 700))))
    return found


def empty_days(held: list[tuple[date, date | None]], began: date, first: date, end: date) -> list[tuple[date, date]]:
    """Day by day, without any arithmetic of ranges."""
    found: list[tuple[date, date]] = []
    day, since = max(began, first), None
    while day < end:
        taken = any(start <= day and (stop is None or day < stop) for start, stop in held)
        if taken and since is not None:
            found.append((since, day))
            since = None
        elif not taken and since is None:
            since = day
        day += timedelta(days=1)
    return [*found, *([(since, end)] if since is not None else [])]


def test_a_century_of_chairs_has_the_vacancies_that_counting_day_by_day_finds():
    random, top = Random(1926), make.federation()  # noqa: S311
    end, known = date(2026, 1, 1), {}
    for number in range(12):
        began = date(1926, 1, 1) + timedelta(days=random.randrange(9000))
        union = make.unit(f"CĐCS Công ty {number}", under=top, code=f"C{number}", began=began)
        known[f"C{number}"] = (began, holdings(random, began, end))
        body = make.body(union)
        PostHeld.objects.bulk_create(
            PostHeld(person=make.person(), body=body, unit=union, post=Post.CHAIR, from_day=start, to_day=stop)
            for start, stop in known[f"C{number}"][1]
        )
    for first, last in ((date(1926, 1, 1), end), (date(1970, 5, 1), date(1995, 5, 2))):
        told: dict[str, list[tuple[date, date]]] = {code: [] for code in known}
        for one in vacancies(SYSTEM, post=Post.CHAIR, from_day=first, to_day=last):
            told[one.code].append((one.from_day, one.to_day))
        assert told == {code: empty_days(held, began, first, last) for code, (began, held) in known.items()}
    for _ in range(30):
        day = date(1926, 1, 1) + timedelta(days=random.randrange(36_500))
        sitting = sorted(posts(SYSTEM, day=day).values_list("unit__code", "from_day"))
        assert sitting == sorted(
            (code, start) for code, (_began, held) in known.items() for start, stop in held
            if start <= day and (stop is None or day < stop)
        )  # fmt: skip


def test_the_same_century_comes_in_by_a_list_of_officers(tmp_path: Path, province: Province, bring: Bring):
    """ "Đến ngày" is the first day no longer held, as everywhere in the house: who follows then leaves no gap."""
    random, began, end = Random(7), date(1950, 1, 1), date(2026, 1, 1)  # noqa: S311
    union = "CĐCS Công ty TNHH May Xuân Lan"
    held = holdings(random, began, end)
    path = tmp_path / "can-bo.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "Từ ngày", "Đến ngày", "Lý do thôi"])
        for number, (start, stop) in enumerate(held, 1):
            name = f"Nguyễn Văn {'An Bình Cường Dũng Hùng Khánh Long Minh Nam Phúc'.split()[number % 10]}"
            left = stop.strftime("%d/%m/%Y") if stop else ""
            writer.writerow([number, name, f"{number % 28 + 1:02}/01/{start.year - 40}", union, "Chủ tịch",
                             start.strftime("%d/%m/%Y"), left, "Nghỉ hưu" if stop else ""])  # fmt: skip
    bring(path)
    rows = PostHeld.objects.order_by("from_day").values_list("from_day", "to_day")
    assert list(rows) == held
    first = held[0][0]
    told = [
        (one.from_day, one.to_day) for one in vacancies(SYSTEM, post=Post.CHAIR, from_day=began, to_day=end)
        if one.name.endswith("May Xuân Lan")
    ]  # fmt: skip
    assert told == empty_days(held, first, began, end)
