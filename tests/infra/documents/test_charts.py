"""Pictures: right lengths, escaped words, nothing a strict content policy would block."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from nongcot.infra.documents.charts import AMBER, BLUE, GREEN, RED, Bar, Legend, Tile, bars, pillars, tiles
from tests.infra.documents.hostile import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
ONE = [Legend("Số việc", BLUE)]
TWO = [Legend("Nữ", AMBER), Legend("Nam", BLUE)]


def _boxes(svg: str, colour: str) -> list[Element]:
    return [box for box in fromstring(svg).iter(f"{SVG}rect") if box.get("fill") == colour.colour]


def _titles(svg: str) -> list[str]:
    return [group.find(f"{SVG}title").text for group in fromstring(svg).iter(f"{SVG}g")]


def _texts(svg: str) -> list[str]:
    return [element.text or "" for element in fromstring(svg).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values():
    first, second = (
        float(box.get("width")) for box in _boxes(bars([Bar("a", (40,)), Bar("b", (10,))], ONE, alt=""), BLUE)
    )
    assert first == pytest.approx(4 * second, rel=0.01)


def test_pillars_stack_their_parts_and_show_the_sum():
    svg = pillars([Bar("Dưới 30", (3, 6))], TWO, alt="")
    women, men = _boxes(svg, AMBER)[1], _boxes(svg, BLUE)[1]  # the first of each is the legend's
    assert float(men.get("height")) == pytest.approx(2 * float(women.get("height")), rel=0.01)
    assert float(men.get("y")) + float(men.get("height")) == pytest.approx(float(women.get("y")), abs=0.11)
    assert "9" in _texts(svg)


def test_every_item_is_a_tile_of_its_state_with_its_name():
    legend = [Legend("đủ", GREEN), Legend("gấp", RED)]
    svg = tiles([Tile("CĐCS A", 0), Tile("CĐCS B", 1, "2"), Tile("CĐCS C", 1)], legend, alt="")
    assert _titles(svg) == ["CĐCS A", "CĐCS B", "CĐCS C"]
    assert (len(_boxes(svg, GREEN)), len(_boxes(svg, RED))) == (2, 3)  # one of each is the legend's
    assert "2" in _texts(svg)


@pytest.mark.parametrize("count", [1, 40, 400, 5000])
def test_tiles_never_leave_the_picture(count):
    svg = tiles([Tile(f"CĐCS {n}", 0) for n in range(count)], [Legend("đủ", GREEN), Legend("gấp", RED)], alt="")
    width, height = (float(value) for value in fromstring(svg).get("viewBox").split()[2:])
    boxes = _boxes(svg, GREEN)[1:]
    assert len(boxes) == count
    assert max(float(box.get("x")) + float(box.get("width")) for box in boxes) <= width
    assert max(float(box.get("y")) + float(box.get("height")) for box in boxes) <= height


def test_a_picture_of_nothing_is_still_a_picture():
    assert _boxes(bars([], ONE, alt=""), BLUE) == []
    assert [float(box.get("height")) for box in _boxes(pillars([Bar("a", (0,))], ONE, alt=""), BLUE)] == [0.0]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_text_in_the_picture(hostile):
    svg = tiles([Tile(hostile, 0)], [Legend(hostile, GREEN), Legend("b", RED)], alt=hostile)
    root = fromstring(svg)
    assert hostile in _texts(svg)
    assert root.find(f"{SVG}title").text == hostile
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "rect", "text", "path", "g", "defs", "pattern")
    }


def test_nothing_in_a_picture_needs_a_style_or_a_script():
    svg = bars([Bar("Khuyết ủy viên", (3, 1))], TWO, alt="x") + tiles([Tile("a", 0)], TWO, alt="x")
    assert not re.search(r"style=|<style|<script|\son\w+=|href", svg)
