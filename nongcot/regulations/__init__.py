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
from nongcot.regulations.holidays import HOLIDAYS, Calendar, calendar_of
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
    "HOLIDAYS",
    "Calendar",
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
    "calendar_of",
    "load",
    "show_day",
]
