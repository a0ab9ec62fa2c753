"""The HTTP API of staffing: cases, congresses, ballots, new chairs, handing over, plans."""

from __future__ import annotations

from datetime import timedelta

from nongcot.kernel import clock
from nongcot.staffing.models import HelpAsked
from tests.walk.congresses import congress_of, nomination_of
from tests.walk.doors import (
    EDITORS,
    IMPORTERS,
    Door,
    agreed_mentorship,
    ballot_of,
    candidacy_of,
    case_of,
    chair_post,
    closed_ballot,
    done_chair,
    ended_post,
    first_chair,
    handed_over,
    help_asked,
    mentorship_of,
    other_chair,
    plan_of,
    reserve_of,
    step_done,
)

TODAY = clock.today().isoformat()
TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
LATER = f"{TOMORROW}T17:00:00+07:00"

STAFFING: dict[str, Door] = {
    "api:list_first_terms": Door(EDITORS, api=True),
    "api:do_step": Door(
        EDITORS,
        lambda side: [first_chair(side).pk],
        "post",
        {"step": "know", "day": TODAY},
        api=True,
        lets_in=201,
    ),
    "api:undo_step": Door(EDITORS, lambda side: [step_done(side).pk], "post", {"step": "know"}, api=True),
    "api:ask_help": Door(
        EDITORS, lambda side: [first_chair(side).pk], "post", {"question": "Xin hướng dẫn"}, api=True, lets_in=201
    ),
    "api:answer_help": Door(
        IMPORTERS,
        lambda side: [help_asked(side)[0].pk],
        "post",
        sent=lambda side: {"asked": HelpAsked.objects.filter(unit=side.union).latest("pk").pk, "answer": "Vâng"},
        api=True,
    ),
    "api:list_mentors": Door(EDITORS, api=True),
    "api:propose_mentors": Door(IMPORTERS, api=True, method="post", lets_in=409),  # nobody is new on the side
    "api:name_mentor": Door(
        IMPORTERS,
        lambda side: [first_chair(side).pk],
        "post",
        sent=lambda side: {"mentor": other_chair(side), "reason": "Cùng ngành may"},
        lets_in=201,
        api=True,
    ),
    "api:agree_mentor": Door(EDITORS, lambda side: [mentorship_of(side)], "post", {"side": "mentor"}, api=True),
    "api:confirm_mentor": Door(IMPORTERS, lambda side: [agreed_mentorship(side)], "post", api=True),
    "api:end_mentor": Door(EDITORS, lambda side: [mentorship_of(side)], "post", {"note": "Bận"}, api=True),
    "api:check_in": Door(EDITORS, lambda side: [first_chair(side).pk], "post", {"day": TODAY}, api=True, lets_in=201),
    "api:close_programme": Door(IMPORTERS, lambda side: [done_chair(side).pk], "post", {"note": "Xong"}, api=True),
    "api:list_ballots": Door(api=True),
    "api:get_ballot": Door(api=True, about=lambda side: [ballot_of(side).pk]),
    "api:create_ballot": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "kind": "resolution",
            "title": "Thông qua quy chế",
            "candidates": ["Quy chế chi tiêu"],
            "opens_at": f"{TOMORROW}T08:00:00+07:00",
            "closes_at": f"{TOMORROW}T17:00:00+07:00",
        },
        lets_in=201,
        api=True,
    ),
    "api:add_voters": Door(
        EDITORS,
        lambda side: [ballot_of(side).pk],
        "post",
        {"voters": [{"name": "Lê Thị Sót", "key": "NB77"}], "reason": "Sót tên"},
        api=True,
    ),
    "api:move_closing": Door(
        EDITORS,
        lambda side: [ballot_of(side).pk],
        "post",
        {"closes_at": f"{TOMORROW}T17:00:00+07:00", "reason": "Mất mạng"},
        api=True,
    ),
    "api:count_ballot": Door(EDITORS, lambda side: [closed_ballot(side).pk], "post", api=True),
    "api:link_person": Door(EDITORS, lambda side: [ballot_of(side).pk, 0], "post", {"person": None}, api=True),
    "api:void_ballot": Door(EDITORS, lambda side: [ballot_of(side).pk], "post", {"reason": "Danh sách sai"}, api=True),
    "api:list_handovers": Door(EDITORS, api=True),
    "api:record_handover": Door(
        EDITORS, lambda side: [ended_post(side)], "post", {"day": TODAY, "items": {}}, api=True
    ),
    "api:list_leaving_papers": Door(EDITORS, lambda side: [chair_post(side)], api=True),
    "api:issue_leaving_paper": Door(
        EDITORS,
        lambda side: [chair_post(side)],
        "post",
        {"how": "relieved", "paper": "minutes"},
        lets_in=201,
        api=True,
    ),
    "api:drop_handover": Door(
        IMPORTERS, lambda side: [handed_over(side)], "post", {"reason": "Người giữ đã mất"}, api=True
    ),
    "api:close_handover": Door(EDITORS, lambda side: [handed_over(side)], "post", api=True),
    "api:pass_on_access": Door(
        IMPORTERS,
        lambda side: [ended_post(side)],
        "post",
        {"day": TODAY},
        api=True,
        lets_in=409,  # nothing chosen
    ),
    "api:list_cases": Door(api=True),
    "api:get_case": Door(api=True, about=lambda side: [case_of(side).pk]),
    "api:open_case": Door(
        EDITORS,
        method="post",
        sent=lambda side: {"unit": side.union.pk, "body": "executive_committee", "post": "member"},
        lets_in=201,
        api=True,
    ),
    "api:record_step": Door(
        EDITORS, lambda side: [case_of(side).pk], "post", {"step": "publication", "done_on": TODAY}, api=True
    ),
    "api:take_back_step": Door(
        EDITORS, lambda side: [case_of(side).pk], "post", {"step": "proposal", "reason": "Ghi nhầm"}, api=True
    ),
    "api:change_way": Door(EDITORS, lambda side: [case_of(side).pk], "post", {"way": "appointed"}, api=True),
    "api:drop_case": Door(EDITORS, lambda side: [case_of(side).pk], "post", {"reason": "Chờ đại hội"}, api=True),
    "api:issue_paper": Door(
        EDITORS, lambda side: [case_of(side).pk], "post", {"step": "minutes"}, lets_in=201, api=True
    ),
    "api:list_congresses": Door(api=True),
    "api:get_congress": Door(api=True, about=lambda side: [congress_of(side).pk]),
    "api:open_congress": Door(
        EDITORS,
        method="post",
        sent=lambda side: {"unit": side.union.pk, "planned_on": TOMORROW, "form": "plenary"},
        lets_in=201,
        api=True,
    ),
    "api:move_congress": Door(
        EDITORS,
        lambda side: [congress_of(side).pk],
        "post",
        {"planned_on": TOMORROW, "reason": "Chờ cấp trên"},
        api=True,
    ),
    "api:decide_congress": Door(EDITORS, lambda side: [congress_of(side).pk], "post", {"seats": 5}, api=True),
    "api:record_congress_step": Door(
        EDITORS, lambda side: [congress_of(side).pk], "post", {"step": "size", "done_on": TODAY}, api=True
    ),
    "api:take_back_congress_step": Door(
        EDITORS, lambda side: [congress_of(side).pk], "post", {"step": "plan", "reason": "Ghi nhầm"}, api=True
    ),
    "api:nominate": Door(
        EDITORS,
        lambda side: [congress_of(side).pk],
        "post",
        sent=lambda side: {"person": side.person.pk, "chair": True},
        lets_in=201,
        api=True,
    ),
    "api:withdraw_nominee": Door(
        EDITORS,
        lambda side: nomination_of(side)[:1],
        "post",
        sent=lambda side: {"person": side.person.pk, "by_self": True, "reason": "Sức khỏe"},
        api=True,
    ),
    "api:prepare_congress_ballot": Door(
        EDITORS,
        lambda side: nomination_of(side)[:1],
        "post",
        {"post": "member", "title": "Bầu", "opens_at": f"{TOMORROW}T08:00:00+07:00", "closes_at": LATER},
        lets_in=201,
        api=True,
    ),
    "api:enter_congress_votes": Door(
        EDITORS,
        lambda side: nomination_of(side, to="held")[:1],
        "post",
        sent=lambda side: {"post": "member", "collected": 9, "votes": [{"person": side.person.pk, "votes": 8}]},
        api=True,
    ),
    "api:take_congress_count": Door(
        EDITORS, lambda side: nomination_of(side, to="ballot")[:1], "post", {"post": "member"}, lets_in=409, api=True
    ),
    "api:draw_up_slate": Door(
        EDITORS,
        lambda side: nomination_of(side, to="counted")[:1],
        "post",
        sent=lambda side: {"election": "vice_chair", "persons": [side.person.pk]},
        api=True,
    ),
    "api:enter_meeting_results": Door(EDITORS, lambda side: nomination_of(side, to="met")[:1], "post", {}, api=True),
    "api:enter_congress_results": Door(
        EDITORS,
        lambda side: nomination_of(side, to="counted")[:1],
        "post",
        sent=lambda side: {"planned_end": "2040-01-01", "posts": [{"person": side.person.pk, "post": "chair"}]},
        lets_in=201,
        api=True,
    ),
    "api:issue_congress_paper": Door(
        EDITORS, lambda side: [congress_of(side).pk], "post", {"paper": "minutes"}, lets_in=201, api=True
    ),
    "api:tick_congress_file": Door(
        EDITORS, lambda side: [congress_of(side).pk], "post", {"items": {"minutes": {"there": True}}}, api=True
    ),
    "api:divide_delegates": Door(
        EDITORS,
        lambda side: [congress_of(side, delegates=20).pk],
        "post",
        {"standing": 3, "groups": [{"name": "Tổ 1", "members": 30}]},
        api=True,
    ),
    "api:extend_instead": Door(
        IMPORTERS,
        lambda side: [congress_of(side).pk],
        "post",
        {"new_end": "2040-01-01", "decision_number": "5/QĐ-CĐ", "decision_day": TODAY},
        api=True,
    ),
    "api:drop_congress": Door(
        EDITORS, lambda side: [congress_of(side).pk], "post", {"reason": "Sắp sáp nhập"}, api=True
    ),
    "api:list_reserves": Door(api=True),
    "api:add_reserve": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "person": side.person.pk,
            "body": "executive_committee",
            "post": "member",
            "readiness": "now",
        },
        lets_in=201,
        api=True,
    ),
    "api:end_reserve": Door(
        EDITORS, lambda side: [reserve_of(side).pk], "post", {"reason": "Chuyển công tác"}, api=True, refused=404
    ),
    "api:propose_candidate": Door(
        EDITORS,
        lambda side: [case_of(side).pk],
        "post",
        sent=lambda side: {"person": side.person.pk},
        lets_in=201,
        api=True,
    ),
    "api:withdraw_candidate": Door(
        EDITORS,
        lambda side: candidacy_of(side)[:1],
        "post",
        sent=lambda side: {"person": side.person.pk, "reason": "Xin rút"},
        api=True,
    ),
    "api:choose_candidate": Door(
        EDITORS,
        lambda side: candidacy_of(side)[:1],
        "post",
        sent=lambda side: {"person": side.person.pk},
        api=True,
    ),
    "api:list_reorganisations": Door(IMPORTERS, api=True),
    "api:get_reorganisation": Door(IMPORTERS, lambda side: [plan_of(side).pk], api=True),
    "api:list_reorganisation_lines": Door(IMPORTERS, lambda side: [plan_of(side).pk], api=True),
    "api:send_plan": Door(IMPORTERS, method="post", api=True, lets_in=422, refused=422),
    "api:plan_operations": Door(
        IMPORTERS,
        method="post",
        data={"decision": "QĐ 1", "operations": [{"operation": "end", "code": "X", "effective_on": TODAY}]},
        api=True,
        lets_in=202,
    ),
    "api:start_reorganisation": Door(IMPORTERS, lambda side: [plan_of(side).pk], "post", api=True, lets_in=202),
    "api:list_splits": Door(IMPORTERS, lambda side: [plan_of(side).pk], api=True),
    "api:place_split": Door(
        IMPORTERS, lambda side: [plan_of(side).pk], "post", {"line": 2, "default": 2}, api=True, lets_in=202
    ),
    "api:look_again": Door(IMPORTERS, lambda side: [plan_of(side).pk], "post", api=True, lets_in=202),
    "api:schedule_reorganisation": Door(
        IMPORTERS,
        lambda side: [plan_of(side).pk],
        "post",
        sent=lambda _side: {"start_at": (clock.now() + timedelta(hours=1)).isoformat()},
        api=True,
    ),
    "api:call_off_reorganisation": Door(IMPORTERS, lambda side: [plan_of(side).pk], "post", api=True, lets_in=409),
    "api:take_plan_back": Door(
        IMPORTERS, lambda side: [plan_of(side).pk], "post", {"reason": "Nhầm"}, api=True, lets_in=409
    ),
    "api:drop_reorganisation": Door(IMPORTERS, lambda side: [plan_of(side).pk], "post", api=True),
}
