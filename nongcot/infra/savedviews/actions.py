"""Keep a view of a list under a name; forget one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.savedviews.models import LONGEST, SavedView
from nongcot.infra.savedviews.queries import is_allowed, kept_of
from nongcot.kernel.errors import Refused

MOST = 20  # of one page: beyond this nobody finds the one wanted


@transaction.atomic
def save_view(*, actor: User, page: str, name: str, query: str) -> SavedView:
    """Keep what ``query`` narrows the list ``page`` to as ``name``; the same name again is given the new query.

    Raises:
        Refused: the page keeps no views, nothing is narrowed, the query is too long, or too many are kept.
    """
    kept = kept_of(query)
    if not is_allowed(page) or not kept:
        raise Refused(_("Xin chọn ít nhất một điều kiện lọc trước khi lưu cách xem."))
    if len(kept) > LONGEST:
        raise Refused(_("Điều kiện lọc quá dài, không lưu được."))
    mine = SavedView.objects.filter(user=actor, page=page)
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(_("Đã lưu %(most)s cách xem. Xin bỏ bớt một cách xem trước.") % {"most": MOST})
    before = mine.select_for_update().filter(name=name).values_list("query", flat=True).first() or ""
    view, _made = SavedView.objects.update_or_create(user=actor, page=page, name=name, defaults={"query": kept})
    if before != kept:
        _trace(actor, "save_view", view)
    return view


@transaction.atomic
def forget_view(*, actor: User, view: SavedView) -> None:
    """The actor's own ``view`` is kept no more."""
    _trace(actor, "forget_view", view)
    view.delete()


def _trace(actor: User, verb: str, view: SavedView) -> None:
    # without the query: a name searched for would stay in the trail after its person was erased
    record(
        actor=actor,
        action=f"savedviews.{verb}",
        object_type="saved_view",
        object_id=view.pk,
        page=view.page,
        name=view.name,
    )
