"""Everything the dashboard counts, or what one of its pictures needs."""

from __future__ import annotations

from nongcot.insight.kinds import OF_DUTIES, Below, Figures, Finished, Officers, Question
from nongcot.insight.queries.finished import finished
from nongcot.insight.queries.officers import officers
from nongcot.insight.queries.unions import below, terms
from nongcot.insight.scope import Scope

_OF_OFFICERS = frozenset({Question.AGES, Question.FIRST_TERM, Question.EDUCATION, Question.MAKE_UP})
_STANDING = frozenset({Question.COMPLETENESS, Question.UNITS})


def figures(scope: Scope, question: Question | None = None) -> Figures:
    """All figures of a scope, at most seven queries however large it is; or those of one question, the others empty."""
    asked = frozenset({question}) if question is not None else frozenset(Question)
    return Figures(
        below=below(scope) if asked & _STANDING else Below([], []),
        terms=terms(scope) if Question.TERMS in asked else [],
        officers=officers(scope) if asked & _OF_OFFICERS else Officers([], [], [], []),
        done=finished(scope) if asked & OF_DUTIES else Finished([], [], None, (None, None)),
    )
