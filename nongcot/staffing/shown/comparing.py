"""The comparison of candidates: what its page shows, and the same as a sheet and as a document to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents.letterhead import letterhead
from nongcot.infra.documents.listing import Column as SheetColumn
from nongcot.infra.documents.listing import Listing
from nongcot.infra.documents.official import Band, Block, Column, Heading, OfficialDocument, Paragraph, Row, Table
from nongcot.people.labels import direct_work
from nongcot.staffing.kinds.candidates import Composition, Known
from nongcot.staffing.shown.candidates import Looked, Outlook, ReasonShown

Told = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to six candidates of one case on ``day``; what is told of each stands at the place of the person.

    ``criteria`` are (criterion, for each person what is on record: words, when, source); ``outlooks`` is empty where
    the unit is not on record on that day. ``of_several``: the committee is of several unions, so sectors tell
    something. ``left_out``: how many are not named because their data is limited.
    """

    title: str
    unit: str
    day: date
    persons: list[Known]
    looked: list[Looked]
    criteria: list[tuple[str, list[Told]]]
    outlooks: list[Outlook]
    of_several: bool
    left_out: int

    @property
    def enough(self) -> bool:
        return len(self.persons) >= 2


def listing(of: Comparison, *, name: str) -> Listing:
    """One sheet: criteria as rows, persons as columns."""
    columns = [SheetColumn(_("Tiêu chí"), 32), *(SheetColumn(one.name, 56) for one in of.persons)]
    rows = [[title, *("\n".join(lines) for lines in cells)] for title, cells in _rows(of)]
    rows += [[_("Ghi chú"), line, *[""] * (len(of.persons) - 1)] for line in _notes(of)]
    title = _("So sánh nhân sự: %(seat)s, %(unit)s") % {"seat": of.title, "unit": of.unit}
    return Listing(name, title, of.day, columns, rows, tall=True)


def _rows(of: Comparison) -> list[tuple[str, list[list[str]]]]:
    none = [_("chưa có dữ liệu")]
    rows = [
        (name, [[f"{words} ({when}; {source})" for words, when, source in told] or none for told in cells])
        for name, cells in of.criteria
    ]
    rows.append((_("Trực tiếp sản xuất, công tác"), [[_works(one)] for one in of.persons]))
    rows.append((_("Cần cân nhắc, đối chiếu"), [[*map(_reason, one.reasons)] or [_no_reason()] for one in of.looked]))
    if of.outlooks:
        heading = _("Ban Chấp hành nếu chọn người này")
        for title, told in _figures(of.of_several):
            cells = [[f"{told(one.now)} → {told(one.then)}"] for one in of.outlooks]
            rows.append((f"{heading}: {title}", cells))
        rows.append((_("Sẽ phát sinh"), [one.worse or [_nothing()] for one in of.outlooks]))
        rows.append((_("Sẽ hết"), [one.better or [_nothing()] for one in of.outlooks]))
    return rows


def _works(one: Known) -> str:
    return direct_work(one.direct_work, one.direct_work_on, one.direct_work_source) or _("chưa có dữ liệu")


def _reason(one: ReasonShown) -> str:
    source = one.source if one.verified or not one.source else f"{one.source}; {_('chưa kiểm chứng')}"
    return f"{one.weight}: {one.words}" + (f" ({source})" if source else "")


def _no_reason() -> str:
    return _("Không có điểm nào phải cân nhắc theo dữ liệu đã ghi.")


def _nothing() -> str:
    return _("không có")


def _figures(of_several: bool) -> list[tuple[str, Callable[[Composition], str]]]:
    """What is told of a committee: the title, and the words for one composition."""
    told: list[tuple[str, Callable[[Composition], str]]] = [
        (_("Số người"), lambda it: str(it.persons)),
        (_("Nữ"), lambda it: _with(it.women, it.sex_unknown)),
        (_("Dưới 40 tuổi"), lambda it: _with(it.under_40, it.age_unknown)),
        (_("40–49 tuổi"), lambda it: _with(it.from_40, it.age_unknown)),
        (_("Từ 50 tuổi"), lambda it: _with(it.over_50, it.age_unknown)),
        (_("Trực tiếp sản xuất"), lambda it: _with(it.direct, it.direct_unknown)),
    ]
    if of_several:
        told += [
            (_("Khu vực nhà nước"), lambda it: _with(it.state, it.sector_unknown)),
            (_("Khu vực ngoài nhà nước"), lambda it: _with(it.non_state, it.sector_unknown)),
        ]
    return told


def _with(number: int, unknown: int) -> str:
    return f"{number} ({_('%(n)d người chưa rõ') % {'n': unknown}})" if unknown else str(number)


def _notes(of: Comparison) -> list[str]:
    notes = [
        _("Đây là những gì đã ghi, có ngày và nguồn; không cộng điểm, không xếp hạng. Chỗ trống nghĩa là hệ thống chưa "
          "có dữ liệu, không phải là người đó không có."),
        _("Người chưa rõ có trực tiếp sản xuất hay không thì không tính là không."),
    ]  # fmt: skip
    if of.of_several:
        notes.append(_("Khu vực tính theo công đoàn cơ sở nơi người ấy đang giữ chức vụ."))
    if of.left_out:
        told = _("Không nêu tên %(n)s người đang được hạn chế xử lý dữ liệu cá nhân.")
        notes.append(told % {"n": of.left_out})
    return notes


def document(of: Comparison, *, superior: str) -> OfficialDocument:
    """The same as a document: one table a criterion, the persons below each other in it; the committee; the checks."""
    blocks: list[Block] = [Paragraph(line) for line in _notes(of)]
    for number, (name, cells) in enumerate(of.criteria, start=1):
        blocks += [Heading(f"{number}. {name}"), _evidence(of.persons, cells)]
    number = len(of.criteria)
    blocks += [
        Heading(f"{number + 1}. {_('Trực tiếp sản xuất, công tác')}"),
        _two(_("Nội dung"), [(one.name, [_works(one)]) for one in of.persons]),
        Heading(f"{number + 2}. {_('Cần cân nhắc, đối chiếu')}"),
        _two(_("Nội dung"), [(one.known.name, [*map(_reason, one.reasons)] or [_no_reason()]) for one in of.looked]),
    ]
    if of.outlooks:
        blocks += [Heading(f"{number + 3}. {_('Ban Chấp hành nếu chọn người này')}"), *_committee(of)]
    head = letterhead(of.unit, day=of.day, number=_("Số: ……"))
    if superior:
        head = replace(head, superior=superior.upper())
    return OfficialDocument(
        title=_("SO SÁNH NHÂN SỰ"),
        subject=f"{of.title}, {of.unit}",
        letterhead=head,
        blocks=blocks,
        language="en" if (get_language() or "vi").startswith("en") else "vi",
    )


def _evidence(persons: Sequence[Known], cells: Sequence[Told]) -> Table:
    rows: list[Row | Band] = []
    for person, told in zip(persons, cells, strict=True):
        rows += [Band(person.name), *(told or [(_("chưa có dữ liệu"), "", "")])]
    columns = [Column(_("Những gì đã ghi"), 3), Column(_("Thời gian"), 1.4), Column(_("Nguồn"), 1.8)]
    return Table(columns, rows, small=True)


def _two(title: str, told: Sequence[tuple[str, Sequence[str]]]) -> Table:
    rows = [(name if not at else "", line) for name, lines in told for at, line in enumerate(lines)]
    return Table([Column(_("Họ và tên"), 1), Column(title, 3)], rows, small=True)


def _committee(of: Comparison) -> list[Block]:
    figures = _figures(of.of_several)
    columns = [Column(_("Nếu chọn"), 2), *(Column(title, 1, "center") for title, _told in figures)]
    now = [_("Hiện nay"), *(told(of.outlooks[0].now) for _title, told in figures)]
    then = [
        [person.name, *(told(one.then) for _title, told in figures)]
        for person, one in zip(of.persons, of.outlooks, strict=True)
    ]
    pairs = list(zip(of.persons, of.outlooks, strict=True))
    return [
        Table(columns, [now, *then], small=True),
        _two(_("Sẽ phát sinh"), [(person.name, one.worse or [_nothing()]) for person, one in pairs]),
        _two(_("Sẽ hết"), [(person.name, one.better or [_nothing()]) for person, one in pairs]),
    ]
