"""The documents of a case out of their facts: union form (QĐ 933/QĐ-TLĐ) by the page rules of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict

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
from nongcot.people.kinds import Mandate, Post
from nongcot.staffing.kinds.completing import Step
from nongcot.staffing.labels import papers as words

Facts = dict[str, Any]
_WAYS = {Mandate.BY_ELECTION: "Ban Chấp hành bầu bổ sung", Mandate.APPOINTED: "cấp trên chỉ định"}


def paper(facts: Facts, *, day: date, sign: str, number: int | None = None) -> OfficialDocument:
    """The document these facts make; without ``number`` a draft, its number left open."""
    step = Step(facts["step"])
    title, _short, subject = words.TITLES[step]
    seat = facts["seat"]
    return OfficialDocument(
        title=title,
        subject=subject.format(seat=seat),
        letterhead=Letterhead(
            superior=(facts["above_issuer"] or words.DOTS).upper(),
            issuer=(facts["issuer"] or words.DOTS).upper(),
            number=words.number_line(sign, number),
            state=words.STATE,
            motto=words.MOTTO,
            place_and_date=words.place_and_date(day),
        ),
        blocks=_BLOCKS[step](facts),
        signature=_signature(facts, step),
        language="vi",
        author=facts["issuer"],
    )


def basis_blocks(facts: Facts) -> list[Block]:
    """What the document rests on: law, charter, the documents before it."""
    earlier = [f"{one['what']} số {one['number']}, {long_day(one['day'])}" for one in facts["earlier"]]
    return [Paragraph(f"Căn cứ {one};", italic=True) for one in [*facts["basis"], *earlier]]


def long_day(iso: str | None) -> str:
    """A day in words; dots where it is not known yet."""
    return words.long_day(date.fromisoformat(iso)) if iso else words.DOTS


def _superior(facts: Facts) -> str:
    return facts["superior"] or words.DOTS


def _situation(facts: Facts) -> Paragraph:
    size = f"số lượng do đại hội quyết định là {facts['seats']} người, " if facts["seats"] else ""
    term = f" nhiệm kỳ {facts['term']}" if facts["term"] else ""
    since = f" từ {long_day(facts['since'])}" if facts["since"] else ""
    return Paragraph(
        f"Ban Chấp hành {facts['unit']}{term}: {size}hiện có {facts['holders']} người. "
        f"Chức danh {facts['seat']} khuyết{since}."
    )


def _people(facts: Facts) -> Table:
    rows = [[str(place), one["name"], one["born"], one["post"]] for place, one in enumerate(facts["people"], 1)] or [
        ["1", words.DOTS, words.DOTS, words.DOTS]
    ]
    columns = [
        Column("TT", 0.4, "center"),
        Column("Họ và tên", 2),
        Column("Ngày, tháng, năm sinh", 1.2, "center"),
        Column("Chức vụ hiện giữ", 2),
    ]
    return Table(columns, rows)


def _left_out(facts: Facts) -> list[Block]:
    """That a list names not all: said, so that nobody takes it for whole. Documents of before have no such number."""
    n = facts.get("left_out", 0)
    return [Paragraph(words.left_out(n), italic=True)] if n else []


def _proposal(facts: Facts) -> list[Block]:
    return [
        Paragraph(f"Kính gửi: {_superior(facts)}."),
        *basis_blocks(facts),
        _situation(facts),
        Paragraph(
            f"Ban Chấp hành {facts['unit']} đề nghị {_superior(facts)} xem xét, đồng ý cho kiện toàn {facts['seat']}, "
            f"hình thức: {_WAYS[Mandate(facts['way'])]}. Nhân sự dự kiến giới thiệu:"
        ),
        _people(facts),
        *_left_out(facts),
        Paragraph(f"Kính đề nghị {_superior(facts)} trả lời bằng văn bản để thực hiện."),
    ]


def _consent(facts: Facts) -> list[Block]:
    # A Thông báo and no Công văn: the next step publishes this very text to the committee and the members, and NĐ
    # 30/2020 (art. 7, Phụ lục III) has the Thông báo for what several are told; a Công văn answers one body and has no
    # kind in its title. A Thông báo opens without "Kính gửi" for the same reason. QĐ 933/QĐ-TLĐ's own sample layout is
    # not on file; where a federation answers by Công văn, the draft in Word is the place to change it.
    return [
        *basis_blocks(facts),
        Paragraph(f"Xét đề nghị của Ban Chấp hành {facts['unit']};", italic=True),
        Paragraph(
            f"{facts['issuer'] or words.DOTS} đồng ý để {facts['unit']} kiện toàn {facts['seat']}, "
            f"hình thức: {_WAYS[Mandate(facts['way'])]}, với nhân sự giới thiệu:"
        ),
        _people(facts),
        *_left_out(facts),
        Paragraph(
            f"Đề nghị Ban Chấp hành {facts['unit']} công bố văn bản này, tổ chức thực hiện theo Điều lệ và gửi hồ sơ "
            "đề nghị công nhận kết quả."
        ),
    ]


def _minutes(facts: Facts) -> list[Block]:
    open_ = words.DOTS
    names = [one["name"] for one in facts["people"]] or [open_]
    votes = [[str(place), name, "……", "……%"] for place, name in enumerate(names, 1)]
    columns = [
        Column("TT", 0.4, "center"),
        Column("Họ và tên", 2),
        Column("Số phiếu đồng ý", 1, "center"),
        Column("Tỷ lệ", 1, "center"),
    ]
    return [
        Paragraph(
            f"Hôm nay, hồi …… giờ ……, {open_}, tại {open_}, Ban Chấp hành {facts['unit']} họp "
            f"bầu bổ sung {facts['seat']}."
        ),
        Paragraph(f"Có mặt: ……/{facts['holders']} ủy viên. Chủ trì: {open_}. Thư ký: {open_}."),
        *basis_blocks(facts),
        _situation(facts),
        Paragraph(
            "Hội nghị thống nhất danh sách bầu, bầu bằng phiếu. Kết quả kiểm phiếu "
            "(phát ra …… phiếu, thu vào …… phiếu, hợp lệ …… phiếu):"
        ),
        Table(columns, votes),
        *_left_out(facts),
        Paragraph(f"Người trúng cử: {open_}."),
        Paragraph("Biên bản kết thúc hồi …… giờ ……, đã đọc lại cho hội nghị nghe và thống nhất."),
    ]


def _file(facts: Facts) -> list[Block]:
    return [
        Paragraph(f"Kính gửi: {_superior(facts)}."),
        *basis_blocks(facts),
        Paragraph(
            f"Ban Chấp hành {facts['unit']} đã bầu bổ sung {facts['seat']}, đề nghị {_superior(facts)} công nhận:"
        ),
        _people(facts),
        Paragraph("Hồ sơ gửi kèm:"),
        Bullets(
            [
                "Biên bản hội nghị Ban Chấp hành;",
                "Biên bản kiểm phiếu;",
                "Danh sách trích ngang người được bầu.",
            ]
        ),
    ]


def _decision(verb: str) -> Callable[[Facts], list[Block]]:
    def blocks(facts: Facts) -> list[Block]:
        term = f" nhiệm kỳ {facts['term']}" if facts["term"] else ""
        return [
            *basis_blocks(facts),
            Paragraph("QUYẾT ĐỊNH:", centred=True),
            Paragraph(f"{verb} người có tên sau giữ chức danh {facts['seat']} {facts['unit']}{term}:", lead="Điều 1."),
            _people(facts),
            Paragraph(
                "Quyền hạn, trách nhiệm, chế độ theo Điều lệ Công đoàn Việt Nam và quy định hiện hành.", lead="Điều 2."
            ),
            Paragraph(
                f"Ban Chấp hành {facts['unit']} và người có tên tại Điều 1 chịu trách nhiệm thi hành. "
                "Quyết định này có hiệu lực từ ngày ký.",
                lead="Điều 3.",
            ),
        ]

    return blocks


_BLOCKS: dict[Step, Callable[[Facts], list[Block]]] = {
    Step.PROPOSAL: _proposal,
    Step.CONSENT: _consent,
    Step.MINUTES: _minutes,
    Step.FILE: _file,
    Step.DESIGNATION: _decision("Chỉ định"),
    Step.RECOGNITION: _decision("Công nhận"),
}


class Signed(TypedDict, total=False):
    """How a single signature ends: a name, or a note how to sign."""

    name: str
    note: str


def signed_as(name: str) -> Signed:
    """The name below the room for a hand, or where nobody is known yet how to sign."""
    return {"name": name} if name else {"note": "(Ký, ghi rõ họ và tên)"}


def minuted(title: str, recipients: list[str], *parties: Party) -> Signature:
    """Minutes are signed by who wrote and who led, side by side (NĐ 30/2020, Phụ lục III, mẫu 1.10)."""
    return Signature(title, recipients, note="(Ký, ghi rõ họ và tên)", parties=parties)


def position_of(signer: dict[str, str]) -> str:
    """What stands over the name: a vice chair signs in the chair's place."""
    return "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" if signer["post"] == Post.VICE_CHAIR else "CHỦ TỊCH"


def _signature(facts: Facts, step: Step) -> Signature:
    signer = facts["signer"]
    to = facts["unit"] if facts["issuer"] != facts["unit"] else _superior(facts)
    kept = [f"- {to};", "- Lưu: VT."]
    if step is Step.MINUTES:
        return minuted("Nơi nhận:", kept, Party("THƯ KÝ"), Party("CHỦ TRÌ", signer["name"]))
    return Signature(
        recipients_title="Nơi nhận:",
        recipients=kept,
        on_behalf="TM. BAN CHẤP HÀNH",
        position=position_of(signer),
        **signed_as(signer["name"]),
    )
