"""The verbs of the roster. Each checks permission, runs in one transaction and leaves an audit entry."""

from nongcot.people.actions.grants import end_grant, grant_role
from nongcot.people.actions.posts import end_post, extend_term, record_post, record_term
from nongcot.people.actions.reach import rebuild_reach
from nongcot.people.actions.units import count_members, create_unit, end_unit, merge_unit, move_unit, rename_unit
from nongcot.people.actions.views import view_citizen_id

__all__ = [
    "count_members",
    "create_unit",
    "end_grant",
    "end_post",
    "end_unit",
    "extend_term",
    "grant_role",
    "merge_unit",
    "move_unit",
    "rebuild_reach",
    "record_post",
    "record_term",
    "rename_unit",
    "view_citizen_id",
]
