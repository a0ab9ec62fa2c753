"""Questions asked of the roster: set-based, as of a day, limited to what the actor may see."""

from nongcot.people.queries.branches import MOST_LINES, Line, below, branch_sizes, lines, placed_under
from nongcot.people.queries.dated import (
    members_on,
    name_on,
    superior_on,
)
from nongcot.people.queries.listing import all_lines, places, posts_at, profile_lines
from nongcot.people.queries.persons import (
    bodies_of,
    person_records,
    persons,
    posts,
    posts_of,
    posts_of_unit,
    records_by_person,
    records_of,
    term_ends,
    terms_of_unit,
)
from nongcot.people.queries.units import (
    Step,
    children,
    find_units,
    member_counts,
    names_of,
    steps,
    subtree,
    superiors,
    trail,
    unit,
    units,
)
from nongcot.people.queries.vacancies import Vacancy, vacancies

__all__ = [
    "MOST_LINES",
    "Line",
    "Step",
    "Vacancy",
    "all_lines",
    "below",
    "bodies_of",
    "branch_sizes",
    "children",
    "find_units",
    "lines",
    "member_counts",
    "members_on",
    "name_on",
    "names_of",
    "person_records",
    "persons",
    "placed_under",
    "places",
    "posts",
    "posts_at",
    "posts_of",
    "posts_of_unit",
    "profile_lines",
    "records_by_person",
    "records_of",
    "steps",
    "subtree",
    "superior_on",
    "superiors",
    "term_ends",
    "terms_of_unit",
    "trail",
    "unit",
    "units",
    "vacancies",
]
