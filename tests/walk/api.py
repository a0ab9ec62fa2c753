"""The HTTP API: asked with a token, answered in JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from nongcot.kernel import clock
from tests.walk.api_staffing import STAFFING
from tests.walk.doors import (
    EDITORS,
    FEDERATION,
    IMPORTERS,
    Door,
    limited,
    post_of,
    record_of,
    renamed,
    to_limit,
)

TODAY = clock.today().isoformat()
TOMORROW = (clock.today() + timedelta(days=1)).isoformat()

API: dict[str, Door] = {
    "api:list_units": Door(api=True),
    "api:get_unit": Door(api=True, about=lambda side: [side.union.pk]),
    "api:list_unit_documents": Door(api=True, about=lambda side: [side.union.pk]),
    "api:list_unit_changes": Door(api=True, about=lambda side: [side.union.pk]),
    "api:open_unit": Door(
        IMPORTERS,
        api=True,
        method="post",
        sent=lambda side: {"name": "Công đoàn cơ sở mới", "kind": "enterprise", "superior": side.superior.pk},
        lets_in=201,
    ),
    "api:rename_unit": Door(
        IMPORTERS, lambda side: [side.union.pk], "post", {"name": "Công đoàn đổi tên", "day": TODAY}, api=True
    ),
    "api:move_unit": Door(
        IMPORTERS,
        lambda side: [side.union.pk],
        "post",
        sent=lambda side: {"superior": side.superior.pk, "day": TODAY},  # where it stands already
        lets_in=409,
        api=True,
    ),
    "api:change_unit_kind": Door(
        IMPORTERS, lambda side: [side.union.pk], "post", {"kind": "non_public_service", "day": TODAY}, api=True
    ),
    "api:end_unit": Door(
        IMPORTERS, lambda side: [side.union.pk], "post", {"day": TODAY, "reason": "dissolved"}, api=True
    ),
    "api:list_lacking_documents": Door(api=True, about=lambda side: [side.union.pk]),
    "api:limit_processing": Door(
        IMPORTERS,
        lambda side: [side.person.pk],
        "post",
        sent=lambda side: {"request": to_limit(side), "day": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:lift_limit": Door(
        IMPORTERS, lambda side: [limited(side)], "post", {"day": TODAY, "reason": "Rút yêu cầu"}, api=True
    ),
    "api:complete_document": Door(
        EDITORS,
        lambda side: [side.union.pk],
        "post",
        sent=lambda side: {"fact": "post", "row": post_of(side), "decision_number": "12/QĐ-LĐLĐ"},
        api=True,
    ),
    "api:take_back_change": Door(
        IMPORTERS,
        lambda side: [side.union.pk, renamed(side)],
        "post",
        {"reason": "Ghi nhầm"},
        api=True,
    ),
    "api:count_members": Door(
        EDITORS, lambda side: [side.union.pk], "post", {"day": TODAY, "members": 120, "women": 60}, api=True
    ),
    "api:correct_unit": Door(
        EDITORS, lambda side: [side.union.pk], "post", {"sector": "non_state", "reason": "Đối chiếu"}, api=True
    ),
    "api:list_persons": Door(api=True),
    "api:correct_person": Door(
        EDITORS,
        lambda side: [side.person.pk],
        "post",
        {"values": {"job": "Tổ trưởng may"}, "reason": "Chuyển tổ"},
        api=True,
    ),
    "api:record_contract": Door(
        EDITORS, lambda side: [side.person.pk], "post", {"open_ended": True, "reason": "Phụ lục 2"}, api=True
    ),
    # the same record twice: whoever sees the person gets the conflict
    "api:export_person": Door(IMPORTERS, lambda side: [side.person.pk], "post", {"reason": "Theo yêu cầu"}, api=True),
    # holds a post: refused with the reason to who may ask
    "api:erase_person": Door(
        FEDERATION, lambda side: [side.person.pk], "post", {"reason": "Theo yêu cầu"}, api=True, lets_in=409
    ),
    "api:merge_persons": Door(
        api=True,
        about=lambda side: [side.person.pk],
        method="post",
        sent=lambda side: {"drop": side.person.pk},
        lets_in=409,
    ),
    "api:keep_apart": Door(
        api=True,
        about=lambda side: [side.person.pk],
        method="post",
        sent=lambda side: {"other": side.person.pk},
        may=IMPORTERS,
        lets_in=409,
    ),
    "api:withdraw_apart": Door(api=True, about=lambda _side: [1], method="post", data={"reason": ""}, lets_in=404),
    "api:list_records": Door(api=True),
    "api:add_record": Door(
        EDITORS,
        method="post",
        sent=lambda side: {"person": side.person.pk, "kind": "award", "title": "Giấy khen", "from": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:correct_record": Door(
        EDITORS,
        lambda side: [record_of(side).pk],
        "post",
        {"issuer": "LĐLĐ tỉnh", "reason": "Ghi sót"},
        api=True,
    ),
    "api:withdraw_record": Door(EDITORS, lambda side: [record_of(side).pk], "post", {"reason": "Ghi nhầm"}, api=True),
    "api:record_support": Door(
        IMPORTERS,
        lambda side: [side.person.pk],
        "post",
        sent=lambda side: {"unit": side.union.pk, "day": TODAY, "kind": "meeting"},
        api=True,
        lets_in=201,
    ),
    "api:undo_merge": Door(api=True, about=lambda _side: [1], method="post", lets_in=404),
    "api:record_congress": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "day": TODAY,
            "planned_end": "2190-01-01",
            "elected": [{"person": side.person.pk, "post": "chair"}],
        },
        lets_in=201,
        api=True,
    ),
    "api:get_person": Door(api=True, about=lambda side: [side.person.pk]),
    "api:list_posts": Door(api=True),
    "api:record_post": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "person": side.person.pk,
            "body": "inspection_committee",
            "post": "head",
            "from": TODAY,
        },
        lets_in=201,
        api=True,
    ),
    "api:correct_post": Door(
        EDITORS, lambda side: [side.held.pk], "post", {"decision_number": "9/QĐ", "reason": "Ghi sót"}, api=True
    ),
    "api:withdraw_post": Door(EDITORS, lambda side: [side.held.pk], "post", {"reason": "Ghi nhầm"}, api=True),
    "api:end_post": Door(
        EDITORS, lambda side: [side.held.pk], "post", {"day": TODAY, "reason": "term_ended"}, api=True
    ),
    "api:record_term": Door(
        EDITORS,
        method="post",
        sent=lambda side: {
            "unit": side.union.pk,
            "body": "executive_committee",
            "from": TODAY,
            "planned_end": "2190-01-01",
        },
        lets_in=201,
        api=True,
    ),
    "api:correct_term": Door(
        EDITORS, lambda side: [side.term.pk], "post", {"decision_number": "3/QĐ", "reason": "Ghi sót"}, api=True
    ),
    "api:extend_term": Door(
        IMPORTERS,
        lambda side: [side.term.pk],
        "post",
        {"new_end": "2190-01-01", "decision_number": "1/QĐ", "decision_day": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:list_grants": Door(api=True),
    "api:grant_role": Door(
        IMPORTERS,
        method="post",
        sent=lambda side: {"username": side.login.username, "unit": side.union.pk, "role": "chair", "from": TODAY},
        lets_in=201,
        api=True,
    ),
    "api:end_grant": Door(IMPORTERS, lambda side: [side.grant.pk], "post", {"day": TOMORROW}, api=True, refused=404),
    "api:list_duties": Door(api=True),
    "api:get_duty": Door(api=True, about=lambda side: [side.duty.pk]),
    "api:postpone": Door(
        EDITORS, lambda side: [side.duty.pk], "post", {"to": TOMORROW, "reason": "Chờ đại hội"}, api=True
    ),
    "api:delegate": Door(
        EDITORS,
        lambda side: [side.duty.pk],
        "post",
        sent=lambda side: {"username": side.login.username},
        api=True,
        lets_in=409,  # a reader may be given nothing
    ),
    "api:resume": Door(EDITORS, lambda side: [side.duty.pk], "post", api=True, lets_in=409),
    "api:take_back": Door(EDITORS, lambda side: [side.duty.pk], "post", {"note": ""}, api=True, lets_in=409),
    "api:list_imports": Door(IMPORTERS, api=True),
    "api:get_import": Door(IMPORTERS, lambda side: [side.imported.pk], api=True),
    "api:send_workbook": Door(IMPORTERS, method="post", api=True, lets_in=422, refused=422),
    "api:list_changes": Door(IMPORTERS, lambda side: [side.imported.pk], api=True),
    "api:drop_import": Door(IMPORTERS, lambda side: [side.imported.pk], "post", api=True),
    "api:apply_import": Door(IMPORTERS, lambda side: [side.imported.pk], "post", api=True, lets_in=409),
    "api:undo_import": Door(
        IMPORTERS, lambda side: [side.imported.pk], "post", {"reason": "Nhầm tệp"}, api=True, lets_in=409
    ),
    "api:list_rules_in_force": Door(api=True),
    "api:get_rule": Door(api=True),
    "api:enter_rule_value": Door(
        FEDERATION,
        method="post",
        data={
            "from": TODAY,
            "value": 20,
            "document_number": "12/QĐ-LĐLĐ",
            "issuer": "LĐLĐ tỉnh",
            "article": "Điều 1",
            "decided_by": "Ban Thường vụ",
        },
        lets_in=201,
        api=True,
    ),
    **STAFFING,
}

API_FIXED: dict[str, list[Any]] = {
    "api:get_rule": ["deadline.vacancy"],
    "api:enter_rule_value": ["deadline.vacancy"],
}
