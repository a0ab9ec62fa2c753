"""What is unclear does not load: one broken file a test, and the error says which file, which rule, what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nongcot.regulations import RuleError, load
from tests.regulations.conftest import ENTRY, RULE, Write, put

FILE = "rules/committee/minimum.yaml"


def test_a_correct_folder_loads(law: Write) -> None:
    assert load(law()).at("committee.minimum", date(2020, 2, 20)).value == 3


ENTRY_ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"document": None}, "giá trị từ 2020-02-20 không có văn bản; một con số không có nguồn thì không nạp"),
    ({"document": "nowhere"}, "văn bản “nowhere” không có trong thư mục documents; hãy thêm tệp của nó"),
    ({"article": None}, "thiếu “article”; hãy thêm vào"),
    ({"article": ""}, "thiếu “article”; hãy thêm vào"),
    ({"from": None}, "thiếu ngày “from”; hãy thêm ngày dạng 2026-07-01"),
    ({"from": "tháng 2"}, "“from” phải là ngày dạng 2026-07-01"),
    ({"verified": None}, "“verified” phải là true hoặc false"),
    ({"confidence": "certain"}, "“confidence” phải là một trong: sure, likely, unsure"),
    ({"confidence": "likely"}, "verified: true cần confidence: sure và “checked” (đã kiểm bằng cách nào)"),
    ({"checked": None}, "verified: true cần confidence: sure và “checked” (đã kiểm bằng cách nào)"),
    ({"carried": True}, "giá trị dùng tiếp sau khi văn bản hết hiệu lực (carried) thì chưa thể là verified: true"),
    ({"to": "2020-02-20"}, "“to” phải sau “from”"),
    ({"value": "ba"}, "giá trị 'ba' không hợp với đơn vị person"),
    ({"value": 2.5}, "giá trị Decimal('2.5') không hợp với đơn vị person"),
    ({"value": True}, "giá trị True không hợp với đơn vị person"),
    ({"value": None}, "phải có đúng một trong: value, brackets, cases, status (đang có: [])"),
    (
        {"status": "no_limit"},
        "phải có đúng một trong: value, brackets, cases, status (đang có: ['value', 'status'])",
    ),
    ({"value": None, "status": "later"}, "“status” phải là một trong: no_limit, not_on_file"),
    (
        {"from": "2020-02-19"},
        "giá trị từ 2020-02-19 sớm hơn ngày hiệu lực của văn bản (2020-02-20)",
    ),
    (
        {"to": "2024-12-26"},
        "giá trị từ 2020-02-20 kéo quá ngày văn bản hết hiệu lực (2024-12-25); hãy đóng lại, hoặc ghi carried: true",
    ),
    (
        {"from": "2024-12-25"},
        "giá trị từ 2024-12-25 kéo quá ngày văn bản hết hiệu lực (2024-12-25); hãy đóng lại, hoặc ghi carried: true",
    ),
    (
        {"value": None, "brackets": [{"from": 0, "value": 3}]},
        "brackets cần khóa tra “by” của quy tắc và ít nhất một bậc",
    ),
    ({"value": None, "cases": {"a": 3}}, "cases cần khóa tra “by” của quy tắc và ít nhất một trường hợp"),
]


@pytest.mark.parametrize(("change", "problem"), ENTRY_ERRORS, ids=lambda value: str(value)[:50])
def test_a_value_that_is_unclear_does_not_load(law: Write, change: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(law(entry=change))

    assert str(caught.value) == f"{FILE}, quy tắc committee.minimum: {problem}"
    assert (caught.value.file, caught.value.rule) == (FILE, "committee.minimum")


def test_a_null_value_must_say_what_it_means(law: Write) -> None:
    folder = law()
    path = folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("value: 3", "value: null"), encoding="utf-8")

    with pytest.raises(RuleError, match=r"viết “status: no_limit” .* hoặc “status: not_on_file”"):
        load(folder)


RULE_ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"title": None}, "thiếu “title”; hãy thêm vào"),
    ({"title_en": None}, "thiếu “title_en”; hãy thêm vào"),
    ({"title": 5}, "“title” phải là chữ (đặt trong dấu nháy)"),
    ({"unit": "metre"}, "“unit” phải là một trong: person, member"),
    ({"by": "members"}, "“by” phải là danh sách các chữ"),
    ({"values": []}, "cần ít nhất một giá trị trong “values”"),
    ({"values": [ENTRY, ENTRY]}, "hai giá trị trùng ngày quanh 2020-02-20; hãy sửa “from” hoặc “to”"),
    (
        {"values": [ENTRY | {"to": "2021-01-02"}, ENTRY | {"from": "2021-01-01"}]},
        "hai giá trị trùng ngày quanh 2021-01-01; hãy sửa “from” hoặc “to”",
    ),
    (
        {"vlaues": 3},
        "không hiểu khóa vlaues; các khóa dùng được: applies_to, by, id, kind, title, title_en, unit, values",
    ),
    ({"values": [ENTRY | {"articel": "x"}]}, "không hiểu khóa articel; các khóa dùng được: article, brackets"),
    ({"by": ["members"]}, "quy tắc tra theo members nên cần brackets hoặc cases, không phải value"),
]


@pytest.mark.parametrize(("change", "problem"), RULE_ERRORS, ids=lambda value: str(value)[:50])
def test_a_rule_that_is_unclear_does_not_load(law: Write, change: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(law(rule=change))

    assert str(caught.value).startswith(f"{FILE}, quy tắc committee.minimum: {problem}")


BRACKET_ERRORS: list[tuple[list[dict[str, Any]], str]] = [
    ([{"from": 1, "value": 3}], "các bậc phải bắt đầu từ 0 và tăng dần (bậc thứ 1)"),
    ([{"from": 0, "value": 3}, {"from": 0, "value": 5}], "các bậc phải bắt đầu từ 0 và tăng dần (bậc thứ 2)"),
    ([{"from": 0, "below": 5, "value": 3}, {"from": 5, "value": 5}], "chỉ bậc cuối được có “below”"),
    ([{"from": 0, "valeu": 3}], "không hiểu khóa valeu"),
]


@pytest.mark.parametrize(("steps", "problem"), BRACKET_ERRORS, ids=lambda value: str(value)[:40])
def test_a_ladder_has_no_holes(law: Write, steps: list[dict[str, Any]], problem: str) -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "value"} | {"brackets": steps}
    folder = law(rule={"by": ["members"], "values": [entry]})

    with pytest.raises(RuleError) as caught:
        load(folder)

    assert str(caught.value).startswith(f"{FILE}, quy tắc committee.minimum: {problem}")


DOCUMENT_ERRORS: list[tuple[dict[str, Any], str]] = [
    ({"number": None}, "thiếu “number”; hãy thêm vào"),
    ({"in_force": None}, "thiếu ngày “in_force”; hãy thêm ngày dạng 2026-07-01"),
    ({"ended": "2020-02-20"}, "ngày hết hiệu lực phải sau ngày có hiệu lực"),
    ({"replaced_by": "nothing"}, "văn bản thay thế “nothing” không có trong thư mục documents; hãy thêm tệp của nó"),
    ({"kind": "letter"}, "“kind” phải là một trong: law, decree"),
    ({"text_on_file": None}, "“text_on_file” phải là true hoặc false"),
    ({"pages": 3}, "không hiểu khóa pages"),
]


@pytest.mark.parametrize(("change", "problem"), DOCUMENT_ERRORS, ids=lambda value: str(value)[:50])
def test_a_document_that_is_unclear_does_not_load(law: Write, change: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(law(document=change))

    assert str(caught.value).startswith(f"documents/old-guide.yaml, quy tắc old-guide: {problem}")


def test_a_document_is_named_like_its_file(law: Write) -> None:
    folder = law()
    (folder / "documents" / "old-guide.yaml").rename(folder / "documents" / "other.yaml")

    with pytest.raises(RuleError, match="mã “old-guide” phải trùng tên tệp"):
        load(folder)


def test_a_rule_id_is_used_once(law: Write) -> None:
    folder = law()
    put(folder / "rules" / "committee" / "second.yaml", RULE)

    with pytest.raises(RuleError, match=r"mã quy tắc đã có ở rules/committee/minimum.yaml"):
        load(folder)


@pytest.mark.parametrize("text", ["id: [", "id: a\nid: b\n", "- 1\n- 2\n", ""])
def test_a_file_that_is_no_mapping_or_says_a_thing_twice_does_not_load(law: Write, text: str) -> None:
    folder = law()
    Path(folder / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(RuleError) as caught:
        load(folder)

    assert caught.value.file == FILE


def test_a_value_ends_where_its_document_ends(law: Write) -> None:
    (entry,) = load(law()).changes("committee.minimum")

    assert entry.to_day == date(2024, 12, 25)


def test_a_value_ends_where_the_next_begins(law: Write) -> None:
    later = ENTRY | {"from": "2022-01-01", "value": 5}
    first, second = load(law(rule={"values": [later, ENTRY]})).changes("committee.minimum")

    assert (first.from_day, first.to_day) == (date(2020, 2, 20), date(2022, 1, 1))
    assert (second.from_day, second.to_day) == (date(2022, 1, 1), date(2024, 12, 25))


def test_a_carried_value_outlives_its_document(law: Write) -> None:
    carried = ENTRY | {"from": "2024-12-25", "carried": True, "verified": False, "confidence": "likely"}
    book = load(law(rule={"values": [ENTRY, carried]}))

    assert book.at("committee.minimum", date(2030, 1, 1)).carried is True
    assert book.at("committee.minimum", date(2024, 12, 24)).carried is False
