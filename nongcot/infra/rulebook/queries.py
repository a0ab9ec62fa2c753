"""The rulebook of this installation: the files, with the values entered by people laid over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.db.models import QuerySet

from nongcot.infra.prepared import prepared
from nongcot.infra.rulebook.models import RuleValue
from nongcot.regulations import Rulebook, load
from nongcot.regulations.kinds import EnteredValue


@lru_cache(maxsize=1)
def files() -> Rulebook:
    """The rulebook of the files alone, read once."""
    return load()


_latest: tuple[int | None, Rulebook] | None = None
_of_page: ContextVar[list[Rulebook] | None] = ContextVar("rulebook_of_page", default=None)


@contextmanager
def one_rulebook() -> Iterator[None]:
    """Within it the rulebook is looked up once: for a page that changes nothing and shows one state of it."""
    token = _of_page.set([])
    try:
        yield
    finally:
        _of_page.reset(token)


def rulebook() -> Rulebook:
    """The rulebook with entered values. One query (one a page, where a page is shown), one more when something new was
    entered; the same object until then.
    """
    kept = _of_page.get()
    if kept is None:
        return _newest()
    if not kept:
        kept.append(_newest())
    return kept[0]


def _newest() -> Rulebook:
    """Rows of the table are never changed or deleted, so the newest id tells whether anything is new."""
    global _latest  # noqa: PLW0603  (one value per process, replaced whole)
    newest = next(iter(_newest_key()), None)
    if _latest is None or _latest[0] != newest:
        rows = RuleValue.objects.order_by("pk").select_related("entered_by") if newest is not None else ()
        _latest = (newest, files().with_values([_entered(row) for row in rows]) if newest is not None else files())
    return _latest[1]


@prepared
def _newest_key() -> QuerySet[RuleValue, int]:
    return RuleValue.objects.order_by("-pk").values_list("pk", flat=True)[:1]


def _entered(row: RuleValue) -> EnteredValue:
    return EnteredValue(
        rule=row.rule,
        from_day=row.from_day,
        value=row.value,
        document_number=row.document_number,
        document_issuer=row.issuer,
        document_signed=row.signed_on,
        article=row.article,
        decided_by=row.decided_by,
        entered_by=str(row.entered_by or ""),
        note=row.note,
    )
