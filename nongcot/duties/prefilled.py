"""The forms of ``people`` that resolve duties, filled in beforehand with what the duty knows."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from nongcot.duties.models import Duty
from nongcot.infra.ui.addresses import address
from nongcot.people.kinds import BodyKind, Post

_EXECUTIVE, _INSPECTION = BodyKind.EXECUTIVE_COMMITTEE, BodyKind.INSPECTION_COMMITTEE
_WANTED = {
    "committee.no_chair": f"{_EXECUTIVE}:{Post.CHAIR}",
    "committee.below_minimum": f"{_EXECUTIVE}:{Post.MEMBER}",
    "committee.vacant_seats": f"{_EXECUTIVE}:{Post.MEMBER}",
    "inspection.missing": f"{_INSPECTION}:{Post.HEAD}",
    "inspection.too_many_committee_members": f"{_INSPECTION}:{Post.MEMBER}",
}


def page(name: str, duty: Duty, **query: str) -> str:
    """A page of the duty's unit with these choices made."""
    path = address(f"people:{name}", duty.unit_id)
    return f"{path}?{urlencode(query, safe=':')}" if query else path


def record_post(duty: Duty) -> str:
    """The form for a post, with the post that is missing."""
    wanted = _WANTED.get(duty.code)
    return page("record-post", duty, post=wanted) if wanted else page("record-post", duty)


def end_post(duty: Duty) -> str:
    """Who holds what; of a post held twice only its holders."""
    body, post = duty.facts.get("body"), duty.facts.get("post")
    return page("posts", duty, post=f"{body}:{post}") if body and post else page("posts", duty)


def congress(duty: Duty) -> str:
    return page("congress", duty)


def count_members(duty: Duty) -> str:
    return page("count-members", duty)


def move_unit(duty: Duty) -> str:
    return page("move-unit", duty)


def end_unit(duty: Duty) -> str:
    return page("end-unit", duty)


def complete_data(duty: Duty) -> str:
    """The form for what the unit lacks first; where only its officers lack something, those."""
    missing = set(duty.facts.get("fields") or ())
    if missing & {"kind", "sector", "ownership"}:
        return page("correct-unit", duty)
    if "executive_committee" in missing:  # with its term, unless that is on record
        return (
            page("congress", duty)
            if "term" in missing
            else page("record-post", duty, post=f"{_EXECUTIVE}:{Post.CHAIR}")
        )
    if missing & {"term", "seats_fixed"}:
        return page("unit-term", duty)
    if "members" in missing:
        return page("count-members", duty)
    return page("complete-persons", duty)


def of_person(name: str) -> Callable[[Duty], str]:
    """A page of the duty's person; the person's unit where the duty names nobody."""
    return lambda duty: address(f"people:{name}", duty.person_id) if duty.person_id else page("unit", duty)


def compare(duty: Duty) -> str:
    """The two records side by side."""
    other = duty.facts.get("other")
    if not duty.person_id or not isinstance(other, int):
        return address("people:duplicates")
    return address("people:compare-persons", duty.person_id, other)
