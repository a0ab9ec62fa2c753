"""Puts an invented world into sheets: union column, group rows, one sheet a union, sections, side by side, stacked."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.intake.habit_tables import Plan, officer_cells, plan_table, put_header
from tests.intake.habits import EC, IC, SECTION_POSTS, WC, Grid, Officer, Typist, Union, World

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
DITTOS = ["nt", '-"-', '"', "như trên", "//", "- nt -"]


def put_title(grid: Grid, rng: random.Random, width: int, union: Union | None = None, merged: bool = True) -> None:
    """The heading that official lists have."""
    half = max(1, width // 2)
    first = grid.add(
        *(["LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI"] + [""] * (half - 1) + ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    )
    grid.add(*(["CÔNG ĐOÀN PHƯỜNG AN PHÚ"] + [""] * (half - 1) + ["Độc lập - Tự do - Hạnh phúc"]))
    grid.add()
    title = rng.choice(
        [
            "DANH SÁCH TRÍCH NGANG BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ",
            "DANH SÁCH CÁN BỘ CÔNG ĐOÀN",
            "Danh sách Ban Chấp hành các CĐCS",
        ]
    )
    row = grid.add(title)
    if merged and width > 2:
        grid.merges.append((first, 0, first, half - 1))
        grid.merges.append((row, 0, row, width - 1))
    if rng.random() < 0.6:
        grid.add("(Tính đến ngày 31/10/2026)")
    if union is not None:
        name = union.name
        grid.add(
            rng.choice(
                [f"Đơn vị: {name}", name.upper(), f"Tên đơn vị: {name}", f"DANH SÁCH BAN CHẤP HÀNH {name.upper()}"]
            )
        )
    if rng.random() < 0.7:
        grid.add()


def put_end(grid: Grid, rng: random.Random, plan: Plan, count: int) -> None:
    """Total and signatures."""
    name = next((plan.fields.index(f) for f in ("name", "family") if f in plan.fields), 0)
    blank = [""] * name
    if rng.random() < 0.7:
        grid.add(
            *blank,
            rng.choice([f"Tổng cộng: {count} đồng chí", "Tổng cộng", "Cộng", f"Danh sách này có {count} đồng chí"]),
        )
    if rng.random() < 0.6:
        grid.add()
        grid.add(*[""] * (len(plan.fields) - 2), "An Phú, ngày 05 tháng 11 năm 2026")
        grid.add(
            *blank,
            "NGƯỜI LẬP BIỂU",
            *[""] * max(1, len(plan.fields) - name - 3),
            rng.choice(["TM. BAN THƯỜNG VỤ", "TM. BAN CHẤP HÀNH"]),
        )
        grid.add(*[""] * (len(plan.fields) - 2), "CHỦ TỊCH")
        grid.add()
        grid.add(*blank, "Trần Thị Lập Biểu", *[""] * max(1, len(plan.fields) - name - 3), "Nguyễn Văn Chủ Tọa")


def _rows(grid: Grid, union: Union, plan: Plan, typist: Typist, start: int, written: Callable[[int], str]) -> int:
    number = start
    for index, officer in enumerate(union.officers):
        row = grid.add(*officer_cells(officer, number, plan, typist, written(index)))
        if typist.rng.random() < 0.05:
            grid.hidden_rows.add(row)
        number += 1
    return number


def union_column(world: World, rng: random.Random, typist: Typist, merges: bool = True) -> list[Grid]:
    """One table; the union in a column: on each row, as "nt", merged down, or only on the first of its rows."""
    plan = plan_table(rng, union_column=True, merged_ok=merges, plain=typist.plain)
    grid = Grid(rng.choice(["Sheet1", "DS", "Danh sách", "Trang tính1"]))
    if rng.random() < 0.5:
        put_title(grid, rng, len(plan.fields), merged=merges)
    put_header(grid, plan)
    style = rng.choice(["each", "ditto", "blank"] + (["merged"] if merges else []))
    restart = rng.random() < 0.5
    column = plan.fields.index("union")
    number = 1
    every = rng.random() < 0.2
    for union in world.unions:
        if every and number > 1:
            put_header(grid, plan)  # the header again on each printed page
        first = len(grid.rows)
        written = typist.union(union.name)

        def cell(index: int, written: str = written) -> str:
            if style == "each" or index == 0:
                return written
            return rng.choice(DITTOS) if style == "ditto" else ""

        number = _rows(grid, union, plan, typist, 1 if restart else number, cell)
        if style == "merged":
            grid.merges.append((first, column, len(grid.rows) - 1, column))
    put_end(grid, rng, plan, sum(len(u.officers) for u in world.unions))
    return [grid]


def group_rows(world: World, rng: random.Random, typist: Typist, merges: bool = True) -> list[Grid]:
    """One table with a row above each union's officers, perhaps under a superior, perhaps with sections."""
    plan = plan_table(rng, union_column=False, merged_ok=merges, plain=typist.plain)
    grid = Grid(rng.choice(["Trich ngang", "Sheet1", "DS BCH"]))
    if rng.random() < 0.7:
        put_title(grid, rng, len(plan.fields), merged=merges)
    put_header(grid, plan)
    numbered = "number" in plan.fields
    style = rng.choice(["beside", "inside", "bare"] + (["merged"] if merges else []))
    nested = rng.random() < 0.3
    sections = rng.random() < 0.3
    total = rng.random() < 0.3
    if nested:
        grid.add("A", "CÔNG ĐOÀN PHƯỜNG AN PHÚ") if numbered else grid.add("A. CÔNG ĐOÀN PHƯỜNG AN PHÚ")
    number = 1
    for index, union in enumerate(world.unions):
        _group_row(grid, plan, ROMAN[index], typist.union(union.name), style)
        if sections:
            number = _sections(grid, union, plan, typist, rng)
        else:
            number = _rows(grid, union, plan, typist, 1, lambda _: "")
        if total:
            grid.add(*([""] if numbered else []), rng.choice(["Cộng", f"Cộng: {number - 1}", "Tổng số"]))
    put_end(grid, rng, plan, sum(len(u.officers) for u in world.unions))
    return [grid]


def _group_row(grid: Grid, plan: Plan, ordinal: str, name: str, style: str) -> None:
    if "number" not in plan.fields:
        style = "bare" if style == "beside" else style
    if style == "beside":
        grid.add(ordinal, name)
    elif style == "inside":
        grid.add(f"{ordinal}. {name}")
    else:
        row = grid.add(name)
        if style == "merged":
            grid.merges.append((row, 0, row, len(plan.fields) - 1))


def _sections(grid: Grid, union: Union, plan: Plan, typist: Typist, rng: random.Random) -> int:
    """Bodies as group rows inside the union: the section gives the body of "Chủ nhiệm", "Trưởng ban", "Ủy viên"."""
    grid.add(
        *([""] if "number" in plan.fields else []),
        rng.choice(["BAN CHẤP HÀNH", "1. Ban Chấp hành", "Ban Chấp hành CĐCS"]),
    )
    number = _rows(grid, union, plan, typist, 1, lambda _: "")
    spare = [o for o in union.officers if o.role == "member"]
    for body, titles in (
        (IC, ["ỦY BAN KIỂM TRA", "2. Ủy ban kiểm tra"]),
        (WC, ["BAN NỮ CÔNG", "Ban Nữ công quần chúng"]),
    ):
        if not spare or rng.random() < 0.3:
            continue
        grid.add(*([""] if "number" in plan.fields else []), rng.choice(titles))
        officer = spare.pop()
        text, post = rng.choice(SECTION_POSTS[body])
        again = Officer(officer.name, officer.sex, officer.born, officer.phone, officer.role, officer.posts, body, text)
        grid.add(*officer_cells(again, 1, plan, typist, ""))
        officer.posts = officer.posts | {(body, post)}
        officer.born = again.born
    return number


def sheet_each(world: World, rng: random.Random, typist: Typist, merges: bool = True) -> list[Grid]:
    """One sheet a union: its name in a title, a label, or only in the sheet's name."""
    grids = []
    where = rng.choice(["label", "title", "sheet"])
    world.term = (2023, 2028) if rng.random() < 0.5 else None
    for index, union in enumerate(world.unions):
        plan = plan_table(rng, union_column=False, merged_ok=merges, plain=typist.plain)
        bare = union.name.replace("Công đoàn cơ sở Công ty ", "").replace("Công đoàn cơ sở ", "")
        grid = Grid(f"{index + 1}. {bare}"[:31])
        if where == "sheet" and len(f"{index + 1}. {bare}") > 31:
            grid.name = f"{index + 1}"
            grid.add(f"Đơn vị: {union.name}")
        elif where == "label":
            grid.add(
                rng.choice([f"Đơn vị: {union.name}", f"CĐCS: {union.name.replace('Công đoàn cơ sở ', '')}", union.name])
            )
        elif where == "title":
            put_title(grid, rng, len(plan.fields), union, merges)
        if world.term:
            grid.add("Nhiệm kỳ 2023 - 2028")
        if rng.random() < 0.5:
            grid.add()
        put_header(grid, plan)
        _rows(grid, union, plan, typist, 1, lambda _: "")
        if rng.random() < 0.5:
            put_end(grid, rng, plan, len(union.officers))
        grids.append(grid)
    if rng.random() < 0.5:
        notes = Grid("Ghi chú")
        notes.add("File gửi trước ngày 15 hằng tháng")
        notes.add("Liên hệ: Ban Tổ chức")
        grids.append(notes)
    return grids


def stacked(world: World, rng: random.Random, typist: Typist, merges: bool = True) -> list[Grid]:
    """Several tables in one sheet, one below the other, each with its title, header and end."""
    grid = Grid("Tong hop BCH")
    same = rng.random() < 0.5
    plan = plan_table(rng, union_column=False, merged_ok=merges, plain=typist.plain)
    for union in world.unions:
        if not same:
            plan = plan_table(rng, union_column=False, merged_ok=merges, plain=typist.plain)
        grid.add(
            rng.choice([f"Đơn vị: {union.name}", union.name.upper(), union.name, f"DANH SÁCH BCH {union.name.upper()}"])
        )
        if rng.random() < 0.4:
            grid.add()
        put_header(grid, plan)
        _rows(grid, union, plan, typist, 1, lambda _: "")
        if rng.random() < 0.4:
            put_end(grid, rng, plan, len(union.officers))
        for _ in range(rng.randint(1, 2)):
            grid.add()
    return [grid]


def side_by_side(world: World, rng: random.Random, typist: Typist, merges: bool = True) -> list[Grid]:
    """Two tables beside each other, each with a union column of its own."""
    half = (len(world.unions) + 1) // 2
    grids = []
    for unions in (world.unions[:half], world.unions[half:]):
        part = Grid("x")
        plan = plan_table(rng, union_column=True, merged_ok=False, plain=typist.plain)
        plan.numbers = False
        while plan.rows > 1 or "number" not in plan.fields or {"family", "male"} & set(plan.fields):
            plan = plan_table(rng, union_column=True, merged_ok=False, plain=typist.plain)
            plan.numbers = False
        put_header(part, plan)
        for union in unions:
            _rows(part, union, plan, typist, 1, lambda _, u=union: u.name)  # type: ignore[misc]
        grids.append(part)
    left, right = grids
    width = max(len(row) for row in left.rows) + rng.randint(0, 1)
    joined = Grid("DS")
    for i in range(max(len(left.rows), len(right.rows))):
        a = left.rows[i] if i < len(left.rows) else []
        b = right.rows[i] if i < len(right.rows) else []
        joined.add(*a, *[""] * (width - len(a)), *b)
    return [joined]


UNIT_HEADERS: dict[str, list[str]] = {
    "number": ["STT", "TT"],
    "union": ["Tên CĐCS", "Công đoàn cơ sở", "Tên đơn vị", "Đơn vị", "CĐCS"],
    "kind": ["Loại hình", "Loại hình đơn vị", "Loại hình CĐCS"],
    "members": ["Tổng số đoàn viên", "Số đoàn viên", "Tổng số ĐV", "Đoàn viên", "TS đoàn viên"],
    "women": ["Trong đó nữ", "ĐV nữ", "Nữ", "Đoàn viên nữ"],
    "seats": [
        "Số lượng UV BCH Đại hội quyết định",
        "SL BCH ĐH bầu",
        "Số UV BCH",
        "Số lượng BCH",
        "Số UVBCH do đại hội bầu",
    ],
    "congress": ["Ngày đại hội", "Ngày ĐH", "Thời gian đại hội"],
    "term": ["Nhiệm kỳ", "NK"],
}


def unit_list(world: World, rng: random.Random, typist: Typist) -> Grid:
    """The unions in a sheet of their own, with members, seats and congress."""
    world.has_unit_list = True
    grid = Grid(rng.choice(["DS CĐCS", "Tổng hợp CĐCS", "Bieu 1"]))
    if rng.random() < 0.6:
        grid.add("TỔNG HỢP CÔNG ĐOÀN CƠ SỞ")
        grid.add()
    fields = ["number", "union", *rng.sample(["kind", "members", "women", "seats", "congress", "term"], 6)]
    fields.remove("women")
    fields.insert(fields.index("members") + 1, "women")
    two = rng.random() < 0.3
    if two:
        top = [rng.choice(UNIT_HEADERS[f]) for f in fields]
        place = fields.index("members")
        top[place], top[place + 1] = "Số đoàn viên", ""
        low = [""] * len(fields)
        low[place], low[place + 1] = "Tổng số", "Nữ"
        row = grid.add(*top)
        grid.add(*low)
        grid.merges += [(row, place, row, place + 1)] + [
            (row, i, row + 1, i) for i in range(len(fields)) if i not in (place, place + 1)
        ]
    else:
        grid.add(*[rng.choice(UNIT_HEADERS[f]) for f in fields])
    for index, union in enumerate(world.unions):
        values: dict[str, Any] = {
            "number": index + 1,
            "union": union.name,
            "kind": "DN ngoài nhà nước" if "Công ty" in union.name else "ĐVSN công lập",
            "members": rng.choice([union.members, str(union.members), f"{union.members:,}".replace(",", ".")]),
            "women": union.women,
            "seats": union.seats,
            "congress": typist.day(union.congress.isoformat()) if union.congress else "",
            "term": f"{union.congress.year}-{union.congress.year + union.years}" if union.congress else "",
        }
        grid.add(*[values[f] for f in fields])
    if rng.random() < 0.7:
        totals = {"union": "Cộng", "members": sum(u.members for u in world.unions)}
        grid.add(*[totals.get(f, "") for f in fields])
    return grid


LAYOUTS: dict[str, Callable[..., list[Grid]]] = {
    "union_column": union_column,
    "group_rows": group_rows,
    "sheet_each": sheet_each,
    "stacked": stacked,
    "side_by_side": side_by_side,
}


def lay_out(
    world: World, rng: random.Random, layout: str | None = None, plain: bool = False, merges: bool = True
) -> list[Grid]:
    """The sheets of one workbook."""
    name = layout or rng.choice(list(LAYOUTS))
    if name == "side_by_side" and len(world.unions) < 2:
        name = "union_column"
    typist = Typist(rng, plain)
    grids = LAYOUTS[name](world, rng, typist, merges)
    if rng.random() < 0.3 and name != "sheet_each" and not plain:
        grids.insert(0, unit_list(world, rng, typist))
    return grids


__all__ = ["EC", "LAYOUTS", "lay_out", "unit_list"]
