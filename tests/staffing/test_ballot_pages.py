"""The pages of a ballot as officers and voters walk them; how many questions they ask of the database."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nongcot.kernel import clock
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import Way
from nongcot.staffing.ballots.sheets import picture
from nongcot.staffing.models import Ballot, BallotVoter, SealedVote
from tests.factories import ballots as make_ballots
from tests.factories import people as make

pytestmark = pytest.mark.django_db
CODE = r"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}"


@pytest.fixture
def chair(client):
    union = make.unit("Công đoàn cơ sở Công ty May")
    client.force_login(make.officer(union))
    return union


def sent(**changes):
    now = clock.now().astimezone(clock.VIETNAM)
    return {
        "kind": "election", "title": "Bầu bổ sung", "candidates": "Trần Thị Lan\nLê Văn An", "seats": "1",
        "way": "online", "key_by": "phone", "pasted": "Lan; 0912345678\nHoa; 0912345679",
        "opens_on": f"{now:%d/%m/%Y}", "opens_time": f"{now - timedelta(minutes=1):%H:%M}",
        "closes_on": f"{now + timedelta(days=1):%d/%m/%Y}", "closes_time": "17h00", **changes,
    }  # fmt: skip


def test_an_officer_makes_a_ballot_prints_its_links_and_counts_it(chair, client):
    made = client.post(reverse("staffing:create-ballot", args=[chair.pk]), sent())
    ballot = Ballot.objects.get()
    assert made["Location"] == reverse("staffing:ballot", args=[ballot.pk])
    census = reverse("staffing:ballot-census", args=[ballot.pk])
    before = client.get(census).content.decode()
    assert "In đường dẫn cho 2 người tiếp theo" in before
    assert "0912 345 678" in before
    sheet = client.post(reverse("staffing:issue-links", args=[ballot.pk]))
    assert "In đường dẫn cho" not in client.get(census).content.decode()  # everybody has one
    assert sheet["Cache-Control"].startswith(("no-store", "max-age=0, no-cache, no-store"))
    codes = re.findall(CODE, sheet.content.decode())
    assert len(codes) == 2
    assert f"http://testserver/bp/#{codes[0].replace('-', '')}" in sheet.content.decode()
    voted = client.post(reverse("voting:cast"), {"code": codes[0], "p1": "1"})
    receipt = re.search(r'id="receipt">([^<]+)<', voted.content.decode())[1]
    shown = reverse("staffing:ballot", args=[ballot.pk])
    assert "<dt>Đã cấp đường dẫn</dt><dd>2</dd>" in client.get(shown).content.decode()
    make_ballots.close(ballot)
    address = reverse("staffing:count-ballot", args=[ballot.pk])
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(address).content.decode())[1]
    asked = client.post(address, {"once": "k1", "seen": seen}).content.decode()
    confirmed = re.search(r'name="confirmed" value="([^"]+)"', asked)[1]
    assert client.post(address, {"once": "k1", "seen": seen, "confirmed": confirmed}).status_code == 302
    assert "Đã cấp đường dẫn" not in client.get(shown).content.decode()  # the count takes all links away: not 0 issued
    result = reverse("voting:result", args=[ballot.slug])
    client.logout()
    assert f"<strong>{receipt}</strong>: Lê Văn An" in client.get(result, {"receipt": receipt.lower()}).content.decode()
    shown = client.get(result, {"receipt": "0000-0000-0000"}).content.decode()
    assert "Không có mã này" in shown
    assert 'data-label="Số phiếu">1</td>' in shown  # on a phone each line is a card that tells its conclusion too


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_minutes_are_a_document(chair, client, kind):
    ballot = make_ballots.ballot(chair, voters=2)
    for code in make_ballots.codes(ballot):
        verbs.cast_vote(code=code, marks="100")
    verbs.count_ballot(actor=make.SYSTEM, ballot=make_ballots.close(ballot))
    response = client.get(reverse("staffing:ballot-minutes", args=[ballot.pk, kind]))
    assert response.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[kind]
    assert client.get(reverse("staffing:ballot-minutes", args=[ballot.pk, "exe"])).status_code == 404


def test_what_is_wrong_in_a_new_ballot_is_said_beside_it_and_nothing_is_kept(chair, client):
    address = reverse("staffing:create-ballot", args=[chair.pk])
    for changes in (
        {"pasted": "Lan; 12"},
        {"seats": "3"},
        {"candidates": "An\nAn"},
        {"closes_on": "01/01/2020", "opens_on": "01/01/2020"},
        {"closes_time": "25:00"},
    ):
        response = client.post(address, sent(**changes))
        assert response.status_code == 422, changes
        assert "Trần Thị Lan" in response.content.decode() or "An" in response.content.decode()
    assert not Ballot.objects.exists()


def test_officers_of_the_unit_become_voters(chair, client):
    make.post(make.person("Nguyễn Thị Mai", phone="+84912345670"), chair)
    make.post(make.person("Người không số"), chair)
    response = client.post(
        reverse("staffing:create-ballot", args=[chair.pk]), sent(pasted="", officers="on"), follow=True
    )
    assert BallotVoter.objects.get().name == "Nguyễn Thị Mai"
    assert "Người không số" in response.content.decode()


def test_the_voters_pages_need_no_login_and_leave_no_session_and_no_address(client):
    ballot = make_ballots.ballot(voters=1)
    (code,) = make_ballots.codes(ballot)
    for address, data in (
        ("voting:paper", {}),
        ("voting:cast", {"p0": "1"}),
        ("voting:paper", {}),
        ("voting:withdraw", {}),
    ):
        response = client.post(reverse(address), {"code": code, **data})
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "same-origin"
        assert "sessionid" not in client.cookies
        assert code not in response.request["PATH_INFO"] + response.request["QUERY_STRING"]
    assert not SealedVote.objects.exists()


def test_the_paper_never_shows_what_was_voted_and_warns_that_a_ballot_is_there(client):
    ballot = make_ballots.ballot(voters=1)
    (code,) = make_ballots.codes(ballot)
    verbs.cast_vote(code=code, marks="100")
    text = client.post(reverse("voting:paper"), {"code": code}).content.decode()
    assert "đã có phiếu trong hòm" in text
    assert "checked" not in text


def test_too_many_names_come_back_as_they_were_chosen(client):
    ballot = make_ballots.ballot(voters=1)
    (code,) = make_ballots.codes(ballot)
    response = client.post(reverse("voting:cast"), {"code": code, "p0": "1", "p2": "1"})
    assert response.status_code == 422
    assert response.content.decode().count(" checked") == 2


def test_before_closing_nobody_sees_a_result(chair, client):
    ballot = make_ballots.ballot(chair, voters=1)
    verbs.cast_vote(code=make_ballots.codes(ballot)[0], marks="100")
    for address in (reverse("staffing:ballot", args=[ballot.pk]), reverse("voting:result", args=[ballot.slug])):
        text = client.get(address).content.decode()
        assert "Kết quả từng dòng" not in text
    assert client.get(reverse("staffing:ballot-minutes", args=[ballot.pk, "docx"])).status_code == 404


def test_a_new_link_is_shown_once_and_kept_in_no_table(chair, client):
    ballot = make_ballots.prepare(make_ballots.ballot(chair, voters=1))
    response = client.post(reverse("staffing:replace-link", args=[ballot.voters.get().pk]), {"go": "1"})
    code = re.search(CODE, response.content.decode())[0].replace("-", "")
    kept = [str(row) for model in apps.get_models() for row in model._base_manager.values()]
    assert kept
    assert not [row for row in kept if code in row]


def test_the_code_at_the_table_is_asked_for_a_paper_while_it_is_open(chair, client):
    ballot = make_ballots.ballot(chair, voters=1, way=Way.BOTH)
    (code,) = make_ballots.codes(ballot)
    address = reverse("staffing:give-paper", args=[ballot.voters.get().pk])
    assert client.post(address, {"once": "a", "seen": "999999", "code": ""}).status_code == 422
    assert client.post(address, {"once": "b", "seen": "999999", "code": code.lower()}).status_code == 302
    assert BallotVoter.objects.get().on_paper


def questions(client, address, data=None):
    with CaptureQueriesContext(connection) as asked:
        response = client.post(address, data) if data else client.get(address)
    assert response.status_code == 200
    return len(asked)


def test_no_page_asks_more_for_more_voters_ballots_or_candidates(chair, client):
    counts = []
    for voters in (1, 3, 60):
        ballot = make_ballots.ballot(chair, voters=voters, candidates=[f"Người {n}" for n in range(voters)])
        codes = make_ballots.codes(ballot)
        for code in codes:
            verbs.cast_vote(code=code, marks="1" + "0" * (voters - 1))
        open_pages = [
            questions(client, reverse("staffing:ballots")),
            questions(client, reverse("staffing:ballot", args=[ballot.pk])),
            questions(client, reverse("staffing:ballot-census", args=[ballot.pk])),
            questions(client, reverse("voting:paper"), {"code": codes[0]}),
            questions(client, reverse("voting:cast"), {"code": codes[0], "p0": "1"}),
        ]
        verbs.count_ballot(actor=make.SYSTEM, ballot=make_ballots.close(ballot))
        counts.append([*open_pages, questions(client, reverse("voting:result", args=[ballot.slug]))])
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0]) <= 16


def test_a_picture_is_the_code_that_the_library_draws():
    size, path = picture("https://congdoan.example/bp/#ABC")
    assert size == 33  # 29 modules and two of white on each side
    assert path.startswith("M2 2h7v1h-7z")
