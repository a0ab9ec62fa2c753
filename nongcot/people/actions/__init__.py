"""The verbs of the roster. Each checks permission, runs in one transaction and leaves an audit entry."""

from nongcot.people.actions.grants import end_grant, grant_role
from nongcot.people.actions.merges import before_merge, keep_apart, merge_persons, undo_merge, withdraw_apart
from nongcot.people.actions.persons import complete_data, correct_person, record_contract
from nongcot.people.actions.posts import end_post, extend_term, record_post, record_term
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.support import record_support
from nongcot.people.actions.units import count_members, create_unit, end_unit, merge_unit, move_unit, rename_unit
from nongcot.people.actions.views import view_citizen_id

__all__ = [
    "before_merge",
    "complete_data",
    "correct_person",
    "count_members",
    "create_unit",
    "end_grant",
    "end_post",
    "end_unit",
    "extend_term",
    "grant_role",
    "keep_apart",
    "merge_persons",
    "merge_unit",
    "move_unit",
    "rebuild_reach",
    "record_contract",
    "record_post",
    "record_support",
    "record_term",
    "rename_unit",
    "undo_merge",
    "view_citizen_id",
    "withdraw_apart",
]
