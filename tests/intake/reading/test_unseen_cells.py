"""Unseen cells: names, phones, dates and posts of every habit."""

from __future__ import annotations

from datetime import date

from tests.intake.reading.unseen import SHORT_A, SHORT_B, WITH_UNION, A, B, D, check, first_three, officer, sheet


def test_names_of_every_people_and_names_like_words_of_the_office() -> None:
    n = [
        "Y Bhưm Niê",
        "H'Hen Niê",
        "K’Brêo",
        "Lò Văn Pó",
        "Thạch Thị Sô Phia",
        "Giàng A Páo",
        "Chu Thị Hà",
        "Ông Thị Hạnh",
        "Tôn Nữ Thị Ninh",
        "Nguyễn Trần Thị Ngọc Ánh",
        "Hồ Tô Phương",
        "Tống Thị Cộng",
        "Tổng Văn Ký",
    ]
    check(
        [
            sheet(
                WITH_UNION,
                *[
                    [i + 1, x, 1980, "x" if "Thị" in x else "", "UV BCH", f"0912345{600 + i}", SHORT_A]
                    for i, x in enumerate(n)
                ],
            )
        ],
        [officer(A, x, "female" if "Thị" in x else "male", "1980", f"+84912345{600 + i}") for i, x in enumerate(n)],
    )


def test_dittos_in_every_column() -> None:
    check(
        [
            sheet(
                ["STT", "Họ và tên", "Năm sinh", "Nữ", "CĐCS", "Chức vụ", "Dân tộc", "SĐT"],
                [1, "Nguyễn Văn An", "1980", "", SHORT_A, "CT", "Kinh", "0912345678"],
                [2, "Trần Thị Bình", "1981", "x", "nt", "UVBCH", "nt", "0912345679"],
                [3, "Lê Thị Chi", "1982", "x", "//", "-nt-", '"', "0912345670"],
                [4, "Vũ Thị Em", "1984", "x", "như trên", ' " ', "-", "0912345672"],
            )
        ],
        [
            officer(A, "Nguyễn Văn An", "male", "1980", "+84912345678", "c"),
            officer(A, "Trần Thị Bình", "female", "1981", "+84912345679"),
            officer(A, "Lê Thị Chi", "female", "1982", "+84912345670"),
            officer(A, "Vũ Thị Em", "female", "1984", "+84912345672"),
        ],
    )


def test_phones_of_every_habit() -> None:
    p = [
        "0912.345.678",
        "0912 345 678",
        "(0912)345678",
        "+84912345678",
        "+84 (0)912345678",
        "84-912-345-678",
        "0912-345-678",
        "912345678",
        "0912345678 (Zalo)",
        "0912345678, 0243.855.1234",
        "ĐT: 0912 345 678",
        "0912345678-0987654321",
        "0912.345678 ",
        "tel 0912345678",
        "01692345678",
    ]
    check(
        [
            sheet(
                WITH_UNION,
                *[
                    [i + 1, f"Trần Thị An{'abcdefghijklmno'[i]}", "1980", "x", "UVBCH", x, SHORT_A]
                    for i, x in enumerate(p)
                ],
            )
        ],
        [
            officer(
                A, f"Trần Thị An{'abcdefghijklmno'[i]}", "female", "1980", "+84912345678" if i < 14 else "+84392345678"
            )
            for i in range(15)
        ],
    )


def test_dates_of_every_habit() -> None:
    d = [
        "05/07/1985",
        "5/7/1985",
        "05-07-1985",
        "05.07.1985",
        "5.7.85",
        "05/7/1985 ",
        "ngày 5/7/1985",
        "5 tháng 7 năm 1985",
        "05 / 07 / 1985",
        "05071985",
        "1985-07-05",
        "5/7/1985 00:00:00",
        "05\\07\\1985",
        "05,07,1985",
        "'05/07/1985",
    ]
    check(
        [
            sheet(
                ["STT", "Họ và tên", "Ngày sinh", "Nữ", "Chức vụ", "CĐCS"],
                *[[i + 1, f"Trần Thị An{'abcdefghijklmno'[i]}", x, "x", "UVBCH", SHORT_A] for i, x in enumerate(d)],
            )
        ],
        [officer(A, f"Trần Thị An{'abcdefghijklmno'[i]}", "female", "1985-07-05") for i in range(15)],
    )


def test_posts_of_every_habit() -> None:
    p = {
        "CT": "c",
        "Chủ tịch CĐCS": "c",
        "Q. Chủ tịch": "c",
        "PCT": "v",
        "P.CT": "v",
        "Phó CT": "v",
        "P. Chủ tịch CĐ": "v",
        "UVBCH": "m",
        "UV.BCH": "m",
        "Uỷ viên": "m",
        "U.V BCH": "m",
        "BCH": "m",
        "UV BTV": "s m",
        "UVBTV, CN UBKT": "s m ih",
        "UVBCH, CNUBKT": "m ih",
        "PCT, CN UBKT": "v ih",
        "PCT - Trưởng ban nữ công": "v wh",
        "UV BCH + Thủ quỹ": "m t",
        "Chủ nhiệm UBKT": "ih",
        "PCN UBKT": "id",
        "UV UBKT": "im",
        "TV UBKT": "im",
        "Trưởng ban NC": "wh",
        "Ủy viên BCH/ Trưởng Ban Nữ công": "m wh",
        "Tổ trưởng CĐ": "g",
        "Tổ phó CĐ": "gd",
        "TTCĐ": "g",
        "UVBCH kiêm kế toán công đoàn": "m k",
        "Ủy viên Ban Chấp hành, Tổ trưởng tổ công đoàn": "m g",
        "Phó Chủ tịch thường trực": "v",
        "Ủy viên BCH phụ trách tài chính": "m",
        "UVBCH (kiêm nhiệm)": "m",
        "Chủ tịch (chuyên trách)": "c",
        "Ủy viên BCH;Ủy viên UBKT": "m im",
        "UVTV": "s m",
        "Ủy viên thường vụ": "s m",
        "uỷ viên ban chấp hành": "m",
        "Ủy viên BCH CĐCS": "m",
        "Thành viên BCH": "m",
        "CT.CĐCS": "c",
        "CTCĐ": "c",
        "PCTCĐ": "v",
        "Uỷ viên BCH kiêm chủ nhiệm uỷ ban kiểm tra": "m ih",
        "UVBCH, UVUBKT": "m im",
        "UVBCH, Phó chủ nhiệm UBKT": "m id",
        "Ủy viên BCH - Phó trưởng ban nữ công": "m wd",
    }
    ks = list(p)
    ab = "abcdefghijklmnopqrstuvwxyz"
    check(
        [
            sheet(
                ["STT", "Họ và tên", "Nữ", "Chức vụ", "CĐCS"],
                *[[i + 1, f"Trần Thị An{ab[i // 26]}{ab[i % 26]}", "x", x, SHORT_A] for i, x in enumerate(ks)],
            )
        ],
        [officer(A, f"Trần Thị An{ab[i // 26]}{ab[i % 26]}", "female", None, None, p[x]) for i, x in enumerate(ks)],
    )


def test_schools_with_numbers_and_abbreviations() -> None:
    u = [
        "Trường TH&THCS Nguyễn Du",
        "Trường THPT Chuyên Lê Quý Đôn",
        "Trường Mầm non 19-5",
        "Trường Tiểu học số 2 Hòa Phước",
    ]
    check(
        [
            sheet(
                WITH_UNION,
                *[
                    [i + 1, f"Trần Thị {'ABCD'[i]}n", "1980", "x", "CT", f"091234567{i}", "CĐCS " + x]
                    for i, x in enumerate(u)
                ],
            )
        ],
        [
            officer("Công đoàn cơ sở " + x, f"Trần Thị {'ABCD'[i]}n", "female", "1980", f"+8491234567{i}", "c")
            for i, x in enumerate(u)
        ],
    )


def test_a_list_of_unions_under_two_header_rows_with_categories() -> None:
    check(
        [
            sheet(
                [
                    "TT",
                    "ĐƠN VỊ",
                    "LOẠI HÌNH",
                    "TỔNG SỐ CNVCLĐ",
                    "",
                    "TỔNG SỐ ĐOÀN VIÊN",
                    "",
                    "SỐ UV BCH ĐƯỢC ĐẠI HỘI BẦU",
                    "ĐẠI HỘI",
                    "",
                    "GHI CHÚ",
                ],
                ["", "", "", "TS", "Nữ", "TS", "Nữ", "", "Ngày", "Nhiệm kỳ", ""],
                ["A", "B", 1, 2, 3, 4, 5, 6, 7, 8, 9],
                ["I", "Khối doanh nghiệp"],
                [1, SHORT_A.upper(), "Ngoài NN", "1.800", 900, "1.650", 825, "07", "ngày 12/03/2023", "2023-2028", ""],
                [2, SHORT_B, "CP", 70, 30, "62", 31, 5, "3/2024", "2024 - 2029", "x"],
                ["II", "Khối trường học"],
                [3, D, "SNCL", 50, 30, 34, 17, 3, date(2025, 1, 2), "2025-2030", ""],
                ["", "Cộng", "", 1920, 960, 1746, 873, "", "", "", ""],
                merges=[
                    (0, 3, 0, 4),
                    (0, 5, 0, 6),
                    (0, 8, 0, 9),
                    (0, 0, 1, 0),
                    (0, 1, 1, 1),
                    (0, 2, 1, 2),
                    (0, 7, 1, 7),
                    (0, 10, 1, 10),
                ],
            )
        ],
        [],
        [(A, 1650, 825, 7, "2023-03-12"), (B, 62, 31, 5, "2024-03-01"), (D, 34, 17, 3, "2025-01-02")],
    )


def test_the_fixed_number_of_seats_is_told_from_those_taken() -> None:
    check(
        [
            sheet(
                ["STT", "Công đoàn cơ sở", "Số ĐV", "BCH theo ĐH", "BCH hiện có", "Khuyết", "Ngày tổ chức ĐH"],
                [1, SHORT_A, 120, 7, 6, 1, "01/02/2023"],
                [2, SHORT_B, 62, 5, 5, 0, "05/02/2023"],
            )
        ],
        [],
        [(A, 120, None, 7, "2023-02-01"), (B, 62, None, 5, "2023-02-05")],
    )


def test_marks_under_nam_and_nu() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["TT", "Họ và tên", "Nam", "Nữ", "Năm sinh", "Chức vụ", "Số ĐT"],
                [1, "Nguyễn Văn An", "x", "", "1980", "Chủ tịch", "0912345678"],
                [2, "Trần Thị Bình", "", "x", "1981", "PCT", "0912345679"],
                [3, "Lê Thị Chi", "", "X", "1982", "UV", "0912345670"],
            )
        ],
        first_three(A),
    )


def test_years_under_nam_and_nu_without_a_header_above() -> None:
    check(
        [
            sheet(
                [SHORT_A],
                ["TT", "Họ và tên", "Nam", "Nữ", "Chức vụ", "Số ĐT"],
                [1, "Nguyễn Văn An", "1980", "", "Chủ tịch", "0912345678"],
                [2, "Trần Thị Bình", "", "1981", "PCT", "0912345679"],
                [3, "Lê Thị Chi", "", "1982", "UV", "0912345670"],
            )
        ],
        first_three(A),
    )
