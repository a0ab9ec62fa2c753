"""Every problem has a sentence and says what to do; every repair, column, sheet and encoding has a name."""

import pytest

from nongcot.intake import labels
from nongcot.intake.import_labels import change
from nongcot.intake.kinds import Encoding, Field, ProblemKind, RepairKind, SheetKind
from nongcot.intake.models import PlannedChange


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_is_a_sentence_and_says_what_to_do(kind):
    for text in (labels.problem(kind), labels.hint(kind)):
        assert text[0].isupper()
        assert text.endswith(".")
        assert "%" not in text


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (ProblemKind, labels.problem),
        (ProblemKind, labels.hint),
        (RepairKind, labels.repair),
        (Field, labels.field_name),
        (SheetKind, labels.sheet_kind),
        (Encoding, labels.encoding),
    ],
)
def test_every_kind_has_words_of_its_own(kinds, name):
    names = [name(kind.value) for kind in kinds]
    assert [kind for kind, said in zip(kinds, names, strict=True) if not said or said == kind.value] == []
    assert len(set(names)) == len(names)


def test_a_value_nobody_knows_comes_back_as_it_is():
    assert labels.problem("Ô trống.") == "Ô trống."
    assert labels.hint("Ô trống.") == ""
    assert labels.repair("by_magic") == "by_magic"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("", ""),  # and imports kept before days were told
        ("\n2020-03-01/2025-10-20", ", từ 01/03/2020 đến hết 19/10/2025"),
        ("\n2020-03-01/", ", từ 01/03/2020"),
        ("\n/2024-03-01", ", đến hết 29/02/2024"),
    ],
)
def test_a_post_of_the_past_is_told_with_its_days_not_as_a_new_chair(days, told):
    row = PlannedChange(kind="new", about="person", field="post", after=f"executive_committee/chair/{days}")
    assert change(row)["after"] == f"Chủ tịch{told}"
