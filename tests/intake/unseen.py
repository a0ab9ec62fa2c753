"""Invented unions in the habits of the shared examples, in more wordings: what is typed, and the facts behind it.

``habits`` lays one world out in combined habits; here each kind of workbook varies alone, and the expected facts have
the form of the shared ``*.expected.json``, duties included.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

EC, IC, WC = "executive_committee", "inspection_committee", "womens_committee"
FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao Trương Lương Đào Tô Hà "
    "Chu La Từ Quách Thái Lâm Tạ Kiều Nghiêm Vương Tăng Ông Tống"
).split()
MIDDLES = {
    "male": "Văn Hữu Đức Công Quang Minh Bá Xuân Ngọc Thanh Đình Quốc Trọng Duy".split(),
    "female": "Thị Kim Thu Mỹ Bích Hồng Ngọc Thanh Xuân Thùy Phương Diệu Như".split(),
}
GIVEN = {
    "male": "An Bình Cường Dũng Giang Hải Hùng Khánh Long Mạnh Nam Nghĩa Phúc Hòa Khoa Tài Úy Quý Tổng Tư Ba".split(),
    "female": "Ánh Chi Dung Đào Hà Hằng Hòa Hương Khuyên Lan Mỹ Nga Oanh Thủy Yến Thúy Nữ Như Ý Hoa Thoa Uyên".split(),
}
UNIONS = [
    "Công ty Cổ phần Mía đường Lam Giang",
    "Công ty TNHH Bao bì Tân Á",
    "Trường Cao đẳng nghề Kỹ Lộc",
    "Bệnh viện Đa khoa Hòa Phước",
    "Công ty TNHH MTV Cấp nước Bình Khê",
    "Công ty TNHH Thủy Hải sản An Hòa",
    "Trung tâm Y tế huyện Lam Sơn",
    "Trường THPT Nguyễn Huệ",
    "Trường Mầm non Hoa Sen",
    "Công ty Cổ phần Đầu tư và Xây dựng Thành Công",
    "Công ty TNHH Sản xuất Thương mại Dịch vụ Hòa Thắng",
    "Xí nghiệp In Báo Lam Giang",
    "Hợp tác xã Vận tải Toàn Thắng",
    "Công ty TNHH Samsung Bình Khê",
    "Công ty TNHH Một thành viên Lâm nghiệp Khê Ho",
    "Ngân hàng TMCP Lam Giang",
    "Doanh nghiệp tư nhân Thúy Hòa",
    "Bệnh viện Y học cổ truyền",
    "Nhà máy Xi măng Hòa Khê",
    "Công ty TNHH ABC Vina",
    "Tổng công ty May 19",
    "Trường THCS 19/5",
    "Trung tâm Dịch vụ việc làm số 2",
]
SYNDICATES = ["Nghiệp đoàn Vận tải Bến xe Tây Hồ", "Nghiệp đoàn nghề cá xã Hòa Hải", "Nghiệp đoàn Xe ôm Phường An Phú"]
POSTS: dict[str, tuple[list[list[str]], list[str]]] = {
    "chair": (
        [[EC, "chair"]],
        ["Chủ tịch", "CT", "CHỦ TỊCH", "Chủ tịch CĐCS", "Chủ tịch BCH", "CT CĐCS", "C.T", "Chủ tịch công đoàn cơ sở"],
    ),
    "vice": (
        [[EC, "vice_chair"]],
        ["Phó Chủ tịch", "PCT", "P. Chủ tịch", "Phó CT", "P.CT", "PCT CĐCS", "P.Chủ tịch CĐCS", "P.C.T"],
    ),
    "head": (
        [[EC, "member"], [IC, "head"]],
        [
            "Ủy viên BCH, Chủ nhiệm UBKT", "UVBCH, CNUBKT", "UV BCH - CNUBKT", "Uỷ viên, CN. UBKT", "UV BCH/CN UBKT",
            "Ủy viên BCH\nCN UBKT", "UVBCH+CNUBKT", "Chủ nhiệm UBKT, UV BCH", "Ủy viên BCH và Chủ nhiệm UBKT",
            "Ủy viên Ban Chấp hành; Chủ nhiệm Ủy ban kiểm tra", "UVBCH (CN UBKT)", "UVBCH, chủ nhiệm uỷ ban KT",
        ],
    ),
    "women": (
        [[EC, "member"], [WC, "head"]],
        ["UVBCH, Trưởng ban Nữ công", "UV BCH, TB Nữ công", "UVBCH kiêm Trưởng Ban NC"],
    ),
    "member": (
        [[EC, "member"]],
        ["Ủy viên Ban Chấp hành", "UV BCH", "UVBCH", "Uỷ viên", "UV.BCH", "UV", "uỷ viên BCH", "UV Ban chấp hành"],
    ),
}  # fmt: skip


@dataclass
class Person:
    name: str
    sex: str
    day: date
    local: str  # 0912345678
    role: str
    born: str = ""  # as the workbook keeps it


@dataclass
class Union:
    name: str
    officers: list[Person]
    facts: dict[str, Any] = field(default_factory=dict)  # members, seats_fixed, term

    @property
    def full(self) -> str:
        return self.name if self.name.startswith("Nghiệp") else f"Công đoàn cơ sở {self.name}"


def person(rng: random.Random, role: str, taken: set[str]) -> Person:
    while True:
        sex = rng.choice(["male", "female"])
        families = [rng.choice(FAMILIES)] + ([rng.choice(FAMILIES)] if rng.random() < 0.1 else [])
        name = " ".join([*families, rng.choice(MIDDLES[sex]), rng.choice(GIVEN[sex])])
        local = rng.choice("091 098 086 077 035 070 083 094 056 059 032 096".split()) + f"{rng.randint(0, 9999999):07}"
        if not {name, local} & taken:
            taken |= {name, local}
            day = date(rng.randint(1966, 1999), rng.randint(1, 12), rng.randint(1, 28))
            return Person(name, sex, day, local, role, day.isoformat())


def usual_roles(rng: random.Random) -> list[str]:
    more = rng.randint(0, 6)
    return ["chair", "vice", "head", *(["women"] if more and rng.random() < 0.3 else []), *["member"] * more][
        : 3 + more
    ]


def unions(rng: random.Random, most: int = 6, names: list[str] | None = None) -> list[Union]:
    taken: set[str] = set()
    chosen = rng.sample(names or UNIONS + SYNDICATES, rng.randint(2, most))
    return [Union(name, [person(rng, role, taken) for role in usual_roles(rng)]) for name in chosen]


def expected(found: list[Union], duties: set[tuple[str, str]] | None = None) -> dict[str, Any]:
    """The facts, as the shared examples write them."""
    units = [
        {
            "name": union.full,
            **union.facts,
            "officers": [
                {"name": o.name, "sex": o.sex, "born": o.born, "phone": f"+84{o.local[1:]}", "posts": POSTS[o.role][0]}
                for o in union.officers
            ],
        }
        for union in found
    ]
    return {"units": units} | ({} if duties is None else {"duties": sorted(map(list, duties))})


# --- how it is typed -----------------------------------------------------------------------------------------------


def tones(rng: random.Random, text: str) -> str:
    """The tone marks of some words on the other vowel: hoà, uỷ."""
    if rng.random() < 0.7:
        return text
    for one, other in (("òa", "oà"), ("óa", "oá"), ("úy", "uý"), ("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ùy", "uỳ")):
        text = text.replace(one, other)
    return text


def typed_name(rng: random.Random, name: str) -> str:
    nfd, spaced = unicodedata.normalize("NFD", name), name.replace(" ", "\u00a0", 1)
    odd = [name.upper(), nfd, spaced, f"{name}  ", f" {name}", name.replace(" ", "  ", 1), tones(rng, name)]
    return name if rng.random() < 0.5 else rng.choice(odd)


def typed_phone(rng: random.Random, local: str) -> Any:
    a, b, c, rest = local[:4], local[4:7], local[7:], local[1:]
    texts = [
        local,
        f"{a}.{b}.{c}",
        f"{a} {b} {c}",
        f"+84 {rest}",
        f"+84{rest}",
        f"{a}-{b}-{c}",
        f"84{rest}",
        f"({a}) {b}{c}",
    ]
    return rng.choice(
        [*texts, f"{local[:3]} {local[3:6]} {local[6:]}", f"{local}/0243855{local[-4:]}", int(rest), float(rest)]
    )


def typed_day(rng: random.Random, day: date) -> Any:
    d, m, y = day.day, day.month, day.year
    texts = [f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y}", f"{d:02}-{m:02}-{y}", f"{d}.{m}.{y}", f" {d:02}/{m:02}/{y}"]
    return rng.choice([day, day, *texts, f"{d:02}/{m:02}/{y % 100:02}", f"ngày {d} tháng {m} năm {y}"])


def typed_union(rng: random.Random, union: Union) -> str:
    full, short = union.full, union.full.replace("Công đoàn cơ sở", "CĐCS")
    shorter = short.replace("Công ty", "Cty")
    forms = [full, full, short, shorter, shorter.replace("Cổ phần", "CP"), full.upper(), short.upper(), f"{full} "]
    return rng.choice([*forms, full.replace("Công ty", "Cty"), tones(rng, full)])


def typed_post(rng: random.Random, role: str) -> str:
    return tones(rng, rng.choice(POSTS[role][1]))
