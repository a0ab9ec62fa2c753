"""The verbs of the roster. Each checks permission, runs in one transaction and leaves an audit entry."""

from nongcot.people.actions.congress import Elected, record_congress
from nongcot.people.actions.data_requests import (
    acknowledge_request,
    close_request,
    extend_request,
    forget_requests,
    register_request,
)
from nongcot.people.actions.documents import complete_document
from nongcot.people.actions.entering import enter_person
from nongcot.people.actions.erasing import erase_person, on_erase
from nongcot.people.actions.exporting import PERSON_TOLD, ToldSection, export_person
from nongcot.people.actions.grants import end_grant, grant_role
from nongcot.people.actions.limits import lift_limit, limit_processing
from nongcot.people.actions.merges import before_merge, keep_apart, merge_persons, undo_merge, withdraw_apart
from nongcot.people.actions.person_records import add_record, correct_record, withdraw_record
from nongcot.people.actions.persons import complete_data, correct_person, record_contract
from nongcot.people.actions.posts import correct_post, end_post, record_post, withdraw_post
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.support import record_support, write_support
from nongcot.people.actions.taking_back import take_back_change
from nongcot.people.actions.terms import correct_term, extend_term, record_term
from nongcot.people.actions.unit_changes import change_unit_kind, end_unit, merge_unit, move_unit
from nongcot.people.actions.units import correct_unit, count_members, create_unit, rename_unit
from nongcot.people.actions.views import view_citizen_id

__all__ = [
    "PERSON_TOLD",
    "Elected",
    "ToldSection",
    "acknowledge_request",
    "add_record",
    "before_merge",
    "change_unit_kind",
    "close_request",
    "complete_data",
    "complete_document",
    "correct_person",
    "correct_post",
    "correct_record",
    "correct_term",
    "correct_unit",
    "count_members",
    "create_unit",
    "end_grant",
    "end_post",
    "end_unit",
    "enter_person",
    "erase_person",
    "export_person",
    "extend_request",
    "extend_term",
    "forget_requests",
    "grant_role",
    "keep_apart",
    "lift_limit",
    "limit_processing",
    "merge_persons",
    "merge_unit",
    "move_unit",
    "on_erase",
    "rebuild_reach",
    "record_congress",
    "record_contract",
    "record_post",
    "record_support",
    "record_term",
    "register_request",
    "rename_unit",
    "take_back_change",
    "undo_merge",
    "view_citizen_id",
    "withdraw_apart",
    "withdraw_post",
    "withdraw_record",
    "write_support",
]
