"""Every kind of the roster has a name; post titles read as officers write them."""

import pytest

from nongcot.people import labels
from nongcot.people.kinds import (
    BodyKind,
    EndReason,
    Mandate,
    Ownership,
    Post,
    Role,
    Sector,
    Sex,
    Told,
    UnitEnd,
    UnitKind,
)


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (UnitKind, labels.unit_kind),
        (Sector, labels.sector),
        (Ownership, labels.ownership),
        (Sex, labels.sex),
        (BodyKind, labels.body),
        (Post, labels.post),
        (Mandate, labels.mandate),
        (EndReason, labels.end_reason),
        (UnitEnd, labels.unit_end),
        (Told, labels.told),
        (Role, labels.role),
    ],
)
def test_every_kind_has_a_name_of_its_own(kinds, name):
    names = [name(kind.value) for kind in kinds]
    assert [kind for kind, said in zip(kinds, names, strict=True) if not said or said == kind.value] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("body", "post", "title"),
    [
        ("executive_committee", "chair", "Chủ tịch"),
        ("executive_committee", "member", "Ủy viên Ban Chấp hành"),
        ("standing_committee", "member", "Ủy viên Ban Thường vụ"),
        ("inspection_committee", "head", "Chủ nhiệm Ủy ban Kiểm tra"),
        ("womens_committee", "head", "Trưởng ban Nữ công"),
        ("group", "group_leader", "Tổ trưởng tổ công đoàn"),
        ("executive_committee", "treasurer", "Thủ quỹ công đoàn"),
        ("standing_committee", "chair", "Chủ tịch Ban Thường vụ"),
        (None, "chair", "Chủ tịch"),
        ("executive_committee", None, "Ban Chấp hành"),
    ],
)
def test_a_post_is_named_with_its_body(body, post, title):
    assert labels.post_title(body, post) == title


def test_no_two_posts_of_one_body_share_a_title():
    for body in BodyKind:
        titles = [labels.post_title(body, post) for post in Post]
        assert len(set(titles)) == len(titles)


def test_an_enterprise_says_its_sector_where_it_is_known():
    assert labels.unit_kind("enterprise", "non_state") == "Công đoàn cơ sở doanh nghiệp ngoài nhà nước"
    assert labels.unit_kind("enterprise", None) == "Công đoàn cơ sở doanh nghiệp"
    assert labels.unit_kind("syndicate", "non_state") == "Nghiệp đoàn cơ sở"


def test_a_value_nobody_knows_comes_back_as_it_is():
    assert (labels.role("auditor"), labels.sex(None)) == ("auditor", "")
