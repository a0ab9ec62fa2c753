"""The papers of the end of a post out of their facts: union form (QĐ 933/QĐ-TLĐ), page rules of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from nongcot.infra.documents.official import (
    Block,
    Column,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Party,
    Signature,
    Table,
)
from nongcot.people.kinds import EndReason, Sex
from nongcot.staffing.kinds.leaving import Paper
from nongcot.staffing.labels import leaving as labels
from nongcot.staffing.labels import papers as words
from nongcot.staffing.shown.papers import basis_blocks, long_day, minuted, position_of, signed_as

Facts = dict[str, Any]
_SIR = {Sex.MALE: "ông", Sex.FEMALE: "bà"}
_HAND_OVER = "con dấu, hồ sơ, tài liệu, tài chính, tài sản công đoàn đang quản lý (nếu có)"


def leaving_paper(facts: Facts, *, day: date, sign: str, number: int | None = None) -> OfficialDocument:
    """The document these facts make; without ``number`` a draft. What the person writes has no head of a union."""
    paper, how = Paper(facts["paper"]), EndReason(facts["how"])
    own = not labels.TITLES[paper][1]
    return OfficialDocument(
        title=labels.TITLES[paper][0],
        subject=labels.subject(paper, how, facts["seat"]),
        letterhead=Letterhead(
            superior="" if own else (facts["above_issuer"] or words.DOTS).upper(),
            issuer="" if own else (facts["issuer"] or words.DOTS).upper(),
            number="" if own else words.number_line(sign, number),
            state=words.STATE,
            motto=words.MOTTO,
            place_and_date=words.place_and_date(day),
        ),
        blocks=_BLOCKS[paper](facts, how),
        signature=_own_signature(facts) if own else _signature(facts, paper),
        language="vi",
        author="" if own else facts["issuer"],
    )


def _who(facts: Facts) -> dict[str, str]:
    """The person; dots once the data was erased."""
    return facts["people"][0] if facts["people"] else {"name": words.DOTS, "born": "", "sex": ""}


def _sir(facts: Facts) -> str:
    return _SIR.get(Sex(_who(facts)["sex"]), "ông (bà)") if _who(facts)["sex"] in set(Sex) else "ông (bà)"


def _named(facts: Facts) -> str:
    """ "bà Trần Thị Cũ, sinh 08/03/1990, Chủ tịch Công đoàn cơ sở May"."""
    who = _who(facts)
    born = f", sinh {who['born']}" if who["born"] else ""
    return f"{_sir(facts)} {who['name']}{born}, {facts['seat']} {facts['unit']}"


def _term(facts: Facts) -> str:
    return f" nhiệm kỳ {facts['term']}" if facts["term"] else ""


def _act(facts: Facts, how: EndReason) -> str:
    return labels.ACTS[how].format(seat=facts["seat"])


def _superior(facts: Facts) -> str:
    return facts["superior"] or words.DOTS


def _intro(facts: Facts) -> list[Block]:
    who = _who(facts)
    since = f" từ {long_day(facts['from'])}" if facts["from"] else ""
    return [
        Paragraph(f"Kính gửi: Ban Chấp hành {facts['unit']}; {_superior(facts)}."),
        Paragraph(f"Tôi là: {who['name']}. Sinh: {who['born'] or words.DOTS}."),
        Paragraph(f"Giữ chức danh: {facts['seat']} {facts['unit']}{_term(facts)}{since}."),
    ]


def _request(facts: Facts, _how: EndReason) -> list[Block]:
    return [
        *_intro(facts),
        Paragraph(
            f"Tôi làm đơn này xin thôi tham gia, thôi giữ chức danh {facts['seat']} từ "
            f"{long_day(facts['to'])}, với lý do: {words.DOTS}{words.DOTS}{words.DOTS}"
        ),
        Paragraph(
            f"Tôi cam kết bàn giao {_HAND_OVER} cho người được giao nhận; trong khi chờ quyết định "
            "vẫn làm tròn nhiệm vụ."
        ),
        Paragraph("Kính đề nghị xem xét, quyết định."),
    ]


def _self_review(facts: Facts, _how: EndReason) -> list[Block]:
    return [
        *_intro(facts),
        Paragraph(f"1. Sự việc, thời gian, mức độ: {words.DOTS}{words.DOTS}"),
        Paragraph(f"2. Nguyên nhân, trách nhiệm của tôi: {words.DOTS}{words.DOTS}"),
        Paragraph(f"3. Biện pháp khắc phục đã làm: {words.DOTS}{words.DOTS}"),
        Paragraph(f"4. Hình thức kỷ luật tự nhận: {words.DOTS}"),
    ]


def _minutes(facts: Facts, how: EndReason) -> list[Block]:
    open_ = words.DOTS
    columns = [
        Column("Nội dung biểu quyết", 2),
        Column("Đồng ý", 0.8, "center"),
        Column("Không đồng ý", 0.9, "center"),
        Column("Không hợp lệ", 0.9, "center"),
    ]
    return [
        Paragraph(f"Hôm nay, hồi …… giờ ……, {open_}, tại {open_}, Ban Chấp hành {facts['unit']} họp."),
        Paragraph(f"Có mặt: ……/{facts['holders']} ủy viên. Chủ trì: {open_}. Thư ký: {open_}."),
        *basis_blocks(facts),
        Paragraph(f"Nội dung: xem xét việc {_act(facts, how)} đối với {_named(facts)}."),
        Paragraph(_GROUNDS[how]),
        Paragraph(f"Ý kiến của người được xem xét: {open_}"),
        Paragraph(f"Ý kiến của hội nghị: {open_}"),
        Paragraph("Kết quả biểu quyết bằng phiếu kín (phát ra …… phiếu, thu vào …… phiếu, hợp lệ …… phiếu):"),
        Table(columns, [[f"{_act(facts, how)[0].upper()}{_act(facts, how)[1:]}", "……", "……", "……"]]),
        Paragraph("Biên bản kết thúc hồi …… giờ ……, đã đọc lại cho hội nghị nghe và thống nhất."),
    ]


_GROUNDS = {
    EndReason.STEPPED_DOWN: f"Đơn xin thôi ngày {words.DOTS}; lý do: {words.DOTS}",
    EndReason.RELIEVED: f"Lý do miễn nhiệm: {words.DOTS}",
    EndReason.RECALLED: f"Lý do bãi nhiệm: {words.DOTS}",
    EndReason.REMOVED: f"Hành vi vi phạm; kết luận kiểm tra số {words.DOTS}; bản tự kiểm điểm ngày {words.DOTS}",
}


def _resolution(facts: Facts, how: EndReason) -> list[Block]:
    act = _act(facts, how)
    return [
        Paragraph(f"BAN CHẤP HÀNH {facts['unit'].upper()}"),
        *basis_blocks(facts),
        Paragraph("Căn cứ kết quả bỏ phiếu tại hội nghị Ban Chấp hành;", italic=True),
        Paragraph("QUYẾT NGHỊ:"),
        Paragraph(f"1. {act[0].upper()}{act[1:]} đối với {_named(facts)}."),
        Paragraph(f"2. Đề nghị {_superior(facts)} xem xét, quyết định."),
        Paragraph(f"3. Giao {words.DOTS} nhận bàn giao {_HAND_OVER}; Ban Chấp hành kiện toàn chức danh theo Điều lệ."),
    ]


def _proposal(facts: Facts, how: EndReason) -> list[Block]:
    return [
        Paragraph(f"Kính gửi: {_superior(facts)}."),
        *basis_blocks(facts),
        Paragraph(
            f"Ban Chấp hành {facts['unit']}{_term(facts)} đề nghị {_superior(facts)} xem xét, quyết định "
            f"{_act(facts, how)} đối với {_named(facts)}, từ {long_day(facts['to'])}."
        ),
        Paragraph(f"Lý do: {words.DOTS}{words.DOTS}"),
        Paragraph("Hồ sơ gửi kèm: các văn bản nêu trên và tài liệu liên quan."),
        Paragraph(f"Kính đề nghị {_superior(facts)} trả lời bằng văn bản."),
    ]


def _decision(facts: Facts, how: EndReason) -> list[Block]:
    act, sir = _act(facts, how), _sir(facts)
    who = f"{sir[0].upper()}{sir[1:]} {_who(facts)['name']}"
    return [
        *basis_blocks(facts),
        Paragraph(f"Xét đề nghị của Ban Chấp hành {facts['unit']};", italic=True),
        Paragraph("QUYẾT ĐỊNH:", centred=True),
        Paragraph(f"{act[0].upper()}{act[1:]} đối với {_named(facts)}, từ {long_day(facts['to'])}.", lead="Điều 1."),
        Paragraph(f"{who} bàn giao {_HAND_OVER} cho người được giao nhận, xong trước {words.DOTS}.", lead="Điều 2."),
        Paragraph(
            f"Ban Chấp hành {facts['unit']} và người có tên tại Điều 1 chịu trách nhiệm thi hành. "
            "Quyết định này có hiệu lực từ ngày ký.",
            lead="Điều 3.",
        ),
    ]


_BLOCKS: dict[Paper, Callable[[Facts, EndReason], list[Block]]] = {
    Paper.REQUEST: _request,
    Paper.SELF_REVIEW: _self_review,
    Paper.MINUTES: _minutes,
    Paper.RESOLUTION: _resolution,
    Paper.PROPOSAL: _proposal,
    Paper.DECISION: _decision,
}


def _signature(facts: Facts, paper: Paper) -> Signature:
    to = _superior(facts) if paper is Paper.PROPOSAL else facts["unit"]
    kept, signer = [f"- {to};", "- Lưu: VT."], facts["signer"]
    if paper is Paper.MINUTES:
        return minuted("Nơi nhận:", kept, Party("THƯ KÝ"), Party("CHỦ TRÌ", signer["name"]))
    return Signature(
        recipients_title="Nơi nhận:",
        recipients=kept,
        on_behalf="TM. BAN CHẤP HÀNH",
        position=position_of(signer),
        **signed_as(signer["name"]),
    )


def _own_signature(facts: Facts) -> Signature:
    request = facts["paper"] == Paper.REQUEST
    return Signature(
        recipients_title="",
        recipients=[],
        on_behalf="NGƯỜI LÀM ĐƠN" if request else "NGƯỜI TỰ KIỂM ĐIỂM",
        position="",
        name=_who(facts)["name"],
    )
