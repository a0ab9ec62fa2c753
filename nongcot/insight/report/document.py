"""The report as an official document: a summary, a picture and its table for each question, the unions to complete."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.duties import labels as duty_labels
from nongcot.infra.documents.charts import number, share_of
from nongcot.infra.documents.letterhead import letterhead, signature
from nongcot.infra.documents.official import (
    Band,
    Block,
    Bullets,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
)
from nongcot.infra.documents.official import Picture as Drawing
from nongcot.insight import labels
from nongcot.insight.drawn import Pen, draw
from nongcot.insight.kinds import Chairing, Question, State
from nongcot.insight.queries import Lacking
from nongcot.insight.report.contents import Contents
from nongcot.insight.shown import Picture
from nongcot.people.kinds import GRASSROOTS_KINDS, UnitKind

MOST_UNIONS = 600  # rows on paper; all of them are in the workbook
_PEN = Pen(width=440, size=10.5)


def document(contents: Contents) -> OfficialDocument:
    """The report of ``contents``, in the active language."""
    made = OfficialDocument(
        title=_("BÁO CÁO"),
        subject=_("Tình hình đội ngũ cán bộ công đoàn cơ sở"),
        letterhead=_head(contents),
        language=get_language() or "vi",
        author=contents.issuer,
        signature=_foot(contents),
    )
    made.blocks = [*_summary(contents), Heading(_("II. TÌNH HÌNH QUA SỐ LIỆU"))]
    shown = [picture for picture in contents.pictures.values() if _is_shown(picture)]
    drawn = 0
    for at, picture in enumerate(shown, 1):
        blocks, drawn = _section(at, picture, contents, drawn)
        made.blocks += blocks
    made.blocks += _to_complete(contents.lacking)
    return made


def _head(contents: Contents) -> Letterhead:
    """The letterhead of the issuer: over it its superior, its own mark in the number."""
    head = letterhead(contents.issuer, day=contents.made_on)
    if contents.kind is None or contents.kind is UnitKind.PROVINCIAL_FEDERATION:
        return head
    mark = _("Số: ……/BC-CĐCS") if contents.kind in GRASSROOTS_KINDS else _("Số: ……/BC-CĐ")
    return replace(head, superior=contents.superior.upper() or head.superior, number=mark)


def _foot(contents: Contents) -> Signature:
    foot = signature()
    if contents.kind in GRASSROOTS_KINDS:
        return replace(foot, recipients=[foot.recipients[0], _("- Lưu: CĐCS.")])
    if contents.kind is UnitKind.DIRECT_SUPERIOR:
        return replace(foot, recipients=[foot.recipients[0], _("- Lưu: VP.")])
    return foot


def _is_shown(picture: Picture) -> bool:
    """What does not apply, such as units below where there are none, has no section."""
    if picture.question is Question.UNITS:
        return bool(picture.below and picture.below.branches)
    return True


def _summary(contents: Contents) -> list[Block]:
    unions, officers = contents.pictures[Question.COMPLETENESS], contents.pictures[Question.AGES]
    said = _("Số liệu tính đến ngày %(day)s, tổng hợp từ hồ sơ trong hệ thống.") % {
        "day": contents.day.strftime("%d/%m/%Y")
    }
    blocks: list[Block] = [Heading(_("I. TÓM TẮT")), Paragraph(said)]
    if not unions.counted and not officers.counted:
        none = _("Trong ngày này hồ sơ chưa có công đoàn cơ sở và cán bộ nào thuộc phạm vi báo cáo.")
        return [*blocks, Paragraph(none)]
    return [*blocks, Bullets([*_told_unions(contents), *_told_officers(contents)])]


def _told_unions(contents: Contents) -> list[str]:
    unions = contents.pictures[Question.COMPLETENESS]
    whole, states = unions.counted, {row.key: row.total for row in unions.counts}
    if not whole:
        return []
    facts = {"whole": number(whole)}
    for state in State:
        facts |= {state.value: number(states[state]), f"{state.value}_share": share_of(states[state], whole)}
    said = [
        _(
            "Có %(whole)s công đoàn cơ sở: %(complete)s chưa thấy việc phải làm (%(complete_share)s), "
            "%(incomplete)s còn việc phải làm (%(incomplete_share)s), %(urgent)s cần kiện toàn ngay (%(urgent_share)s)."
        )
        % facts
    ]
    terms = {row.key: row.total for row in contents.pictures[Question.TERMS].counts}
    now, after = str(contents.day.year), str(contents.day.year + 1)
    if terms.get(now) or terms.get(after):
        ending = {"now": now, "n": number(terms.get(now, 0)), "after": after, "m": number(terms.get(after, 0))}
        said.append(
            _("Nhiệm kỳ Ban Chấp hành kết thúc trong năm %(now)s: %(n)s đơn vị; trong năm %(after)s: %(m)s đơn vị.")
            % ending
        )
    return said


def _told_officers(contents: Contents) -> list[str]:
    officers, chairs = contents.pictures[Question.AGES], contents.pictures[Question.FIRST_TERM]
    said = []
    if officers.counted:
        women = sum(row.values[0] for row in officers.counts)
        told = {"n": number(officers.counted), "women": number(women), "share": share_of(women, officers.counted)}
        said.append(_("Có %(n)s cán bộ đang giữ chức vụ, trong đó %(women)s nữ (%(share)s).") % told)
    if chairs.counted:
        first = {row.key: row.total for row in chairs.counts}[Chairing.FIRST]
        told = {"n": number(chairs.counted), "first": number(first), "share": share_of(first, chairs.counted)}
        said.append(
            _("Có %(n)s chủ tịch công đoàn cơ sở, trong đó %(first)s lần đầu nhận nhiệm vụ (%(share)s).") % told
        )
    pace = contents.pictures[Question.PACE]
    if pace.total and pace.counted:
        told = {"n": number(pace.counted), "days": pace.total.cells[1].text}
        done = _("Trong 12 tháng qua đã hoàn thành %(n)s việc, thời gian trung vị %(days)s ngày.") % told
        said.append(f"{done} {pace.said}".strip())
    return said


def _section(at: int, picture: Picture, contents: Contents, drawn: int) -> tuple[list[Block], int]:
    """Heading, note, drawing and table of one picture; and how many drawings there are by now."""
    blocks: list[Block] = [Heading(f"{at}. {picture.title}", level=2)]
    if not picture.counted:
        return [*blocks, Paragraph(labels.nothing(picture.question))], drawn
    svg = draw(picture, replace(_PEN, name=picture.question.value), contents.day)
    if svg:
        drawn += 1
        caption = _("Hình %(number)s. %(title)s") % {"number": drawn, "title": picture.title}
        blocks.append(Drawing(svg, caption, picture.title, width=0.94))
    # below the drawing, so that the heading stays on the drawing's page
    blocks.append(Paragraph(picture.said or picture.note, italic=not picture.said, small=not picture.said))
    return [*blocks, _table(picture)], drawn


def _table(picture: Picture) -> Table:
    first = 2.4 if len(picture.columns) > 4 else 3
    heads = [
        Column(title, first if not place else 1, "left" if not place else "right")
        for place, title in enumerate(picture.columns)
    ]
    return Table(heads, [(row.label, *(cell.text for cell in row.cells)) for row in picture.lines], small=True)


def _to_complete(found: list[Lacking]) -> list[Block]:
    title = Heading(_("III. CÔNG ĐOÀN CƠ SỞ CẦN KIỆN TOÀN"))
    if not found:
        return [title, Paragraph(_("Không có công đoàn cơ sở nào còn việc phải làm về kiện toàn."))]
    columns = [
        Column(_("TT"), 0.45, "center"),
        Column(_("Công đoàn cơ sở"), 2.6),
        Column(_("Tình trạng"), 1.15),
        Column(_("Việc cần làm"), 3),
        Column(_("Hạn"), 1.05, "center"),
    ]
    rows: list[Row | Band] = []
    above: str | None = None
    for at, one in enumerate(found[:MOST_UNIONS], 1):
        if one.superior != above and one.superior:
            rows.append(Band(one.superior))
        above = one.superior
        rows.append((str(at), one.name, labels.row(Question.COMPLETENESS, one.state), told(one), due(one)))
    blocks: list[Block] = [title, Table(columns, rows, small=True)]
    if len(found) > MOST_UNIONS:
        text = _("Còn %(count)s đơn vị không in ở đây; danh sách đầy đủ nằm trong bản Excel của báo cáo này.")
        blocks.append(Paragraph(text % {"count": number(len(found) - MOST_UNIONS)}, italic=True, small=True))
    return blocks


def told(one: Lacking) -> str:
    """What is open at a union, in the words of the duties."""
    return "; ".join(duty_labels.title(code) for code, _due in one.open)


def due(one: Lacking) -> str:
    return one.due.strftime("%d/%m/%Y") if one.due else ""
