"""Unseen workbooks: lists of chairs, of unions, by code, in English; tables that only count."""

from __future__ import annotations

from datetime import date

from tests.intake.reading.unseen import (
    HEAD,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    SHORT_A,
    SHORT_B,
    A,
    B,
    C,
    check,
    first_three,
    officer,
    other_three,
    sheet,
)


def test_a_title_gives_the_post_where_no_column_does() -> None:
    check(
        [
            sheet(
                ["DANH SÁCH CHỦ TỊCH CÔNG ĐOÀN CƠ SỞ NĂM 2026"],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "CĐCS", "Số điện thoại"],
                [1, "Nguyễn Văn An", "1980", "", SHORT_A, "0912345678"],
                [2, "Vũ Thị Em", "1984", "x", SHORT_B, "0912345672"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
            officer(B, "Vũ Thị Em", "female", "1984", "+84912345672", "c"),
        ],
    )


def test_a_title_of_chairs_of_a_ward_gives_their_post() -> None:
    check(
        [
            sheet(
                ["DANH SÁCH CÁC ĐỒNG CHÍ CHỦ TỊCH CĐCS TRỰC THUỘC CÔNG ĐOÀN PHƯỜNG AN PHÚ"],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "CĐCS", "Số điện thoại"],
                [1, "Nguyễn Văn An", "1980", "", SHORT_A, "0912345678"],
                [2, "Vũ Thị Em", "1984", "x", SHORT_B, "0912345672"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
            officer(B, "Vũ Thị Em", "female", "1984", "+84912345672", "c"),
        ],
    )


def test_columns_of_chairs_and_vice_chairs_each_with_name_and_phone() -> None:
    check(
        [
            sheet(
                ["TT", "CĐCS", "Chủ tịch", "", "Phó Chủ tịch", ""],
                ["", "", "Họ và tên", "SĐT", "Họ và tên", "SĐT"],
                [1, SHORT_A, "Nguyễn Văn An", "0912345678", "Trần Thị Bình", "0912345679"],
                [2, SHORT_B, "Phạm Văn Dũng", "0912345671", "Vũ Thị Em", "0912345672"],
                merges=[(0, 2, 0, 3), (0, 4, 0, 5)],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", None, None, "+84912345678", "c"),
            officer(A, "Trần Thị Bình", None, None, "+84912345679", "v"),
            officer(B, "Phạm Văn Dũng", None, None, "+84912345671", "c"),
            officer(B, "Vũ Thị Em", None, None, "+84912345672", "v"),
        ],
    )


def test_columns_of_chairs_and_vice_chairs_in_one_header_row() -> None:
    check(
        [
            sheet(
                [
                    "TT",
                    "Tên đơn vị",
                    "Họ tên Chủ tịch CĐCS",
                    "Năm sinh",
                    "Điện thoại CT",
                    "Họ tên Phó CT",
                    "Điện thoại PCT",
                ],
                [1, SHORT_A, "Nguyễn Văn An", 1980, "0912345678", "Trần Thị Bình", "0912345679"],
                [2, SHORT_B, "Phạm Văn Dũng", 1983, "0912345671", "Vũ Thị Em", "0912345672"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", None, "1980", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", None, None, "+84912345679", "v"),
            officer(B, "Phạm Văn Dũng", None, "1983", "+84912345671", "c"),
            officer(B, "Vũ Thị Em", None, None, "+84912345672", "v"),
        ],
    )


def test_officers_named_by_code_take_the_name_from_a_later_list_of_unions() -> None:
    check(
        [
            sheet(
                ["Mã", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "SĐT"],
                ["DN01", *R1[1:]],
                ["DN01", *R2[1:]],
                ["DN01", *R3[1:]],
                ["DN02", *R4[1:]],
                ["DN02", *R5[1:]],
                ["DN02", *R6[1:]],
                name="CB",
            ),
            sheet(["Mã", "Tên đơn vị", "Số đoàn viên"], ["DN01", SHORT_A, 120], ["DN02", SHORT_B, 60], name="DV"),
        ],
        first_three(A) + other_three(B),
    )


def test_a_code_of_persons_is_no_code_of_unions() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["Mã", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "SĐT"],
                ["NV001", *R1[1:]],
                ["NV002", *R2[1:]],
                ["NV003", *R3[1:]],
            )
        ],
        first_three(A),
    )


def test_beside_a_column_of_unions_a_code_is_left_alone() -> None:
    check(
        [
            sheet(
                ["STT", "Mã số", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "SĐT", "Đơn vị"],
                [1, "NV001", *R1[1:], SHORT_A],
                [2, "NV002", *R2[1:], SHORT_A],
                [3, "NV003", *R3[1:], SHORT_A],
            )
        ],
        first_three(A),
    )


def test_english_headers_and_posts_are_read() -> None:
    h = ["No.", "Full name", "Year of birth", "Gender", "Position", "Mobile phone", "Trade union", "Remarks"]
    check(
        [
            sheet(
                h,
                [1, "Nguyễn Văn An", 1980, "Male", "Chairman", "0912345678", SHORT_A, ""],
                [2, "Trần Thị Bình", 1981, "Female", "Vice-chairman", "0912345679", SHORT_A, ""],
                [3, "Lê Thị Chi", 1982, "Female", "Executive Committee member", "0912345670", SHORT_A, ""],
                [4, "Hồ Văn Dũng", 1983, "M", "Member, Head of Inspection Committee", "0912345671", SHORT_A, ""],
            )
        ],
        [*first_three(A), officer(A, "Hồ Văn Dũng", "male", "1983", "+84912345671", "m ih")],
    )


def test_an_english_list_of_unions_is_read() -> None:
    check(
        [
            sheet(
                ["No", "Union name", "Type", "Members", "Female members", "Committee size", "Congress date", "Term"],
                [1, SHORT_A, "Private enterprise", "1,650", 900, 7, "12/03/2023", "2023-2028"],
            )
        ],
        [],
        [(A, 1650, 900, 7, "2023-03-12")],
    )


def test_superiors_in_a_list_of_unions_head_their_groups() -> None:
    check(
        [
            sheet(
                ["STT", "Tên công đoàn cơ sở", "Loại hình", "Số đoàn viên", "Số UV BCH"],
                ["A", "CÔNG ĐOÀN PHƯỜNG AN PHÚ", "", 182, ""],
                [1, SHORT_A, "DN", 120, 7],
                [2, SHORT_B, "DN", 62, 3],
                ["B", "CÔNG ĐOÀN XÃ BÌNH MINH", "", 30, ""],
                [1, C, "Nghiệp đoàn", 30, 3],
                ["", "TỔNG CỘNG", "", 212, ""],
            )
        ],
        [],
        [(A, 120, None, 7, None), (B, 62, None, 3, None), (C, 30, None, 3, None)],
    )


def test_tables_that_count_by_kind_or_ward_list_no_unions() -> None:
    check(
        [
            sheet(
                ["STT", "Loại hình", "Số CĐCS", "Số đoàn viên"],
                [1, "Doanh nghiệp nhà nước", 3, 300],
                [2, "Doanh nghiệp ngoài nhà nước", 30, 3000],
                name="TH",
            ),
            sheet(
                ["STT", "Đơn vị", "Tổng số đoàn viên", "Nữ"],
                [1, "Phường An Phú", 300, 20],
                [2, "Xã Bình Minh", 200, 30],
                name="TH2",
            ),
            sheet([SHORT_A], HEAD, R1, R2, R3, name="ct"),
        ],
        first_three(A),
        [],
    )


def test_counts_with_words_and_points_are_counts_and_totals_no_union() -> None:
    check(
        [
            sheet(
                ["TT", "Tên CĐCS", "Số CNLĐ", "Số đoàn viên", "Tỷ lệ", "Nữ", "SL UV BCH", "Ngày ĐH"],
                [1, SHORT_A, 1800, "1.650 người", "91,7%", 900, "7", "12/3/2023"],
                [2, SHORT_B, "62", "62 đv", 1.0, 30, "03", date(2024, 5, 6)],
                ["", "Tổng", 1862, 1712, "", 930, 10, ""],
            )
        ],
        [],
        [(A, 1650, 900, 7, "2023-03-12"), (B, 62, 30, 3, "2024-05-06")],
    )


def test_a_title_of_group_leaders_gives_their_post() -> None:
    check(
        [
            sheet(
                [A.upper()],
                ["DANH SÁCH TỔ TRƯỞNG CÔNG ĐOÀN"],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Tổ công đoàn", "Số điện thoại"],
                [1, "Nguyễn Văn An", "1980", "", "Tổ may 1", "0912345678"],
                [2, "Trần Thị Bình", "1981", "x", "Tổ may 2", "0912345679"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "g"),
            officer(A, "Trần Thị Bình", "female", "1981", "+84912345679", "g"),
        ],
    )


def test_sheets_with_catalogues_are_ignored() -> None:
    check(
        [
            sheet(
                ["Danh mục chức vụ"],
                ["Mã", "Tên"],
                ["CT", "Chủ tịch"],
                ["PCT", "Phó Chủ tịch"],
                ["UV", "Ủy viên"],
                name="Danh mục",
            ),
            sheet(["STT", "Dân tộc"], [1, "Kinh"], [2, "Tày"], [3, "Nùng"], name="DM dan toc"),
            sheet([SHORT_A], HEAD, R1, R2, R3, name="CĐCS"),
        ],
        first_three(A),
    )


def test_terms_and_decisions_beside_the_officers() -> None:
    check(
        [
            sheet(
                [
                    "TT",
                    "Họ và tên",
                    "Ngày sinh",
                    "Nữ",
                    "CĐCS",
                    "Chức vụ",
                    "Nhiệm kỳ",
                    "Quyết định công nhận",
                    "",
                    "SĐT",
                ],
                ["", "", "", "", "", "", "", "Số", "Ngày", ""],
                [
                    1,
                    "Nguyễn Văn An",
                    "05/07/1980",
                    "",
                    SHORT_A,
                    "Chủ tịch",
                    "2023-2028",
                    "12/QĐ-LĐLĐ",
                    "01/06/2023",
                    "0912345678",
                ],
                [
                    2,
                    "Trần Thị Bình",
                    "06/07/1981",
                    "x",
                    SHORT_A,
                    "PCT",
                    "2023-2028",
                    "12/QĐ-LĐLĐ",
                    "01/06/2023",
                    "0912345679",
                ],
                merges=[(0, 7, 0, 8)],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980-07-05", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", "female", "1981-07-06", "+84912345679", "v"),
        ],
    )
