"""The views a login keeps; what of an address makes a view."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict

from nongcot.infra.accounts.models import User
from nongcot.infra.prepared import prepared
from nongcot.infra.savedviews.models import SavedView

# A view is opened on the day one works, on its first page.
PASSING = ("day", "page", "after", "before", "row", "save", "unit_q", "unit_found")
_pages: set[str] = set()


def keep_views_of(*pages: str) -> None:
    """Views of the pages with these URL names may be kept; saying it twice changes nothing."""
    _pages.update(pages)


def is_allowed(page: str) -> bool:
    return page in _pages


def kept_of(query: str) -> str:
    """The part of a query string that makes a view: sorted, without what is empty or passing; "" if nothing is left."""
    pairs = QueryDict(query, mutable=True)
    for name in list(pairs):
        values = [value for value in pairs.getlist(name) if value.strip()]
        if name in PASSING or not values:
            del pairs[name]
        else:
            pairs.setlist(name, values)
    ordered = QueryDict(mutable=True)
    for name in sorted(pairs):
        ordered.setlist(name, pairs.getlist(name))
    return ordered.urlencode(safe="/")


def views_of(user: User | int) -> QuerySet[SavedView]:
    """All views ``user`` keeps, by name."""
    return SavedView.objects.filter(user=user).order_by("name", "pk")


@prepared
def kept_by(*, user: int) -> QuerySet[SavedView]:
    """:func:`views_of`, for the pages that show them."""
    return views_of(user)
