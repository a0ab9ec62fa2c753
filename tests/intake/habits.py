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
