"""The verbs of the roster. Each checks permission, runs in one transaction and leaves an audit entry."""

from nongcot.people.actions.congress import Elected, record_congress
from nongcot.people.actions.entering import enter_person
from nongcot.people.actions.grants import end_grant, grant_role
from nongcot.people.actions.merges import before_merge, keep_apart, merge_persons, undo_merge, withdraw_apart
from nongcot.people.actions.persons import complete_data, correct_person, record_contract
from nongcot.people.actions.posts import correct_post, end_post, record_post, withdraw_post
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.support import record_support
from nongcot.people.actions.terms import extend_term, record_term
from nongcot.people.actions.unit_changes import end_unit, merge_unit, move_unit
from nongcot.people.actions.units import correct_unit, count_members, create_unit, rename_unit
from nongcot.people.actions.views import view_citizen_id

__all__ = [
    "Elected",
    "before_merge",
    "complete_data",
    "correct_person",
    "correct_post",
    "correct_unit",
    "count_members",
    "create_unit",
    "end_grant",
    "end_post",
    "end_unit",
    "enter_person",
    "extend_term",
    "grant_role",
    "keep_apart",
    "merge_persons",
    "merge_unit",
    "move_unit",
    "rebuild_reach",
    "record_congress",
    "record_contract",
    "record_post",
    "record_support",
    "record_term",
    "rename_unit",
    "undo_merge",
    "view_citizen_id",
    "withdraw_apart",
    "withdraw_post",
]
