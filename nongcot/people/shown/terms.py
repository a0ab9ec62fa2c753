"""What a rule says of the extension of a term before it is written down. It warns; people decide."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from nongcot.infra.rulebook.api import rulebook
from nongcot.people.models import Term
from nongcot.people.rules import latest_end


def extension_warnings(term: Term, *, kind: str, new_end: date, day: date) -> list[str]:
    """Sentences for whoever is about to move the end of ``term``, of a unit of ``kind``, by a decision of ``day``."""
    latest = latest_end(rulebook().on(day), kind=kind, planned_end=term.planned_end)
    if latest is None or term.planned_end is None or new_end <= latest[0]:
        return []
    words = _(
        "Kéo dài quá %(months)s tháng so với ngày kết thúc ban đầu %(end)s. Theo mức đang lưu, muộn nhất đến ngày "
        "%(last)s; xin xem lại quyết định."
    )
    told = words % {
        "months": latest[1].value,
        "end": f"{term.planned_end:%d/%m/%Y}",
        "last": f"{latest[0]:%d/%m/%Y}",
    }
    unchecked = [] if latest[1].ref.verified else [_("Mức này chưa được kiểm chứng.")]
    return [" ".join([told, *unchecked])]
