"""A program prepares a ballot, moves its closing, counts it, reads the result; it neither votes nor learns a link."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people.kinds import Role
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.models import Ballot, SealedVote
from tests.factories import ballots as make_ballots
from tests.factories import people as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit("Công đoàn cơ sở May Sao Mai")


@pytest.fixture
def ask(client, union):
    def asked(method, path, body=None, role=Role.CHAIR):
        user = make.officer(union, role)
        day = clock.today()
        ends = day + timedelta(days=1)
        _row, secret = make_token(actor=user, name="thử", scope=Scope.WRITE, ends_on=ends, day=day)
        asked.count += 1
        return client.generic(
            method,
            f"/api/ballots{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": f"khoa-thu-{asked.count}"},
        )

    asked.count = 0
    return asked


def told(union, **changes):
    now = clock.now()
    return {
        "unit": union.pk,
        "kind": "election",
        "title": "Bầu bổ sung",
        "candidates": ["An", "Bình"],
        "key_field": "email",
        "opens_at": (now - timedelta(minutes=1)).isoformat(),
        "closes_at": (now + timedelta(hours=2)).isoformat(),
        "voters": [{"name": "Lan", "key": "LAN@example.vn"}, {"name": "Hoa", "key": "hoa@example.vn"}],
        **changes,
    }


def test_from_preparing_to_the_result(ask, union):
    made = ask("POST", "", told(union))
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    ballot = Ballot.objects.get(pk=key)
    assert set(ballot.voters.values_list("contact", flat=True)) == {"lan@example.vn", "hoa@example.vn"}
    more = {"voters": [{"name": "Lan", "key": "lan@example.vn"}, {"name": "Mai", "key": "mai@example.vn"}]}
    assert ask("POST", f"/{key}/voters", more).status_code == 409, "it is open: why?"
    assert ask("POST", f"/{key}/voters", {**more, "reason": "Sót tên"}).json() == {"added": 1}
    codes = make_ballots.codes(ballot)
    verbs.cast_vote(code=codes[0], marks="10")
    verbs.cast_vote(code=codes[1], marks="10")
    seen = ask("GET", f"/{key}").json()
    assert (seen["state"], seen["voters"], seen["links"], seen["box"], seen["collected"]) == ("open", 3, 3, 2, None)
    assert seen["candidates"][0]["marks"] is None
    later = (clock.now() + timedelta(hours=3)).isoformat()
    assert ask("POST", f"/{key}/closing", {"closes_at": later, "reason": "Mất mạng"}).status_code == 200
    assert ask("POST", f"/{key}/count").status_code == 409
    make_ballots.close(ballot)
    assert ask("POST", f"/{key}/count").status_code == 200
    seen = ask("GET", f"/{key}").json()
    assert (seen["state"], seen["collected"], seen["blank"]) == ("counted", 2, 0)
    assert [(one["name"], one["elected"], one["marks"]) for one in seen["candidates"]] == [
        ("An", True, {"1": 2}),
        ("Bình", False, {"1": 0}),
    ]
    assert [one["id"] for one in ask("GET", f"?within={union.pk}").json()["items"]] == [key]


def test_no_answer_holds_a_voter_a_link_or_a_receipt(ask, union):
    key = ask("POST", "", told(union)).json()["id"]
    codes = make_ballots.codes(Ballot.objects.get(pk=key))
    receipt = verbs.cast_vote(code=codes[0], marks="10").receipt
    said = ask("GET", f"/{key}").content.decode() + ask("GET", "").content.decode()
    assert [word for word in (*codes, receipt, "lan@example.vn", "Lan") if word in said] == []


def test_what_is_wrong_in_a_census_is_told_by_line_and_nothing_is_kept(ask, union):
    wrong = [
        {"name": "Lan", "key": "lan@example.vn"},
        {"name": "Hoa", "key": "hoa"},
        {"name": "Lan", "key": "lan@example.vn"},
    ]
    answer = ask("POST", "", told(union, voters=wrong))
    assert answer.status_code == 409
    assert "Dòng 2" in answer.json()["detail"]
    assert "Dòng 3" in answer.json()["detail"]
    assert not Ballot.objects.exists()


def test_a_reader_reads_and_runs_nothing_and_a_void_ballot_is_empty(ask, union):
    ballot = make_ballots.ballot(union, voters=1)
    verbs.cast_vote(code=make_ballots.codes(ballot)[0], marks="100")
    assert ask("GET", f"/{ballot.pk}", role=Role.READER).status_code == 200
    for path, body in ((f"/{ballot.pk}/count", None), (f"/{ballot.pk}/void", {"reason": "Sai"}), ("", told(union))):
        assert ask("POST", path, body, role=Role.READER).status_code == 403
    assert ask("POST", f"/{ballot.pk}/void", {"reason": "Danh sách sai"}).status_code == 200
    assert not SealedVote.objects.exists()
    assert ask("GET", f"/{ballot.pk}").json()["state"] == "voided"


def test_lists_and_a_ballot_ask_as_much_for_a_hundred_as_for_one(ask, union):
    counts = []
    for voters in (1, 3, 100):
        ballot = make_ballots.ballot(union, voters=voters, candidates=[f"Người {n}" for n in range(voters)])
        with CaptureQueriesContext(connection) as asked:
            assert ask("GET", f"/{ballot.pk}").status_code == 200
            assert ask("GET", "").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_line_tells_and_is_told_which_record_it_means(union, ask):
    an, other = make.post(make.person("An"), union).person, make.post(make.person("Trần Thị Bình"), union).person
    made = ask("POST", "", told(union)).json()["id"]

    def lines(**given):
        return [(line["person"], line["no_person"]) for line in ask("GET", f"/{made}", **given).json()["candidates"]]

    assert lines() == [(an.pk, False), (None, False)]
    assert ask("POST", f"/{made}/lines/1/person", {"person": other.pk}).status_code == 200
    assert ask("POST", f"/{made}/lines/0/person", {"person": None}).status_code == 200
    assert lines(role=Role.READER) == [(None, True), (other.pk, False)]
    assert ask("POST", f"/{made}/lines/1/person", {"person": an.pk}, role=Role.READER).status_code == 403
    stranger = make.post(make.person("Phạm Xa"), make.unit("CĐCS Xa")).person
    for place, person in ((5, an.pk), (0, stranger.pk), (0, 999_999)):
        assert ask("POST", f"/{made}/lines/{place}/person", {"person": person}).status_code == 404
    assert ask("POST", f"/{made}/lines/0/person", {"person": other.pk}).status_code == 409
    assert ask("POST", f"/{made}/lines/0/person", {}).status_code == 422
