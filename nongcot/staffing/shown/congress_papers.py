"""The documents of a congress out of their facts: union form (QĐ 933/QĐ-TLĐ) by the page rules of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from nongcot.infra.documents.official import (
    Block,
    Bullets,
    Column,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Party,
    Signature,
    Table,
)
from nongcot.people import labels as people_labels
from nongcot.staffing.kinds.congress import CongressForm
from nongcot.staffing.kinds.congress_papers import CongressPaper as Paper
from nongcot.staffing.labels import congress_papers as words
from nongcot.staffing.labels.papers import DOTS, MOTTO, STATE, left_out, long_day, number_line, place_and_date
from nongcot.staffing.shown.papers import basis_blocks, minuted, position_of, signed_as

Facts = dict[str, Any]
_FORMS = {CongressForm.PLENARY: "đại hội toàn thể", CongressForm.DELEGATES: "đại hội đại biểu"}
_MINUTES = {Paper.MINUTES, Paper.COUNT, Paper.FIRST_MEETING}
_BY_ELECTED = "đại hội bầu trực tiếp"


def congress_paper(facts: Facts, *, day: date, sign: str, number: int | None = None) -> OfficialDocument:
    """The document these facts make; without ``number`` a draft, its number left open."""
    paper = Paper(facts["paper"])
    title, _short, subject = words.TITLES[paper]
    return OfficialDocument(
        title=title,
        subject=subject.format(unit=facts["unit"]),
        letterhead=Letterhead(
            superior=(facts["above_issuer"] or DOTS).upper(),
            issuer=(facts["issuer"] or DOTS).upper(),
            number=number_line(sign, number),
            state=STATE,
            motto=MOTTO,
            place_and_date=place_and_date(day),
        ),
        blocks=_BLOCKS[paper](facts),
        signature=_signature(facts, paper),
        language="vi",
        author=facts["issuer"],
    )


def _superior(facts: Facts) -> str:
    return facts["superior"] or DOTS


def _day(facts: Facts) -> str:
    return long_day(date.fromisoformat(facts["day"]))


def _met_on(facts: Facts) -> str:
    met_on = facts.get("met_on")
    return long_day(date.fromisoformat(met_on)) if met_on else DOTS


def _form(facts: Facts) -> str:
    return _FORMS[CongressForm(facts["form"])]


def _number(value: int | None) -> str:
    return "……" if value is None else str(value)


def _size(facts: Facts) -> list[str]:
    """The form and the numbers, as lines of a plan."""
    found = [f"Hình thức: {_form(facts)};", f"Thời gian dự kiến: {_day(facts)};"]
    if facts["form"] == CongressForm.DELEGATES:
        found.append(f"Số đại biểu chính thức: {_number(facts['delegates'])}; khách mời: {_number(facts['guests'])};")
    found.append(f"Số đoàn viên: {_number(facts['members'])};")
    found.append(f"Số lượng ủy viên Ban Chấp hành khóa mới dự kiến: {_number(facts['seats_new'])};")
    if facts["chair_direct"] is not None:
        how = _BY_ELECTED if facts["chair_direct"] else "Ban Chấp hành mới bầu"
        found.append(f"Chủ tịch: {how};")
    return found


def _people(facts: Facts, last: str = "Chức vụ hiện giữ") -> Table:
    rows = [[str(place), one["name"], one["born"], one["post"]] for place, one in enumerate(facts["people"], 1)]
    columns = [
        Column("TT", 0.4, "center"),
        Column("Họ và tên", 2),
        Column("Ngày, tháng, năm sinh", 1.2, "center"),
        Column(last, 2),
    ]
    return Table(columns, rows or [["1", DOTS, DOTS, DOTS]])


def _left_out(facts: Facts) -> list[Block]:
    """That a list names not all: said, so that nobody takes it for whole."""
    return [Paragraph(left_out(facts["left_out"]), italic=True)] if facts.get("left_out") else []


def _plan(facts: Facts) -> list[Block]:
    steps = [[one["step"], date.fromisoformat(one["day"]).strftime("%d/%m/%Y")] for one in facts["plan"]]
    term = f" nhiệm kỳ {facts['term']}" if facts["term"] else ""
    return [
        Paragraph(f"Kính gửi: {_superior(facts)}."),
        *basis_blocks(facts),
        Paragraph(
            f"Ban Chấp hành {facts['unit']}{term} đề nghị {_superior(facts)} xem xét, đồng ý cho tổ chức đại hội "
            "như sau:"
        ),
        Bullets(_size(facts)),
        Paragraph("Nội dung: tổng kết nhiệm kỳ, phương hướng nhiệm kỳ tới; bầu Ban Chấp hành khóa mới."),
        Paragraph("Kế hoạch thực hiện:"),
        Table([Column("Việc", 3), Column("Xong trước ngày", 1, "center")], steps or [[DOTS, DOTS]]),
        Paragraph(f"Kính đề nghị {_superior(facts)} trả lời bằng văn bản để thực hiện."),
    ]


def _consent(facts: Facts) -> list[Block]:
    return [
        Paragraph(f"Kính gửi: Ban Chấp hành {facts['unit']}."),
        *basis_blocks(facts),
        Paragraph(f"{facts['issuer'] or DOTS} đồng ý để {facts['unit']} tổ chức đại hội như sau:"),
        Bullets(_size(facts)),
        Paragraph(
            f"Đề nghị Ban Chấp hành {facts['unit']} chuẩn bị và tổ chức đại hội theo Điều lệ, gửi hồ sơ đề nghị công "
            "nhận kết quả đúng hạn."
        ),
    ]


def _call(guest: bool) -> Callable[[Facts], list[Block]]:
    def blocks(facts: Facts) -> list[Block]:
        what = "trân trọng kính mời" if guest else "triệu tập"
        return [
            Paragraph(f"Ban Chấp hành {facts['unit']} {what}: {DOTS}"),
            Paragraph(f"Dự {_form(facts)} {facts['unit']}."),
            Paragraph(f"Thời gian: …… giờ ……, {_day(facts)}."),
            Paragraph(f"Địa điểm: {DOTS}"),
            Paragraph(
                "Rất mong được đón tiếp." if guest else "Đề nghị đại biểu có mặt đúng giờ, mang theo giấy triệu tập."
            ),
        ]

    return blocks


def _minutes(facts: Facts) -> list[Block]:
    return [
        Paragraph(f"Hôm nay, hồi …… giờ ……, {_day(facts)}, tại {DOTS}, {facts['unit']} tổ chức {_form(facts)}."),
        *basis_blocks(facts),
        Paragraph(
            f"Có mặt: ……/{_number(facts['delegates'] or facts['members'])} đại biểu. Khách mời: {DOTS}. Đoàn Chủ tịch: "
            f"{DOTS}. Thư ký: {DOTS}."
        ),
        Paragraph(
            f"1. Đại hội nghe báo cáo tổng kết nhiệm kỳ, báo cáo kiểm điểm của Ban Chấp hành; thảo luận: {DOTS}."
        ),
        Paragraph(
            f"2. Đại hội biểu quyết số lượng ủy viên Ban Chấp hành khóa mới: {_number(facts['seats_new'])} người."
        ),
        Paragraph("3. Danh sách bầu cử:"),
        _people(facts),
        *_left_out(facts),
        Paragraph("4. Kết quả bầu cử: theo biên bản kiểm phiếu. Người trúng cử:"),
        Bullets([f"{one['name']};" for one in facts["people"] if one.get("elected")] or [DOTS]),
        *_chair_elected(facts),
        Paragraph("Biên bản kết thúc hồi …… giờ ……, đã đọc lại cho đại hội nghe và thống nhất."),
    ]


def _votes(people: Sequence[Facts], collected: int | None, column: str) -> Table:
    """One round: the votes of each, the share, who was elected in it."""
    rows = []
    for place, one in enumerate(people, 1):
        votes = one.get(column)
        share = "……%" if votes is None or not collected else f"{votes * 100 / collected:.1f}%".replace(".", ",")
        here = one.get("elected") and (column == "votes_again" or one.get("votes_again") is None)
        rows.append([str(place), one["name"], _number(votes), share, "Trúng cử" if here else ""])
    columns = [
        Column("TT", 0.4, "center"),
        Column("Họ và tên", 2),
        Column("Số phiếu", 0.8, "center"),
        Column("Tỷ lệ", 0.8, "center"),
        Column("Kết quả", 1),
    ]
    return Table(columns, rows or [["1", DOTS, "……", "……%", ""]])


def _papers(one: Facts, which: str = "") -> str:
    """The papers of a round (``which``: "_again" for the second), with dots for what nobody has told."""
    issued, collected, invalid = (one.get(f"{name}{which}") for name in ("issued", "collected", "invalid"))
    valid = collected - invalid if collected is not None and invalid is not None else None
    return (
        f"phát ra {_number(issued)} phiếu; thu về {_number(collected)} phiếu; hợp lệ {_number(valid)} phiếu; "
        f"không hợp lệ {_number(invalid)} phiếu"
    )


def _count(facts: Facts) -> list[Block]:
    collected, again = facts["collected"], [one for one in facts["people"] if one.get("votes_again") is not None]
    second: list[Block] = []
    if again:
        second = [
            Paragraph(f"Bầu lần hai: {_papers(facts, '_again')}."),
            _votes(again, facts["collected_again"], "votes_again"),
        ]
    return [
        Paragraph(f"{_day(facts).capitalize()}, tại {DOTS}, Ban kiểm phiếu do đại hội bầu gồm: {DOTS}."),
        Paragraph(f"Bầu Ban Chấp hành: số lượng {_number(facts['seats_new'])} người, phiếu kín."),
        Paragraph(f"{_papers(facts).capitalize()}."),
        _votes(facts["people"], collected, "votes"),
        *_left_out(facts),
        *second,
        *_chair_count(facts),
        Paragraph("Phiếu bầu được niêm phong, bàn giao cho Ban Chấp hành."),
    ]


def _chair_elected(facts: Facts) -> list[Block]:
    """Whom the congress elected as chair, where it does so itself; documents issued before told nothing of it."""
    if not facts.get("meeting"):
        return []
    names = [who["name"] for one in facts["meeting"] for who in one["people"] if who.get("elected")]
    return [Paragraph(f"Đại hội bầu trực tiếp Chủ tịch; người trúng cử: {', '.join(names) or DOTS}.")]


def _chair_count(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    for one in facts.get("meeting", ()):
        again = [who for who in one["people"] if who.get("votes_again") is not None]
        blocks += [
            Paragraph(f"Bầu Chủ tịch: số lượng {_number(one['seats'])} người, phiếu kín."),
            Paragraph(f"{_papers(one).capitalize()}."),
            _votes(one["people"], one["collected"], "votes"),
        ]
        if again:
            blocks.append(Paragraph(f"Bầu Chủ tịch lần hai: {_papers(one, '_again')}."))
            blocks.append(_votes(again, one["collected_again"], "votes_again"))
    return blocks


def _elections(found: Sequence[Facts]) -> list[Block]:
    """Each election of the first meeting with its votes, the second round too."""
    blocks: list[Block] = []
    for number, one in enumerate(found, 1):
        again = [who for who in one["people"] if who.get("votes_again") is not None]
        title = words.MEETING[one["election"]]
        blocks += [
            Paragraph(f"{number}. {title}: {_number(one['seats'])} người; {_papers(one)}."),
            _votes(one["people"], one["collected"], "votes"),
        ]
        if again:
            blocks.append(Paragraph(f"Bầu lần hai: {_papers(one, '_again')}."))
            blocks.append(_votes(again, one["collected_again"], "votes_again"))
    return blocks


def _first_meeting(facts: Facts) -> list[Block]:
    return [
        Paragraph(
            f"Hôm nay, hồi …… giờ ……, {_met_on(facts)}, tại {DOTS}, Ban Chấp hành {facts['unit']} khóa mới họp phiên "
            "thứ nhất."
        ),
        Paragraph(f"Có mặt: ……/{len(facts['people']) or '……'} ủy viên. Chủ trì: {DOTS}. Thư ký: {DOTS}."),
        *basis_blocks(facts),
        Paragraph("Hội nghị bầu các chức danh bằng phiếu kín. Kết quả:"),
        *(
            _elections(facts["meeting"])
            if facts.get("meeting")
            else [
                _people(facts, "Chức danh"),
                Paragraph(f"Ủy ban kiểm tra: {DOTS}."),
            ]
        ),
        Paragraph(f"Phân công nhiệm vụ: {DOTS}."),
        Paragraph("Biên bản kết thúc hồi …… giờ ……, đã đọc lại cho hội nghị nghe và thống nhất."),
    ]


def _file(facts: Facts) -> list[Block]:
    return [
        Paragraph(f"Kính gửi: {_superior(facts)}."),
        *basis_blocks(facts),
        Paragraph(
            f"{_day(facts).capitalize()}, {facts['unit']} đã tổ chức {_form(facts)}. Ban Chấp hành đề nghị "
            f"{_superior(facts)} công nhận Ban Chấp hành và các chức danh sau:"
        ),
        _people(facts, "Chức danh"),
        Paragraph("Hồ sơ gửi kèm:"),
        Bullets(
            [
                "Biên bản đại hội;",
                "Biên bản kiểm phiếu;",
                "Biên bản phiên họp thứ nhất của Ban Chấp hành;",
                "Danh sách trích ngang.",
            ]
        ),
    ]


def _list(facts: Facts) -> list[Block]:
    rows = [
        [
            str(place),
            one["name"],
            people_labels.sex(one["sex"]) if one["sex"] else "",
            one["born"],
            one["job"],
            one["post"],
        ]
        for place, one in enumerate(facts["people"], 1)
    ]
    columns = [
        Column("TT", 0.4, "center"),
        Column("Họ và tên", 1.8),
        Column("Giới tính", 0.7, "center"),
        Column("Ngày, tháng, năm sinh", 1.1, "center"),
        Column("Nghề nghiệp, nơi làm việc", 1.5),
        Column("Chức danh", 1.5),
    ]
    return [Table(columns, rows or [["1", *[DOTS] * 5]])]


def _recognition(facts: Facts) -> list[Block]:
    return [
        *basis_blocks(facts),
        Paragraph("QUYẾT ĐỊNH:", centred=True),
        Paragraph(f"Công nhận Ban Chấp hành {facts['unit']} do đại hội {_day(facts)} bầu, gồm:", lead="Điều 1."),
        _people(facts, "Chức danh"),
        Paragraph(
            "Quyền hạn, trách nhiệm, chế độ theo Điều lệ Công đoàn Việt Nam và quy định hiện hành.", lead="Điều 2."
        ),
        Paragraph(
            f"Ban Chấp hành {facts['unit']} và những người có tên tại Điều 1 chịu trách nhiệm thi hành. "
            "Quyết định này có hiệu lực từ ngày ký.",
            lead="Điều 3.",
        ),
    ]


_BLOCKS: dict[Paper, Callable[[Facts], list[Block]]] = {
    Paper.PLAN: _plan,
    Paper.CONSENT: _consent,
    Paper.SUMMONS: _call(guest=False),
    Paper.INVITATION: _call(guest=True),
    Paper.MINUTES: _minutes,
    Paper.COUNT: _count,
    Paper.FIRST_MEETING: _first_meeting,
    Paper.FILE: _file,
    Paper.LIST: _list,
    Paper.RECOGNITION: _recognition,
}


def _signature(facts: Facts, paper: Paper) -> Signature:
    signer = facts["signer"]
    minutes = paper in _MINUTES
    to = facts["unit"] if facts["issuer"] != facts["unit"] else _superior(facts)
    if minutes and paper is not Paper.COUNT:
        sides = ("TM. ĐOÀN THƯ KÝ", "TM. ĐOÀN CHỦ TỊCH") if paper is Paper.MINUTES else ("THƯ KÝ", "CHỦ TRÌ")
        return minuted("Nơi nhận:", [f"- {to};", "- Lưu: VT."], Party(sides[0]), Party(sides[1]))
    return Signature(
        recipients_title="Nơi nhận:",
        recipients=[f"- {to};", "- Lưu: VT."],
        on_behalf="TM. BAN KIỂM PHIẾU" if minutes else "TM. BAN CHẤP HÀNH",
        position="TRƯỞNG BAN" if minutes else position_of(signer),
        **signed_as("" if minutes else signer["name"]),
    )
