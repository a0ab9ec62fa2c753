"""Unseen workbooks: columns and rows in other orders, forms and places."""

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
    check,
    first_three,
    officer,
    other_three,
    sheet,
)


def test_an_enterprise_in_the_title_is_the_union() -> None:
    check(
        [sheet(["CÔNG TY TNHH MAY XUÂN LAN"], ["CÔNG ĐOÀN CƠ SỞ"], ["DANH SÁCH BAN CHẤP HÀNH"], HEAD, R1, R2, R3)],
        first_three("Công ty TNHH May Xuân Lan"),
    )


def test_a_title_beside_the_motto_names_union_and_superior() -> None:
    check(
        [
            sheet(
                ["CÔNG ĐOÀN PHƯỜNG AN PHÚ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["CĐCS CÔNG TY TNHH MAY XUÂN LAN", "", "", "Độc lập - Tự do - Hạnh phúc"],
                [],
                ["TRÍCH NGANG BCH KHÓA V"],
                HEAD,
                R1,
                R2,
                R3,
            )
        ],
        first_three(A),
    )


def test_headers_without_diacritics_in_capitals_are_read() -> None:
    check(
        [
            sheet(
                ["SO TT", "HO VA TEN", "NAM SINH", "NU", "CHUC VU", "DIEN THOAI", "TEN DON VI"],
                [*R1, SHORT_A.upper()],
                [*R2, "-nt-"],
                [*R3, "''"],
            )
        ],
        first_three(A),
    )


def test_decomposed_text_is_read() -> None:
    import unicodedata

    def n(r):
        return [unicodedata.normalize("NFD", x) if isinstance(x, str) else x for x in r]

    check([sheet(*map(n, [[SHORT_A], HEAD, R1, R2, R3]))], first_three(A))


def test_no_break_spaces_are_spaces() -> None:
    def n(r):
        return [x.replace(" ", "\xa0") if isinstance(x, str) else x for x in r]

    check([sheet(*map(n, [["Đơn vị: " + SHORT_A], HEAD, R1, R2, R3]))], first_three(A))


def test_tables_follow_each_other_without_a_blank_row() -> None:
    check([sheet([SHORT_A], HEAD, R1, R2, R3, [SHORT_B], HEAD, R4, R5, R6)], first_three(A) + other_three(B))


def test_titles_with_terms_between_equal_headers_name_the_unions() -> None:
    check(
        [
            sheet(
                ["BAN CHẤP HÀNH " + SHORT_A.upper() + " NHIỆM KỲ 2023-2028"],
                HEAD,
                R1,
                R2,
                R3,
                ["Tổng số: 03 đồng chí"],
                [],
                ["BAN CHẤP HÀNH " + SHORT_B.upper() + " NHIỆM KỲ 2025-2030"],
                HEAD,
                R4,
                R5,
                R6,
                ["Tổng số: 03 đồng chí"],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_subtotals_by_group_are_nobody() -> None:
    check(
        [
            sheet(
                HEAD,
                ["I", SHORT_A],
                R1,
                R2,
                R3,
                ["", "Cộng (I)", "", "", "3", ""],
                ["II", SHORT_B],
                R4,
                R5,
                R6,
                ["", "Cộng (II)", "", "", "3", ""],
                ["", "Tổng cộng (I+II)", "", "", "6", ""],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_dotted_ordinals_tell_groups_from_persons() -> None:
    check(
        [
            sheet(
                HEAD,
                ["1", SHORT_A],
                ["1.1", *R1[1:]],
                ["1.2", *R2[1:]],
                ["1.3", *R3[1:]],
                ["2", SHORT_B],
                ["2.1", *R4[1:]],
                ["2.2", *R5[1:]],
                ["2.3", *R6[1:]],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_a_group_row_filled_into_every_cell_is_one_line() -> None:
    check([sheet(HEAD, [SHORT_A] * 6, R1, R2, R3, [SHORT_B] * 6, R4, R5, R6)], first_three(A) + other_three(B))


def test_blank_rows_and_columns_in_front_do_not_matter() -> None:
    def pad(r):
        return ["", "", *r]

    check([sheet([], [], [], pad([SHORT_A]), [], pad(HEAD), pad(R1), pad(R2), pad(R3))], first_three(A))


def test_the_person_s_own_phone_comes_before_the_office_s() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Điện thoại", ""],
                ["", "", "", "", "", "Cơ quan", "Di động"],
                [*R1[:5], "02438551234", "0912345678"],
                [*R2[:5], "", "0912345679"],
                [*R3[:5], "", "0912345670"],
                merges=[(1, 5, 1, 6)],
            )
        ],
        first_three(A),
    )


def test_a_job_that_sounds_like_a_post_is_a_job() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ chính quyền", "Chức vụ công đoàn", "ĐT"],
                [1, "Nguyễn Văn An", 1980, "", "Phó Giám đốc", "Chủ tịch", "0912345678"],
                [2, "Trần Thị Bình", 1981, "x", "Tổ trưởng", "Phó Chủ tịch", "0912345679"],
                [3, "Lê Thị Chi", 1982, "x", "Chủ tịch HĐQT", "Ủy viên BCH", "0912345670"],
            )
        ],
        first_three(A),
    )


def test_a_column_of_bodies_completes_the_posts() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Ban", "SĐT"],
                [1, "Nguyễn Văn An", 1980, "", "Chủ tịch", "BCH", "0912345678"],
                [2, "Trần Thị Bình", 1981, "x", "Phó Chủ tịch", "BCH", "0912345679"],
                [3, "Lê Thị Chi", 1982, "x", "Ủy viên", "BCH", "0912345670"],
                [4, "Hồ Văn Dũng", 1983, "", "Chủ nhiệm", "UBKT", "0912345671"],
                [5, "Đỗ Thị Én", 1984, "x", "Ủy viên", "UBKT", "0912345672"],
            )
        ],
        [
            *first_three(A),
            officer(A, "Hồ Văn Dũng", "male", "1983", "+84912345671", "ih"),
            officer(A, "Đỗ Thị Én", "female", "1984", "+84912345672", "im"),
        ],
    )


def test_lines_of_dashes_and_empty_numbered_rows_are_nothing() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                HEAD,
                R1,
                ["---", "---", "---", "---", "---", "---"],
                R2,
                R3,
                ["04", "", "", "", "", ""],
                ["05", "", "", "", "", ""],
            )
        ],
        first_three(A),
    )


def test_years_under_nam_and_nu_tell_the_sex() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["TT", "Họ và tên", "Năm sinh", "", "Chức danh", "Số ĐT"],
                ["", "", "Nam", "Nữ", "", ""],
                [1, "Nguyễn Văn An", 1980, "", "Chủ tịch", "0912.345.678"],
                [2, "Trần Thị Bình", "", 1981, "Phó Chủ tịch", "0912.345.679"],
                [3, "Lê Thị Chi", "", "1982", "UV", "0912.345.670"],
                merges=[(1, 2, 1, 3)],
            )
        ],
        first_three(A),
    )


def test_the_place_of_work_is_the_union_where_nothing_else_is() -> None:
    check(
        [
            sheet(
                ["TT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Đơn vị công tác", "Số ĐT"],
                [1, *R1[1:5], "Công ty TNHH May Xuân Lan", R1[5]],
                [2, *R2[1:5], "Công ty TNHH May Xuân Lan", R2[5]],
                [3, *R3[1:5], "Công ty TNHH May Xuân Lan", R3[5]],
            )
        ],
        first_three("Công ty TNHH May Xuân Lan"),
    )


def test_a_department_is_no_union() -> None:
    check(
        [
            sheet(
                ["TT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Phòng ban", "CĐCS", "Số ĐT"],
                [1, *R1[1:5], "Phòng Tổ chức", SHORT_A, R1[5]],
                [2, *R2[1:5], "Xưởng 2", SHORT_A, R2[5]],
                [3, *R3[1:5], "Trường mầm non", SHORT_A, R3[5]],
            )
        ],
        first_three(A),
    )


def test_vacancies_are_nobody() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                HEAD,
                R1,
                ["2", "Khuyết", "", "", "Phó Chủ tịch", ""],
                ["3", "(khuyết)", "", "", "Ủy viên BCH", ""],
                R3,
                ["5", "Chưa bầu", "", "", "Ủy viên", ""],
            )
        ],
        [first_three(A)[0], first_three(A)[2]],
    )


def test_tables_side_by_side_each_have_their_own_title() -> None:
    check(
        [
            sheet(
                [SHORT_A, "", "", "", "", "", "", SHORT_B],
                [
                    "TT",
                    "Họ tên",
                    "Năm sinh",
                    "Nữ",
                    "Chức vụ",
                    "SĐT",
                    "",
                    "TT",
                    "Họ tên",
                    "Năm sinh",
                    "Nữ",
                    "Chức vụ",
                    "SĐT",
                ],
                [*R1, "", *R4],
                [*R2, "", *R5],
                [*R3, "", *R6],
                merges=[(0, 0, 0, 5), (0, 7, 0, 12)],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_ones_and_zeros_are_marks() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                HEAD,
                ["1", "Nguyễn Văn An", "1980", "0", "Chủ tịch", "0912345678"],
                ["2", "Trần Thị Bình", "1981", "1", "Phó Chủ tịch", "0912345679"],
                ["3", "Lê Thị Chi", "1982", "1", "Ủy viên BCH", "0912345670"],
            )
        ],
        first_three(A),
    )


def test_sexes_in_words() -> None:
    h = ["STT", "Họ và tên", "Năm sinh", "Phái", "Chức vụ", "Số điện thoại"]
    r = [list(x) for x in (R1, R2, R3)]
    r[0][3] = "Nam"
    r[1][3] = "Nữ"
    r[2][3] = "nu"
    check([sheet([SHORT_A], h, *r)], first_three(A))


def test_births_and_phones_of_every_habit_in_one_column() -> None:
    h = ["STT", "Họ và tên", "Ngày tháng năm sinh", "Nữ", "Chức vụ", "Số điện thoại"]
    check(
        [
            sheet(
                [SHORT_A],
                h,
                [1, "Nguyễn Văn An", date(1980, 5, 7), "", "Chủ tịch", 912345678],
                [2, "Trần Thị Bình", "7/5/81", "x", "Phó Chủ tịch", 84912345679.0],
                [3, "Lê Thị Chi", "  07 - 05 - 1982", "x", "Ủy viên BCH", "(+84) 912 345 670"],
                [4, "Hồ Thị Dung", "07.05.1983.", "x", "UV", "0912345671."],
                [5, "Đỗ Thị Én", "1984-05-07", "x", "UV", "0912345672;0912345673"],
                [6, "Bùi Thị Hà", "07051985", "x", "UV", "'0912345674"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980-05-07", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", "female", "1981-05-07", "+84912345679", "v"),
            officer(A, "Lê Thị Chi", "female", "1982-05-07", "+84912345670"),
            officer(A, "Hồ Thị Dung", "female", "1983-05-07", "+84912345671"),
            officer(A, "Đỗ Thị Én", "female", "1984-05-07", "+84912345672"),
            officer(A, "Bùi Thị Hà", "female", "1985-05-07", "+84912345674"),
        ],
    )
