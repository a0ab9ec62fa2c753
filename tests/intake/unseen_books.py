"""Workbooks of the six habits of the shared examples, each varied by a seed, with their expected facts."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.intake.habit_files import in_old_font
from tests.intake.habits import Grid
from tests.intake.unseen import (
    SYNDICATES,
    UNIONS,
    Person,
    Union,
    expected,
    person,
    tones,
    typed_day,
    typed_name,
    typed_phone,
    typed_post,
    typed_union,
    unions,
)

AS_OF = date(2026, 11, 22)
Made = tuple[list[Grid], dict[str, Any]]
HEADERS = {
    "number": ["STT", "TT", "Số TT", "Stt", "S TT"],
    "name": ["Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ và tên cán bộ", "Họ & tên"],
    "born": ["Ngày sinh", "Ngày tháng năm sinh", "Sinh ngày", "Ngày, tháng, năm sinh", "NTN sinh"],
    "year": ["Năm sinh", "NS", "Sinh năm", "NĂM SINH"],
    "sex": ["Giới tính", "Nam/Nữ", "GT", "Phái"],
    "female": ["Nữ", "Nữ (x)", "Nữ (đánh x)"],
    "union": ["Công đoàn cơ sở", "CĐCS", "Đơn vị", "Tên CĐCS", "Tên đơn vị", "Đơn vị công tác"],
    "post": ["Chức vụ công đoàn", "Chức vụ CĐ", "Chức danh CĐ", "CV công đoàn"],
    "phone": ["Điện thoại", "SĐT", "Số điện thoại", "ĐT liên hệ", "Số ĐT", "ĐTDĐ"],
    "job": ["Chức vụ chuyên môn", "Chức vụ\nchuyên môn", "Nghề nghiệp", "Chức vụ chính quyền", "Công việc"],
    "people": ["Dân tộc"],
    "note": ["Ghi chú"],
    "mail": ["Email", "E-mail"],
    "listed": ["Tên CĐCS", "Công đoàn cơ sở", "Tên đơn vị", "Tên công đoàn cơ sở"],
    "kind": ["Loại hình", "Loại hình đơn vị", "Loại hình CĐCS"],
    "members": ["Tổng số đoàn viên", "Số đoàn viên", "Đoàn viên", "TS đoàn viên", "Số ĐV"],
    "women": ["Trong đó nữ", "Nữ", "ĐV nữ", "Trong đó: Nữ"],
    "seats": [
        "Số lượng UV BCH Đại hội quyết định",
        "Số UV BCH",
        "Số lượng BCH",
        "SL UVBCH được bầu",
        "Số UV BCH do ĐH bầu",
    ],
    "congress": ["Ngày đại hội", "Ngày ĐH", "Ngày tổ chức đại hội"],
    "term": ["Nhiệm kỳ", "NK"],
}
JOBS = ["Kế toán", "Công nhân", "Tổ trưởng SX", "Trưởng phòng TCHC", "Quản đốc", "Phó Giám đốc", "Chủ tịch HĐQT"]
DITTOS = ["nt", '"', "-nt-", '-"-', "như trên"]


def header(rng: random.Random, fields: list[str]) -> list[str]:
    return [rng.choice(HEADERS[name]) for name in fields]


def shuffled(rng: random.Random, fields: list[str], fixed: int = 2) -> list[str]:
    rest = fields[fixed:]
    rng.shuffle(rest)
    return fields[:fixed] + rest


def cells(rng: random.Random, officer: Person, number: int, union: str = "") -> dict[str, Any]:
    female = officer.sex == "female"
    return {
        "number": rng.choice([number, number, str(number)]),
        "name": typed_name(rng, officer.name),
        "born": typed_day(rng, officer.day),
        "year": rng.choice([officer.day.year, str(officer.day.year)]),
        "sex": rng.choice(["Nữ", "nữ", "NỮ"]) if female else "Nam",
        "female": "x" if female else "",
        "union": union,
        "post": typed_post(rng, officer.role),
        "phone": typed_phone(rng, officer.local),
        "job": rng.choice(JOBS),
        "people": "Kinh",
        "note": rng.choice(["", "", "", "Mới bổ sung", "Nghỉ thai sản"]),
        "mail": rng.choice(["", f"a{rng.randint(1, 999)}@vidu.vn"]),
    }


def officer_rows(rng: random.Random, grid: Grid, found: list[Union], fields: list[str]) -> None:
    number = 0
    for union in found:
        for place, officer in enumerate(union.officers):
            number += 1
            name = rng.choice(DITTOS) if place and rng.random() < 0.35 else typed_union(rng, union)
            values = cells(rng, officer, number, name)
            grid.add(*[values[each] for each in fields])


def one_table(rng: random.Random) -> Made:
    found = unions(rng)
    extra = [name for name in ("mail", "job", "people", "note") if rng.random() < 0.3]
    fields = shuffled(rng, ["number", "name", "born", rng.choice(["sex", "female"]), "union", "post", "phone", *extra])
    if rng.random() < 0.15:
        fields.remove("number")
    grid = Grid(rng.choice(["Sheet1", "DS", "Danh sách", "Trích ngang"]))
    for _ in range(rng.choice([0, 0, 1, 2])):
        grid.add(rng.choice(["DANH SÁCH CÁN BỘ CÔNG ĐOÀN", "Danh sách cán bộ CĐCS năm 2026", ""]))
    grid.add(*header(rng, fields))
    officer_rows(rng, grid, found, fields)
    return [grid], expected(found)


def official(rng: random.Random) -> Made:
    found = unions(rng)
    grid = Grid(rng.choice(["Trich ngang", "Mẫu 01", "Sheet1", "Biểu 2"]))
    _official_title(grid, rng)
    _official_header(grid, rng)
    for ordinal, union in zip("I II III IV V VI".split(), found, strict=False):
        name = typed_union(rng, union)
        count = rng.choice(["", f" ({len(union.officers)} đồng chí)", f": {len(union.officers)} đ/c"])
        grid.add(
            *rng.choice(
                [[ordinal, name], [ordinal, name], [f"{ordinal}. {name}"], [f"{ordinal}.", name + count], ["", name]]
            )
        )
        if rng.random() < 0.3 and grid.rows[-1][1:]:
            grid.merges.append((len(grid.rows) - 1, 1, len(grid.rows) - 1, 10))
        for number, officer in enumerate(union.officers, 1):
            _official_row(grid, rng, officer, number)
        if rng.random() < 0.2:
            grid.add("", f"Cộng: {len(union.officers)} đồng chí")
    _official_end(grid, rng, sum(len(union.officers) for union in found))
    return [grid], expected(found)


def _official_title(grid: Grid, rng: random.Random) -> None:
    grid.add("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI", *[""] * 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    superior = rng.choice(["CÔNG ĐOÀN PHƯỜNG AN PHÚ", "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP", "CÔNG ĐOÀN XÃ LAM SƠN"])
    grid.add(superior, *[""] * 5, "Độc lập - Tự do - Hạnh phúc")
    grid.add()
    grid.add(
        rng.choice(["DANH SÁCH TRÍCH NGANG BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ", "DANH SÁCH BAN CHẤP HÀNH CÁC CĐCS NĂM 2026"])
    )
    grid.add(
        rng.choice(
            ["(Tính đến ngày 31/10/2026)", "(Kèm theo Công văn số 15/CĐ ngày 05/10/2026)", "(Nhiệm kỳ 2023 - 2028)", ""]
        )
    )


def _official_header(grid: Grid, rng: random.Random) -> None:
    top = len(grid.rows)
    birth = rng.choice(["Ngày, tháng, năm sinh", "Ngày sinh", "Năm sinh"])
    number, name, phone = header(rng, ["number", "name", "phone"])
    grid.add(
        number,
        name,
        birth,
        "",
        "Dân tộc",
        "Chức vụ\nchuyên môn",
        "Chức vụ công đoàn",
        "Trình độ",
        "",
        "Đảng viên",
        phone,
    )
    grid.add(
        "", "", "Nam", "Nữ", "", "", "", rng.choice(["Chuyên môn", "CMNV"]), rng.choice(["LLCT", "Lý luận chính trị"])
    )
    if rng.random() < 0.85:
        grid.merges += [(top, c, top + 1, c) for c in (0, 1, 4, 5, 6, 9, 10)] + [(top, 2, top, 3), (top, 7, top, 8)]
    numbers = rng.choice([[f"({n})" for n in range(1, 12)], list(range(1, 12)), ["A", "B", *range(1, 10)], None])
    if numbers:
        grid.add(*numbers)


def _official_row(grid: Grid, rng: random.Random, officer: Person, number: int) -> None:
    values = cells(rng, officer, number)
    born: Any = values["born"]
    if rng.random() < 0.15:
        born, officer.born = values["year"], str(officer.day.year)
    births = ["", born] if officer.sex == "female" else [born, ""]
    people = rng.choice(["Kinh", "nt", '-"-']) if number > 1 else "Kinh"
    study = [rng.choice(["ĐH", "CĐ", "TC", "12/12"]), rng.choice(["TC", "SC", ""]), rng.choice(["x", ""])]
    grid.add(values["number"], values["name"], *births, people, values["job"], values["post"], *study, values["phone"])


def _official_end(grid: Grid, rng: random.Random, count: int) -> None:
    grid.add(
        "", rng.choice([f"Tổng cộng: {count} đồng chí", f"Danh sách này có {count} đồng chí./.", f"Cộng {count} đ/c"])
    )
    grid.add()
    office = rng.choice(["TM. BAN THƯỜNG VỤ", "TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "T/M BAN CHẤP HÀNH", "KT. CHỦ TỊCH"])
    grid.add("", rng.choice(["NGƯỜI LẬP BIỂU", "Người lập"]), *[""] * 6, office)
    grid.add("", "(Ký, ghi rõ họ tên)", *[""] * 6, rng.choice(["CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Ký tên, đóng dấu)"]))
    grid.add()
    grid.add("", rng.choice(["", "Lê Thị Lập Biểu"]), *[""] * 6, rng.choice(["Nguyễn Văn Chủ Tọa", "Trần Thị Ký Tên"]))


def sheet_each(rng: random.Random) -> Made:
    found = unions(rng, names=UNIONS)
    fields = shuffled(rng, ["number", "name", "year", "female", "post", "phone"])
    words = header(rng, fields)
    where = rng.choice(["label", "title", "plain"])
    grids = []
    for number, union in enumerate(found, 1):
        name = rng.choice([union.name, union.full, f"CĐCS {union.name}", union.name.replace("Công ty", "Cty")])
        grid = Grid(f"{number}. {name}"[:31].strip().replace("/", "-"))
        label = rng.choice(["Đơn vị: ", "Tên đơn vị: ", "CĐCS: ", "Công đoàn cơ sở: "])
        title = f"DANH SÁCH BAN CHẤP HÀNH {union.full.upper()}"
        grid.add({"label": label + union.full, "title": title, "plain": union.full}[where])
        year = rng.randint(2022, 2025)
        grid.add(
            rng.choice(
                [f"Nhiệm kỳ {year} - {year + 5}", f"NHIỆM KỲ {year}-{year + 5}", f"(Nhiệm kỳ: {year} – {year + 5})"]
            )
        )
        union.facts["term"] = {"from": f"{year}-01-01"}
        grid.add(*words)
        for place, officer in enumerate(union.officers, 1):
            officer.born = str(officer.day.year)
            values = cells(rng, officer, place)
            row = grid.add(*[values[each] for each in fields])
            if rng.random() < 0.1:
                grid.hidden_rows.add(row)
        grids.append(grid)
    grids.insert(
        rng.choice([0, len(grids)]), Grid("Ghi chú", [["Liên hệ đ/c Nguyễn Văn Tư (0912345678) nếu có vướng mắc"]])
    )
    return grids, expected(found)


def old_font(rng: random.Random, table: str) -> Made:
    found = unions(rng, 5, [name for name in UNIONS + SYNDICATES if "/" not in name])
    fields = shuffled(rng, ["number", "name", "born", "sex", "union", "post", "phone"])
    grid = Grid("DS", [["Danh sách cán bộ công đoàn"], []])
    grid.add(*["TT" if name == "number" else HEADERS[name][0] for name in fields])
    posts = {"chair": "Chủ tịch", "vice": "PCT", "head": "UVBCH, Chủ nhiệm UBKT", "women": "UVBCH, Trưởng ban Nữ công"}
    for union in found:
        for place, officer in enumerate(union.officers):
            values = cells(rng, officer, place + 1)
            values |= {"name": officer.name, "born": f"{officer.day:%d/%m/%Y}", "phone": officer.local}
            values |= {
                "sex": "Nữ" if officer.sex == "female" else "Nam",
                "post": posts.get(officer.role, "ủy viên BCH"),
            }
            values["union"] = "nt" if place and rng.random() < 0.4 else union.full
            grid.add(*[values[each] for each in fields])
    return in_old_font([grid], table), expected(found)


def unions_and_officers(rng: random.Random) -> Made:
    found, duties = _unions_with_duties(rng)
    officers = Grid(rng.choice(["DS can bo", "Cán bộ", "BCH", "DS CBCĐ"]))
    fields = shuffled(rng, ["number", "name", "born", "female", "post", "union", "phone"])
    officers.add(*header(rng, fields))
    officer_rows(rng, officers, rng.sample(found, len(found)), fields)
    grids = [_unit_list(rng, found), officers]
    return grids if rng.random() < 0.7 else grids[::-1], expected(found, duties)


def _unions_with_duties(rng: random.Random) -> tuple[list[Union], set[tuple[str, str]]]:
    duties: set[tuple[str, str]] = set()
    found = unions(rng, 8, UNIONS)
    taken = {officer.name for union in found for officer in union.officers}
    for union in found:
        seats = len(union.officers)
        flaw = rng.choice(["", "", "", "no_chair", "vacant", "uninspected", "two_chairs"])
        if flaw == "no_chair":
            del union.officers[0]
            duties |= {("committee.no_chair", union.full), ("committee.vacant_seats", union.full)}
        elif flaw == "vacant" and seats > 3:
            del union.officers[-1]
            duties.add(("committee.vacant_seats", union.full))
        elif flaw == "uninspected":
            union.officers[2].role = "member"
            duties.add(("inspection.missing", union.full))
        elif flaw == "two_chairs":
            union.officers.append(person(rng, "chair", taken))
            seats += 1
            duties.add(("post.held_twice", union.full))
        begun = date(rng.randint(2021, 2025), rng.randint(1, 12), rng.randint(1, 28))
        if begun.replace(year=begun.year + 5) <= AS_OF:
            duties.add(("term.ended", union.full))
        members = rng.choice([34, 62, 120, 240, 860, 1650, 3400])
        union.facts = {"members": members, "seats_fixed": seats, "term": {"from": begun.isoformat()}}
    return found, duties


def _unit_list(rng: random.Random, found: list[Union]) -> Grid:
    grid = Grid(rng.choice(["DS CĐCS", "Đơn vị", "CĐCS", "Tổng hợp"]))
    if rng.random() < 0.7:
        grid.add(rng.choice(["TỔNG HỢP CÔNG ĐOÀN CƠ SỞ", "DANH SÁCH CÔNG ĐOÀN CƠ SỞ", "THỐNG KÊ CĐCS NĂM 2026"]))
        grid.add()
    fields = shuffled(rng, ["number", "listed", "kind", "members", "seats", "congress", "term"])
    fields.insert(fields.index("members") + 1, "women")
    grid.add(*header(rng, fields))
    for number, union in enumerate(found, 1):
        members, seats = union.facts["members"], union.facts["seats_fixed"]
        begun = date.fromisoformat(union.facts["term"]["from"])
        public = any(word in union.name for word in ("Trường", "Bệnh viện", "Trung tâm"))
        values = {
            "number": number,
            "listed": tones(rng, union.full),
            "kind": "ĐVSN công lập" if public else rng.choice(["DN ngoài nhà nước", "DN FDI", "DNNN", "Doanh nghiệp"]),
            "members": rng.choice([members, str(members), f"{members:,}".replace(",", "."), f"{members} người"]),
            "women": members // 2,
            "seats": rng.choice([seats, str(seats), f"{seats:02}"]),
            "congress": typed_day(rng, begun),
            "term": rng.choice([f"{begun.year}-{begun.year + 5}", f"{begun.year} - {begun.year + 5}"]),
        }
        grid.add(*[values[name] for name in fields])
    totals = {"listed": rng.choice(["Cộng", "Tổng cộng", "TỔNG"]), "members": sum(u.facts["members"] for u in found)}
    grid.add(*[totals.get(name, "") for name in fields])
    return grid


BOOKS: dict[str, Callable[[random.Random], Made]] = {
    "one table": one_table,
    "official": official,
    "one sheet a union": sheet_each,
    "TCVN3": lambda rng: old_font(rng, "tcvn3"),
    "VNI": lambda rng: old_font(rng, "vni"),
    "unions and officers": unions_and_officers,
}
