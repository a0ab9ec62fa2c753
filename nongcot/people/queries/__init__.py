"""Questions asked of the roster: set-based, as of a day, limited to what the actor may see."""

from nongcot.people.queries.dated import (
    members_on,
    name_on,
    superior_on,
)
from nongcot.people.queries.listing import all_lines, places, posts_at
from nongcot.people.queries.persons import (
    bodies_of,
    earlier_posts,
    persons,
    posts,
    posts_of,
)
from nongcot.people.queries.units import (
    below,
    branch_sizes,
    children,
    find_units,
    in_order,
    member_counts,
    names_of,
    placements,
    subtree,
    successions,
    superiors,
    trail,
    unit,
    units,
)

__all__ = [
    "all_lines",
    "below",
    "bodies_of",
    "branch_sizes",
    "children",
    "earlier_posts",
    "find_units",
    "in_order",
    "member_counts",
    "members_on",
    "name_on",
    "names_of",
    "persons",
    "placements",
    "places",
    "posts",
    "posts_at",
    "posts_of",
    "subtree",
    "successions",
    "superior_on",
    "superiors",
    "trail",
    "unit",
    "units",
]
