"""Whether somebody may be a candidate: small rules that each give their reason, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from nongcot.duties.checks import check_unit
from nongcot.duties.checks.registry import ABOUT_DATA
from nongcot.duties.kinds import Context
from nongcot.kernel.findings import Finding
from nongcot.people.facts import PostFacts, UnitFacts
from nongcot.people.kinds import BodyKind, EndReason, Mandate, Post, Sector, Sex
from nongcot.people.rules import age_band, service_length, service_periods
from nongcot.regulations import DayBook
from nongcot.staffing.kinds.candidates import Composition, Ground, Known, Reason, Sitting
from nongcot.staffing.kinds.completing import Seat
from nongcot.staffing.rules.completing import sits_in

CHAIR_YEARS, MEMBER_YEARS = "congress.chair_candidate_years", "congress.member_candidate_years"
_SANCTIONS = (EndReason.RECALLED, EndReason.REMOVED)


def reasons(known: Known, *, unit: int, seat: Seat, term_end: date | None, book: DayBook, day: date) -> list[Reason]:
    """Every ground there is against ``known`` for this seat of ``unit`` on ``day``, in the order of the grounds."""
    found: list[Reason] = [
        *_sits_already(known, unit, seat, day),
        *_chairs_elsewhere(known, unit, seat, day),
        *_not_of_unit(known, unit, day),
        *_officer_years(known, seat, book, day),
        *_membership(seat, book),
        *_contract(known, term_end),
        *_sanctions(known),
    ]
    return found


def _sits_already(known: Known, unit: int, seat: Seat, day: date) -> Iterator[Reason]:
    if any(one.unit == unit and one.held_on(day) and sits_in(seat, one.body, one.post) for one in known.posts):
        yield Reason(Ground.SITS_ALREADY)


def _chairs_elsewhere(known: Known, unit: int, seat: Seat, day: date) -> Iterator[Reason]:
    if seat.body is not BodyKind.EXECUTIVE_COMMITTEE or seat.post is not Post.CHAIR:
        return
    for one in known.posts:
        if one.unit != unit and one.post is Post.CHAIR and one.held_on(day):
            yield Reason(Ground.CHAIRS_ELSEWHERE, {"unit": one.unit_name})


def _not_of_unit(known: Known, unit: int, day: date) -> Iterator[Reason]:
    if not any(one.unit == unit and one.held_on(day) for one in known.posts):
        yield Reason(Ground.NOT_OF_UNIT)


def _officer_years(known: Known, seat: Seat, book: DayBook, day: date) -> Iterator[Reason]:
    """An officer is who is a deputy group leader or more (HD 28/2021): every post on record counts."""
    rule = book.find(CHAIR_YEARS) if seat.post is Post.CHAIR else None
    if rule is None or not isinstance(rule.value, int):
        return
    ranges = [(one.from_day, one.to_day) for one in known.posts if one.from_day is not None]
    years, months = service_length(service_periods(ranges, day)) if ranges else (0, 0)
    if years >= rule.value:
        return
    if any(one.from_day is None for one in known.posts):
        yield Reason(Ground.OFFICER_UNKNOWN, {"needed": rule.value}, rule.ref)
    else:
        yield Reason(Ground.OFFICER_SHORT, {"years": years, "months": months, "needed": rule.value}, rule.ref)


def _membership(seat: Seat, book: DayBook) -> Iterator[Reason]:
    rule = book.find(MEMBER_YEARS) if seat.body is BodyKind.EXECUTIVE_COMMITTEE else None
    if rule is not None and isinstance(rule.value, int):
        yield Reason(Ground.MEMBERSHIP_UNKNOWN, {"needed": rule.value}, rule.ref)


def _contract(known: Known, term_end: date | None) -> Iterator[Reason]:
    if known.contract_ends_on is not None and term_end is not None and known.contract_ends_on < term_end:
        yield Reason(Ground.CONTRACT_SHORT, {"ends": known.contract_ends_on.isoformat(), "term": term_end.isoformat()})


def _sanctions(known: Known) -> Iterator[Reason]:
    for one in known.posts:
        if one.end_reason in _SANCTIONS and one.to_day is not None:
            facts = {"how": str(one.end_reason), "day": one.to_day.isoformat(), "unit": one.unit_name}
            yield Reason(Ground.LEFT_BY_SANCTION, facts)


def with_candidates(facts: UnitFacts, persons: Sequence[Known], *, seat: Seat, way: Mandate, day: date) -> UnitFacts:
    """The unit as it would be with these persons in the seat from ``day`` on."""
    added = [
        PostFacts(
            person=one.person,
            name=one.name,
            body=seat.body,
            post=seat.post,
            from_day=day,
            mandate=way,
            contract_ends_on=one.contract_ends_on,
            earlier_chair=any(held.post is Post.CHAIR for held in one.posts),
        )
        for one in persons
    ]
    return replace(facts, posts=[*facts.posts, *added])


def foresee(before: UnitFacts, after: UnitFacts, context: Context) -> tuple[list[Finding], list[Finding]]:
    """What the checks would newly find, and what they would find no more: sizes, the share filled within the term,
    the inspection committee, contracts and all else they look at."""
    now = {found.key: found for found in check_unit(before, context) if found.code not in ABOUT_DATA}
    then = {found.key: found for found in check_unit(after, context) if found.code not in ABOUT_DATA}
    return [then[key] for key in then if key not in now], [now[key] for key in now if key not in then]


def composition(persons: Iterable[Sitting], day: date) -> Composition:
    """Persons counted; ages by the groups of HD 56/HD-TLĐ: below 40, 40-49, above."""
    rows = list(persons)
    bands = [age_band(one.born, day) for one in rows]
    lowest = [int(str(band.value).partition("-")[0]) if band is not None else None for band in bands]
    return Composition(
        persons=len(rows),
        women=sum(one.sex == Sex.FEMALE for one in rows),
        sex_unknown=sum(not one.sex for one in rows),
        under_40=sum(age is not None and age < 40 for age in lowest),
        from_40=sum(age is not None and 40 <= age < 50 for age in lowest),
        over_50=sum(age is not None and age >= 50 for age in lowest),
        age_unknown=sum(age is None for age in lowest),
        direct=sum(one.direct_work is True for one in rows),
        direct_unknown=sum(one.direct_work is None for one in rows),
        state=sum(one.sector == Sector.STATE for one in rows),
        non_state=sum(one.sector == Sector.NON_STATE for one in rows),
        sector_unknown=sum(not one.sector for one in rows),
    )
