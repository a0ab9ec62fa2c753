"""What staffing holds on one person, told to that person in words: nominations, candidacies, censuses, programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nongcot.infra import sealing
from nongcot.kernel.text import fold
from nongcot.people.api import ToldSection
from nongcot.people.models import Person, PostHeld
from nongcot.staffing.ballots.census import normal
from nongcot.staffing.ballots.kinds import MARKS, BallotKind, KeyField
from nongcot.staffing.ballots.stored import read_result
from nongcot.staffing.labels import candidates as candidate_words
from nongcot.staffing.labels import congress as congress_words
from nongcot.staffing.labels.ballots import MARK_WORDS
from nongcot.staffing.labels.completing import seat
from nongcot.staffing.labels.first_term import step_title
from nongcot.staffing.labels.reserves import readiness
from nongcot.staffing.models import (
    Ballot,
    BallotCandidate,
    BallotVoter,
    Candidate,
    Handover,
    HelpAsked,
    Mentorship,
    Nominee,
    ProgrammeClosed,
    ProgrammeStep,
    Reserve,
)
from nongcot.staffing.rules.first_term import programme_on


def told(*, person: Person) -> list[ToldSection]:
    """One section for each thing there is, none for what there is not. Of a vote nothing is held: only that somebody
    could vote, and whether a paper was handed out."""
    sections = [
        _nominations(person),
        _candidacies(person),
        _reserves(person),
        _ballot_lines(person),
        _censuses(person),
        _mentors(person),
        _programme(person),
        _handovers(person),
    ]
    return [one for one in sections if one["rows"]]


def _section(title: str, columns: list[str], rows: Iterable[Iterable[Any]]) -> ToldSection:
    return {"title": title, "columns": columns, "rows": [[_text(value) for value in row] for row in rows]}


def _text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _nominations(person: Person) -> ToldSection:
    rows = Nominee.objects.filter(person=person).select_related("congress__unit").order_by("nominated_on", "pk")
    return _section(
        _("Đề cử tại đại hội, phiên họp thứ nhất"),
        [_("Đơn vị"), _("Nội dung"), _("Ngày đề cử"), _("Kết quả")],
        [(row.congress.unit.name, congress_words.election(row.post), row.nominated_on, _result(row)) for row in rows],
    )


def _result(row: Nominee) -> str:
    gone = _("rút ngày %(day)s") % {"day": f"{row.withdrawn_on:%d/%m/%Y}"} if row.withdrawn_on else ""
    votes = "" if row.votes is None else _("%(n)d phiếu") % {"n": row.votes}
    again = "" if row.second_votes is None else _("lần hai %(n)d phiếu") % {"n": row.second_votes}
    return _joined(_("trúng cử") if row.elected else "", votes, again, gone, row.note)


def _candidacies(person: Person) -> ToldSection:
    rows = Candidate.objects.filter(person=person).select_related("case__unit").order_by("proposed_on", "pk")
    return _section(
        _("Được giới thiệu khi kiện toàn"),
        [_("Đơn vị"), _("Chức danh"), _("Ngày giới thiệu"), _("Kết quả")],
        [
            (
                row.case.unit.name,
                seat(row.case.body, row.case.post),
                row.proposed_on,
                _joined(candidate_words.state(row.state), row.note),
            )
            for row in rows
        ],
    )


def _reserves(person: Person) -> ToldSection:
    rows = Reserve.objects.filter(person=person).select_related("unit").order_by("from_day", "pk")
    words = {row.pk: _joined(readiness(row.readiness), row.note, row.end_note) for row in rows}
    return _section(
        _("Quy hoạch"),
        [_("Đơn vị"), _("Chức danh"), _("Từ ngày"), _("Nội dung")],
        [(row.unit.name, seat(row.body, row.post), row.from_day, words[row.pk]) for row in rows],
    )


def _ballot_lines(person: Person) -> ToldSection:
    """Where the person stood on a paper or was rated: lines tied to the record, with what was counted."""
    rows = BallotCandidate.objects.filter(person=person).select_related("ballot__unit")
    return _section(
        _("Có tên trên phiếu bầu, phiếu tín nhiệm"),
        [_("Đơn vị"), _("Cuộc bầu"), _("Mở ngày"), _("Kết quả")],
        [
            (row.ballot.unit.name, row.ballot.title, row.ballot.opens_at.date(), _counted(row))
            for row in rows.order_by("ballot__opens_at", "pk")
        ],
    )


def _counted(row: BallotCandidate) -> str:
    gone = _joined(_("đã rút tên"), row.withdrawn_reason) if row.withdrawn_at else ""
    counted = read_result(row.ballot.result)
    if counted is None or row.place >= len(counted.counts):
        return gone
    marks = counted.counts[row.place]
    told = [f"{MARK_WORDS[mark]}: {marks.get(mark, 0)}" for mark in MARKS[BallotKind(row.ballot.kind)]]
    return _joined(gone, *told)


def _keys(person: Person) -> Iterator[str]:
    """The unique fields of the person as a census keeps them, one-way."""
    citizen = sealing.unseal(person.citizen_sealed) if person.citizen_sealed else ""
    given = [(KeyField.EMAIL, person.email), (KeyField.CITIZEN_ID, citizen)]
    given += [(KeyField.PHONE, number) for number in (person.phone, *person.other_phones.split())]
    for by, key in given:
        if key and (spelled := normal(key, by)):
            yield sealing.index(f"{by}:{spelled}")


def _censuses(person: Person) -> ToldSection:
    """By the person's own fields in any ballot; by the name alone where a ballot of the person's units has codes."""
    units = PostHeld.objects.filter(person=person).values("unit")
    coded = Ballot.objects.filter(unit__in=units, key_field=KeyField.CODE)
    by_key = Q(key_index__in=list(_keys(person)))
    rows = BallotVoter.objects.filter(by_key | Q(ballot__in=coded)).select_related("ballot__unit")
    name = fold(person.name)
    found = [
        row for row in rows.order_by("ballot__opens_at", "pk")
        if row.ballot.key_field != KeyField.CODE or fold(row.name) == name
    ]  # fmt: skip
    return _section(
        _("Danh sách người bầu (không ghi ai bầu thế nào)"),
        [_("Đơn vị"), _("Cuộc bầu"), _("Mở ngày"), _("Tham gia")],
        [(row.ballot.unit.name, row.ballot.title, row.ballot.opens_at.date(), _part(row)) for row in found],
    )


def _part(row: BallotVoter) -> str:
    how = _("đã nhận phiếu giấy") if row.on_paper else _("bầu trực tuyến: hệ thống không lưu ai đã bầu")
    by_name = _("theo họ tên trong danh sách") if row.ballot.key_field == KeyField.CODE else ""
    return _joined(how, by_name)


def _mentors(person: Person) -> ToldSection:
    rows = Mentorship.objects.filter(Q(person=person) | Q(mentor=person)).select_related("person", "mentor", "unit")
    return _section(
        _("Kèm cặp"),
        [_("Đơn vị"), _("Việc"), _("Đề xuất ngày"), _("Nội dung")],
        [
            (
                row.unit.name,
                _("được kèm cặp") if row.person_id == person.pk else _("kèm cặp người khác"),
                row.proposed_on,
                _joined(row.named_because, row.end_note),
            )
            for row in rows.order_by("proposed_on", "pk")
        ],
    )


def _programme(person: Person) -> ToldSection:
    """Steps done, help asked, the end of the programme of a first-term chair."""
    steps = ProgrammeStep.objects.filter(person=person).select_related("unit")
    asked = HelpAsked.objects.filter(person=person).select_related("unit")
    closed = ProgrammeClosed.objects.filter(person=person).select_related("unit")
    found: list[tuple[date, str, str, str]] = [
        *((row.day, row.unit.name, _step(row.step, row.day), row.note) for row in steps),
        *((row.day, row.unit.name, _("Nhờ giúp"), _joined(row.question, row.answer)) for row in asked),
        *((row.day, row.unit.name, _("Kết thúc chương trình"), row.note) for row in closed),
    ]
    found.sort(key=itemgetter(0))
    return _section(
        _("Chương trình 100 ngày của Chủ tịch mới"),
        [_("Ngày"), _("Đơn vị"), _("Việc"), _("Nội dung")],
        found,
    )


def _step(code: str, day: date) -> str:
    """A step by its words on the day it was done; one that is no more by its code."""
    titles = {step.id: step_title(step) for step in programme_on(day).steps}
    return titles.get(code, code)


def _handovers(person: Person) -> ToldSection:
    rows = Handover.objects.filter(Q(person=person) | Q(successor=person)).select_related("unit").order_by("day", "pk")
    return _section(
        _("Bàn giao"),
        [_("Đơn vị"), _("Chức vụ"), _("Ngày"), _("Nội dung")],
        [(row.unit.name, seat(row.body, row.post), row.day, row.note) for row in rows],
    )
