"""Invented spreadsheets in every habit in which unions keep them, with the facts a correct reading gives.

``invent(rng)`` makes a world of unions and officers; ``lay_out(world, rng)`` puts it into sheets in randomly chosen,
combined habits. ``habit_files`` writes such sheets as XLSX, XLS, ODS, CSV or HTML. All names are invented.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

EC, SC, IC, WC, GR = "executive_committee", "standing_committee", "inspection_committee", "womens_committee", "group"
FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao Trương Lưu Tạ Đoàn"
).split()
MALE_MIDDLES = "Văn Hữu Đức Công Quang Minh Bá Xuân Ngọc Thanh".split()
FEMALE_MIDDLES = "Thị Kim Thu Mỹ Bích Hồng Ngọc Thanh Xuân Thùy".split()
MALE_NAMES = (
    "An Bình Cường Dũng Giang Hải Hùng Khánh Long Mạnh Nam Nghĩa Phúc Quân Sơn Thắng Tuấn Việt Hòa Thuận".split()
)
FEMALE_NAMES = (
    "Ánh Chi Dung Đào Hà Hằng Hòa Hương Khuyên Lan Mỹ Nga Oanh Phượng Quỳnh Thủy Yến Thúy Trang Tuyết".split()
)
COMPANIES = [
    (
        "Công ty TNHH {}",
        ["May Xuân Lan", "Giày Thuận Hòa", "Bao bì Tân Á", "Điện tử Sao Khuê", "Dệt kim Hoa Sen", "Nhựa Phước Lộc"],
    ),
    (
        "Công ty Cổ phần {}",
        [
            "Mía đường Lam Giang",
            "Thủy sản Cửa Việt",
            "Gỗ Đại Thành",
            "Dệt Phú Thọ Hòa",
            "Xây dựng Bình An",
            "Vật tư Hòa Khánh",
        ],
    ),
    ("Công ty TNHH MTV {}", ["Cấp nước Bình Khê", "Môi trường Đô thị Lam Sơn", "Cao su Tân Lập"]),
    ("Trường {}", ["Cao đẳng nghề Kỹ Lộc", "Trung học phổ thông Hòa Bình", "Mầm non Hoa Mai"]),
    ("Bệnh viện Đa khoa {}", ["Hòa Phước", "Tân Long"]),
]
KINDS = {
    "Công ty TNHH M": "DNNN",
    "Công ty": "DN ngoài nhà nước",
    "Trường": "ĐVSN công lập",
    "Bệnh viện": "ĐVSN công lập",
    "Nghiệp": "Nghiệp đoàn",
}
POSTS: dict[str, tuple[tuple[str, ...], frozenset[tuple[str, str]]]] = {
    "chair": (
        ("Chủ tịch", "CT", "CHỦ TỊCH", "Chủ tịch CĐCS", "Chủ tịch Công đoàn", "Chủ tịch CĐ"),
        frozenset({(EC, "chair")}),
    ),
    "vice": (
        ("Phó Chủ tịch", "PCT", "Phó chủ tịch CĐ", "P. Chủ tịch", "Phó CT", "Phó Chủ tịch CĐCS"),
        frozenset({(EC, "vice_chair")}),
    ),
    "inspector": (
        (
            "Ủy viên BCH, Chủ nhiệm UBKT",
            "UVBCH, CNUBKT",
            "UV BCH - CNUBKT",
            "Uỷ viên, CN. UBKT",
            "UVBCH kiêm CN UBKT",
            "Ủy viên BCH\nCN UBKT",
        ),
        frozenset({(EC, "member"), (IC, "head")}),
    ),
    "member": (
        ("Ủy viên Ban Chấp hành", "UV BCH", "UVBCH", "Ủy viên BCH", "Uỷ viên", "UV.BCH"),
        frozenset({(EC, "member")}),
    ),
}
SECTION_POSTS = {
    IC: (("Chủ nhiệm", "head"), ("Phó Chủ nhiệm", "deputy_head"), ("Ủy viên", "member")),
    WC: (("Trưởng ban", "head"), ("Ủy viên", "member")),
}


@dataclass
class Officer:
    name: str
    sex: str
    born: str  # ISO or a year
    phone: str  # 0912345678
    role: str
    posts: frozenset[tuple[str, str]]
    section: str = EC
    post_text: str = ""


@dataclass
class Union:
    name: str
    officers: list[Officer] = field(default_factory=list)
    members: int = 0
    women: int = 0
    seats: int = 0
    congress: date | None = None
    years: int = 5


@dataclass
class World:
    unions: list[Union]
    has_unit_list: bool = False
    term: tuple[int, int] | None = None


@dataclass
class Grid:
    """One sheet: rows of cells, merged ranges (first row, first column, last row, last column), hidden rows."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    def add(self, *cells: Any) -> int:
        self.rows.append(list(cells))
        return len(self.rows) - 1


def invent(rng: random.Random, unions: int | None = None) -> World:
    """A handful of unions with three to seven officers each; nobody has the same name in one union."""
    names = []
    for pattern, stems in COMPANIES:
        names += [f"Công đoàn cơ sở {pattern.format(stem)}" for stem in stems]
    names.append("Nghiệp đoàn Vận tải Bến xe Tây Hồ")
    names.append("Nghiệp đoàn Xe ôm Phường An Phú")
    world = World([])
    taken: set[str] = set()
    phones: set[str] = set()
    for name in rng.sample(names, unions or rng.randint(1, 5)):
        union = Union(name)
        size = rng.randint(3, 7)
        roles = ["chair", "vice", "inspector"] + ["member"] * (size - 3)
        union.officers = [_officer(rng, role, taken, phones) for role in roles]
        union.members = rng.choice([12, 34, 240, 860, 1650, 3400])
        union.women = union.members // 2
        union.seats = size
        union.congress = date(rng.randint(2022, 2025), rng.randint(1, 12), rng.randint(1, 28))
        world.unions.append(union)
    return world


def _officer(rng: random.Random, role: str, taken: set[str], phones: set[str]) -> Officer:
    while True:
        female = rng.random() < 0.6
        name = " ".join(
            (
                rng.choice(FAMILIES),
                rng.choice(FEMALE_MIDDLES if female else MALE_MIDDLES),
                rng.choice(FEMALE_NAMES if female else MALE_NAMES),
            )
        )
        phone = rng.choice(["091", "098", "086", "077", "035"]) + f"{rng.randint(1_000_000, 9_999_999)}"
        if name not in taken and phone not in phones:
            break
    taken.add(name)
    phones.add(phone)
    born = date(rng.randint(1966, 1999), rng.randint(1, 12), rng.randint(1, 28)).isoformat()
    return Officer(name, "female" if female else "male", born, phone, role, POSTS[role][1])


def facts(world: World) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Union -> officer -> (sex, born, phone, posts): what the reading must give, no more and no less."""
    return {
        union.name: {o.name: (o.sex, o.born, "+84" + o.phone[1:], o.posts) for o in union.officers}
        for union in world.unions
    }


# --- how cells are typed -------------------------------------------------------------------------------------------


class Typist:
    """Types values as people do; ``plain`` types nothing strange (for formats that could not carry it)."""

    def __init__(self, rng: random.Random, plain: bool = False) -> None:
        self.rng, self.plain = rng, plain

    def text(self, text: str) -> str:
        if self.plain or self.rng.random() < 0.6:
            return text
        return self.rng.choice(
            [
                lambda: unicodedata.normalize("NFD", text),
                lambda: text.replace(" ", "\u00a0"),
                lambda: text + "  ",
                lambda: " " + text,
                lambda: text.replace(" ", "  ", 1),
                lambda: text.replace("òa", "oà").replace("úy", "uý").replace("ủy", "uỷ"),
            ]
        )()

    def name(self, name: str) -> str:
        if self.plain or self.rng.random() < 0.8:
            return self.text(name)
        return self.text(name.upper() if self.rng.random() < 0.8 else name.lower())

    def day(self, iso: str) -> Any:
        day = date.fromisoformat(iso)
        styles: list[Any] = [
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day.day:02}-{day.month:02}-{day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"ngày {day.day} tháng {day.month} năm {day.year}",
        ]
        return self.rng.choice(styles[:4] if self.plain else [*styles, day, day])

    def phone(self, phone: str) -> Any:
        local = phone[1:]
        styles: list[Any] = [
            phone,
            f"{phone[:4]}.{phone[4:7]}.{phone[7:]}",
            f"{phone[:4]} {phone[4:7]} {phone[7:]}",
            f"+84 {local}",
            f"{phone[:4]}-{phone[4:7]}-{phone[7:]}",
            f"{phone} / 0243 8{phone[-6:]}",
        ]
        return self.rng.choice([*styles, phone, int(local), int(local)])

    def post(self, officer: Officer) -> str:
        return officer.post_text or self.rng.choice(POSTS[officer.role][0])

    def union(self, name: str) -> str:
        if self.plain:
            return name
        short = name.replace("Công đoàn cơ sở ", "CĐCS ")
        return self.rng.choice([name, name, short, short.replace("Công ty", "Cty"), name.upper(), f"{name} "])


# --- how tables are laid out ---------------------------------------------------------------------------------------

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
