"""The minutes of handing over, as Word and PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nongcot.infra.documents.letterhead import letterhead
from nongcot.infra.documents.official import (
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Party,
    Signature,
    Table,
)
from nongcot.people import labels as people
from nongcot.people.models import PostHeld
from nongcot.staffing.labels.handover import STATES, item_title
from nongcot.staffing.models import Handover
from nongcot.staffing.rules.handover import Item, ItemState

DOTS = "…………………………"


def minutes(
    held: PostHeld, row: Handover | None, items: tuple[Item, ...], *, superior: str, day: date
) -> OfficialDocument:
    """The minutes as they stand; what is not written down yet is left open, so that they can be filled in by hand."""
    title = people.post_title(held.body.kind, held.post)
    ended = held.to_day or day
    head = letterhead(held.unit.name, day=row.day if row else day, number=_("Số: ……/BB-CĐCS"))
    how = people.end_reason(held.end_reason) if held.end_reason else DOTS
    named = {"post": title, "day": f"{ended:%d/%m/%Y}", "how": how}
    blocks: list[Block] = [
        Paragraph(_("Căn cứ việc thôi giữ chức vụ %(post)s từ ngày %(day)s (%(how)s).") % named),
        Paragraph(_("Bên giao: %(name)s, nguyên %(post)s.") % {"name": held.person.name, "post": title}),
        Paragraph(_("Bên nhận: %(name)s.") % {"name": row.successor.name if row and row.successor else DOTS}),
        Paragraph(_("Người chứng kiến: %(name)s.") % {"name": (row.witness if row else "") or DOTS}),
        Paragraph(_("Địa điểm: %(place)s.") % {"place": (row.place if row else "") or DOTS}),
        Heading(_("Nội dung bàn giao")),
        _table(row, items),
    ]
    if row and row.note:
        blocks.append(Paragraph(_("Ý kiến thêm: %(note)s") % {"note": row.note}))
    blocks.append(
        Paragraph(_("Biên bản lập thành 03 bản có nội dung như nhau; mỗi bên giữ một bản, một bản lưu hồ sơ."))
    )
    return OfficialDocument(
        title=_("BIÊN BẢN"),
        subject=_("Bàn giao chức vụ %(post)s") % {"post": title},
        letterhead=_under(head, superior),
        blocks=blocks,
        signature=Signature(
            recipients_title=_("Nơi nhận:"),
            recipients=[f"- {superior or DOTS};", _("- Lưu: VT.")],
            note=_("(Ký, ghi rõ họ và tên)"),
            parties=[
                Party(_("BÊN GIAO"), held.person.name),
                Party(_("BÊN NHẬN"), row.successor.name if row and row.successor else ""),
                Party(_("NGƯỜI CHỨNG KIẾN"), row.witness if row else ""),
            ],
        ),
        language="en" if (get_language() or "vi").startswith("en") else "vi",
    )


def _under(head: Letterhead, superior: str) -> Letterhead:
    """A grassroots union's document names its direct superior over it."""
    return replace(head, superior=superior.upper() or head.superior)


def _table(row: Handover | None, items: tuple[Item, ...]) -> Table:
    given = row.items.get("items", {}) if row else {}
    columns = [
        Column(_("TT"), 0.4, "center"),
        Column(_("Nội dung"), 2.4),
        Column(_("Số lượng, tình trạng"), 2.4),
        Column(_("Kết quả"), 1.2),
    ]
    rows = []
    for number, item in enumerate(items, 1):
        told = given.get(item.id, {})
        state = str(STATES[ItemState(told["state"])]) if told else "……"
        rows.append([str(number), item_title(item), told.get("detail", "") or "……", state])
    return Table(columns, rows, small=True)
