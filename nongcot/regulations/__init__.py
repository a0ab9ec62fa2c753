"""The law as dated, cited data: ``load().at("committee.maximum", day, members=3400)``."""

from nongcot.regulations.book import DayBook, Rulebook
from nongcot.regulations.errors import (
    MissingKey,
    NotInForce,
    NotOnFile,
    OutsideTable,
    RegulationError,
    RuleError,
    show_day,
)
from nongcot.regulations.kinds import (
    Confidence,
    Document,
    DocumentKind,
    EnteredValue,
    Entry,
    Rule,
    RuleKind,
    Status,
    Value,
    ValueUnit,
)
from nongcot.regulations.loader import load

__all__ = [
    "Confidence",
    "DayBook",
    "Document",
    "DocumentKind",
    "EnteredValue",
    "Entry",
    "MissingKey",
    "NotInForce",
    "NotOnFile",
    "OutsideTable",
    "RegulationError",
    "Rule",
    "RuleError",
    "RuleKind",
    "Rulebook",
    "Status",
    "Value",
    "ValueUnit",
    "load",
    "show_day",
]
