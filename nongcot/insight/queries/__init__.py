"""The questions of the dashboard: each a fixed number of queries for a whole province, and the rows behind each row."""

from nongcot.insight.queries.counted import figures
from nongcot.insight.queries.finished import duties_behind, finished
from nongcot.insight.queries.officers import officers, persons_behind, posts_of
from nongcot.insight.queries.todo import Lacking, lacking
from nongcot.insight.queries.unions import below, described, names, own_unit, terms, unions_behind

__all__ = [
    "Lacking",
    "below",
    "described",
    "duties_behind",
    "figures",
    "finished",
    "lacking",
    "names",
    "officers",
    "own_unit",
    "persons_behind",
    "posts_of",
    "terms",
    "unions_behind",
]
