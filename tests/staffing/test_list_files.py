"""The lists of ballots, new chairs and handovers as files: what the page shows, all of it, of one's own units alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nongcot.kernel import clock
from nongcot.people.kinds import Post, Role, UnitKind
from nongcot.people.models.limits import ProcessingLimit
from nongcot.staffing import actions
from nongcot.staffing.models import Mentorship
from tests.factories import ballots as make_ballots
from tests.factories import people as make
from tests.factories.people import SYSTEM

pytestmark = pytest.mark.django_db
TODAY, D = clock.today(), timedelta(days=1)


@pytest.fixture
def ward():
    return make.unit("Công đoàn phường An Phú", under=make.federation(), kind=UnitKind.DIRECT_SUPERIOR)


@pytest.fixture
def superior(client, ward):
    found = make.officer(ward, Role.SUPERIOR_OFFICER)
    client.force_login(found)
    return found


def csv(client, name, **query):
    answer = client.get(reverse(f"staffing:{name}", args=["csv"]), query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def chair(ward, name="Lê Thị Mới", days=8):
    return make.post(make.person(name), make.unit(under=ward), Post.CHAIR, from_day=TODAY - days * D)


def former(ward, name="Trần Thị Cũ"):
    return make.post(make.person(name), make.unit(under=ward), Post.CHAIR, to_day=TODAY - 5 * D, end_reason="relieved")


def test_each_file_says_what_its_list_shows_and_nothing_of_a_foreign_unit(client, ward, superior):
    elsewhere = make.unit(under=make.federation("Liên đoàn Lao động tỉnh Khác"), kind=UnitKind.DIRECT_SUPERIOR)
    chair(elsewhere, "Người Lạ")
    former(elsewhere, "Người Lạ Cũ")
    make_ballots.ballot(elsewhere, title="Bầu ở nơi khác")
    new = chair(ward)
    actions.do_step(actor=SYSTEM, held=new, step="know", day=TODAY)
    former(ward)
    make_ballots.ballot(ward, title="=Bầu Ban Chấp hành")
    told = csv(client, "first-terms-file")
    assert f"Lê Thị Mới,{new.unit.name},{new.from_day:%d/%m/%Y},2," in told
    assert "Người Lạ" not in told
    told = csv(client, "handovers-file")
    assert "Trần Thị Cũ,Chủ tịch," in told
    assert ",Miễn nhiệm,5" in told
    assert "Người Lạ" not in told
    told = csv(client, "ballots-file")
    assert "'=Bầu Ban Chấp hành" in told, "no cell is a formula"
    assert "nơi khác" not in told
    other = make.unit(under=ward)
    assert "Lê Thị Mới" not in csv(client, "first-terms-file", unit=other.pk)
    for page, name in (
        ("first-terms", "first-terms-file"),
        ("handovers", "handovers-file"),
        ("ballots", "ballots-file"),
    ):
        assert reverse(f"staffing:{name}", args=["xlsx"]) in client.get(reverse(f"staffing:{page}")).content.decode()


def test_the_workbook_opens(client, ward, superior, tmp_path):
    former(ward)
    path = tmp_path / "a.xlsx"
    path.write_bytes(client.get(reverse("staffing:handovers-file", args=["xlsx"])).content)
    cells = [cell for row in load_workbook(path).active.iter_rows(values_only=True) for cell in row]
    assert "Trần Thị Cũ" in cells


def test_whoever_asked_to_limit_the_own_data_stands_in_no_file(client, ward, superior):
    new, old = chair(ward), former(ward)
    for held in (new, old):
        ProcessingLimit.objects.create(person=held.person, from_day=TODAY)
    assert "Lê Thị Mới" not in csv(client, "first-terms-file")
    assert "Trần Thị Cũ" not in csv(client, "handovers-file")


def test_a_mentor_who_asked_to_limit_the_own_data_is_not_named_either(client, ward, superior):
    new, old = chair(ward), make.post(make.person("Hồ Thị Sen"), make.unit(under=ward), Post.CHAIR)
    both = {"person": new.person, "unit": new.unit, "mentor": old.person, "mentor_unit": old.unit}
    agreed = dict.fromkeys(("proposed_on", "chair_agreed_on", "mentor_agreed_on", "confirmed_on"), TODAY)
    Mentorship.objects.create(**both, **agreed)
    assert "Hồ Thị Sen" in csv(client, "first-terms-file")
    ProcessingLimit.objects.create(person=old.person, from_day=TODAY)
    told = csv(client, "first-terms-file")
    assert "Lê Thị Mới" in told
    assert "Hồ Thị Sen" not in told


def test_files_ask_as_much_for_forty_as_for_one(client, ward, superior):
    counts = []
    for more in (1, 2, 40):
        for number in range(more):
            chair(ward, f"Mới {number}")
            former(ward, f"Cũ {number}")
            make_ballots.ballot(ward, voters=0)
        with CaptureQueriesContext(connection) as asked:
            for name in ("first-terms-file", "handovers-file", "ballots-file"):
                csv(client, name)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
