"""The questions of the dashboard: each a fixed number of queries for a whole province, and the rows behind each row."""

from nongcot.insight.queries.finished import Finished, duties_behind, finished
from nongcot.insight.queries.officers import (
    ages,
    education,
    first_term,
    make_up,
    persons_behind,
    posts_of,
)
from nongcot.insight.queries.todo import Lacking, lacking
from nongcot.insight.queries.unions import below, completeness, described, names, own_unit, terms, unions_behind

__all__ = [
    "Finished",
    "Lacking",
    "ages",
    "below",
    "completeness",
    "described",
    "duties_behind",
    "education",
    "finished",
    "first_term",
    "lacking",
    "make_up",
    "names",
    "own_unit",
    "persons_behind",
    "posts_of",
    "terms",
    "unions_behind",
]
