"""Every check there is, by its stable code."""

from __future__ import annotations

from nongcot.duties.kinds import CheckSpec, Severity
from nongcot.people.kinds import Role

_FEDERATION, _SUPERIOR, _CHAIR = Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER, Role.CHAIR
_HIGH, _MEDIUM, _LOW, _NOTE = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NOTE

# About what the list says, not about what the union is.
ABOUT_DATA = frozenset({"data.missing", "person.possible_duplicate"})

_SPECS = (
    CheckSpec(
        "committee.no_chair", _SUPERIOR, "people.record_post", _HIGH, ("committee.chair_required",), "deadline.vacancy"
    ),
    CheckSpec(
        "committee.below_minimum",
        _CHAIR,
        "people.record_post",
        _HIGH,
        ("committee.minimum", "committee.chair_only_below"),
        "deadline.vacancy",
    ),
    CheckSpec(
        "committee.above_maximum",
        _SUPERIOR,
        "people.end_post",
        _MEDIUM,
        (
            "committee.maximum",
            "committee.maximum.member_union",
            "committee.maximum.section",
            "committee.maximum.direct_superior",
            "committee.maximum.provincial",
        ),
        "deadline.size",
    ),
    CheckSpec(
        "committee.vacant_seats",
        _CHAIR,
        "people.record_post",
        _MEDIUM,
        ("committee.vacancy_filling", "committee.chair_only_below"),
        "deadline.vacancy",
    ),
    CheckSpec(
        "committee.over_fixed_size",
        _SUPERIOR,
        "people.end_post",
        _MEDIUM,
        ("committee.over_size_share",),
        "deadline.size",
    ),
    CheckSpec(
        "committee.replaced_beyond_share",
        _SUPERIOR,
        "people.record_term",
        _MEDIUM,
        ("committee.by_election_share", "committee.by_election_share.superior"),
        "deadline.size",
    ),
    CheckSpec(
        "committee.standing_not_allowed",
        _SUPERIOR,
        "people.end_post",
        _MEDIUM,
        ("committee.standing_minimum",),
        "deadline.size",
    ),
    CheckSpec(
        "inspection.missing",
        _CHAIR,
        "people.record_post",
        _MEDIUM,
        ("inspection.required_from",),
        "deadline.inspection",
    ),
    CheckSpec(
        "inspection.too_many_committee_members",
        _CHAIR,
        "people.record_post",
        _LOW,
        ("inspection.committee_share",),
        "deadline.inspection",
    ),
    CheckSpec("term.ended", _SUPERIOR, "people.record_term", _HIGH, ("term.length",)),
    CheckSpec("term.ending", _CHAIR, "people.record_term", _MEDIUM, ("term.length",), "deadline.term_ending"),
    CheckSpec(
        "chair.first_term",
        _SUPERIOR,
        "people.record_support",
        _NOTE,
        ("roster.first_time_chair", "deadline.first_term"),
        "deadline.first_term_support",
    ),
    CheckSpec(
        "contract.ends_before_term",
        _CHAIR,
        "people.record_contract",
        _MEDIUM,
        ("protection.contract_extended",),
        "deadline.contract",
    ),
    CheckSpec("post.held_twice", _SUPERIOR, "people.end_post", _HIGH, ("roster.single_post",), "deadline.data"),
    CheckSpec(
        "person.possible_duplicate", _FEDERATION, "people.merge_persons", _LOW, ("roster.one_record",), "deadline.data"
    ),
    CheckSpec(
        "unit.below_founding_minimum",
        _SUPERIOR,
        "people.count_members",
        _MEDIUM,
        ("unit.founding_minimum", "unit.founding_minimum.syndicate"),
        "deadline.unit",
    ),
    CheckSpec("unit.should_have_ended", _FEDERATION, "people.end_unit", _HIGH, ("unit.kinds_ended",)),
    CheckSpec("unit.superior_ended", _FEDERATION, "people.move_unit", _HIGH, ("unit.superior_alive",), "deadline.unit"),
    CheckSpec("data.missing", _CHAIR, "people.complete_data", _LOW, ("roster.required_fields",), "deadline.data"),
)

OWN = frozenset(spec.code for spec in _SPECS)
# with those that apps above register (:mod:`nongcot.duties.sources`)
CHECKS: dict[str, CheckSpec] = {spec.code: spec for spec in _SPECS}
