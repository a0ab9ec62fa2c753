"""How the tables of ``habits`` are laid out: which columns, in what order, under which headers, and the rows below."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.intake.habits import Grid, Officer, Typist

HEADERS = {
    "number": ["STT", "TT", "Số TT", "Stt", "SỐ TT", "No."],
    "name": [
        "Họ và tên",
        "HỌ VÀ TÊN",
        "Họ tên",
        "Họ & tên",
        "Họ và tên khai sinh",
        "HỌ TÊN",
        "Ho va ten",
        "Họ tên cán bộ",
        "Full name",
    ],
    "born": [
        "Ngày sinh",
        "Ngày, tháng, năm sinh",
        "Sinh ngày",
        "NTNS",
        "N.sinh",
        "Ngày tháng năm sinh",
        "Ngay sinh",
        "NGÀY SINH",
        "Date of birth",
    ],
    "year": ["Năm sinh", "NS", "NĂM SINH", "Nam sinh", "Năm sinh (ghi rõ)"],
    "sex": ["Giới tính", "GT", "Giới", "Phái", "Nam/Nữ", "Sex", "Gioi tinh"],
    "female": ["Nữ", "Nữ (x)", "NỮ", "Là nữ", "Nu", "Nữ (đánh dấu x)"],
    "union": [
        "Công đoàn cơ sở",
        "CĐCS",
        "Đơn vị",
        "Tên đơn vị",
        "ĐVCT",
        "Đơn vị công tác",
        "Tên CĐCS",
        "Cong doan co so",
        "CĐCS/Nghiệp đoàn",
    ],
    "post": [
        "Chức vụ công đoàn",
        "Chức danh",
        "Chức vụ CĐ",
        "CV",
        "Chức vụ Đoàn thể",
        "Chức danh CĐ",
        "Chức vụ",
        "Chuc vu",
        "Chức vụ trong BCH",
    ],
    "phone": ["Điện thoại", "SĐT", "Số điện thoại", "ĐTDĐ", "ĐT liên hệ", "Số ĐT", "Di động", "Dien thoai", "ĐT"],
    "people": ["Dân tộc", "DT", "DÂN TỘC"],
    "job": ["Chức vụ chuyên môn", "Chức vụ\nchuyên môn", "Công việc", "Nghề nghiệp", "Chức vụ chính quyền"],
    "note": ["Ghi chú", "GHI CHÚ", "Note"],
    "issued": ["Ngày cấp", "Ngày cấp CCCD"],
    "home": ["Quê quán", "Nơi ở hiện nay", "Địa chỉ"],
    "party": ["Đảng viên", "Là đảng viên"],
}


@dataclass
class Plan:
    """The habits chosen for one table."""

    fields: list[str]
    headers: dict[str, tuple[str, ...]]  # field -> header path
    rows: int  # header rows
    merged: bool
    numbers: bool
    birth: str
    years_only: bool


def plan_table(
    rng: random.Random, union_column: bool, merged_ok: bool = True, plain: bool = False, posts: bool = True
) -> Plan:
    birth = rng.choice(["one", "one", "split", "parts", "year"])
    sexes = {"split": []}.get(birth, [rng.choice(["sex", "female", "pair"])])
    fields = ["name"] if rng.random() < 0.8 else ["family", "given"]
    fields += {"one": ["born"], "year": ["year"], "split": ["born_m", "born_f"], "parts": ["d", "m", "y"]}[birth]
    fields += {"sex": ["sex"], "female": ["female"], "pair": ["male", "female"]}[sexes[0]] if sexes else []
    extra = [f for f in ("people", "job", "note", "issued", "home", "party") if rng.random() < 0.3]
    rest = (["post"] if posts else []) + ["phone"] + (["union"] if union_column else []) + extra
    rng.shuffle(rest)
    fields = ["number", *fields, *rest] if rng.random() < 0.85 else [*fields, *rest]
    headers = {f: (rng.choice(HEADERS[f]),) for f in fields if f in HEADERS}
    if "job" in fields and headers.get("post", ("",))[0] == "CV":
        headers["post"] = ("Chức vụ công đoàn",)
    birth_title = rng.choice(["Ngày, tháng, năm sinh", "Ngày sinh", "Năm sinh"])
    headers.update({"born_m": (birth_title, "Nam"), "born_f": (birth_title, "Nữ")})
    headers.update({"d": (birth_title, "Ngày"), "m": (birth_title, "Tháng"), "y": (birth_title, "Năm")})
    if "male" in fields:
        headers.update({"male": ("Giới tính", "Nam"), "female": ("Giới tính", "Nữ")})
    split_name = rng.random() < 0.5
    headers.update(
        {"family": ("Họ và tên", "Họ và tên đệm"), "given": ("Họ và tên", "Tên")}
        if split_name
        else {"family": ("Họ và tên đệm",), "given": ("Tên",)}
    )
    if {"job", "post"} <= set(fields) and abs(fields.index("job") - fields.index("post")) == 1 and rng.random() < 0.5:
        headers.update({"job": ("Chức vụ", "Chuyên môn"), "post": ("Chức vụ", "Công đoàn")})
    rows = max(len(headers[f]) for f in fields)
    return Plan(
        fields,
        headers,
        rows,
        merged_ok and rng.random() < 0.8,
        rng.random() < 0.4 and len(fields) > 3,
        birth,
        birth == "year",
    )


def put_header(grid: Grid, plan: Plan, left: int = 0) -> None:
    """The header rows of a plan, merged or not, with the column numbers below if the plan has them."""
    top = len(grid.rows)
    lines: list[list[Any]] = [[""] * (left + len(plan.fields)) for _ in range(plan.rows)]
    for index, name in enumerate(plan.fields):
        path = plan.headers[name]
        column = left + index
        before = plan.headers[plan.fields[index - 1]] if index else ("",)
        shared = len(path) > 1 and len(before) > 1 and before[0] == path[0]
        if not shared:
            lines[0][column] = path[0]
            width = 1
            while (
                index + width < len(plan.fields)
                and len(path) > 1
                and plan.headers[plan.fields[index + width]][:1] == path[:1]
                and len(plan.headers[plan.fields[index + width]]) > 1
            ):
                width += 1
            if plan.merged and width > 1:
                grid.merges.append((top, column, top, column + width - 1))
        if len(path) > 1:
            lines[1][column] = path[1]
        elif plan.merged and plan.rows > 1:
            grid.merges.append((top, column, top + plan.rows - 1, column))
    for line in lines:
        grid.rows.append(line)
    if plan.numbers:
        grid.rows.append([""] * left + [f"({i + 1})" for i in range(len(plan.fields))])


def officer_cells(officer: Officer, number: int, plan: Plan, typist: Typist, union: str) -> list[Any]:
    """One row; ``officer.born`` becomes a year where the plan keeps only years."""
    rng = typist.rng
    family, _, given = officer.name.rpartition(" ")
    if plan.years_only:
        officer.born = officer.born[:4]
    day = date.fromisoformat(officer.born) if len(officer.born) == 10 else None
    values: dict[str, Any] = {
        "number": number,
        "name": typist.name(officer.name),
        "family": family,
        "given": given,
        "born": typist.day(officer.born) if day else officer.born,
        "year": rng.choice([int(officer.born[:4]), officer.born[:4]]),
        "sex": "Nữ" if officer.sex == "female" else "Nam",
        "female": "x" if officer.sex == "female" else "",
        "male": "x" if officer.sex == "male" else "",
        "union": union,
        "post": typist.post(officer),
        "phone": typist.phone(officer.phone),
        "people": rng.choice(["Kinh", "Kinh", "Tày"]),
        "job": rng.choice(["Kế toán", "Công nhân", "Tổ trưởng SX", "Trưởng phòng TCHC", "Quản đốc", "Bảo vệ"]),
        "note": rng.choice(["", "", "Mới bầu"]),
        "issued": "15/03/2021",
        "home": rng.choice(["Lam Giang", "An Phú", "Thôn 3, xã Tân Lập"]),
        "party": rng.choice(["x", ""]),
    }
    if day:
        values["born_m" if officer.sex == "male" else "born_f"] = typist.day(officer.born)
        values.update({"d": day.day, "m": day.month, "y": day.year})
    return [values.get(name, "") for name in plan.fields]
