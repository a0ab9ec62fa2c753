"""Every prepared question of the house can be prepared in every shape it may be asked in.

A shape that cannot is asked all the same, and logged as a fault; pages and looks would be slow where nobody looked.
"""

from __future__ import annotations

import importlib
import pkgutil
import typing
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from itertools import product
from types import NoneType, UnionType
from typing import Any

import pytest

import nongcot
from nongcot.infra.prepared import NotPreparable, _parted, _question

pytestmark = pytest.mark.django_db
# arguments that are told together or not at all; of the others one alone
_TOGETHER = (("roots", "today"), ("editing", "today"), ("chaired", "editing"), ("edited", "roots"), ("kept", "roots"),
             ("behind", "person", "held"), ("after", "until"))  # fmt: skip
_ONE_OF = {"unit", "person"}


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(nongcot.__path__, "nongcot."):
        if ".migrations" not in found.name and not found.name.startswith("nongcot.config"):
            yield importlib.import_module(found.name)


def _questions() -> dict[str, Callable[..., Any]]:
    found = {}
    for module in _modules():
        for one in vars(module).values():
            if getattr(one, "is_prepared", False):
                found[f"{one.__module__}.{one.__qualname__}"] = one.__wrapped__
    return found


QUESTIONS = _questions()


def _values_of(kind: Any) -> list[Any]:
    if isinstance(kind, UnionType):
        return [value for one in typing.get_args(kind) for value in _values_of(one)]
    if kind is NoneType:
        return [None]
    if kind is bool:
        return [True, False]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)
    if origin := typing.get_origin(kind):
        inner = typing.get_args(kind)[0]
        return [tuple(_values_of(inner)) * 2] if origin is not type else []
    return {int: [7], str: ["chair"], date: [date(2026, 7, 5)]}[kind]


def _shapes(make: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    hints = {name: kind for name, kind in typing.get_type_hints(make).items() if name != "return"}
    for values in product(*(_values_of(kind) for kind in hints.values())):
        given = dict(zip(hints, values, strict=True))
        if _is_asked(given):
            yield given


def _is_asked(given: dict[str, Any]) -> bool:
    told = {name for name, value in given.items() if value is not None}
    if any(len({name in told for name in names if name in given}) == 2 for names in _TOGETHER):
        return False
    if set(given) >= {"keys", "births", "phones"}:
        return ("keys" in told) == bool(told & {"births", "phones"})
    return not set(given) >= _ONE_OF or len(told & _ONE_OF) == 1


def test_they_are_found() -> None:
    assert len(QUESTIONS) > 40


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_each_can_be_prepared_in_every_shape(name: str) -> None:
    tried, make = 0, QUESTIONS[name]
    for given in _shapes(make):
        values, _shape = _parted(given)
        if values is None:
            continue
        try:
            _question(make, given, values)
        except NotPreparable as fault:
            pytest.fail(f"{fault}, asked with {given}")
        tried += 1
    assert tried
