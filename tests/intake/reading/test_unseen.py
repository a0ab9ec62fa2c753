"""Unseen workbooks: groups, titles and merged cells in structures that nothing else here has."""

from __future__ import annotations

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


def test_a_merged_title_between_tables_names_the_next_union() -> None:
    check(
        [sheet([A.upper()], HEAD, R1, R2, R3, [], [B.upper()], R4, R5, R6, merges=[(0, 0, 0, 5), (6, 0, 6, 5)])],
        first_three(A) + other_three(B),
    )


def test_a_group_row_in_the_column_of_names_may_count_its_persons() -> None:
    check(
        [sheet(HEAD, ["", A + " (03 đồng chí)"], R1, R2, R3, ["", B.upper() + ": 3 người"], R4, R5, R6)],
        first_three(A) + other_three(B),
    )


def test_a_group_row_may_count_its_persons_in_another_cell() -> None:
    check(
        [sheet(HEAD, ["", SHORT_A, "", "", "3 đ/c"], R1, R2, R3, ["", SHORT_B, "", "", "3 đ/c"], R4, R5, R6)],
        first_three(A) + other_three(B),
    )


def test_a_line_don_vi_between_rows_names_the_union_also_with_the_name_in_another_cell() -> None:
    check(
        [sheet(HEAD, ["Đơn vị: " + SHORT_A], R1, R2, R3, ["Đơn vị:", "", SHORT_B], R4, R5, R6)],
        first_three(A) + other_three(B),
    )


def test_the_header_may_stand_on_row_15() -> None:
    check(
        [
            sheet(
                *[
                    ["Kính gửi: Liên đoàn Lao động tỉnh"] if i == 3 else [A.upper()] if i == 8 else []
                    for i in range(14)
                ],
                HEAD,
                R1,
                R2,
                R3,
            )
        ],
        first_three(A),
    )


def test_a_header_row_that_repeats_the_one_above_is_no_data() -> None:
    check([sheet([*HEAD, "CĐCS"], [*HEAD, "CĐCS"], [*R1, SHORT_A], [*R2, "nt"], [*R3, '"'])], first_three(A))


def test_notes_counts_and_signatures_below_are_nobody() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                HEAD,
                R1,
                R2,
                R3,
                ["Ghi chú: Đồng chí Trần Thị Bình nghỉ thai sản từ tháng 5"],
                ["Danh sách này có 03 người./."],
                [],
                ["", "Nơi nhận:", "", "", "TM. BAN CHẤP HÀNH"],
                ["", "- LĐLĐ tỉnh (b/c);", "", "", "CHỦ TỊCH"],
                ["", "- Lưu VP.", "", "", ""],
                [],
                ["", "", "", "", "Nguyễn Văn An"],
            )
        ],
        first_three(A),
    )


def test_words_where_a_phone_or_date_should_be_leave_the_cell_empty() -> None:
    h = ["TT", "Họ tên", "Ngày sinh", "Giới tính", "Chức vụ CĐ", "Đơn vị", "ĐTDĐ"]
    check(
        [
            sheet(
                h,
                [1, "Nguyễn Văn An", "ngày 05 tháng 07 năm 1985", "Nam", "CHỦ TỊCH", SHORT_A, "ĐT: 0912345678"],
                [2, "Trần Thị Bình", "1985*", "Nữ", "Phó chủ tịch", SHORT_A, "không có"],
                [3, "Lê Thị Chi", "Sinh năm 1982", "Nữ", "UV. BCH", SHORT_A, "0"],
                [4, "Hồ Thị Dung", "khoảng 1979", "Nữ", "uỷ viên bch", SHORT_A, "chưa có"],
                [5, "Đỗ Thị Én", "T7/1985", "nữ", "Ủy viên", SHORT_A, "ĐTDĐ 0912 345 671"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1985-07-05", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", "female", "1985", None, "v"),
            officer(A, "Lê Thị Chi", "female", "1982"),
            officer(A, "Hồ Thị Dung", "female"),
            officer(A, "Đỗ Thị Én", "female", "1985-07", "+84912345671"),
        ],
    )


def test_names_are_tidied_of_commas_stars_addresses_and_posts() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                HEAD,
                ["1", "Nguyễn  Văn   An,", "1980", "", "Chủ tịch", "0912345678"],
                ["2", "Trần Thị Bình (Phó Chủ tịch)", "1981", "x", "Phó Chủ tịch", "0912345679"],
                ["3", " Lê Thị Chi * ", "1982", "x", "Ủy viên BCH", "0912345670"],
                ["4", "ĐẶNG THỊ  HÀ.", "1990", "x", "UV", "0912345675"],
                ["5", "Bà Đoàn Thị Kim", "1991", "x", "UV", "0912345676"],
            )
        ],
        [
            *first_three(A),
            officer(A, "Đặng Thị Hà", "female", "1990", "+84912345675"),
            officer(A, "Đoàn Thị Kim", "female", "1991", "+84912345676"),
        ],
    )


def test_the_post_may_stand_in_brackets_behind_the_name() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Số điện thoại"],
                [1, "Nguyễn Văn An (Chủ tịch)", "1980", "", "0912345678"],
                [2, "Trần Thị Bình (Phó Chủ tịch)", "1981", "x", "0912345679"],
                [3, "Lê Thị Chi (UV BCH)", "1982", "x", "0912345670"],
            )
        ],
        first_three(A),
    )


def test_the_post_may_stand_behind_a_dash_after_the_name() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["STT", "Họ và tên - Chức vụ", "Năm sinh", "Nữ", "Số điện thoại"],
                [1, "Nguyễn Văn An - Chủ tịch", "1980", "", "0912345678"],
                [2, "Trần Thị Bình - Phó Chủ tịch", "1981", "x", "0912345679"],
                [3, "Lê Thị Chi - UV BCH", "1982", "x", "0912345670"],
            )
        ],
        first_three(A),
    )


def test_two_persons_of_one_name_stay_two_by_their_births() -> None:
    h = [*HEAD, "CĐCS"]
    check(
        [sheet(h, [*R1, SHORT_A], ["02", "Lê Thị Chi", "1979", "x", "UV BCH", "0912345672", SHORT_A], [*R3, SHORT_A])],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
            officer(A, "Lê Thị Chi", "female", "1979", "+84912345672"),
            officer(A, "Lê Thị Chi", "female", "1982", "+84912345670"),
        ],
    )


def test_one_person_may_sit_in_two_unions() -> None:
    h = [*HEAD, "CĐCS"]
    check(
        [sheet(h, [*R1, SHORT_A], [*R2, SHORT_A], [*R3, SHORT_A], [*R1, SHORT_B], [*R5, SHORT_B])],
        [*first_three(A), officer(B, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"), other_three(B)[1]],
    )


def test_several_posts_in_a_cell_are_each_read() -> None:
    h = [*HEAD, "CĐCS"]
    check(
        [
            sheet(
                h,
                ["1", "Nguyễn Văn An", "1980", "", "CT CĐCS", "0912345678", SHORT_A],
                ["2", "Trần Thị Bình", "1981", "x", "PCT kiêm TB Nữ công", "0912345679", SHORT_A],
                ["3", "Lê Thị Chi", "1982", "x", "UV BCH; Tổ trưởng tổ 3", "0912345670", SHORT_A],
                ["4", "Hồ Văn Dũng", "1983", "", "UVBTV, CNUBKT", "0912345671", SHORT_A],
                ["5", "Đỗ Thị Én", "1984", "x", "Ủy viên BCH - Kế toán CĐ", "0912345672", SHORT_A],
                ["6", "Bùi Văn Giáp", "1985", "", "Ủy viên UBKT", "0912345673", SHORT_A],
                ["7", "Cao Thị Hà", "1986", "x", "Thủ quỹ công đoàn", "0912345674", SHORT_A],
                ["8", "Vũ Thị Kim", "1987", "x", "UV BCH phụ trách nữ công", "0912345675", SHORT_A],
                ["9", "Ngô Văn Long", "1988", "", "Phó CN UBKT", "0912345676", SHORT_A],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", "female", "1981", "+84912345679", "v wh"),
            officer(A, "Lê Thị Chi", "female", "1982", "+84912345670", "m g"),
            officer(A, "Hồ Văn Dũng", "male", "1983", "+84912345671", "m s ih"),
            officer(A, "Đỗ Thị Én", "female", "1984", "+84912345672", "m k"),
            officer(A, "Bùi Văn Giáp", "male", "1985", "+84912345673", "im"),
            officer(A, "Cao Thị Hà", "female", "1986", "+84912345674", "t"),
            officer(A, "Vũ Thị Kim", "female", "1987", "+84912345675", "m"),
            officer(A, "Ngô Văn Long", "male", "1988", "+84912345676", "id"),
        ],
    )


def test_unions_whose_names_begin_alike_or_differ_by_a_tone_stay_apart() -> None:
    u = ["CĐCS Công ty TNHH An Phú", "CĐCS Công ty TNHH An Phú Hưng", "CĐCS Công ty TNHH An Phủ"]
    f = [x.replace("CĐCS", "Công đoàn cơ sở") for x in u]
    h = [*HEAD, "CĐCS"]
    check(
        [
            sheet(
                h,
                [*R1, u[0]],
                [*R2, u[0]],
                [*R4, u[1]],
                [*R5, u[1]],
                ["1", "Võ Thị Kim", "1990", "x", "CT", "0912345677", u[2]],
            )
        ],
        first_three(f[0])[:2]
        + other_three(f[1])[:2]
        + [officer(f[2], "Võ Thị Kim", "female", "1990", "+84912345677", "c")],
    )


def test_sexes_in_two_marked_columns_under_one_header() -> None:
    check(
        [
            sheet(
                [SHORT_A.upper()],
                ["Stt", "Họ tên", "Giới tính", "", "Năm sinh", "Chức vụ", "SĐT"],
                ["", "", "Nam", "Nữ", "", "", ""],
                [1, "Nguyễn Văn An", "x", "", 1980, "Chủ tịch", 912345678],
                [2, "Trần Thị Bình", "", "x", 1981, "P.Chủ tịch", 912345679],
                [3, "Lê Thị Chi", "", "x", 1982, "Uỷ viên", 912345670],
                merges=[(1, 2, 1, 3)],
            )
        ],
        first_three(A),
    )


def test_a_union_merged_down_before_the_ordinal() -> None:
    check(
        [
            sheet(
                ["Đơn vị", "STT", "Họ tên", "NS", "Nữ", "Chức vụ", "SĐT"],
                [SHORT_A, 1, *R1[1:]],
                ["", 2, *R2[1:]],
                ["", 3, *R3[1:]],
                [],
                [SHORT_B, 1, *R4[1:]],
                ["", 2, *R5[1:]],
                ["", 3, *R6[1:]],
                merges=[(1, 0, 3, 0), (5, 0, 7, 0)],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_ordinals_and_unions_merged_down_together() -> None:
    check(
        [
            sheet(
                ["TT", "Tên CĐCS", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Số ĐT"],
                [1, SHORT_A, *R1[1:]],
                ["", "", *R2[1:]],
                ["", "", *R3[1:]],
                [2, SHORT_B, *R4[1:]],
                ["", "", *R5[1:]],
                ["", "", *R6[1:]],
                merges=[(1, 0, 3, 0), (1, 1, 3, 1), (4, 0, 6, 0), (4, 1, 6, 1)],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_ordinals_and_unions_only_on_the_first_row_of_each_group() -> None:
    check(
        [
            sheet(
                ["TT", "Tên CĐCS", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Số ĐT"],
                [1, SHORT_A, *R1[1:]],
                ["", "", *R2[1:]],
                ["", "", *R3[1:]],
                [2, SHORT_B, *R4[1:]],
                ["", "", *R5[1:]],
                ["", "", *R6[1:]],
            )
        ],
        first_three(A) + other_three(B),
    )


def test_titles_of_federation_and_commune_are_no_union() -> None:
    check(
        [
            sheet(
                ["LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI"],
                ["CÔNG ĐOÀN XÃ BÌNH MINH"],
                ["DANH SÁCH BAN CHẤP HÀNH CÁC CÔNG ĐOÀN CƠ SỞ TRỰC THUỘC"],
                ["Nhiệm kỳ 2025-2030"],
                HEAD,
                ["I", SHORT_A],
                R1,
                R2,
                R3,
                ["II", SHORT_B],
                R4,
                R5,
                R6,
            )
        ],
        first_three(A) + other_three(B),
    )


def test_very_long_notes_do_no_harm() -> None:
    check(
        [
            sheet(
                [*HEAD[:5], "Số điện thoại", "CĐCS", "Ghi chú"],
                [*R1, SHORT_A, "x" * 900],
                [*R2, SHORT_A, "Đã được bồi dưỡng nghiệp vụ công đoàn năm 2024 tại Trường Đại học Công đoàn; " * 8],
                [*R3, SHORT_A, ""],
            )
        ],
        first_three(A),
    )


def test_true_and_false_are_marks() -> None:
    check(
        [
            sheet(
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "Chức vụ", "Số điện thoại"],
                [1, "Nguyễn Văn An", 1980, False, "Chủ tịch", "0912345678"],
                [2, "Trần Thị Bình", 1981, True, "Phó Chủ tịch", "0912345679"],
                [3, "Lê Thị Chi", 1982, True, "Ủy viên BCH", "0912345670"],
                name="CĐCS Cty TNHH May Xuân Lan",
            )
        ],
        first_three(A),
    )


def test_the_title_is_believed_before_a_sheet_name_cut_at_31_characters() -> None:
    n = ["1.Công đoàn cơ sở Công ty Cổ phần", "2.Nghiệp đoàn Vận tải Bến xe Tây"]
    check(
        [
            sheet(["Danh sách BCH " + B], HEAD, R1, R2, R3, name=n[0][:31]),
            sheet([C.upper()], ["DANH SÁCH BAN CHẤP HÀNH"], HEAD, R4, R5, R6, name=n[1][:31]),
        ],
        first_three(B) + other_three(C),
    )
