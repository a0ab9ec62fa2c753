from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.intake.cells.unit_kinds import unit_kind, unit_kind_from_name
from nongcot.intake.cells.units import looks_like_unit, unit_key, unit_name
from nongcot.intake.kinds import ProblemKind
from nongcot.people.kinds import Ownership, Sector, UnitKind

SUGAR = "Công đoàn cơ sở Công ty Cổ phần Mía đường Lam Giang"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY THUẬN HÒA", "Công đoàn cơ sở Công ty TNHH Giày Thuận Hòa"),
        ("CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN MÍA ĐƯỜNG LAM GIANG", SUGAR),
        ("CĐCS Cty Cổ phần Mía đường Lam Giang", SUGAR),
        ("Công đoàn cơ sở Công ty CP Mía đường Lam Giang", SUGAR),
        ("I. CĐCS CTY CP MÍA ĐƯỜNG LAM GIANG", SUGAR),
        ("NGHIỆP ĐOÀN VẬN TẢI BẾN XE TÂY HỒ", "Nghiệp đoàn Vận tải Bến xe Tây Hồ"),
        ("Đơn vị: Công đoàn cơ sở Trường Cao đẳng nghề Kỹ Lộc", "Công đoàn cơ sở Trường Cao đẳng nghề Kỹ Lộc"),
        ("II - CĐCS Bệnh viện Đa khoa Hòa Phước (5 người)", "Công đoàn cơ sở Bệnh viện Đa khoa Hòa Phước"),
        ("CĐCS BVĐK Hòa Phước", "Công đoàn cơ sở Bệnh viện Đa khoa Hòa Phước"),
        ("CĐCS: Trường THPT Kim Đồng", "Trường THPT Kim Đồng"),
        ("CÔNG ĐOÀN PHƯỜNG AN PHÚ", "Công đoàn phường An Phú"),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI", "Liên đoàn Lao động tỉnh Sao Mai"),
        ("công ty tnhh may xuân lan", "Công ty TNHH May Xuân Lan"),
        ("Công đoàn cơ sở Công ty TNHH SAMSUNG VINA", "Công đoàn cơ sở Công ty TNHH SAMSUNG VINA"),
        ("1. Cổ phần Thủy sản Cửa Việt", "Cổ phần Thủy sản Cửa Việt"),
        ("", ""),
    ],
)
def test_a_unit_is_written_as_it_should_be_shown(typed: str, written: str) -> None:
    assert unit_name(typed) == written


@pytest.mark.parametrize(
    "forms",
    [
        [SUGAR, "CĐCS Cty Cổ phần Mía đường Lam Giang", "CTY CỔ PHẦN MÍA ĐƯỜNG LAM GIANG",
        "C.ty CP Mía Đường Lam Giang",
         "Công đoàn Công ty CP Mía đường Lam Giang", "1. Cổ phần Mía đường Lam Giang"],
        ["CĐCS Công ty TNHH Giày Thuận Hòa", "3. TNHH Giày Thuận Hoà", "CÔNG TY TRÁCH NHIỆM HỮU HẠN GIÀY THUẬN HÒA"],
        ["Công ty TNHH MTV Cấp nước Bình Khê", "Cty TNHH một thành viên Cấp nước Bình Khê",
        "CTY TNHH 1TV CẤP NƯỚC BÌNH KHÊ",
         "Công ty TNHH 1 thành viên Cấp nước Bình Khê"],
        ["Công ty TNHH Thương mại và Dịch vụ ABC Việt Nam", "Cty TNHH TM&DV ABC VN", "Công ty TNHH TMDV ABC (Việt Nam)",
         "CTY TNHH TM DV ABC VIETNAM"],
        ["CĐCS BVĐK Hòa Phước", "Bệnh viện Đa khoa Hòa Phước", "BV đa khoa Hoà Phước"],
        ["Trường Trung học phổ thông Kim Đồng", "THPT Kim Đồng", "CĐCS Trường THPT Kim Đồng"],
        ["Trường Cao đẳng nghề Kỹ Lộc", "Trường CĐ nghề Kỹ Lộc"],
        ["Công ty CP Xuất nhập khẩu Đầu tư Xây dựng A", "Cty cổ phần XNK Đầu tư XD A"],
        ["Nghiệp đoàn Vận tải Tây Hồ", "NGHIỆP ĐOÀN CƠ SỞ VẬN TẢI TÂY HỒ"],
    ],
)  # fmt: skip
def test_the_forms_of_one_name_meet_under_one_key(forms: list[str]) -> None:
    assert {unit_key(form) for form in forms} == {unit_key(forms[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Thuận Hòa", "Công ty TNHH Thuận Hoa"),
        ("Công ty TNHH Thuận Hòa", "Công ty CP Thuận Hòa"),
        ("Công ty TNHH May 1", "Công ty TNHH May 2"),
        ("Nghiệp đoàn An Phú", "Công đoàn An Phú"),
        ("Công đoàn phường An Phú", "CĐCS phường An Phú"),
        ("Công đoàn phường An Phú", "Công đoàn xã An Phú"),
        ("Công ty TNHH Mai Phát", "Công ty TNHH Mai Phat"),
    ],
)
def test_different_units_keep_different_keys(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


@given(
    st.sampled_from(["Mía đường", "Giày Thuận Hòa", "Điện tử Sao Khuê", "May 10", "VINA-Korea"]),
    st.sampled_from(["TNHH", "Cổ phần", "CP"]),
)
def test_the_key_of_the_shown_name_is_the_key(what: str, kind: str) -> None:
    for prefix in ("CĐCS Cty", "Công đoàn cơ sở Công ty", "I. Công ty", "Đơn vị: CTY"):
        typed = f"{prefix} {kind} {what}"
        assert unit_key(unit_name(typed)) == unit_key(typed) == unit_key(typed.upper())
        assert unit_name(unit_name(typed)) == unit_name(typed)


def test_lines_that_name_units_are_told_from_others() -> None:
    for line in ("CĐCS Công ty Cổ phần Thủy sản Cửa Việt", "NGHIỆP ĐOÀN VẬN TẢI BẾN XE TÂY HỒ", "Trường THPT Kim Đồng",
                 "1. Cổ phần Thủy sản Cửa Việt", "III. BV Hòa Phước", "Công đoàn phường An Phú"):  # fmt: skip
        assert looks_like_unit(line), line
    for line in ("", "Tổng cộng: 27 đồng chí", "Nguyễn Văn An", "Trưởng phòng TCHC", "Công đoàn viên", "Số lượng",
    "12", "Chủ tịch",
                 "Công ty", "Ghi chú"):  # fmt: skip
        assert not looks_like_unit(line), line


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("ĐVSN công lập", (UnitKind.PUBLIC_SERVICE, Sector.STATE, None)),
        ("ĐVSN ngoài công lập", (UnitKind.NON_PUBLIC_SERVICE, Sector.NON_STATE, None)),
        ("DN ngoài nhà nước", (UnitKind.ENTERPRISE, Sector.NON_STATE, None)),
        ("Doanh nghiệp ngoài khu vực nhà nước", (UnitKind.ENTERPRISE, Sector.NON_STATE, None)),
        ("DNNN", (UnitKind.ENTERPRISE, Sector.STATE, Ownership.STATE_OWNED)),
        ("Doanh nghiệp nhà nước", (UnitKind.ENTERPRISE, Sector.STATE, Ownership.STATE_OWNED)),
        ("DN FDI", (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.FOREIGN_INVESTED)),
        ("DN có vốn đầu tư nước ngoài", (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.FOREIGN_INVESTED)),
        ("HTX", (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.COOPERATIVE)),
        ("DN tư nhân", (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.PRIVATE)),
        ("Cơ quan hành chính", (UnitKind.AGENCY, Sector.STATE, None)),
        ("Cơ quan nhà nước", (UnitKind.AGENCY, Sector.STATE, None)),
        ("Công đoàn phường, xã", (UnitKind.DIRECT_SUPERIOR, None, None)),
        ("Đặc khu", (UnitKind.DIRECT_SUPERIOR, None, None)),
        ("Liên đoàn Lao động thành phố", (UnitKind.PROVINCIAL_FEDERATION, None, None)),
        ("direct_superior", (UnitKind.DIRECT_SUPERIOR, None, None)),
        ("Nghiệp đoàn", (UnitKind.SYNDICATE, Sector.NON_STATE, None)),
        ("Lực lượng vũ trang", (UnitKind.ARMED_FORCES, Sector.STATE, None)),
        ("Doanh nghiệp", (UnitKind.ENTERPRISE, None, None)),
    ],
)
def test_the_kind_column(cell: str, expected: object) -> None:
    read = unit_kind(cell)
    assert (read.value, read.problem) == (expected, None)


def test_an_unknown_kind_is_reported_and_an_empty_one_is_not() -> None:
    assert unit_kind("loại khác").problem is ProblemKind.UNKNOWN_KIND
    assert unit_kind("").problem is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công đoàn cơ sở Công ty TNHH Giày Thuận Hòa", UnitKind.ENTERPRISE),
        ("CĐCS Cty Cổ phần Mía đường Lam Giang", UnitKind.ENTERPRISE),
        ("NGHIỆP ĐOÀN VẬN TẢI BẾN XE TÂY HỒ", UnitKind.SYNDICATE),
        ("Công đoàn cơ sở Bệnh viện Đa khoa Hòa Phước", UnitKind.PUBLIC_SERVICE),
        ("Công đoàn cơ sở Trường Cao đẳng nghề Kỹ Lộc", UnitKind.PUBLIC_SERVICE),
        ("Trường Tiểu học tư thục Kim Đồng", UnitKind.NON_PUBLIC_SERVICE),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI", UnitKind.PROVINCIAL_FEDERATION),
        ("Công đoàn phường An Phú", UnitKind.DIRECT_SUPERIOR),
        ("CÔNG ĐOÀN ĐẶC KHU CÔN SƠN", UnitKind.DIRECT_SUPERIOR),
        ("Công đoàn các KCN tỉnh", UnitKind.DIRECT_SUPERIOR),
        ("LĐLĐ huyện Bình Khê", UnitKind.DIRECT_SUPERIOR),
        ("CĐCS phường An Phú", None),
        ("Công đoàn bộ phận Xưởng 1", UnitKind.SECTION),
        ("Tổ công đoàn May 3", UnitKind.GROUP),
        ("CĐCS Sở Y tế", UnitKind.AGENCY),
        ("CĐCS Công an tỉnh", UnitKind.ARMED_FORCES),
        ("CĐCS HTX Nông nghiệp An Phú", UnitKind.ENTERPRISE),
        ("Lam Giang", None),
    ],
)
def test_what_kind_of_unit_the_name_tells(name: str, kind: UnitKind | None) -> None:
    assert unit_kind_from_name(name)[0] is kind


def test_a_firm_has_a_sector_only_where_the_name_says_it() -> None:
    assert unit_kind_from_name("Công ty TNHH MTV Cấp nước Bình Khê") == (UnitKind.ENTERPRISE, None, None)
    assert unit_kind_from_name("Doanh nghiệp tư nhân Hoa Mai") == (
        UnitKind.ENTERPRISE,
        Sector.NON_STATE,
        Ownership.PRIVATE,
    )
