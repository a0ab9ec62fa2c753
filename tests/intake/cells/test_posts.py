from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.posts import is_post_like, posts
from nongcot.intake.kinds import PostRead, ProblemKind, RepairKind
from nongcot.kernel.text import fold
from nongcot.people.kinds import BodyKind, Post

EXECUTIVE, STANDING = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.STANDING_COMMITTEE
INSPECTION, WOMEN = BodyKind.INSPECTION_COMMITTEE, BodyKind.WOMENS_COMMITTEE
CHAIR, VICE, MEMBER = (EXECUTIVE, Post.CHAIR), (EXECUTIVE, Post.VICE_CHAIR), (EXECUTIVE, Post.MEMBER)
SEAT = (STANDING, Post.MEMBER)
HEAD, DEPUTY, INSPECTOR = (INSPECTION, Post.HEAD), (INSPECTION, Post.DEPUTY_HEAD), (INSPECTION, Post.MEMBER)
WOMENS_HEAD, WOMENS_DEPUTY, WOMENS_MEMBER = (WOMEN, Post.HEAD), (WOMEN, Post.DEPUTY_HEAD), (WOMEN, Post.MEMBER)
LEADER, DEPUTY_LEADER = (BodyKind.GROUP, Post.GROUP_LEADER), (BodyKind.GROUP, Post.DEPUTY_GROUP_LEADER)
ACCOUNTANT, TREASURER = (EXECUTIVE, Post.ACCOUNTANT), (EXECUTIVE, Post.TREASURER)

FORMS: dict[tuple[BodyKind, Post], list[str]] = {
    CHAIR: ["CT", "CHỦ TỊCH", "Chủ tịch CĐCS", "Chủ tịch Công đoàn", "CTCĐ", "CT CĐ", "CTCĐCS", "C.T",
    "Chủ tịch công đoàn cơ sở"],
    VICE: ["PCT", "P.CT", "P. Chủ tịch", "Phó CT", "Phó Chủ tịch", "Phó chủ tịch CĐ", "PCT CĐCS", "PCTCĐ",
    "PCT thường trực", "PCT TT",
           "P.C.T", "Phó chủ tịch thường trực"],
    MEMBER: ["UV", "Uỷ viên", "Ủy viên", "UVBCH", "UV BCH", "UV. BCH", "Ủy viên BCH", "Ủy viên Ban Chấp hành",
    "U.V BCH", "BCH"],
    HEAD: ["CNUBKT", "CN UBKT", "CN. UBKT", "CN.UBKT", "Chủ nhiệm UBKT", "Chủ nhiệm Ủy ban kiểm tra",
    "Chủ nhiệm Uỷ ban Kiểm tra",
           "Trưởng ban UBKT", "TB kiểm tra", "CN UB Kiểm tra", "Chủ nhiệm"],
    DEPUTY: ["PCN UBKT", "PCNUBKT", "Phó chủ nhiệm UBKT", "P.CN UBKT", "Phó CN UBKT"],
    INSPECTOR: ["UVUBKT", "UV UBKT", "Ủy viên UBKT", "Uỷ viên Ủy ban kiểm tra"],
    WOMENS_HEAD: ["TBNC", "TB Nữ công", "Trưởng ban nữ công", "Trưởng Ban NC", "TB.NC"],
    WOMENS_DEPUTY: ["Phó ban nữ công", "Phó Trưởng ban Nữ công", "PTB nữ công"],
    WOMENS_MEMBER: ["UV ban nữ công", "Ủy viên Ban nữ công", "UVBNC", "Ủy viên nữ công"],
    LEADER: ["TT", "Tổ trưởng", "Tổ trưởng công đoàn", "Tổ trưởng CĐ", "TTCĐ", "Tổ trưởng tổ công đoàn"],
    DEPUTY_LEADER: ["TP", "Tổ phó", "Tổ phó công đoàn", "Phó tổ trưởng"],
    ACCOUNTANT: ["Kế toán", "Kế toán công đoàn", "KTCĐ"],
    TREASURER: ["Thủ quỹ", "TQ", "Thủ quỹ CĐ"],
}  # fmt: skip
ALL_FORMS = [(post, form) for post, forms in FORMS.items() for form in forms]


def read(cell: Any) -> list[tuple[BodyKind, Post]]:
    return [(p.body, p.post) for p in posts(cell).value]


@pytest.mark.parametrize(("post", "form"), ALL_FORMS)
def test_each_form_is_one_post(post: tuple[BodyKind, Post], form: str) -> None:
    for cell in (form, form.upper(), form.lower(), fold(form), f" {form}. "):
        assert read(cell) == [post], cell
        assert posts(cell).problem is None


@given(
    st.lists(st.sampled_from(ALL_FORMS), min_size=1, max_size=4, unique_by=lambda pair: pair[0]),
    st.sampled_from([", ", ",", "; ", "\n", " kiêm ", " - ", " + ", " & ", "/", " và ", " kiêm nhiệm ", " – "]),
)
def test_posts_put_together_from_any_forms_are_read_back(chosen: list[Any], between: str) -> None:
    if between in ("-", " - ", " – ") and any(form in ("UV", "Uỷ viên", "Ủy viên", "Chủ nhiệm") for _, form in chosen):
        return  # "UV - UBKT" is a seat on the UBKT, not two posts
    if any(form == "BCH" for _, form in chosen[1:]):
        chosen = [pair for pair in chosen if pair[1] != "BCH"] or [(MEMBER, "UV")]
    expected = {post for post, _ in chosen}
    if expected & {CHAIR, VICE}:
        expected -= {MEMBER}
    cell = between.join(form for _, form in chosen)
    assert set(read(cell)) == expected, cell
    assert posts(cell).problem is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("UV BTV, Chủ nhiệm UBKT", [MEMBER, SEAT, HEAD]),
        ("UVBTV", [MEMBER, SEAT]),
        ("Ủy viên Thường vụ", [MEMBER, SEAT]),
        ("UV Ban Thường vụ", [MEMBER, SEAT]),
        ("UVTV", [MEMBER, SEAT]),
        ("Chủ tịch, UV BTV", [CHAIR, SEAT]),
        ("UV BCH, Phó chủ tịch", [VICE]),
        ("Ủy viên BCH, CN. UBKT", [MEMBER, HEAD]),
        ("Uỷ viên, CNUBKT", [MEMBER, HEAD]),
        ("UV BCH - CNUBKT", [MEMBER, HEAD]),
        ("Ủy viên BCH-CN UBKT", [MEMBER, HEAD]),
        ("UVBCHCNUBKT", [MEMBER, HEAD]),
        ("Ủy viên BCH CNUBKT", [MEMBER, HEAD]),
        ("Ủy viên BCH\nCNUBKT", [MEMBER, HEAD]),
        ("Ủy viên Ban Chấp hành kiêm Chủ nhiệm UBKT", [MEMBER, HEAD]),
        ("UV BCH, UBKT", [MEMBER, INSPECTOR]),
        ("UV - UBKT", [INSPECTOR]),
        ("Phó Chủ tịch kiêm Trưởng ban nữ công", [VICE, WOMENS_HEAD]),
        ("Phó Chủ tịch kiểm Trưởng ban nữ công", [VICE, WOMENS_HEAD]),
        ("Phó Chủ tịch kiểm nhiệm Trưởng ban nữ công", [VICE, WOMENS_HEAD]),
        ("UV BCH phụ trách nữ công", [MEMBER]),
        ("Chủ tịch CĐCS Công ty TNHH May Xuân Lan", [CHAIR]),
        ("Phó UBKT", [DEPUTY]),
        ("UBKT", [INSPECTOR]),
        ("Ủy viên Ban Chấp hành Công đoàn", [MEMBER]),
        ("Quyền Chủ tịch", [CHAIR]),
        ("Q. Chủ tịch", [CHAIR]),
        ("Chủ tịch (2023-2028)", [CHAIR]),
        ("PCT (2023 - nay)", [VICE]),
        ("Chủ tịch NK 2023-2028", [CHAIR]),
        ("Ủy viên BCH (từ 2024)", [MEMBER]),
        ("UV BCH (bầu bổ sung tháng 3/2025), CN UBKT", [MEMBER, HEAD]),
        ("UVBCH, tái cử", [MEMBER]),
        ("UV BCH khóa VII", [MEMBER]),
    ],
)
def test_several_posts_and_seats_that_go_together(cell: str, expected: list[tuple[BodyKind, Post]]) -> None:
    found = posts(cell)
    assert read(cell) == expected
    assert found.problem is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Tổ trưởng tổ CĐ may 3", PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ may 3")),
        ("Tổ trưởng Tổ Kiểm hàng", PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ Kiểm hàng")),
        ("TT may 3", PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ may 3")),
        ("Tổ trưởng - Tổ văn phòng", PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ văn phòng")),
        ("Tổ trưởng tổ kế toán", PostRead(BodyKind.GROUP, Post.GROUP_LEADER, "Tổ kế toán")),
        ("Phó tổ trưởng tổ CĐ Cắt 2", PostRead(BodyKind.GROUP, Post.DEPUTY_GROUP_LEADER, "Tổ Cắt 2")),
        ("Tổ trưởng CĐ bộ phận", PostRead(BodyKind.GROUP, Post.GROUP_LEADER)),
        ("CTCĐ bộ phận", PostRead(BodyKind.SECTION, Post.CHAIR)),
        ("CT CĐBP Xưởng 1", PostRead(BodyKind.SECTION, Post.CHAIR, "Xưởng 1")),
        ("Phó chủ tịch công đoàn bộ phận", PostRead(BodyKind.SECTION, Post.VICE_CHAIR)),
        ("Ủy viên BCH CĐ bộ phận", PostRead(BodyKind.SECTION, Post.MEMBER)),
    ],
)
def test_groups_and_sections_with_their_names(cell: str, expected: PostRead) -> None:
    found = posts(cell)
    assert (found.value, found.problem) == ([expected], None)


@pytest.mark.parametrize(
    "cell",
    ["Chủ tịch UBND xã", "Chủ tịch HĐQT", "Phó Chủ tịch UBND", "Trưởng ban TTND", "Nguyên chủ tịch", "Giám đốc",
    "Tổ trưởng SX",
     "Trưởng phòng TCHC", "Công nhân", "Kế toán trưởng", "CN", "TB", "Nữ công", "CĐBP", "Bí thư chi bộ", "12",
     "Phan Thị Hoa", "CĐ"],
)  # fmt: skip
def test_what_is_no_union_post_is_not_guessed(cell: str) -> None:
    found = posts(cell)
    assert (found.value, found.problem, found.params) == ([], ProblemKind.UNKNOWN_POST, {"part": cell})


def test_the_parts_understood_are_kept_beside_an_unknown_one() -> None:
    found = posts("Chủ tịch, Bí thư chi bộ")
    assert read("Chủ tịch, Bí thư chi bộ") == [CHAIR]
    assert (found.problem, found.params) == (ProblemKind.UNKNOWN_POST, {"part": "Bí thư chi bộ"})


def test_a_provisional_mandate_is_told() -> None:
    assert posts("Chủ tịch lâm thời").params == {"mandate": "provisional"}
    assert read("UV BCH (lâm thời)") == [MEMBER]
    assert posts("Chủ tịch").params == {}


def test_an_empty_cell_has_no_post() -> None:
    assert posts("").problem is ProblemKind.NO_POST
    assert posts(None).problem is ProblemKind.NO_POST
    assert posts(" - ").value == []


def test_the_usual_words_are_no_repair_and_abbreviations_are() -> None:
    for usual in ("Chủ tịch", "CHỦ TỊCH CĐCS", "Uỷ viên BCH", "Ủy viên Ban Chấp hành", "Phó Chủ tịch Công đoàn"):
        assert posts(usual).repairs == (), usual
    for short in ("CT", "UVBCH", "CNUBKT", "Ủy viên"):
        assert posts(short).repairs == (RepairKind.POST_WORDS,), short


def test_cells_of_a_post_column_are_told_from_others() -> None:
    assert all(is_post_like(c) for c in ("UVBCH", "Chủ tịch, Bí thư chi bộ", "TT"))
    assert not any(is_post_like(c) for c in ("", None, 5.0, "Công nhân", "Nguyễn Văn An", "0912345678", "x" * 400))


def test_changing_a_result_does_not_change_the_next() -> None:
    posts("CT").value.clear()
    assert read("CT") == [CHAIR]
