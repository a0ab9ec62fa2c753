"""Strict reading of one mapping of a data file: every key known, every needed key there, every value of its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from nongcot.regulations.errors import RuleError
from nongcot.regulations.kinds import Brackets, Cases, Leaf, Node, Scalar, Status, ValueUnit

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

WHOLE = frozenset(
    {
        ValueUnit.PERSON,
        ValueUnit.MEMBER,
        ValueUnit.DELEGATE,
        ValueUnit.UNION,
        ValueUnit.POINT,
        ValueUnit.DONG_PER_MONTH,
        ValueUnit.HOUR,
        ValueUnit.HOUR_PER_MONTH,
        ValueUnit.DAY,
        ValueUnit.WORKING_DAY,
        ValueUnit.MONTH,
        ValueUnit.YEAR,
        ValueUnit.SESSION,
    }
)


class Part:
    """A mapping of a file with the place it stands in, for errors that can be acted on."""

    def __init__(self, data: Any, file: str, rule: str) -> None:
        self.file = file
        self.rule = rule
        if not isinstance(data, Mapping):
            raise self.flaw("phải là một bảng “khóa: giá trị”; hãy xem một tệp có sẵn làm mẫu")
        self.data = data

    def flaw(self, problem: str, **params: Any) -> RuleError:
        return RuleError(problem, file=self.file, rule=self.rule, params=params)

    def only(self, known: Iterable[str]) -> None:
        unknown = sorted(set(map(str, self.data)) - set(known))
        if unknown:
            raise self.flaw(
                "không hiểu khóa %(keys)s; các khóa dùng được: %(known)s",
                keys=", ".join(unknown),
                known=", ".join(sorted(known)),
            )

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if value is None or (default is None and value == ""):
            raise self.flaw("thiếu “%(key)s”; hãy thêm vào", key=key)
        if not isinstance(value, str):
            raise self.flaw("“%(key)s” phải là chữ (đặt trong dấu nháy)", key=key)
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.flaw("“%(key)s” phải là true hoặc false", key=key)
        return value

    def day(self, key: str) -> date:
        found = self.day_or_none(key)
        if found is None:
            raise self.flaw("thiếu ngày “%(key)s”; hãy thêm ngày dạng 2026-07-01", key=key)
        return found

    def day_or_none(self, key: str) -> date | None:
        value = self.data.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.flaw("“%(key)s” phải là ngày dạng 2026-07-01", key=key)
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        value = self.data.get(key, default)
        try:
            return kind(value)
        except ValueError:
            names = ", ".join(member.value for member in kind)
            raise self.flaw("“%(key)s” phải là một trong: %(names)s", key=key, names=names) from None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.flaw("“%(key)s” phải là danh sách các chữ", key=key)
        return tuple(value)


def read_node(part: Part, unit: ValueUnit, by: tuple[str, ...], nested: bool = False) -> Node:
    """The value of an entry: a plain value, a ladder (brackets) or cases, nested as deep as ``by`` has keys.

    Inside a case or a bracket a plain value may stand for all further keys (one size for Hà Nội, whatever its members).
    """
    given = [key for key in ("value", "brackets", "cases", "status") if key in part.data]
    if len(given) != 1:
        raise part.flaw("phải có đúng một trong: value, brackets, cases, status (đang có: %(given)s)", given=given)
    if given == ["status"]:
        return Leaf(None, part.choice("status", Status))
    if given == ["value"] and by and not nested:
        raise part.flaw("quy tắc tra theo %(by)s nên cần brackets hoặc cases, không phải value", by=", ".join(by))
    readers: dict[str, Callable[[], Node]] = {
        "value": lambda: Leaf(read_scalar(part, part.data["value"], unit)),
        "brackets": lambda: _read_brackets(part, unit, by),
        "cases": lambda: _read_cases(part, unit, by),
    }
    return readers[given[0]]()


def _read_brackets(part: Part, unit: ValueUnit, by: tuple[str, ...]) -> Brackets:
    rows = part.data["brackets"]
    if not by or not isinstance(rows, list) or not rows:
        raise part.flaw("brackets cần khóa tra “by” của quy tắc và ít nhất một bậc")
    starts: list[int] = []
    nodes: list[Node] = []
    below: int | None = None
    for number, row in enumerate(rows):
        step = Part(row, part.file, part.rule)
        step.only({"from", "below", "value", "status", "cases", "brackets"})
        start = row.get("from")
        if not isinstance(start, int) or (not starts and start != 0) or (starts and start <= starts[-1]):
            raise part.flaw("các bậc phải bắt đầu từ 0 và tăng dần (bậc thứ %(number)s)", number=number + 1)
        if "below" in row and number < len(rows) - 1:
            raise part.flaw("chỉ bậc cuối được có “below”")
        below = row.get("below")
        starts.append(start)
        nodes.append(read_node(step, unit, by[1:], nested=True))
    return Brackets(tuple(starts), tuple(nodes), below)


def _read_cases(part: Part, unit: ValueUnit, by: tuple[str, ...]) -> Cases:
    rows = part.data["cases"]
    if not by or not isinstance(rows, Mapping) or not rows:
        raise part.flaw("cases cần khóa tra “by” của quy tắc và ít nhất một trường hợp")
    nodes: dict[str, Node] = {}
    for name, row in rows.items():
        case = Part(row if isinstance(row, Mapping) else {"value": row}, part.file, part.rule)
        case.only({"value", "status", "cases", "brackets"})
        nodes[str(name)] = read_node(case, unit, by[1:], nested=True)
    return Cases(nodes)


def read_scalar(part: Part, value: Any, unit: ValueUnit) -> Scalar:
    """A plain value of the type its unit asks for: whole numbers, exact shares and coefficients, text, yes/no."""
    if value is None:
        raise part.flaw("value để trống; viết “status: no_limit” (không giới hạn) hoặc “status: not_on_file”")
    try:
        return _scalar(value, unit)
    except (ValueError, TypeError, ZeroDivisionError, ArithmeticError):
        raise part.flaw("giá trị %(value)r không hợp với đơn vị %(unit)s", value=value, unit=unit.value) from None


def _scalar(value: Any, unit: ValueUnit) -> Scalar:
    if unit is ValueUnit.YES_NO:
        return _expect(value, bool)
    if isinstance(value, bool):
        raise TypeError
    if unit in WHOLE:
        return _expect(value, int)
    if unit is ValueUnit.SHARE:
        return Fraction(str(value))
    if unit is ValueUnit.COEFFICIENT:
        return Decimal(str(value))
    if unit is ValueUnit.LIST:
        return tuple(_expect(item, str) for item in _expect(value, list))
    return _expect(value, str)


def _expect(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError
    return value
