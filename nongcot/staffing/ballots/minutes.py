"""The minutes of a count as a document (biên bản kiểm phiếu)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents.letterhead import place_and_date
from nongcot.infra.documents.official import (
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
)
from nongcot.kernel import clock
from nongcot.staffing.ballots.kinds import MARKS, BallotKind, Counted
from nongcot.staffing.labels import ballots as labels
from nongcot.staffing.models import Ballot, BallotCandidate


def minutes(
    ballot: Ballot,
    counted: Counted,
    candidates: Sequence[BallotCandidate],
    *,
    voters: int,
    superior: str,
    document: str,
    day: date,
) -> OfficialDocument:
    """The minutes of a counted ballot, made on ``day``; ``document`` is the number of the rule's document."""
    title = _("BIÊN BẢN KIỂM PHIẾU")
    return OfficialDocument(
        title=title,
        subject=ballot.title,
        letterhead=_head(ballot.unit.name, superior, day),
        blocks=[
            Heading(_("1. Thời gian, hình thức")),
            Paragraph(
                _("Mở lúc %(opens)s, đóng lúc %(closes)s, kiểm lúc %(counted)s. Hình thức: %(way)s. Bỏ phiếu kín.")
                % {
                    "opens": _at(ballot.opens_at),
                    "closes": _at(ballot.closes_at),
                    "counted": _at(ballot.counted_at),
                    "way": labels.WAYS[ballot.way],
                }
            ),
            Heading(_("2. Số phiếu")),
            Table([Column(_("Nội dung"), 3), Column(_("Số lượng"), 1, "right")], _numbers(counted, voters)),
            Heading(_("3. Kết quả")),
            Table(_columns(ballot), _rows(ballot, counted, candidates)),
            *_decided(ballot, counted, candidates, document),
            Heading(_("4. Kiểm tra phiếu của mình")),
            Paragraph(
                _(
                    "Danh sách phiếu trực tuyến theo mã biên nhận được công bố tại trang kết quả của cuộc bầu. Mỗi "
                    "người bầu tự tìm phiếu của mình bằng mã biên nhận; danh sách không cho biết phiếu nào của ai."
                )
            ),
        ],
        signature=Signature(
            recipients_title=_("Nơi nhận:"),
            recipients=[_("- Công đoàn cấp trên;"), _("- Lưu hồ sơ.")],
            on_behalf=_("TM. BAN KIỂM PHIẾU"),
            position=_("TRƯỞNG BAN"),
            note=_("(Ký, ghi rõ họ và tên)"),
        ),
        language="en" if (get_language() or "vi").startswith("en") else "vi",
    )


def _head(unit: str, superior: str, day: date) -> Letterhead:
    return Letterhead(
        superior=superior.upper(),
        issuer=unit.upper(),
        number=_("Số: ……/BB"),
        state=_("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        motto=_("Độc lập - Tự do - Hạnh phúc"),
        place_and_date=place_and_date(day),
    )


def _at(moment: datetime | None) -> str:
    return f"{moment.astimezone(clock.VIETNAM):%H:%M, %d/%m/%Y}" if moment else "……"


def _numbers(counted: Counted, voters: int) -> list[Row]:
    valid = counted.collected - counted.invalid - counted.blank
    return [
        (_("Số người có quyền bầu"), str(voters)),
        (_("Số phiếu giấy phát ra"), str(counted.paper.issued)),
        (_("Số phiếu giấy thu về"), str(counted.paper.collected)),
        (_("Số phiếu trực tuyến"), str(counted.online)),
        (_("Tổng số phiếu thu về"), str(counted.collected)),
        (_("Số phiếu không hợp lệ"), str(counted.invalid)),
        (_("Số phiếu trắng"), str(counted.blank)),
        (_("Số phiếu hợp lệ"), str(valid)),
    ]


def _columns(ballot: Ballot) -> list[Column]:
    kind = BallotKind(ballot.kind)
    first = [
        Column(_("TT"), 0.4, "center"),
        Column(_("Nội dung") if kind is BallotKind.RESOLUTION else _("Họ và tên"), 3),
    ]
    marks = [
        Column(_("Số phiếu") if kind is BallotKind.ELECTION else str(labels.MARK_WORDS[m]), 1, "right")
        for m in MARKS[kind]
    ]
    return [*first, *marks, Column(_("Tỷ lệ trên phiếu thu về"), 1.2, "right")]


def _rows(ballot: Ballot, counted: Counted, candidates: Sequence[BallotCandidate]) -> list[Row]:
    marks = MARKS[BallotKind(ballot.kind)]
    rows: list[Row] = []
    for number, one in enumerate(candidates, start=1):
        counts = counted.counts[one.place]
        share = f"{100 * counts[marks[0]] / counted.collected:.1f}%".replace(".", ",") if counted.collected else "0%"
        name = _("%(name)s (đã rút tên)") % {"name": one.name} if one.withdrawn_at else one.name
        rows.append((str(number), name, *(str(counts[mark]) for mark in marks), share))
    return rows


def _decided(ballot: Ballot, counted: Counted, candidates: Sequence[BallotCandidate], document: str) -> list[Paragraph]:
    """For an election who is elected and by which rule; of other ballots the numbers speak."""
    if ballot.kind != BallotKind.ELECTION:
        return []
    names = {one.place: one.name for one in candidates}
    rule = _("Trúng cử khi được hơn %(share)s số phiếu thu về (%(document)s).") % {
        "share": counted.threshold,
        "document": document,
    }
    elected = ", ".join(names[place] for place in counted.outcome.elected) or _("không có ai")
    told = [Paragraph(rule), Paragraph(_("Trúng cử: %(names)s.") % {"names": elected})]
    if counted.outcome.tied:
        tied = ", ".join(names[place] for place in counted.outcome.tied)
        told.append(Paragraph(_("Bằng phiếu, cần bầu lần hai: %(names)s.") % {"names": tied}))
    elif counted.outcome.seats_left:
        told.append(Paragraph(_("Còn thiếu %(left)d người so với số được bầu.") % {"left": counted.outcome.seats_left}))
    return told
