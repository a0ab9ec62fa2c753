"""The roster as of a day as a workbook in the usual layout, which our own reader reads back to the same roster.

Two sheets: units with members, seats and term; officers, one row for posts held on the same days. It holds citizen ids
in full, so that a person is known again: writing one is for importers only, and leaves an audit entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import override

from nongcot.infra import sealing
from nongcot.infra.accounts.models import User
from nongcot.infra.audit.api import System, record
from nongcot.infra.documents.xlsx import Sheet, SheetColumn, WorkbookWriter
from nongcot.kernel import clock
from nongcot.kernel.dates import show_partial
from nongcot.people import labels
from nongcot.people.api import (
    IMPORTERS,
    kind_on,
    limited_persons,
    members_on,
    name_on,
    require_role,
    superior_on,
    unit_scope,
)
from nongcot.people.kinds import BodyKind, Ownership, Sector, UnitKind
from nongcot.people.models import PostHeld, Term, Unit

_CHUNK = 2000
# What a list calls each kind, in words that say kind, sector and ownership at once.
_KINDS: dict[tuple[str, str, str], str] = {
    (UnitKind.ENTERPRISE, Sector.STATE, Ownership.STATE_OWNED): "Doanh nghiệp nhà nước",
    (UnitKind.ENTERPRISE, Sector.STATE, ""): "Doanh nghiệp",
    (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.FOREIGN_INVESTED): "Doanh nghiệp FDI",
    (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.PRIVATE): "Doanh nghiệp tư nhân",
    (UnitKind.ENTERPRISE, Sector.NON_STATE, Ownership.COOPERATIVE): "Hợp tác xã",
    (UnitKind.ENTERPRISE, Sector.NON_STATE, ""): "Doanh nghiệp ngoài nhà nước",
    (UnitKind.PUBLIC_SERVICE, Sector.STATE, Ownership.PUBLIC_FULLY_FUNDED): "Đơn vị sự nghiệp 100% ngân sách",
    (UnitKind.PUBLIC_SERVICE, Sector.STATE, Ownership.PUBLIC_PARTLY_FUNDED): "Đơn vị sự nghiệp tự chủ",
}
_KIND_ALONE: dict[str, str] = {
    UnitKind.CONFEDERATION: "",
    UnitKind.PROVINCIAL_FEDERATION: "Liên đoàn Lao động tỉnh",
    UnitKind.DIRECT_SUPERIOR: "Công đoàn cấp trên trực tiếp cơ sở",
    UnitKind.ENTERPRISE: "Doanh nghiệp",
    UnitKind.PUBLIC_SERVICE: "Đơn vị sự nghiệp công lập",
    UnitKind.NON_PUBLIC_SERVICE: "Đơn vị ngoài công lập",
    UnitKind.AGENCY: "Cơ quan hành chính",
    UnitKind.ARMED_FORCES: "Lực lượng vũ trang",
    UnitKind.SYNDICATE: "Nghiệp đoàn",
    UnitKind.MEMBER_UNION: "CĐCS thành viên",
    UnitKind.SECTION: "Công đoàn bộ phận",
    UnitKind.GROUP: "Tổ công đoàn",
}
_SECTORS = {Sector.STATE.value: "Nhà nước", Sector.NON_STATE.value: "Ngoài nhà nước"}
_UNITS = (
    ("TT", 5), ("Mã đơn vị", 12), ("Tên CĐCS", 48), ("Loại hình", 26), ("Khu vực", 16),
    ("Công đoàn cấp trên trực tiếp", 36), ("Tổng số đoàn viên", 11), ("Trong đó nữ", 9),
    ("Số lượng UV BCH Đại hội quyết định", 14), ("Nhiệm kỳ từ ngày", 13), ("Nhiệm kỳ đến ngày", 13),
    ("Ngày thành lập", 13),
)  # fmt: skip
_OFFICERS = (
    ("TT", 5), ("Họ và tên", 26), ("Ngày sinh", 12), ("Giới tính", 8), ("Số CCCD", 15), ("Điện thoại", 14),
    ("Email", 24), ("Dân tộc", 9), ("Chức vụ chuyên môn", 22), ("Phòng ban", 22), ("Trực tiếp sản xuất", 9),
    ("Ngày tính trực tiếp sản xuất", 12), ("Trình độ chuyên môn", 16),
    ("Lý luận chính trị", 12), ("Đảng viên", 8), ("Công đoàn cơ sở", 44), ("Mã đơn vị", 12),
    ("Chức vụ công đoàn", 34), ("Tổ công đoàn, công đoàn bộ phận", 24),
    ("Từ ngày", 12), ("Thôi giữ chức từ ngày", 12), ("Hình thức", 18), ("Số quyết định", 16),
    ("Ngày quyết định", 12), ("Lý do thôi", 16), ("Ngày hết hạn HĐLĐ", 12), ("Ghi chú", 24),
)  # fmt: skip
_NAMED = (BodyKind.SECTION, BodyKind.GROUP)  # which one stands in a column of its own
_TEXTS = ("email", "ethnicity", "job", "employer")
_MARKS = {True: "x", False: "không", None: ""}


def export_roster(actor: User | System, day: date, path: Path) -> None:
    """Write the units the actor may import into, as of ``day``, with all posts on record, to ``path``.

    Not in it is whose data is limited today.

    Raises:
        PermissionDenied: the actor may import nowhere.
    """
    require_role(actor, IMPORTERS)
    with override("vi"):  # the words of a list, whatever the reader's language
        writer = WorkbookWriter(title="Danh sách trích ngang")
        title = ("TỔNG HỢP CÔNG ĐOÀN CƠ SỞ", f"(Tính đến ngày {day:%d/%m/%Y})")
        writer.add(Sheet("Đơn vị", _columns(_UNITS), _unit_rows(actor, day), title))
        title = ("DANH SÁCH TRÍCH NGANG CÁN BỘ CÔNG ĐOÀN", title[1])
        _first, last = writer.add(Sheet("Cán bộ", _columns(_OFFICERS), _officer_rows(actor, day), title))
    path.write_bytes(writer.finish())
    record(actor=actor, action="intake.export", object_type="roster", object_id=day.isoformat(), rows=last)


def _columns(columns: Iterable[tuple[str, float]]) -> list[SheetColumn]:
    return [SheetColumn(title, width, wrap=width > 20) for title, width in columns]


def _existing(day: date) -> Q:
    begun = Q(began_on__isnull=True) | Q(began_on__lte=day)
    return begun & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def _unit_rows(actor: User | System, day: date) -> Iterator[list[Any]]:
    units = Unit.objects.filter(unit_scope(actor, roles=IMPORTERS)).filter(_existing(day))
    units = units.annotate(
        day_name=name_on(day),
        day_kind=kind_on(day),
        members=members_on(day),
        women=members_on(day, "women"),
        above=superior_on(day),
    ).order_by("id")
    names = dict(Unit.objects.annotate(day_name=name_on(day)).values_list("id", "day_name"))
    terms = _terms(actor, day)
    for number, unit in enumerate(units.iterator(chunk_size=_CHUNK), 1):
        start, end, seats = terms.get(unit.pk, (None, None, None))
        yield [
            number, unit.code, unit.day_name, _kind(unit), _SECTORS.get(unit.sector, ""),
            names.get(unit.above or 0, ""), unit.members, unit.women, seats, start, end, unit.began_on,
        ]  # fmt: skip


def _terms(actor: User | System, day: date) -> dict[int, tuple[date | None, date | None, int | None]]:
    """The newest term of each executive committee begun by ``day``."""
    terms = Term.objects.filter(unit_scope(actor, path="body__unit_id", roles=IMPORTERS)).filter(
        Q(from_day__isnull=True) | Q(from_day__lte=day), body__kind=BodyKind.EXECUTIVE_COMMITTEE, body__name=""
    )
    rows = terms.annotate(extended=Max("extensions__new_end")).order_by("from_day", "pk")
    columns = ("body__unit_id", "from_day", "planned_end", "extended", "seats_fixed")
    return {
        unit: (start, end if extended is None or end is None else max(end, extended), seats)
        for unit, start, end, extended, seats in rows.values_list(*columns)
    }


def _kind(unit: Unit) -> str:
    kind = getattr(unit, "day_kind", unit.kind)
    exact = _KINDS.get((kind, unit.sector, unit.ownership))
    return exact if exact is not None else _KIND_ALONE.get(kind, "")


def _officer_rows(actor: User | System, day: date) -> Iterator[list[Any]]:
    posts = PostHeld.objects.filter(unit_scope(actor, path="unit_id", roles=IMPORTERS))
    alive = Unit.objects.filter(_existing(day)).values("pk")
    posts = posts.filter(unit__in=alive).exclude(person__in=limited_persons(clock.today()))
    posts = posts.annotate(unit_name=name_on(day, "unit_id"))
    posts = posts.select_related("person", "body", "unit").order_by("unit_id", "person_id", "from_day", "to_day", "id")
    for number, (_key, held) in enumerate(groupby(posts.iterator(chunk_size=_CHUNK), key=_together), 1):
        yield _officer_row(number, list(held))


def _together(held: PostHeld) -> tuple[Any, ...]:
    """Posts of one row: those that share everything but the post. A section's or group's post stands alone."""
    alone = held.pk if held.body.kind in _NAMED else 0
    return (
        held.unit_id, held.person_id, held.from_day, held.to_day, held.mandate, held.end_reason,
        held.decision_number, held.decision_day, alone,
    )  # fmt: skip


def _officer_row(number: int, held: Sequence[PostHeld]) -> list[Any]:
    first = held[0]
    person = first.person
    phones = "; ".join(p for p in (person.phone, *person.other_phones.split()) if p)
    return [
        number, person.name, show_partial(person.born) if person.born else "", labels.sex(person.sex),
        sealing.unseal(person.citizen_sealed) if person.citizen_sealed else "", phones,
        *(getattr(person, name) for name in _TEXTS), _MARKS[person.direct_work],
        person.direct_work_on, person.education, person.political_theory, _MARKS[person.party_member],
        first.unit_name, first.unit.code, ", ".join(dict.fromkeys(map(_title, held))),  # type: ignore[attr-defined]
        first.body.name if first.body.kind in _NAMED else "",
        first.from_day, first.to_day, labels.mandate(first.mandate), first.decision_number, first.decision_day,
        labels.end_reason(first.end_reason), person.contract_ends_on, person.note,
    ]  # fmt: skip


def _title(held: PostHeld) -> str:
    if held.body.name and held.body.kind not in _NAMED:
        return f"{labels.post_title(held.body.kind, held.post)} {held.body.name}"
    return labels.post_title(held.body.kind, held.post)
