"""Every verb of the house is a page, an API route and one function: a new one without them fails here.

Left out are verbs about one's own login and lists (accounts, notices, saved views, files): they are nobody's roster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.urls import URLPattern, get_resolver
from ninja import Schema

from nongcot.config.endpoints import api
from nongcot.duties import actions as duties
from nongcot.infra.rulebook import actions as rules
from nongcot.intake import actions as intake
from nongcot.people import actions as people
from nongcot.staffing import actions as staffing
from nongcot.staffing.actions import ballots

PAGE_ONLY = "page only: "


class Way(NamedTuple):
    """The pages and the operations that do a verb; an operation may say why there is none."""

    pages: tuple[str, ...]
    operation: str


WAYS: dict[str, Way] = {
    "people.record_post": Way(("people:record-post",), "record_post"),
    "people.end_post": Way(("people:end-post",), "end_post"),
    "people.correct_post": Way(("people:correct-post",), "correct_post"),
    "people.withdraw_post": Way(("people:withdraw-post",), "withdraw_post"),
    "people.enter_person": Way(("people:record-post", "people:congress"), "record_post"),
    "people.record_congress": Way(("people:congress",), "record_congress"),
    "people.record_term": Way(("people:congress",), "record_term"),
    "people.extend_term": Way(("people:extend-term",), "extend_term"),
    "people.correct_term": Way(("people:correct-term",), "correct_term"),
    "people.correct_unit": Way(("people:correct-unit",), "correct_unit"),
    "people.count_members": Way(("people:count-members",), "count_members"),
    "people.complete_data": Way(("people:edit-person", "people:complete-persons"), "correct_person"),
    "people.correct_person": Way(("people:edit-person",), "correct_person"),
    "people.record_contract": Way(("people:record-contract",), "record_contract"),
    "people.record_support": Way(("people:record-support",), "record_support"),
    "people.add_record": Way(("people:add-record",), "add_record"),
    "people.correct_record": Way(("people:correct-record",), "correct_record"),
    "people.withdraw_record": Way(("people:withdraw-record",), "withdraw_record"),
    "people.merge_persons": Way(("people:compare-persons",), "merge_persons"),
    "people.undo_merge": Way(("people:undo-merge",), "undo_merge"),
    "people.keep_apart": Way(("people:keep-apart",), "keep_apart"),
    "people.withdraw_apart": Way(("people:withdraw-apart",), "withdraw_apart"),
    "people.create_unit": Way(("people:create-unit",), "open_unit"),
    "people.end_unit": Way(("people:end-unit",), "end_unit"),
    "people.merge_unit": Way(("people:end-unit",), "end_unit"),
    "people.rename_unit": Way(("people:rename-unit",), "rename_unit"),
    "people.move_unit": Way(("people:move-unit",), "move_unit"),
    "people.change_unit_kind": Way(("people:change-unit-kind",), "change_unit_kind"),
    "people.complete_document": Way(("people:complete-document",), "complete_document"),
    "people.take_back_change": Way(("people:take-back-change",), "take_back_change"),
    "people.grant_role": Way(("people:grant-role",), "grant_role"),
    "people.end_grant": Way(("people:end-grant",), "end_grant"),
    "people.export_person": Way(("people:export-person",), "export_person"),
    "people.erase_person": Way(("people:erase-person",), "erase_person"),
    "people.view_citizen_id": Way(("people:citizen-id",), f"{PAGE_ONLY}the full number never leaves by a program"),
    **{
        f"people.{verb}_request": Way((f"people:{page}-data-request",), f"{PAGE_ONLY}a person answers a person")
        for verb, page in (
            ("register", "register"),
            ("acknowledge", "acknowledge"),
            ("extend", "extend"),
            ("close", "close"),
        )
    },
    "people.limit_processing": Way(("people:limit-processing",), "limit_processing"),
    "people.lift_limit": Way(("people:lift-limit",), "lift_limit"),
    "duties.postpone": Way(("duties:postpone",), "postpone"),
    "duties.postpone_all": Way(("duties:several",), "postpone"),
    "duties.resume": Way(("duties:resume",), "resume"),
    "duties.delegate": Way(("duties:delegate",), "delegate"),
    "duties.delegate_all": Way(("duties:several",), "delegate"),
    "duties.take_back": Way(("duties:take-back",), "take_back"),
    "staffing.open_case": Way(("staffing:open-case", "staffing:of-duty"), "open_case"),
    "staffing.record_step": Way(("staffing:record-step",), "record_step"),
    "staffing.take_back_step": Way(("staffing:take-back-step",), "take_back_step"),
    "staffing.change_way": Way(("staffing:change-way",), "change_way"),
    "staffing.drop_case": Way(("staffing:drop-case",), "drop_case"),
    "staffing.open_congress": Way(("staffing:open-congress", "staffing:congress-of-duty"), "open_congress"),
    "staffing.move_congress": Way(("staffing:move-congress",), "move_congress"),
    "staffing.decide_congress": Way(("staffing:decide-congress",), "decide_congress"),
    "staffing.record_congress_step": Way(("staffing:record-congress-step",), "record_congress_step"),
    "staffing.take_back_congress_step": Way(("staffing:take-back-congress-step",), "take_back_congress_step"),
    "staffing.nominate": Way(("staffing:nominate",), "nominate"),
    "staffing.withdraw_nominee": Way(("staffing:withdraw-nominee",), "withdraw_nominee"),
    "staffing.prepare_congress_ballot": Way(("staffing:congress-ballot",), "prepare_congress_ballot"),
    "staffing.enter_congress_votes": Way(("staffing:congress-votes", "staffing:second-votes"), "enter_congress_votes"),
    "staffing.take_congress_count": Way(
        ("staffing:take-congress-count", "staffing:take-second-count"), "take_congress_count"
    ),
    "staffing.draw_up_slate": Way(("staffing:slate",), "draw_up_slate"),
    "staffing.enter_meeting_results": Way(("staffing:meeting-results",), "enter_meeting_results"),
    "staffing.enter_congress_results": Way(("staffing:congress-results",), "enter_congress_results"),
    "staffing.issue_congress_paper": Way(("staffing:issue-congress-paper",), "issue_congress_paper"),
    "staffing.tick_congress_file": Way(("staffing:congress-file",), "tick_congress_file"),
    "staffing.divide_delegates": Way(("staffing:divide-delegates",), "divide_delegates"),
    "staffing.extend_instead": Way(("staffing:extend-instead",), "extend_instead"),
    "staffing.drop_congress": Way(("staffing:drop-congress",), "drop_congress"),
    "staffing.propose_mentors": Way(("staffing:mentors",), "propose_mentors"),
    "staffing.name_mentor": Way(("staffing:name-mentor",), "name_mentor"),
    "staffing.agree_mentor": Way(("staffing:agree-mentor",), "agree_mentor"),
    "staffing.confirm_mentor": Way(("staffing:confirm-mentor",), "confirm_mentor"),
    "staffing.end_mentor": Way(("staffing:end-mentor",), "end_mentor"),
    "staffing.check_in": Way(("staffing:check-in",), "check_in"),
    "staffing.close_programme": Way(("staffing:close-programme",), "close_programme"),
    "staffing.record_handover": Way(("staffing:handover",), "record_handover"),
    "staffing.close_handover": Way(("staffing:close-handover",), "close_handover"),
    "staffing.drop_handover": Way(("staffing:drop-handover",), "drop_handover"),
    "staffing.pass_on_access": Way(("staffing:pass-on-access",), "pass_on_access"),
    "staffing.do_step": Way(("staffing:do-step",), "do_step"),
    "staffing.undo_step": Way(("staffing:undo-step",), "undo_step"),
    "staffing.ask_help": Way(("staffing:ask-help",), "ask_help"),
    "staffing.answer_help": Way(("staffing:answer-help",), "answer_help"),
    "staffing.add_reserve": Way(("staffing:add-reserve",), "add_reserve"),
    "staffing.end_reserve": Way(("staffing:end-reserve",), "end_reserve"),
    "staffing.issue_leaving_paper": Way(("staffing:issue-leaving-paper",), "issue_leaving_paper"),
    "staffing.issue_paper": Way(("staffing:issue-paper",), "issue_paper"),
    "staffing.propose_candidate": Way(("staffing:propose-candidate",), "propose_candidate"),
    "staffing.withdraw_candidate": Way(("staffing:withdraw-candidate",), "withdraw_candidate"),
    "staffing.choose_candidate": Way(("staffing:choose-candidate",), "choose_candidate"),
    "rulebook.enter_value": Way(("rulebook:enter",), "enter_rule_value"),
    "intake.receive": Way(("intake:imports",), "send_workbook"),
    "intake.receive_once": Way(("intake:imports",), "send_workbook"),
    "intake.start_applying": Way(("intake:apply",), "apply_import"),
    "intake.start_undoing": Way(("intake:undo",), "undo_import"),
    "intake.drop": Way(("intake:drop",), "drop_import"),
    "intake.decide": Way(("intake:apply",), f"{PAGE_ONLY}a doubt is decided by who sees both records"),
    "intake.decide_kind": Way(("intake:pairs-kind",), f"{PAGE_ONLY}a doubt is decided by who sees both records"),
    "intake.decide_unit_kinds": Way(("intake:unit-kinds",), f"{PAGE_ONLY}it is answered beside the preview"),
    "intake.start_planning": Way(("intake:apply", "intake:pairs"), f"{PAGE_ONLY}as the answers it counts in"),
    "intake.correct_cells": Way(("intake:cells",), f"{PAGE_ONLY}cells are corrected beside the sheet"),
    "intake.correct_sheet": Way(("intake:sheet",), f"{PAGE_ONLY}columns are corrected beside the sheet"),
    "intake.ignore_sheet": Way(("intake:ignore",), f"{PAGE_ONLY}as a correction"),
    "intake.forget_mapping": Way(("intake:forget",), f"{PAGE_ONLY}as a correction"),
    "intake.read_again": Way(("intake:again",), f"{PAGE_ONLY}as a correction"),
    "intake.download": Way(("intake:file",), f"{PAGE_ONLY}whoever sent a file has it"),
    "staffing.receive_file": Way(("staffing:plans",), "send_plan"),
    "staffing.keep_plan": Way(("staffing:plan-merge", "staffing:plan-split"), "plan_operations"),
    "staffing.place_split": Way(("staffing:plan-place",), "place_split"),
    "staffing.start_reorganising": Way(("staffing:plan-apply",), "start_reorganisation"),
    "staffing.again": Way(("staffing:plan-again",), "look_again"),
    "staffing.schedule_plan": Way(("staffing:plan-schedule",), "schedule_reorganisation"),
    "staffing.call_off_plan": Way(("staffing:plan-call-off",), "call_off_reorganisation"),
    "staffing.start_taking_back": Way(("staffing:plan-take-back",), "take_plan_back"),
    "staffing.drop_plan": Way(("staffing:plan-drop",), "drop_reorganisation"),
    **{
        f"ballots.{verb}": Way((f"staffing:{page}",), f"{PAGE_ONLY}{why}")
        for verb, page, why in (
            ("repeat_ballot", "repeat-ballot", "who runs a ballot sees its census"),
            ("remove_voter", "remove-voter", "who runs a ballot sees its census"),
            ("issue_links", "issue-links", "a secret is shown to a person once, never to a program"),
            ("mail_links", "mail-links", "a secret goes to its voter, asked for by a person"),
            ("mail_link", "mail-link", "a secret goes to its voter, asked for by a person"),
            ("replace_link", "replace-link", "a secret is shown to a person once, never to a program"),
            ("give_paper", "give-paper", "the voter stands at the table"),
            ("withdraw_name", "withdraw-name", "the committee decides at the table"),
            ("enter_tally", "enter-tally", "the counting team signs it"),
        )
    },
    "ballots.create_ballot": Way(("staffing:create-ballot",), "create_ballot"),
    "ballots.add_voters": Way(("staffing:add-voters",), "add_voters"),
    "ballots.move_closing": Way(("staffing:move-closing",), "move_closing"),
    "ballots.count_ballot": Way(("staffing:count-ballot",), "count_ballot"),
    "ballots.link_person": Way(("staffing:link-person",), "link_person"),
    "ballots.void_ballot": Way(("staffing:void-ballot",), "void_ballot"),
    "ballots.cast_vote": Way(("voting:cast",), f"{PAGE_ONLY}a token names a login, and a vote has none"),
    "ballots.withdraw_vote": Way(("voting:withdraw",), f"{PAGE_ONLY}a token names a login, and a vote has none"),
}
# Not asked for by anybody: hooks, background work and what other verbs do in passing.
INNER = {
    "ballots.letter_failed",
    "ballots.letter_sent",
    "ballots.next_letter",
    "people.before_merge",
    "people.forget_requests",
    "people.on_erase",
    "people.rebuild_reach",
    "people.write_support",
    "duties.owe_look",
    "duties.reopen",
    "duties.run",
    "duties.run_unless_busy",
    "intake.apply",
    "intake.largest_file",
    "intake.mark_stopped",
    "intake.outdated",
    "intake.plan_again",
    "intake.read",
    "intake.read_and_apply",
    "intake.unconfirmed",
    "intake.undo_import",
    "intake.undo_refused",
    "staffing.follow_congresses",
    "staffing.forget_nominations",
    "staffing.follow_duties",
    "staffing.take_meeting_back",  # with the term
    "staffing.foresee_plan",
    "staffing.look_at_plan",
    "staffing.mark_failed",
    "staffing.mark_stopped",
    "staffing.receive_plan",
    "staffing.begin_due",
    "staffing.due",
    "staffing.what_comes_back",
    "staffing.no_right",
    "staffing.not_started",
    "staffing.reorganise",
    "staffing.take_plan_back",
    "staffing.undo_refused",
    "staffing.show_moved",
    "staffing.work_of",
}
# Operations that only read.
READING = {"list_", "get_"}


def verbs() -> Iterator[str]:
    apps = {"people": people, "duties": duties, "intake": intake, "staffing": staffing, "ballots": ballots}
    for app, module in apps.items():
        yield from (f"{app}.{name}" for name in module.__all__ if name.islower())
    yield from (
        f"rulebook.{name}" for name in vars(rules) if getattr(vars(rules)[name], "__module__", "") == rules.__name__
    )


@cache
def operations() -> set[str]:
    patterns, _app, _space = api.urls
    named = {pattern.name for pattern in patterns if isinstance(pattern, URLPattern)}
    paths = api.get_openapi_schema()["paths"].values()
    ids = {str(one["operationId"]).rpartition("endpoints_")[2] for path in paths for one in path.values()}
    return {name for name in named if name and any(found.endswith(name) for found in ids)}


@cache
def pages() -> set[str]:
    found = set()
    for space in ("people", "duties", "intake", "rulebook", "staffing", "voting"):
        resolver = get_resolver().namespace_dict[space][1]
        found |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return found


def test_every_verb_has_its_page_and_its_operation_written_down():
    assert sorted(set(verbs()) - INNER) == sorted(WAYS)


def test_the_pages_and_the_operation_of_every_verb_are_there():
    wanted = {
        verb: {*way.pages, *([] if way.operation.startswith(PAGE_ONLY) else [way.operation])}
        for verb, way in WAYS.items()
    }
    assert {verb: absent for verb, names in wanted.items() if (absent := names - pages() - operations())} == {}


def test_every_operation_that_writes_is_the_way_to_a_verb():
    writing = {name for name in operations() if not name.startswith(tuple(READING))}
    assert writing == {way.operation for way in WAYS.values() if not way.operation.startswith(PAGE_ONLY)}


def test_no_two_shapes_of_the_api_share_a_name():
    """The documentation knows a shape by its name alone: a second one would be described as the first."""
    shapes = [shape for shape in _below(Schema) if shape.__module__.startswith("nongcot.")]
    names = Counter(shape.__name__ for shape in shapes)
    assert names
    assert [name for name, count in names.items() if count > 1] == []


def _below(shape: type[Schema]) -> list[type[Schema]]:
    return [each for child in shape.__subclasses__() for each in (child, *_below(child))]
