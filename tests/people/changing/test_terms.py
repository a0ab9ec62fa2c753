"""What was recorded of a term is completed and put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nongcot.people import api
from nongcot.people.kinds import Mandate, UnitKind
from tests.factories import people as make
from tests.factories.people import BEGAN


@pytest.fixture
def term(cast):
    return make.term(cast.factory, seats=None)


def test_what_is_not_known_is_completed_without_a_reason_and_what_is_known_replaced_with_one(cast, term, trail_of):
    api.correct_term(actor=cast.leader, term=term, seats_fixed=5)
    with pytest.raises(api.Refused, match="lý do"):
        api.correct_term(actor=cast.leader, term=term, seats_fixed=7)
    api.correct_term(actor=cast.leader, term=term, seats_fixed=7, mandate=None, reason="Nghị quyết ghi 7")
    term.refresh_from_db()
    assert (term.seats_fixed, term.mandate) == (7, "")
    assert trail_of("people.correct_term") == [
        {"seats_fixed": [None, 5]},
        {"seats_fixed": [5, 7], "mandate": [Mandate.CONGRESS.value, None]},
    ]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"planned_end": BEGAN}, "phải sau ngày bắt đầu"),
        ({"seats_fixed": None}, "Không có gì khác"),
        ({"from_day": date(2018, 1, 1)}, "nằm trong một nhiệm kỳ khác"),
    ],
)
def test_days_in_a_wrong_order_and_nothing_new_are_refused(cast, term, fields, why):
    before = make.term(cast.factory, from_day=date(2015, 1, 1), planned_end=BEGAN)
    before.to_day = BEGAN
    before.save()
    with pytest.raises(api.Refused, match=why):
        api.correct_term(actor=cast.leader, term=term, reason="Sửa", **fields)


def test_a_term_begins_on_the_day_on_which_the_one_before_ends(cast, term):
    before = make.term(cast.factory, from_day=date(2015, 1, 1), planned_end=BEGAN)
    before.to_day = BEGAN - timedelta(days=1)
    before.save()
    api.correct_term(actor=cast.leader, term=term, from_day=before.to_day, reason="Nghị quyết")
    term.refresh_from_db()
    assert term.from_day == before.to_day


def test_nobody_corrects_the_term_of_a_foreign_union(cast):
    foreign = make.term(cast.foreign)
    with pytest.raises(PermissionDenied):
        api.correct_term(actor=cast.officer, term=foreign, seats_fixed=9, reason="Sửa")


def test_the_page_shows_what_is_known_and_the_way_to_it_leads_to_the_last_term(cast, term, open_page, client):
    page = open_page(cast.leader, "correct-term", term.pk)
    assert page.shown.context["form"].initial["planned_end"] == term.planned_end
    answer = page.send(from_day="01/01/2020", planned_end="01/01/2030", seats_fixed="5", mandate="congress")
    assert answer.status_code == 302
    term.refresh_from_db()
    assert term.seats_fixed == 5
    assert client.get(f"/don-vi/{cast.factory.pk}/nhiem-ky/")["Location"] == f"/nhiem-ky/{term.pk}/sua/"
    without = make.unit(under=cast.factory, kind=UnitKind.GROUP)
    assert client.get(f"/don-vi/{without.pk}/nhiem-ky/")["Location"] == f"/don-vi/{without.pk}/dai-hoi/"


@pytest.mark.parametrize(("until", "asked"), [("01/07/2032", False), ("02/07/2032", True)])
def test_an_extension_by_more_than_thirty_months_is_asked_once_more_and_can_be_written(
    cast, term, open_page, until, asked
):
    """The planned end is 1 January 2030; what was extended before counts with it."""
    given = {"decision_number": "9/QĐ-CĐ", "decision_day": "02/03/2026"}
    assert open_page(cast.officer, "extend-term", term.pk).send(new_end="01/01/2031", **given).status_code == 302
    page = open_page(cast.officer, "extend-term", term.pk)
    answer = page.send(sure=False, new_end=until, **given)
    assert (answer.status_code == 200) == asked
    if asked:
        assert "Kéo dài quá 30 tháng so với ngày kết thúc ban đầu 01/01/2030" in answer.content.decode()
        assert "muộn nhất đến ngày 01/07/2032" in answer.content.decode()
        assert page.send(new_end=until, **given).status_code == 302
    assert f"{term.extensions.order_by('-new_end').first().new_end:%d/%m/%Y}" == until
