"""Delegating, taking up again, several duties at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.duties import api as duties
from nongcot.duties.models import Duty
from nongcot.duties.single import takers
from nongcot.infra.audit.models import AuditEntry
from nongcot.kernel import clock
from nongcot.kernel.errors import Refused
from nongcot.people.kinds import Role
from tests.duties.asked import days, kinds_of, mine, text
from tests.factories import people as make

pytestmark = pytest.mark.django_db
HOSTILE = "=cmd|'/c calc'!A1 <script>alert('Đào')</script>"


# Delegating


def test_a_duty_given_to_somebody_is_his_until_it_is_taken_back(officer, ward):
    union = make.unit(under=ward)
    duty = make.duty(union)
    chair = make.officer(union, Role.CHAIR)
    assert (mine(officer), mine(chair)) == ({duty.pk}, set())
    duties.delegate(actor=officer, duty=duty, to_user=chair, note="Xong trước hội nghị")
    assert (mine(officer), mine(chair)) == (set(), {duty.pk})
    duties.take_back(actor=officer, duty=duty)
    assert (mine(officer), mine(chair)) == ({duty.pk}, set())
    assert kinds_of(duty)[1:] == [("delegated", str(officer)), ("taken_back", str(officer))]
    assert AuditEntry.objects.filter(action="duties.delegate", unit=union.pk).get().changes["changes"] == {
        "delegated_to": [None, str(chair)]
    }


def test_whoever_was_given_a_duty_may_give_it_back(officer, ward):
    union = make.unit(under=ward)
    duty = make.duty(union)
    member = make.officer(union, Role.COMMITTEE_MEMBER)
    duties.delegate(actor=officer, duty=duty, to_user=member)
    duties.take_back(actor=member, duty=duty)
    assert Duty.objects.get(pk=duty.pk).delegated_to is None


def test_a_duty_is_given_only_to_those_below_or_beside_who_reach_the_unit(officer, ward, top):
    union, other = make.unit(under=ward), make.unit(under=ward)
    duty = make.duty(union)
    beside, below = make.officer(ward, Role.SUPERIOR_OFFICER), make.officer(union, Role.CHAIR)
    gone = make.officer(union, Role.CHAIR)
    gone.is_active = False
    gone.save()
    ended = make.officer(union, Role.CHAIR)
    ended.grants.update(to_day=clock.today())
    refused = [
        make.officer(top),
        make.officer(other, Role.CHAIR),
        make.officer(union, Role.READER),
        make.user(),
        gone,
        ended,
        officer,
    ]
    assert {row[0] for row in takers(officer, [union.pk], day=clock.today())} == {beside.pk, below.pk}
    for who in refused:
        with pytest.raises(Refused, match="không phụ trách đơn vị này"):
            duties.delegate(actor=officer, duty=duty, to_user=who)
    assert kinds_of(duty) == [("opened", "test")]


def test_several_units_are_given_only_to_whom_reaches_all_of_them(officer, ward):
    one, two = make.unit(under=ward), make.unit(under=ward)
    make.officer(one, Role.CHAIR)
    both = make.officer(one, Role.CHAIR)
    make.grant(both, two, Role.CHAIR)
    beside = make.officer(ward, Role.SUPERIOR_OFFICER)
    assert {row[0] for row in takers(officer, [one.pk, two.pk], day=clock.today())} == {both.pk, beside.pk}


@pytest.mark.parametrize("role", [Role.READER, Role.COMMITTEE_MEMBER, Role.INSPECTOR, Role.GROUP_LEADER])
def test_who_does_not_answer_for_the_unit_neither_delegates_nor_resumes(role, ward):
    union = make.unit(under=ward)
    duty, who = make.duty(union, postponed_to=days(3)), make.officer(ward, role)
    for verb in (
        lambda: duties.delegate(actor=who, duty=duty, to_user=make.officer(union, Role.CHAIR)),
        lambda: duties.resume(actor=who, duty=duty),
        lambda: duties.take_back(actor=who, duty=duty),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_what_is_closed_meanwhile_is_refused(officer, ward):
    union = make.unit(under=ward)
    duty, chair = make.duty(union), make.officer(union, Role.CHAIR)
    Duty.objects.filter(pk=duty.pk).update(closed_on=clock.today())
    for verb in (
        lambda: duties.delegate(actor=officer, duty=duty, to_user=chair),
        lambda: duties.postpone(actor=officer, duty=duty, to=days(3), reason="vì", day=clock.today()),
        lambda: duties.resume(actor=officer, duty=duty),
        lambda: duties.take_back(actor=officer, duty=duty),
    ):
        with pytest.raises(Refused, match="đã đóng"):
            verb()


def test_the_duty_page_delegates_and_takes_back(signed_in, officer, ward):
    union = make.unit(under=ward)
    duty, chair = make.duty(union), make.officer(union, Role.CHAIR, "co-hoa")
    address = f"/viec/{duty.pk}/"
    assert "co-hoa (Chủ tịch công đoàn cơ sở" in text(signed_in.get(address))
    response = signed_in.post(f"{address}giao/", {"to_user": chair.pk, "note": HOSTILE}, follow=True)
    page = text(response)
    assert "Đã giao việc cho Người dùng co-hoa." in page
    assert "&lt;script&gt;alert(&#x27;Đào&#x27;)" in page
    assert "co-hoa" in text(signed_in.get("/?view=delegated"))
    assert "Việc này đã trở về người phụ trách." in text(signed_in.post(f"{address}nhan-lai/", follow=True))


def test_a_taker_out_of_reach_is_not_a_choice(signed_in, ward, top):
    duty = make.duty(make.unit(under=ward))
    response = signed_in.post(f"/viec/{duty.pk}/giao/", {"to_user": make.officer(top).pk})
    assert response.status_code == 422
    assert "Xin chọn một người trong danh sách." in response.content.decode()


# Taking up again


def test_a_postponed_duty_is_taken_up_again(signed_in, officer, ward):
    duty = make.duty(make.unit("Công đoàn Một", under=ward), postponed_to=days(9))
    assert "Công đoàn Một</a>" not in text(signed_in.get("/"))
    assert "Đã đưa việc này trở lại danh sách." in text(signed_in.post(f"/viec/{duty.pk}/lam-tiep/", follow=True))
    assert "Công đoàn Một</a>" in text(signed_in.get("/"))
    assert kinds_of(duty)[1:] == [("resumed", str(officer))]
    assert signed_in.post(f"/viec/{duty.pk}/lam-tiep/").status_code == 422


# Several at once


def test_several_are_postponed_together(signed_in, ward):
    made = [make.duty(make.unit(under=ward)) for _ in range(3)]
    query = "&".join(f"duty={duty.pk}" for duty in made)
    page = text(signed_in.get(f"/viec/nhieu/?do=postpone&{query}"))
    assert "Hoãn 3 việc" in page
    answer = signed_in.post(
        f"/viec/nhieu/?do=postpone&{query}", {"to": f"{days(9):%d/%m/%Y}", "reason": "Chờ đại hội", "seen": 0}
    )
    assert answer.status_code == 302
    assert set(Duty.objects.values_list("postponed_to", flat=True)) == {days(9)}


def test_several_are_delegated_together_or_not_at_all(signed_in, officer, ward):
    union = make.unit(under=ward)
    made = [make.duty(union, code) for code in ("committee.no_chair", "term.ended", "post.held_twice")]
    chair = make.officer(union, Role.CHAIR)
    query = "&".join(f"duty={duty.pk}" for duty in made)
    duties.delegate(actor=officer, duty=made[2], to_user=chair)
    answer = signed_in.post(f"/viec/nhieu/?do=delegate&{query}", {"to_user": chair.pk})
    assert answer.status_code == 422
    assert "đang được giao việc này" in answer.content.decode()
    assert Duty.objects.filter(delegated_to=chair).count() == 1
    duties.take_back(actor=officer, duty=made[2])
    assert signed_in.post(f"/viec/nhieu/?do=delegate&{query}", {"to_user": chair.pk}).status_code == 302
    assert Duty.objects.filter(delegated_to=chair).count() == 3


def test_of_several_one_that_is_not_the_actors_to_change_refuses_all(client, ward, top):
    reader = make.officer(top, Role.READER)
    make.grant(reader, ward, Role.SUPERIOR_OFFICER)
    mine_too, not_mine = make.duty(make.unit(under=ward)), make.duty(make.unit(under=top))
    client.force_login(reader)
    assert client.get(f"/viec/nhieu/?do=postpone&duty={mine_too.pk}").status_code == 200
    assert client.get(f"/viec/nhieu/?do=postpone&duty={mine_too.pk}&duty={not_mine.pk}").status_code == 403


def test_nothing_chosen_says_what_to_do(signed_in):
    assert "Chưa chọn việc nào." in text(signed_in.get("/viec/nhieu/?do=postpone", follow=True))
