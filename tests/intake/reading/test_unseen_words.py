"""Unseen words of headers, each in a sheet of its own."""

from __future__ import annotations

from tests.intake.reading.unseen import SHORT_A, SHORT_B, A, B, check, officer, sheet


def test_words_for_the_number_of_seats() -> None:
    out = []
    want = []
    for h in [
        "Số UV BCH",
        "SL UVBCH",
        "Số lượng BCH",
        "Số lượng ủy viên BCH",
        "Tổng số UV BCH",
        "BCH (người)",
        "Số UV BCH do ĐH bầu",
        "Số lượng UV BCH Đại hội quyết định",
        "UV BCH",
        "Số lượng UVBCH nhiệm kỳ",
        "BCH được bầu",
        "Số ghế BCH",
        "Số UVBCH theo đề án",
        "SL UV BCH (theo QĐ công nhận)",
        "Ban Chấp hành",
        "Số lượng Ban Chấp hành",
    ]:
        out.append(
            sheet(["STT", "Tên CĐCS", "Số đoàn viên", h], [1, SHORT_A, 120, 7], [2, SHORT_B, 62, 5], name=h[:31])
        )
        want += [(A, 120, None, 7, None), (B, 62, None, 5, None)]
    check(out, [], want)


def test_words_for_the_number_of_members() -> None:
    out = []
    want = []
    for h in [
        "Tổng số đoàn viên",
        "Số ĐV",
        "ĐV",
        "Đoàn viên",
        "Tổng ĐV",
        "TS ĐV",
        "Số lượng đoàn viên",
        "SL đoàn viên",
        "Số đoàn viên công đoàn",
        "Tổng số ĐVCĐ",
        "Số đoàn viên hiện có",
        "Đoàn viên CĐ",
        "Số đoàn viên (người)",
        "Số đoàn viên đến 30/6/2026",
        "Tổng số ĐV CĐ",
        "Tổng số đoàn viên công đoàn",
        "Quân số đoàn viên",
    ]:
        out.append(
            sheet(
                ["STT", "Tên CĐCS", h, "Số UV BCH"],
                [1, SHORT_A, 120, 7],
                [2, SHORT_B, 62, 5],
                name=h[:31].replace("/", "-"),
            )
        )
        want += [(A, 120, None, 7, None), (B, 62, None, 5, None)]
    check(out, [], want)


def test_words_for_the_day_of_the_congress() -> None:
    out = []
    want = []
    for h in [
        "Ngày đại hội",
        "Ngày ĐH",
        "Thời gian ĐH",
        "Thời gian tổ chức đại hội",
        "Ngày tổ chức ĐH",
        "Đại hội ngày",
        "Ngày Đại hội gần nhất",
        "Đại hội",
        "Thời điểm đại hội",
        "ĐH nhiệm kỳ",
        "Ngày bầu BCH",
        "Ngày ĐH nhiệm kỳ",
        "Ngày tháng đại hội",
        "Ngày tổ chức đại hội nhiệm kỳ hiện tại",
        "Ngày đại hội CĐCS",
    ]:
        out.append(
            sheet(
                ["STT", "Tên CĐCS", "Số ĐV", h],
                [1, SHORT_A, 120, "12.9.2022"],
                [2, SHORT_B, 62, "03-01-2023"],
                name=h[:31],
            )
        )
        want += [(A, 120, None, None, "2022-09-12"), (B, 62, None, None, "2023-01-03")]
    check(out, [], want)


def test_words_for_the_union() -> None:
    out = []
    want = []
    for i, h in enumerate(
        [
            "Đơn vị",
            "Tên đơn vị",
            "CĐCS",
            "Tên CĐCS",
            "Công đoàn cơ sở",
            "ĐV công tác",
            "Đơn vị công tác",
            "Nơi công tác",
            "Thuộc CĐCS",
            "Tên công đoàn cơ sở",
            "CĐCS trực thuộc",
            "Công đoàn",
            "Tổ chức công đoàn",
            "Đơn vị (CĐCS)",
            "CĐCS/Đơn vị",
            "Cơ quan, đơn vị",
            "Cơ quan/đơn vị công tác",
            "Doanh nghiệp",
            "Sinh hoạt tại CĐCS",
            "Đang sinh hoạt tại CĐCS",
            "Đơn vị CĐCS",
        ]
    ):
        out.append(
            sheet(
                ["STT", "Họ và tên", "Năm sinh", "Chức vụ CĐ", h],
                [1, "Nguyễn Văn An", "1980", "CT", SHORT_A],
                [2, "Trần Văn Ba", "1981", "PCT", SHORT_A],
                name=f"s{i}",
            )
        )
        want += [
            officer(A, "Nguyễn Văn An", None, "1980", None, "c"),
            officer(A, "Trần Văn Ba", None, "1981", None, "v"),
        ]
    check(out, want)


def test_words_for_the_post() -> None:
    out = []
    want = []
    for i, h in enumerate(
        [
            "Chức vụ",
            "Chức danh",
            "Chức vụ CĐ",
            "CV công đoàn",
            "Chức vụ công đoàn",
            "Chức vụ Công đoàn hiện nay",
            "Chức vụ trong BCH",
            "Nhiệm vụ",
            "Chức trách",
            "CV CĐ",
            "Chức danh CĐ",
            "Chức vụ đoàn thể",
            "Chức vụ trong Công đoàn",
            "Chức danh trong BCH CĐCS",
            "Chức vụ được bầu",
            "Chức vụ đảm nhận",
            "Vị trí",
            "Chức vụ, nhiệm vụ",
            "Nhiệm vụ được phân công",
            "Chức vụ C.Đ",
            "Chức danh/Chức vụ",
            "Chức vụ hiện tại",
            "Chức vụ (CĐ)",
        ]
    ):
        out.append(
            sheet(
                ["STT", "Họ và tên", "Năm sinh", h, "CĐCS"],
                [1, "Nguyễn Văn An", "1980", "CT", SHORT_A],
                [2, "Trần Văn Ba", "1981", "PCT", SHORT_A],
                name=f"s{i}",
            )
        )
        want += [
            officer(A, "Nguyễn Văn An", None, "1980", None, "c"),
            officer(A, "Trần Văn Ba", None, "1981", None, "v"),
        ]
    check(out, want)


NAMES = [
    "Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Họ, tên", "Họ và tên cán bộ", "Họ & tên", "Tên cán bộ",
    "Họ và Tên (chữ in hoa)", "Họ tên UV BCH", "Họ và tên ủy viên", "Đồng chí", "HỌ  VÀ  TÊN", "Tên", "Họ-Tên",
    "Họ và tên ĐV", "Họ và tên đoàn viên", "Cán bộ công đoàn", "Họ tên đồng chí",
]  # fmt: skip
BORNS = [
    "Ngày sinh", "Sinh ngày", "Ngày tháng năm sinh", "NTNS", "Ngày, tháng, năm sinh", "N. sinh",
    "Ngày/tháng/năm sinh", "Năm sinh", "Ngày th năm sinh", "Ngày tháng năm\nsinh", "D.O.B", "Sinh năm", "Ng.sinh",
    "Ngày sinh (dd/mm/yyyy)", "NGÀY SINH", "Năm sinh (dương lịch)", "Ngày-tháng-năm sinh", "Ngày, tháng\nnăm sinh",
]  # fmt: skip
PHONES = [
    "SĐT", "ĐT", "Số ĐT", "Điện thoại", "Số điện thoại", "ĐTDĐ", "ĐT liên hệ", "Di động", "Số ĐT di động", "Liên hệ",
    "ĐT DĐ", "Điện thoại liên lạc", "SDT", "Số liên lạc", "Số điện thoại (Zalo)", "Phone", "Số máy",
    "Điện thoại liên hệ",
]  # fmt: skip


def test_words_for_name_birth_and_phone() -> None:
    out = []
    want = []
    for i, (name, born, phone) in enumerate(zip(NAMES, BORNS, PHONES, strict=True)):
        out.append(
            sheet(
                ["STT", name, born, "Chức vụ CĐ", "CĐCS", phone],
                [1, "Nguyễn Văn An", "05/07/1980", "CT", SHORT_A, "0912345678"],
                [2, "Trần Văn Ba", "06/07/1981", "PCT", SHORT_A, 912345679],
                name=f"s{i}",
            )
        )
        want += [
            officer(A, "Nguyễn Văn An", None, "1980-07-05", "+84912345678", "c"),
            officer(A, "Trần Văn Ba", None, "1981-07-06", "+84912345679", "v"),
        ]
    check(out, want)


def test_words_for_the_sex() -> None:
    out = []
    want = []
    for i, h in enumerate(
        [
            "Nữ",
            "Nữ (x)",
            "Giới tính",
            "GT",
            "Phái",
            "Nam/Nữ",
            "Là nữ",
            "Giới tính (Nam/Nữ)",
            "Nữ (đánh dấu x)",
            "Giới",
            "Cán bộ nữ",
            "Nữ thì ghi x",
            "Nữ (đánh X)",
            "G.tính",
            "Nữ đánh dấu (x)",
            "GT (nữ)",
        ]
    ):
        f = ("Nữ" in h and h not in ("Nam/Nữ", "Giới tính (Nam/Nữ)")) or h in ("Là nữ", "Cán bộ nữ", "GT (nữ)")
        out.append(
            sheet(
                ["STT", "Họ và tên", "Năm sinh", h, "Chức vụ CĐ", "CĐCS"],
                [1, "Nguyễn Văn An", "1980", "" if f else "Nam", "CT", SHORT_A],
                [2, "Trần Thị Ba", "1981", "x" if f else "Nữ", "PCT", SHORT_A],
                [3, "Trần Thị Bốn", "1981", "x" if f else "Nữ", "UV", SHORT_A],
                name=f"s{i}",
            )
        )
        want += [
            officer(A, "Nguyễn Văn An", "male", "1980", None, "c"),
            officer(A, "Trần Thị Ba", "female", "1981", None, "v"),
            officer(A, "Trần Thị Bốn", "female", "1981", None, "m"),
        ]
    check(out, want)
