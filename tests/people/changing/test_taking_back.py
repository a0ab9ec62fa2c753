"""What was recorded of a unit by mistake is taken back: all is as it was, by who may do it, once, with a reason."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from nongcot.infra.audit.models import AuditEntry
from nongcot.people import api
from tests.factories import people as make
from tests.factories.people import SYSTEM
from tests.people.changing.recorded import (
    ALL,
    change_kind,
    congress,
    end,
    extend,
    merge,
    move,
    newest,
    rename,
    roster,
    term,
)


@pytest.mark.parametrize("do", ALL)
def test_what_is_taken_back_leaves_everything_as_it_was(union, do):
    before = roster()
    action = do(union)
    assert roster() != before
    api.take_back_change(actor=SYSTEM, change=newest(action), reason="Ghi nhầm đơn vị")
    assert roster() == before
    told = newest("people.take_back_change")
    assert (told.reason, told.unit) == ("Ghi nhầm đơn vị", union.factory.pk)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@examples(
    steps=st.lists(st.sampled_from([rename, move, change_kind, congress, extend, term]), max_size=3),
    last=st.sampled_from(ALL),
)
def test_a_chain_taken_back_from_its_end_leaves_everything_as_it_was(union, steps, last):
    """Whatever was done before, in any order that can be recorded at all."""
    with transaction.atomic():
        done = [roster()]
        entries = []
        for do in [*steps, last]:
            try:
                with transaction.atomic():
                    entries.append(newest(do(union)))
            except api.Refused:
                continue
            done.append(roster())
        for entry in reversed(entries):
            assert roster() == done.pop()
            api.take_back_change(actor=SYSTEM, change=entry, reason="Ghi nhầm")
        assert roster() == done.pop()
        transaction.set_rollback(True)


@pytest.mark.parametrize("do", ALL)
def test_it_is_taken_back_once_with_a_reason_and_by_who_may_do_it(union, do):
    entry = newest(do(union))
    after = roster()
    with pytest.raises(api.Refused, match="lý do"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="  ")
    stranger = make.officer(union.other_ward, username="phuong-khac")
    with pytest.raises(PermissionDenied):
        api.take_back_change(actor=make.user("khong-quyen"), change=entry, reason="x")
    if do not in (move, merge):  # these speak of the other ward too
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=stranger, change=entry, reason="x")
    assert roster() == after
    api.take_back_change(actor=union.head, change=entry, reason="x")
    with pytest.raises(api.Refused, match="đã được rút lại"):
        api.take_back_change(actor=SYSTEM, change=entry, reason="x")


@pytest.mark.parametrize("do", [move, merge])
def test_what_speaks_of_two_wards_is_taken_back_by_one_who_answers_for_both(union, do):
    entry = newest(do(union))
    after = roster()
    for one in (union.officer, make.officer(union.other_ward, username="phuong-khac")):
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=one, change=entry, reason="x")
    assert roster() == after
    api.take_back_change(actor=union.head, change=entry, reason="x")


NAMES = {end: "end_unit", rename: "rename_unit", extend: "extend_term"}


def test_a_chair_takes_a_congress_back_and_not_what_is_above_chairs(union):
    api.take_back_change(actor=union.leader, change=newest(congress(union)), reason="Sai ngày")
    for do in (end, rename, extend):
        with pytest.raises(PermissionDenied):
            api.take_back_change(actor=union.leader, change=newest(do(union)), reason="x")
        api.take_back_change(actor=union.officer, change=newest(f"people.{NAMES[do]}"), reason="x")


def test_every_post_that_changes_has_an_entry_of_its_own(union, trail_of):
    end(union)
    assert [one["to_day"] for one in trail_of("people.end_post")] == [
        [None, "2026-03-01"],
        [None, "2026-03-01"],
        ["2026-12-01", "2026-03-01"],
    ]
    api.take_back_change(actor=SYSTEM, change=newest("people.end_unit"), reason="x")
    back = AuditEntry.objects.filter(action="people.take_back_change", object_type="post_held").order_by("pk")
    assert sorted(str(one.changes["changes"]["to_day"]) for one in back) == [
        "['2026-03-01', '2026-12-01']",
        "['2026-03-01', None]",
        "['2026-03-01', None]",
    ]
    congress(union)
    api.take_back_change(actor=SYSTEM, change=newest("people.record_term"), reason="x")
    assert len(trail_of("people.withdraw_post")) == 2
