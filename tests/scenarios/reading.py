"""Situations in the words of a roster, as the facts the checks are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from nongcot.duties.checks import check_persons, check_unit
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.kernel.text import fold
from nongcot.people.facts import PersonFacts, PostFacts, TermFacts, UnitFacts
from nongcot.people.kinds import BodyKind, Mandate, Ownership, Post, Sector, Told, UnitKind
from nongcot.regulations import load

FOLDER = Path(__file__).parent
EXECUTIVE = BodyKind.EXECUTIVE_COMMITTEE
POSTS: dict[str, tuple[BodyKind, Post]] = {
    "Chủ tịch": (EXECUTIVE, Post.CHAIR),
    "Phó Chủ tịch": (EXECUTIVE, Post.VICE_CHAIR),
    "Ủy viên BCH": (EXECUTIVE, Post.MEMBER),
    "Ủy viên BTV": (BodyKind.STANDING_COMMITTEE, Post.MEMBER),
    "Chủ nhiệm UBKT": (BodyKind.INSPECTION_COMMITTEE, Post.HEAD),
    "Ủy viên UBKT": (BodyKind.INSPECTION_COMMITTEE, Post.MEMBER),
    "Trưởng ban Nữ công": (BodyKind.WOMENS_COMMITTEE, Post.HEAD),
    "Tổ trưởng": (BodyKind.GROUP, Post.GROUP_LEADER),
    "Kế toán": (EXECUTIVE, Post.ACCOUNTANT),
}
UNIT_WORDS = {
    "loại hình", "kinh phí", "khu vực", "tên", "đoàn viên", "thành lập", "kết thúc", "cấp trên", "cấp trên kết thúc",
    "nhiệm kỳ", "cán bộ", "danh sách", "hồ sơ",
}  # fmt: skip
TOLD = {"chưa có": Told.NOTHING, "chỉ chủ tịch, phó chủ tịch": Told.LEADERS, "đầy đủ": Told.ALL}
POST_WORDS = {
    "chức danh", "tên", "số người", "từ", "đến", "nguồn", "hợp đồng", "đã từng làm chủ tịch", "tổ", "thiếu", "giúp đỡ",
}  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One situation of one file."""

    code: str
    title: str
    day: date
    given: dict[str, Any]
    expect: list[dict[str, Any]] = field(default_factory=list)
    expect_not: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


def scenarios() -> Iterator[Scenario]:
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(data) == {"code", "title", "source", "scenarios"}, path.name
        assert data["code"] == path.stem
        for row in data["scenarios"]:
            rest = {key: value for key, value in row.items() if key != "day"}
            yield Scenario(code=data["code"], day=row["day"], **rest)


def findings(scenario: Scenario) -> list[Finding]:
    context = Context(scenario.day, load().on(scenario.day))
    if "hồ sơ" in scenario.given:
        return check_persons([person(row) for row in scenario.given["hồ sơ"]], context)
    return check_unit(unit(scenario.given), context)


def person(row: dict[str, Any]) -> PersonFacts:
    born = row.get("sinh")
    return PersonFacts(
        person=row["mã"],
        name=row["họ tên"],
        name_key=fold(row["họ tên"]),
        born=None if born is None else str(born),
        citizen_key=row.get("định danh"),
        phone=row.get("điện thoại"),
        units=tuple(row.get("công đoàn", ())),
        apart=tuple(row.get("khác với", ())),
    )


def unit(given: dict[str, Any]) -> UnitFacts:
    assert set(given) <= UNIT_WORDS, set(given) - UNIT_WORDS
    kind, sector, ownership = (given.get(word) for word in ("loại hình", "khu vực", "kinh phí"))
    return UnitFacts(
        unit=1,
        name=given.get("tên", "Công đoàn cơ sở Công ty A"),
        kind=UnitKind(kind) if kind else None,
        sector=Sector(sector) if sector else None,
        ownership=Ownership(ownership) if ownership else None,
        began_on=given.get("thành lập"),
        ended_on=given.get("kết thúc"),
        superior=2,
        superior_name=given.get("cấp trên", ""),
        superior_ended_on=given.get("cấp trên kết thúc"),
        members=given.get("đoàn viên"),
        terms=[term(row) for row in given.get("nhiệm kỳ", ())],
        posts=[post for number, row in enumerate(given.get("cán bộ", ())) for post in posts(row, number)],
        told=TOLD[given.get("danh sách", "đầy đủ")],
    )


def term(row: dict[str, Any]) -> TermFacts:
    assert set(row) <= {"từ", "đến", "số ủy viên", "gia hạn"}
    return TermFacts(
        EXECUTIVE, row.get("từ"), row.get("đến"), row.get("số ủy viên"), extended=row.get("gia hạn", False)
    )


def posts(row: dict[str, Any], number: int) -> Iterator[PostFacts]:
    assert set(row) <= POST_WORDS, set(row) - POST_WORDS
    body, post = POSTS[row["chức danh"]]
    count = row.get("số người", 1)
    for index in range(count):
        name = row.get("tên") or f"{row['chức danh']} {number}.{index}"
        yield PostFacts(
            person=name,
            name=name,
            body=body,
            post=post,
            from_day=row.get("từ"),
            to_day=row.get("đến"),
            mandate=Mandate(row["nguồn"]) if "nguồn" in row else None,
            contract_ends_on=row.get("hợp đồng"),
            body_name=row.get("tổ", ""),
            earlier_chair=row.get("đã từng làm chủ tịch"),
            missing=tuple(row.get("thiếu", ())),
            supported_on=row.get("giúp đỡ"),
        )
