"""Data, members, name, superior, beginning and end of a unit: the verbs and their pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given as examples
from hypothesis import strategies as st

from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.people import api
from nongcot.people.kinds import GRASSROOTS_KINDS, EndReason, Ownership, Post, Sector, UnitEnd, UnitKind
from nongcot.people.models import MemberCount, PostHeld, Unit, UnitName, UnitPlacement, UnitReach, UnitSuccession
from nongcot.people.placing import kinds_under, may_stand_under
from tests.factories import people as make
from tests.factories.people import BEGAN, SYSTEM

MOVE = date(2025, 7, 1)


def text(answer):
    return answer.content.decode()


def facts(unit):
    """Everything on record of a unit, to be compared before and after."""
    return (
        list(Unit.objects.filter(pk=unit.pk).values()),
        list(UnitName.objects.filter(unit=unit).values()),
        list(UnitPlacement.objects.filter(unit=unit).values()),
        list(
            UnitReach.objects.filter(unit=unit)
            .order_by("ancestor", "from_day")
            .values("ancestor", "from_day", "to_day")
        ),
        list(PostHeld.objects.filter(unit=unit).values()),
        AuditEntry.objects.count(),
    )


# Which kind stands under which


@examples(st.sampled_from(UnitKind), st.sampled_from(UnitKind))
def test_two_kinds_never_stand_under_each_other_but_direct_superiors(one, other):
    both = may_stand_under(one, other) and may_stand_under(other, one)
    assert both is (one == other == UnitKind.DIRECT_SUPERIOR)


def test_grassroots_unions_stand_under_superiors_only():
    for kind in GRASSROOTS_KINDS:
        above = {superior for superior in UnitKind if may_stand_under(kind, superior)}
        assert above == {UnitKind.CONFEDERATION, UnitKind.PROVINCIAL_FEDERATION, UnitKind.DIRECT_SUPERIOR}
    assert kinds_under(UnitKind.SECTION) == [UnitKind.GROUP]


# Correct


def test_what_is_missing_is_completed_without_a_reason(cast, trail_of):
    api.correct_unit(actor=cast.leader, unit=cast.factory, sector=Sector.NON_STATE, ownership=Ownership.PRIVATE)
    cast.factory.refresh_from_db()
    assert (cast.factory.sector, cast.factory.ownership) == ("non_state", "private")
    assert trail_of("people.correct_unit") == [{"sector": [None, "non_state"], "ownership": [None, "private"]}]


def test_what_was_there_is_corrected_with_a_reason_only(cast, trail_of):
    api.correct_unit(actor=SYSTEM, unit=cast.factory, sector=Sector.STATE)
    before = facts(cast.factory)
    with pytest.raises(api.Refused, match="lý do"):
        api.correct_unit(actor=SYSTEM, unit=cast.factory, sector=Sector.NON_STATE)
    with pytest.raises(api.Refused, match="Không có gì khác"):
        api.correct_unit(actor=SYSTEM, unit=cast.factory, sector=Sector.STATE, reason="x")
    assert facts(cast.factory) == before
    api.correct_unit(actor=SYSTEM, unit=cast.factory, sector=Sector.NON_STATE, reason="Cổ phần hóa")
    assert trail_of("people.correct_unit")[-1] == {"sector": ["state", "non_state"]}


def test_code_and_kind_are_the_superiors_to_change(cast):
    for field in ({"code": "SM-1"}, {"kind": UnitKind.SYNDICATE}):
        with pytest.raises(PermissionDenied):
            api.correct_unit(actor=cast.leader, unit=cast.factory, reason="x", **field)
    api.correct_unit(actor=cast.officer, unit=cast.factory, reason="x", code=" SM-1 ", kind=UnitKind.SYNDICATE)
    cast.factory.refresh_from_db()
    assert (cast.factory.code, cast.factory.kind) == ("SM-1", "syndicate")
    with pytest.raises(api.Refused, match="SM-1 đã có"):
        api.correct_unit(actor=SYSTEM, unit=cast.foreign, code="SM-1")


def test_a_kind_that_fits_neither_above_nor_below_is_refused(cast):
    with pytest.raises(api.Refused, match="không thể trực thuộc"):
        api.correct_unit(actor=SYSTEM, unit=cast.factory, kind=UnitKind.PROVINCIAL_FEDERATION, reason="x")
    with pytest.raises(api.Refused, match="May Sao Mai"):
        api.correct_unit(actor=SYSTEM, unit=cast.ward, kind=UnitKind.ENTERPRISE, reason="x")


def test_a_corrected_beginning_moves_the_first_name_and_placement_with_it(cast):
    api.move_unit(actor=SYSTEM, unit=cast.factory, superior=cast.other_ward, day=MOVE)
    early = date(2015, 5, 20)
    api.correct_unit(actor=SYSTEM, unit=cast.factory, began_on=early, reason="Theo quyết định thành lập")
    assert list(cast.factory.names.values_list("from_day", flat=True)) == [early]
    assert list(cast.factory.placements.order_by("pk").values_list("from_day", "to_day")) == [
        (early, MOVE),
        (MOVE, None),
    ]
    reach = UnitReach.objects.filter(unit=cast.factory, ancestor=cast.ward)
    assert list(reach.values_list("from_day", "to_day")) == [(early, MOVE)]
    before = facts(cast.factory)
    with pytest.raises(api.Refused, match="trước các lần"):
        api.correct_unit(actor=SYSTEM, unit=cast.factory, began_on=MOVE, reason="x")
    assert facts(cast.factory) == before


def test_the_page_of_a_chair_has_no_code_and_no_kind(cast, open_page):
    page = open_page(cast.leader, "correct-unit", cast.factory.pk)
    assert 'name="code"' not in text(page.shown)
    assert page.send(sector="non_state", began_on="01/01/2020", kind="group", code="X").status_code == 302
    cast.factory.refresh_from_db()
    assert (cast.factory.kind, cast.factory.code, cast.factory.sector) == ("enterprise", None, "non_state")


# Members


def test_members_are_counted_as_of_a_day_and_replaced_after_a_question(cast, open_page, trail_of):
    page = open_page(cast.leader, "count-members", cast.factory.pk)
    assert page.send(day="30/06/2026", members="1.250", women="800").status_code == 302
    page = open_page(cast.leader, "count-members", cast.factory.pk)
    asked = page.send(sure=False, day="30/06/2026", members="1300", women="")
    assert "Ngày 30/06/2026 đã ghi 1250 đoàn viên" in text(asked)
    assert page.send(day="30/06/2026", members="1300").status_code == 302
    assert list(MemberCount.objects.values_list("day", "members", "women")) == [(date(2026, 6, 30), 1300, None)]
    assert trail_of("people.count_members")[-1] == {
        "members": [1250, 1300],
        "women": [800, None],
        "day": [None, "2026-06-30"],
    }


def test_more_women_than_members_and_days_to_come_are_refused_with_all_kept(cast, open_page):
    page = open_page(cast.leader, "count-members", cast.factory.pk)
    answer = page.send(day="01/01/2199", members="10", women="11", source="Sổ đoàn viên")
    assert answer.status_code == 422
    for words in ("không thể sau hôm nay", "không thể nhiều hơn", 'value="Sổ đoàn viên"', 'value="01/01/2199"'):
        assert words in text(answer), words
    assert not MemberCount.objects.exists()


# Name and superior


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("  ", MOVE, "Chưa có tên"),
        ("Công đoàn cơ sở May Sao Mai", MOVE, "giống tên hiện tại"),
        ("Tên khác", BEGAN, "sau ngày thành lập"),
    ],
)
def test_a_rename_that_makes_no_sense_is_refused(cast, name, day, why):
    before = facts(cast.factory)
    with pytest.raises(api.Refused, match=why):
        api.rename_unit(actor=SYSTEM, unit=cast.factory, name=name, day=day)
    assert facts(cast.factory) == before


def test_a_rename_says_what_stays(cast, open_page):
    page = open_page(cast.officer, "rename-unit", cast.factory.pk)
    given = {"name": "Công đoàn cơ sở May Sao Mai Xanh", "day": "01/07/2025"}
    asked = text(page.send(sure=False, **given))
    assert "có 1 cán bộ đang giữ chức vụ" in asked
    assert page.send(**given).status_code == 302
    assert api.unit(SYSTEM, cast.factory.pk, day=date(2025, 6, 30)).day_name == "Công đoàn cơ sở May Sao Mai"
    assert api.unit(SYSTEM, cast.factory.pk, day=MOVE).day_name == "Công đoàn cơ sở May Sao Mai Xanh"


def test_a_unit_is_moved_on_a_page_by_one_who_answers_for_both_sides(cast, open_page):
    page = open_page(cast.head, "move-unit", cast.factory.pk)
    found = text(page.send(again="find", q="binh khe", day="01/07/2025"))
    assert f'name="other" value="{cast.other_ward.pk}"' in found
    assert "Gỗ Bình Khê" not in found  # a factory is no superior
    given = {"other": cast.other_ward.pk, "day": "01/07/2025"}
    asked = text(page.send(sure=False, **given))
    assert "Từ ngày 01/07/2025, Công đoàn cơ sở May Sao Mai trực thuộc Công đoàn phường Bình Khê." in asked
    assert "1 tài khoản của cấp trên cũ" in asked
    assert page.send(**given).status_code == 302
    assert api.unit(SYSTEM, cast.factory.pk, day=MOVE).superior_id_on == cast.other_ward.pk


def test_a_unit_is_not_moved_to_where_the_actor_has_no_say(cast, open_page):
    page = open_page(cast.officer, "move-unit", cast.factory.pk)
    answer = page.send(other=cast.other_ward.pk, day="01/07/2025")
    assert answer.status_code == 422
    assert "Xin tìm và chọn một đơn vị." in text(answer)
    with pytest.raises(PermissionDenied):
        api.move_unit(actor=cast.officer, unit=cast.factory, superior=cast.other_ward, day=MOVE)


@pytest.mark.parametrize(("where", "why"), [("ward", "đang trực thuộc"), ("foreign", "không thể trực thuộc")])
def test_a_move_to_no_other_place_is_refused(cast, where, why):
    before = facts(cast.factory)
    with pytest.raises(api.Refused, match=why):
        api.move_unit(actor=SYSTEM, unit=cast.factory, superior=getattr(cast, where), day=MOVE)
    assert facts(cast.factory) == before


# Beginning and end


def test_a_unit_is_opened_under_a_superior_after_asking_about_one_alike(cast, open_page, trail_of):
    page = open_page(cast.officer, "create-unit", cast.ward.pk)
    assert 'value="provincial_federation"' not in text(page.shown)
    assert 'value="agency"' not in text(page.shown)
    given = {"name": "Công đoàn cơ sở may sao mai", "kind": "enterprise", "from_day": "01/08/2026", "code": "SM-9"}
    assert "Đã có “Công đoàn cơ sở May Sao Mai”" in text(page.send(sure=False, **given))
    assert page.send(**given).status_code == 302
    made = Unit.objects.get(code="SM-9")
    assert api.unit(cast.officer, made.pk, day=date(2026, 8, 1)).superior_id_on == cast.ward.pk
    assert trail_of("people.create_unit")[-1]["superior"] == [None, cast.ward.pk]


def test_an_ended_unit_says_what_ends_with_it_and_ends_all_of_it(cast, open_page, trail_of):
    term = make.term(cast.factory)
    api.count_members(actor=SYSTEM, unit=cast.factory, day=date(2026, 1, 1), members=120)
    page = open_page(cast.officer, "end-unit", cast.factory.pk)
    given = {"day": "01/02/2026", "reason": "dissolved", "decision_number": "12/QĐ-LĐLĐ", "decision_day": "15/01/2026"}
    asked = text(page.send(sure=False, **given))
    assert "1 cán bộ đang giữ chức vụ sẽ thôi" in asked
    assert "120 đoàn viên" in asked
    assert page.send(**given).status_code == 302
    for row in (cast.factory, cast.held, term):
        row.refresh_from_db()
    day = date(2026, 2, 1)
    assert (cast.factory.ended_on, cast.factory.end_reason) == (day, "dissolved")
    assert (cast.held.to_day, cast.held.end_reason, term.to_day) == (day, EndReason.UNIT_ENDED, day)
    assert trail_of("people.end_unit") == [
        {
            "ended_on": [None, "2026-02-01"],
            "unit_end": [None, "dissolved"],
            "posts_ended": [None, 1],
            "decision_number": [None, "12/QĐ-LĐLĐ"],
            "decision_day": [None, "2026-01-15"],
        }
    ]


def test_a_merged_unit_needs_one_that_carries_it_on(cast, open_page):
    page = open_page(cast.head, "end-unit", cast.factory.pk)
    given = {"day": "01/02/2026", "reason": "merged", "decision_number": "12/QĐ"}
    answer = page.send(**given)
    assert answer.status_code == 422
    assert "Xin chọn đơn vị tiếp nhận." in text(answer)
    assert page.send(**given, other=cast.foreign.pk).status_code == 302
    assert UnitSuccession.objects.values_list("predecessor", "successor", "how").get() == (
        cast.factory.pk,
        cast.foreign.pk,
        "merged",
    )


@pytest.mark.parametrize("case", ["itself", "ended", "later post", "before", "nobody"])
def test_an_end_that_cannot_be_is_refused_and_nothing_is_written(cast, case):
    day, successor = MOVE, cast.foreign
    if case == "itself":
        successor = cast.factory
    if case == "ended":
        api.end_unit(actor=SYSTEM, unit=cast.foreign, day=BEGAN.replace(month=6), reason=UnitEnd.DISSOLVED)
        cast.foreign.refresh_from_db()
    if case == "later post":
        make.post(make.person(), cast.factory, Post.MEMBER, from_day=MOVE)
    if case == "before":
        day = BEGAN
    if case == "nobody":
        successor = None
    before = facts(cast.factory)
    with pytest.raises(api.Refused):
        api.end_unit(actor=SYSTEM, unit=cast.factory, day=day, reason=UnitEnd.MERGED, successor=successor)
    assert facts(cast.factory) == before


# The menu


def test_the_menu_offers_each_role_what_it_may_and_readers_nothing(cast, client):
    from nongcot.people.kinds import Role

    offered = {}
    for role in Role:
        client.force_login(make.officer(cast.factory, role))
        page = text(client.get(f"/don-vi/{cast.factory.pk}/"))
        offered[role] = ("/chuc-vu/moi/" in page, "/ket-thuc/" in page)
    above = {Role.FEDERATION_OFFICER, Role.SUPERIOR_OFFICER}
    assert offered == {role: (role in {*above, Role.CHAIR}, role in above) for role in Role}


def test_of_an_ended_unit_only_the_data_is_offered(cast, client):
    api.end_unit(actor=SYSTEM, unit=cast.factory, day=clock.today(), reason=UnitEnd.DISSOLVED)
    client.force_login(cast.head)
    page = text(client.get(f"/don-vi/{cast.factory.pk}/"))
    assert "/thong-tin/" in page
    assert "/chuc-vu/moi/" not in page
