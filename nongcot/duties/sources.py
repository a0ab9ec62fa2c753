"""What apps above the duties find: their checks join the engine's own ones, and their duties the same inbox.

An app registers a :class:`Source` when it is ready. It knows what it keeps, the engine does not; what both know is the
finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nongcot.duties import labels
from nongcot.duties.checks import CHECKS, lapsing
from nongcot.duties.kinds import CheckSpec, Context
from nongcot.duties.resolving import RESOLUTIONS, Resolution
from nongcot.kernel.findings import Finding
from nongcot.people.facts import UnitFacts

Find = Callable[[Context, Collection[int] | None, "Facts | None"], Iterable[Finding]]
Facts = Sequence[UnitFacts]


@dataclass(frozen=True, slots=True)
class Source:
    """Checks of an app above.

    ``find`` gives the findings of the day of all units, or of those given: set-based, a fixed number of queries. Where
    few are given it has their facts too, to ask nothing of units of which its checks can find nothing. Each
    spec has its words in ``titles``, ``to_do`` and ``sentences`` (finding's facts to words), and the page that resolves
    it in ``resolutions`` by its action. ``lapsed`` says of a duty's facts that its time is over, whatever anybody did.
    """

    specs: tuple[CheckSpec, ...]
    find: Find
    titles: Mapping[str, str]
    to_do: Mapping[str, str]
    sentences: Mapping[str, Callable[[Mapping[str, Any]], str]]
    resolutions: Mapping[str, Resolution]
    lapsed: Mapping[str, lapsing.Lapsed] = field(default_factory=dict)


_sources: list[Source] = []


def register(source: Source) -> None:
    """Have the engine ask ``source`` too; registering it twice changes nothing."""
    if source in _sources:
        return
    _sources.append(source)
    CHECKS.update({spec.code: spec for spec in source.specs})
    labels.learn(titles=source.titles, to_do=source.to_do, sentences=source.sentences)
    RESOLUTIONS.update(source.resolutions)
    lapsing.learn(source.lapsed)


def found_above(
    context: Context, units: Collection[int] | None, facts: Facts | None = None
) -> Mapping[int, list[Finding]]:
    """What the apps above find of all units, or of ``units`` with their ``facts``, by unit."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for source in _sources:
        for finding in source.find(context, units, facts):
            found[finding.unit].append(finding)
    return found
