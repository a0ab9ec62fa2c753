"""Ask for a list as a file; make it; fetch it; drop what is old."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import record
from nongcot.infra.listfiles.kinds import kind_of
from nongcot.infra.listfiles.models import LONGEST, ListFile
from nongcot.infra.listfiles.queries import KEPT, files_of
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused

MOST_WAITING = 3
State = ListFile.State


@transaction.atomic
def ask_file(*, actor: User, kind: str, query: str, day: date, language: str) -> tuple[ListFile, bool]:
    """The file and whether it is a new request: what is being made already is not begun again.

    Raises:
        Refused: there is no such list, or too many of the actor's files wait.
    """
    if kind_of(kind) is None or len(query) > LONGEST:
        raise Refused(_("Danh sách này không lập được thành tệp."))
    waiting = files_of(actor, at=clock.now()).filter(state=State.WAITING)
    same = waiting.filter(kind=kind, query=query, day=day, language=language).first()
    if same is not None:
        return same, False
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("Đang lập %(most)s tệp cho bạn. Xin chờ xong một tệp.") % {"most": MOST_WAITING})
    asked = ListFile.objects.create(
        user=actor, kind=kind, query=query, day=day, language=language, asked_at=clock.now()
    )
    _trace(actor, "ask_file", asked)
    return asked, True


def make_file(pk: int) -> None:
    """Make the file with the rights its user has now. Its rows count as they are written; made already, nothing is."""
    asked = ListFile.objects.select_related("user").defer("content").get(pk=pk)
    kind = kind_of(asked.kind)
    if asked.state != State.WAITING or kind is None:
        return

    def tell(done: int, total: int) -> None:
        ListFile.objects.filter(pk=pk).update(rows_done=done, rows_total=total)

    with override(asked.language):
        content = kind.make(asked.user, asked.query, asked.day, tell)
    with transaction.atomic():
        ListFile.objects.filter(pk=pk, state=State.WAITING).update(
            content=content, state=State.MADE, finished_at=clock.now(), rows_done=Coalesce("rows_total", "rows_done")
        )
        _trace(asked.user, "make_file", asked, size=len(content))


def mark_failed(pk: int) -> None:
    """The work on a file stopped: its page says so and offers to begin again."""
    ListFile.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, finished_at=clock.now())


@transaction.atomic
def begin_again(*, actor: User, asked: ListFile) -> None:
    """Have the actor's own file made once more, where making it failed."""
    changed = ListFile.objects.filter(pk=asked.pk, state=State.FAILED).update(
        state=State.WAITING, finished_at=None, rows_done=0, rows_total=None
    )
    if changed:
        _trace(actor, "begin_again", asked)


@transaction.atomic
def fetch(*, actor: User, asked: ListFile) -> bytes:
    """The content of the actor's own file; that it was fetched stays on record.

    Raises:
        Refused: it is not made.
    """
    content = ListFile.objects.values_list("content", flat=True).get(pk=asked.pk)
    if content is None:
        raise Refused(_("Tệp chưa lập xong."))
    _trace(actor, "fetch", asked)
    return bytes(content)


def drop_old(now: datetime) -> int:
    """Drop the files kept long enough; gives how many."""
    gone, _rows = ListFile.objects.filter(asked_at__lte=now - KEPT).delete()
    return gone


def forget_files(tells: Callable[[str], bool], *, users: Collection[int]) -> None:
    """For when a person's data is erased: files made for ``users`` lose their content, to be made anew without it.

    Those whose very question ``tells`` of the person go.
    """
    theirs = ListFile.objects.filter(user__in=users)
    for pk, query in theirs.exclude(query="").values_list("pk", "query"):
        if tells(query):
            ListFile.objects.filter(pk=pk).delete()
    theirs.filter(state=State.MADE).update(state=State.FAILED, content=None)


def _trace(actor: User, verb: str, asked: ListFile, **facts: int) -> None:
    # without the query: a name searched for would stay in the trail after its person was erased
    record(
        actor=actor,
        action=f"listfiles.{verb}",
        object_type="list_file",
        object_id=asked.pk,
        kind=asked.kind,
        day=asked.day.isoformat(),
        **facts,
    )
