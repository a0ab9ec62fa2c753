"""What can be wrong with a rule, said to the reader: which rule, which day, which document, what to do.

Every error keeps its Vietnamese ``template`` and its ``params`` apart, so that a page or the command line can show it
in another language without this package knowing of any translation machinery.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nongcot.regulations.kinds import Document


def marked(text: str) -> str:
    """The text itself; the name tells the catalogue of translations that it is shown to people."""
    return text


def show_day(day: date) -> str:
    """A day as Vietnamese papers write it: 05/07/2026 is 5 July."""
    return f"{day:%d/%m/%Y}"


class RegulationError(Exception):
    """The root of all errors of this package. ``str()`` is the Vietnamese sentence."""

    def __init__(self, template: str, params: Mapping[str, Any]) -> None:
        self.template = template
        self.params = dict(params)
        super().__init__(template % self.params)


class RuleError(RegulationError):
    """The data cannot be loaded. ``file`` and ``rule`` say where; the sentence says what to do."""

    TEMPLATE = marked("%(file)s, quy tắc %(rule)s: %(problem)s")

    def __init__(self, problem: str, *, file: str, rule: str, params: Mapping[str, Any] | None = None) -> None:
        self.file = file
        self.rule = rule
        self.problem = problem
        self.problem_params = dict(params or {})
        super().__init__(self.TEMPLATE, {"file": file, "rule": rule, "problem": problem % self.problem_params})


class NotInForce(RegulationError):
    """No value of the rule holds on the day (``document`` is the last one that held before it, if any)."""

    TEMPLATE = marked(
        "Ngày %(day)s không có mức nào của “%(title)s” (%(rule)s) đang áp dụng. "
        "Hãy kiểm tra ngày, hoặc nhập mức cùng văn bản quy định."
    )

    def __init__(self, rule: str, day: date, title: str = "", document: Document | None = None) -> None:
        self.rule = rule
        self.day = day
        self.document = document
        super().__init__(self.TEMPLATE, {"rule": rule, "day": show_day(day), "title": title or rule})


class OutsideTable(NotInForce):
    """The table in force has no line for the key asked (say, 12,000 members where it ends at 10,000)."""


class NotOnFile(RegulationError):
    """The document is in force on the day, but nobody has entered this value from its text yet."""

    TEMPLATE = marked(
        "“%(title)s” (%(rule)s) ngày %(day)s theo %(number)s của %(issuer)s, đang có hiệu lực nhưng chưa có nội dung "
        "trong hệ thống. Hãy nhập mức này từ văn bản."
    )

    def __init__(self, rule: str, day: date, document: Document, title: str = "") -> None:
        self.rule = rule
        self.day = day
        self.document = document
        params = {"number": document.number, "issuer": document.issuer, "rule": rule, "title": title or rule}
        super().__init__(self.TEMPLATE, params | {"day": show_day(day)})


class MissingKey(RegulationError):
    """A rule by brackets or cases was asked without its key, or with one it does not know: a mistake of the caller."""

    TEMPLATE = marked("Quy tắc %(rule)s cần biết %(key)s (nhận được: %(given)s).")

    def __init__(self, rule: str, key: str, given: Any = None) -> None:
        self.rule = rule
        self.key = key
        super().__init__(self.TEMPLATE, {"rule": rule, "key": key, "given": given})
