"""Two records of one person become one, and two again; or somebody says that they are two persons.

What went is kept whole in :class:`PersonMerge`, as ``{"shape": 1, "keep": {column: [before, after]}, "dropped": row,
"posts": [[pk, before, after or None]], "apart": [rows], "apart_new": [pks], "moved": [...]}``, where a row is what
:mod:`people.actions.rows` makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.infra import events
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.kernel import clock
from nongcot.people.actions import rows
from nongcot.people.actions.merged_posts import merge_posts
from nongcot.people.actions.person_values import HIDDEN, SENSITIVE, is_empty, masked
from nongcot.people.actions.persons import require_open, units_near
from nongcot.people.errors import Refused
from nongcot.people.models import KeptApart, Person, PersonMerge, PostHeld
from nongcot.people.permissions import can_join_persons, can_keep_data

SHAPE = 1
KEEP, DROP = "keep", "drop"
# What is chosen, and the columns that go with it.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name", "search_key", "sort_key"),
    "sex": ("sex",),
    "born": ("born",),
    "citizen_id": ("citizen_sealed", "citizen_index", "citizen_last4"),
    "phone": ("phone",),
    "email": ("email",),
    "ethnicity": ("ethnicity",),
    "education": ("education",),
    "political_theory": ("political_theory",),
    "party_member": ("party_member",),
    "direct_work": ("direct_work", "direct_work_on", "direct_work_source"),
    "employer": ("employer",),
    "job": ("job",),
    "contract": ("contract_ends_on", "contract_open_ended"),
    "note": ("note",),
}
_LONGEST_PHONES = 100

Preparer = Callable[..., None]
_preparers: list[Preparer] = []


def before_merge(preparer: Preparer) -> None:
    """Have ``preparer(actor=, keep=, drop=)`` called before the rows of ``drop`` move to ``keep``.

    For apps above whose own rules would forbid two of a kind on one person.
    """
    if preparer not in _preparers:
        _preparers.append(preparer)


def pair_of(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


@transaction.atomic
def merge_persons(
    *, actor: User | System, keep: Person, drop: Person, choices: Mapping[str, str] | None = None, reason: str = ""
) -> PersonMerge:
    """Everything on record of ``drop`` becomes that of ``keep``; the record ``drop`` goes, and can be brought back.

    ``choices`` names for each of :data:`CHOICES` whose value stays ("keep" or "drop"); without a choice that of
    ``keep``, or of ``drop`` where ``keep`` has none. The other phone is kept as a further one. Posts of one kind in
    one body that overlap become one.

    Raises:
        PermissionDenied: the actor may not see both.
        Refused: they are one record already, were said to be two persons, one was erased or is limited, or one of
            them held a post in a unit the actor does not answer for.
    """
    if not (can_keep_data(actor, keep) and can_keep_data(actor, drop)):
        raise PermissionDenied
    locked = {
        row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    }
    if len(locked) < 2:
        raise Refused(_("Hai hồ sơ này đã được gộp, hoặc một hồ sơ không còn."))
    keep, drop = locked[keep.pk], locked[drop.pk]
    _require_mergeable(actor, keep, drop)
    units = units_near([keep, drop])
    for preparer in _preparers:
        preparer(actor=actor, keep=keep, drop=drop)
    data = _join(keep, drop, choices or {})
    merge = PersonMerge.objects.create(
        keep=keep, dropped=drop.pk, dropped_name=drop.name, at=clock.now(), data=data, **_who(actor)
    )
    Person.objects.filter(pk=drop.pk).delete()
    _remember(actor, merge, "people.merge_persons", [drop.pk, keep.pk], reason)
    events.announce("people.units_changed", units=units, actor=actor)
    return merge


def _who(actor: User | System) -> dict[str, Any]:
    return {"actor": actor if isinstance(actor, User) else None, "actor_name": str(actor)[:200]}


def _require_mergeable(actor: User | System, keep: Person, drop: Person) -> None:
    if not can_join_persons(actor, [keep.pk, drop.pk]):
        raise Refused(_("Một hồ sơ có chức vụ ở đơn vị ngoài phạm vi của bạn; đề nghị Liên đoàn gộp."))
    require_open(keep)
    require_open(drop)
    one, other = pair_of(keep.pk, drop.pk)
    if KeptApart.objects.filter(one=one, other=other).exists():
        raise Refused(_("Hai hồ sơ này đã được xác nhận là hai người khác nhau. Muốn gộp, xin bỏ xác nhận đó trước."))


def _join(keep: Person, drop: Person, choices: Mapping[str, str]) -> dict[str, Any]:
    """Move everything; gives the data of the merge."""
    dropped = rows.stored(drop)
    kept = _join_values(keep, drop, choices)
    posts, moved = merge_posts(keep, drop)
    apart, apart_new = _join_apart(keep.pk, drop.pk)
    for model, attribute in rows.relations(Person):
        step = rows.point(model, attribute, drop.pk, keep.pk)
        moved += [step] if step else []
    return {
        "shape": SHAPE,
        "keep": kept,
        "dropped": dropped,
        "posts": posts,
        "apart": apart,
        "apart_new": apart_new,
        "moved": moved,
    }


def _join_values(keep: Person, drop: Person, choices: Mapping[str, str]) -> dict[str, list[str | None]]:
    """Put the chosen values on ``keep``: {column: [before, after]} of those that changed."""
    before = rows.stored(keep)
    phones = [keep.phone, drop.phone, *keep.other_phones.split(), *drop.other_phones.split()]
    for field, columns in CHOICES.items():
        empty = all(is_empty(getattr(keep, column)) for column in columns)
        chosen = choices.get(field) or (DROP if empty else KEEP)
        if chosen == DROP:
            for column in columns:
                setattr(keep, column, getattr(drop, column))
    keep.other_phones = _joined(phones, keep.phone)
    keep.save()
    after = rows.stored(keep)
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def _joined(phones: list[str], main: str) -> str:
    """The further numbers, as many as there is room for."""
    found = ""
    for number in dict.fromkeys(phone for phone in phones if phone and phone != main):
        longer = f"{found} {number}".strip()
        found = longer if len(longer) <= _LONGEST_PHONES else found
    return found


def _join_apart(keep: int, drop: int) -> tuple[list[rows.Stored], list[int]]:
    """Who was told apart from ``drop`` is told apart from ``keep``: (rows that went, numbers of new ones)."""
    went, new = [], []
    for row in [*KeptApart.objects.filter(one=drop), *KeptApart.objects.filter(other=drop)]:
        went.append(rows.stored(row))
        third = row.other_id if row.one_id == drop else row.one_id
        row.delete()
        one, other = pair_of(keep, third)
        if not KeptApart.objects.filter(one=one, other=other).exists():
            row.pk, row.one_id, row.other_id = None, one, other
            row.save(force_insert=True)
            new.append(row.pk)
    return went, new


def _remember(actor: User | System, merge: PersonMerge, action: str, path: list[Any], reason: str) -> None:
    """One entry on each of the two records."""
    changes = {"record": path, **_told(merge.data["keep"])}
    for pk in (merge.keep_id, merge.dropped):
        record(
            actor=actor, action=action, object_type="person", object_id=pk, changes=changes, reason=reason.strip()
        )  # fmt: skip


def _told(kept: dict[str, list[str | None]]) -> dict[str, list[Any]]:
    """The changed fields as the trail keeps them: sensitive values hidden, the citizen id masked."""
    told = {}
    for field, columns in {**CHOICES, "other_phones": ("other_phones",)}.items():
        column = "citizen_last4" if field == "citizen_id" else columns[0]
        if column not in kept:
            continue
        pair: list[Any] = [None if is_empty(value) else value for value in kept[column]]
        if field == "citizen_id":
            pair = [value and masked(value) for value in pair]
        elif field == "direct_work":
            pair = [None if value is None else value == "True" for value in pair]
        elif field in SENSITIVE:
            pair = [value and HIDDEN for value in pair]
        told["contract_ends_on" if field == "contract" else field] = pair
    return told


@transaction.atomic
def undo_merge(*, actor: User | System, merge: PersonMerge, reason: str = "") -> Person:
    """The record that went is there again, with what was its own; gives it.

    Posts recorded after the merge stay with the record that was kept.

    Raises:
        PermissionDenied: the actor does not answer for every unit of the person.
        Refused: it was undone already, a later merge stands on it, or what it changed was changed again since.
    """
    merge = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    keep = Person.objects.select_for_update().get(pk=merge.keep_id)
    if not can_join_persons(actor, [keep.pk]):
        raise PermissionDenied
    _require_undoable(merge, keep)
    _restore(merge, keep)
    merge.undone_at, merge.undone_by = clock.now(), str(actor)[:200]
    merge.save(update_fields=["undone_at", "undone_by"])
    back = Person.objects.get(pk=merge.dropped)
    _remember(actor, merge, "people.undo_merge", [keep.pk, back.pk], reason)
    events.announce("people.units_changed", units=units_near([keep, back]), actor=actor)
    return back


def _require_undoable(merge: PersonMerge, keep: Person) -> None:
    if merge.undone_at is not None:
        raise Refused(_("Lần gộp này đã được hoàn tác."))
    if keep.erased_on is not None or "dropped" not in merge.data:
        raise Refused(_("Dữ liệu của người này đã được xóa theo yêu cầu; không hoàn tác được nữa."))
    later = PersonMerge.objects.filter(keep=keep, pk__gt=merge.pk, undone_at__isnull=True).last()
    if later is not None:
        named = {"name": later.dropped_name, "day": f"{later.at.astimezone(clock.VIETNAM):%d/%m/%Y}"}
        raise Refused(_("Xin hoàn tác lần gộp sau đó trước: hồ sơ %(name)s, gộp ngày %(day)s.") % named)
    now = rows.stored(keep)
    if any(now[column] != pair[1] for column, pair in merge.data["keep"].items()):
        raise Refused(_("Thông tin của hồ sơ đã được sửa sau khi gộp; không hoàn tác được nữa. Xin sửa từng mục."))
    if _posts_changed(merge.data):
        raise Refused(_("Chức vụ đã được ghi lại sau khi gộp; không hoàn tác được nữa. Xin sửa từng chức vụ."))


def _posts_changed(data: dict[str, Any]) -> bool:
    """Whether a post the merge touched is no more what it made of it, or a moved one is elsewhere."""
    touched = {pk: after for pk, _before, after in data["posts"] if after is not None}
    now = {row.pk: rows.stored(row) for row in PostHeld.objects.filter(pk__in=touched)}
    label = PostHeld._meta.label_lower  # noqa: SLF001
    return now != touched or any(rows.gone(step) for step in data["moved"] if step["model"] == label)


def _restore(merge: PersonMerge, keep: Person) -> None:
    data = merge.data
    columns = {column: pair[0] for column, pair in data["keep"].items()}
    if columns:
        Person.objects.filter(pk=keep.pk).update(**rows.values(Person, columns))
    rows.bring_back(Person, data["dropped"])
    for pk, before, after in data["posts"]:
        if after is None:
            rows.bring_back(PostHeld, before)
        else:
            PostHeld.objects.filter(pk=pk).update(**rows.values(PostHeld, before))
    for step in reversed(data["moved"]):
        rows.point_back(step)
    KeptApart.objects.filter(pk__in=data["apart_new"]).delete()
    _restore_apart(data["apart"])


def _restore_apart(went: Collection[rows.Stored]) -> None:
    """Those whose third record went meanwhile have nobody to be told apart from."""
    for row in went:
        if Person.objects.filter(pk__in=[row["one_id"], row["other_id"]]).count() == 2:
            rows.bring_back(KeptApart, row)


@transaction.atomic
def keep_apart(*, actor: User | System, a: Person, b: Person, reason: str = "") -> KeptApart:
    """Two records are two persons: they are not proposed as one again.

    Raises:
        PermissionDenied: the actor does not answer for both persons.
        Refused: it is one record.
    """
    if not (can_keep_data(actor, a) and can_keep_data(actor, b)):
        raise PermissionDenied
    if a.pk == b.pk:
        raise Refused(_("Xin chọn hai hồ sơ khác nhau."))
    one, other = pair_of(a.pk, b.pk)
    said = {"at": clock.now(), "reason": reason.strip()[:500], **_who(actor)}
    row, made = KeptApart.objects.get_or_create(one_id=one, other_id=other, defaults=said)
    if made:
        _told_apart(actor, row, "people.keep_apart", [None, True], reason)
    return row


@transaction.atomic
def withdraw_apart(*, actor: User | System, row: KeptApart, reason: str = "") -> None:
    """They may be one person after all: the two are compared again.

    Raises:
        PermissionDenied: the actor does not answer for both persons.
    """
    if not (can_keep_data(actor, row.one) and can_keep_data(actor, row.other)):
        raise PermissionDenied
    _told_apart(actor, row, "people.withdraw_apart", [True, None], reason)
    row.delete()


def _told_apart(actor: User | System, row: KeptApart, action: str, change: list[Any], reason: str) -> None:
    for pk, other in ((row.one_id, row.other_id), (row.other_id, row.one_id)):
        record(
            actor=actor, action=action, object_type="person", object_id=pk, reason=reason.strip(),
            changes={"another_person": change}, other=other,
        )  # fmt: skip
    events.announce("people.units_changed", units=units_near([row.one, row.other]), actor=actor)
