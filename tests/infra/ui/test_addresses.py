"""The quick way to an address gives what Django's own gives."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from nongcot.infra.ui.addresses import address

CASES = [
    ("people:unit", 7),
    ("people:unit", 0),
    ("people:branch", 12345678901),
    ("people:units",),
    ("rulebook:rule", "a.b"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_address_is_djangos(case):
    name, *args = case
    assert address(name, *args) == address(name, *args) == reverse(name, args=args)


def test_an_address_follows_the_prefix_of_the_installation():
    assert address("people:unit", 7) == "/don-vi/7/"
    set_script_prefix("/cong-doan/")
    try:
        assert address("people:unit", 7) == "/cong-doan/don-vi/7/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize(
    "case", [("people:unit", -1), ("people:unit", "x"), ("people:unit",), ("people:nobody", 1)], ids=str
)
def test_what_has_no_address_is_refused(case):
    with pytest.raises(NoReverseMatch):
        address(case[0], *case[1:])
