"""Nobody joins a voter and a ballot: not by rows, row ids, order, times, entries, logs or the database's file.

Each voter votes in the order of the census, which is the worst case: whoever finds that order in the box has them all.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.actions.ballots.common import empty_remains
from nongcot.staffing.ballots.secrets import keys_of
from nongcot.staffing.models import BallotVoter, CountedVote, SealedVote
from tests.factories import ballots as make_ballots
from tests.factories.people import SYSTEM

VOTERS = 40


def orders(numbers):
    """How many neighbours stand in rising order: about half of them, where chance ordered them."""
    return sum(a < b for a, b in pairwise(numbers)) / (len(numbers) - 1)


def cast_all(client, ballot):
    """All vote in the order of the census, through the page; gives (code, receipt) of each."""
    told = []
    for code in make_ballots.codes(ballot):
        page = client.post(reverse("voting:cast"), {"code": code, "p0": "1"}).content.decode()
        told.append((code, page.split('id="receipt">')[1].split("<")[0].replace("-", "")))
    return told


@pytest.mark.django_db
def test_casting_writes_one_row_in_the_box_and_nothing_else(client):
    ballot = make_ballots.ballot(voters=3)
    code = make_ballots.codes(ballot)[0]

    def everything():
        return {
            model._meta.label: sorted(map(str, model._base_manager.values()))
            for model in apps.get_models()
            if model is not SealedVote
        }

    before = everything()
    client.post(reverse("voting:paper"), {"code": code})
    client.post(reverse("voting:cast"), {"code": code, "p0": "1"})
    client.post(reverse("voting:cast"), {"code": code, "p1": "1"})
    assert everything() == before
    assert SealedVote.objects.count() == 1


@pytest.mark.django_db
def test_the_row_ids_of_the_box_and_of_the_count_give_no_order(client):
    ballot = make_ballots.ballot(voters=VOTERS)
    told = cast_all(client, ballot)
    ids = [SealedVote.objects.get(box_key=keys_of(code).box).pk for code, _receipt in told]
    assert 0.2 < orders(ids) < 0.8
    verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    assert not SealedVote.objects.exists()
    numbers = dict(CountedVote.objects.values_list("receipt", "pk"))
    assert 0.2 < orders([numbers[receipt] for _code, receipt in told]) < 0.8
    assert sorted(numbers) == [receipt for receipt, _pk in sorted(numbers.items(), key=lambda one: one[1])]


@pytest.mark.django_db
def test_a_ballot_in_the_box_tells_nothing_of_choice_voter_or_time(client):
    ballot = make_ballots.ballot(voters=VOTERS)
    for number, code in enumerate(make_ballots.codes(ballot)):
        verbs.cast_vote(code=code, marks=("100", "010", "000")[number % 3])
    rows = list(SealedVote.objects.values())
    assert {len(bytes(row["sealed"])) for row in rows} == {12 + 12 + 3 + 16}  # nonce, receipt, marks, seal
    assert {field.name for field in SealedVote._meta.get_fields()} == {"id", "ballot", "box_key", "sealed"}
    kept = {row["voter_key"] for row in BallotVoter.objects.values()}
    assert not kept & {row["box_key"] for row in rows}


@pytest.mark.django_db
def test_neither_code_nor_key_is_in_any_row_of_the_count(client):
    ballot = make_ballots.ballot(voters=5)
    told = cast_all(client, ballot)
    verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
    kept = "\n".join(str(row) for model in apps.get_models() for row in model._base_manager.values())
    for code, receipt in told:
        keys = keys_of(code)
        assert receipt in kept
        assert not [secret for secret in (code, keys.voter, keys.box, str(keys.row)) if secret in kept]


@pytest.mark.django_db
def test_the_log_holds_neither_code_nor_receipt(client, caplog):
    caplog.set_level(logging.DEBUG)
    told = cast_all(client, make_ballots.ballot(voters=2))
    # statements are logged by Django itself in tests only, where DEBUG is on: not in a served installation
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not [secret for pair in told for secret in pair if secret in said]


@pytest.mark.django_db(transaction=True)
def test_after_the_count_the_files_of_the_database_hold_nothing_of_the_box(client, tmp_path, make_database):
    """The embedded database as a file: no code, key or sealed ballot is left in it, in its free space or in its log."""
    if connection.vendor != "sqlite":
        _leaves_no_row_on_a_server(client, make_database())
        return
    path = tmp_path / "box.sqlite3"
    with closing(sqlite3.connect(path)) as apart:  # the suite's own database lies in memory
        connection.connection.backup(apart)
    assert path.exists()
    name, memory = connection.settings_dict["NAME"], connection.connection
    connection.connection = None  # the next question opens the file
    connection.settings_dict["NAME"] = str(path)
    try:
        ballot = make_ballots.ballot(voters=VOTERS)
        told = cast_all(client, ballot)
        sealed = [bytes(row) for row in SealedVote.objects.values_list("sealed", flat=True)]
        during = _files(path)
        assert all(
            keys_of(code).box.encode() in during for code, _receipt in told
        )  # the test can see what it looks for
        verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
        after = _files(path)
        places = [after.find(receipt.encode()) for _code, receipt in told]
        assert min(places) >= 0
        assert 0.2 < orders(places) < 0.8
        for code, _receipt in told:
            keys = keys_of(code)
            assert not [secret for secret in (code, keys.box, keys.voter) if secret.encode() in after]
        assert not [one for one in sealed if one in after]
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, memory


def _leaves_no_row_on_a_server(client: Client, elsewhere: str) -> None:
    """PostgreSQL writes the table anew without its dead rows, whatever is written in another of its databases."""
    import psycopg

    with psycopg.connect(elsewhere) as other, connection.cursor() as cursor:
        other.execute("SELECT pg_current_xact_id()")  # open, and older than all that follows
        ballot = make_ballots.ballot(voters=5)
        cast_all(client, ballot)
        assert _size(cursor) > 0
        verbs.count_ballot(actor=SYSTEM, ballot=make_ballots.close(ballot))
        assert emptied(cursor), _looking(cursor)


def _size(cursor: Any) -> int:
    cursor.execute("SELECT pg_relation_size('staffing_sealedvote')")
    return int(cursor.fetchone()[0])


def emptied(cursor: Any) -> bool:
    """Whether nothing is left in the table; tried again while the server itself looks at older rows (ADR 4)."""
    for _try in range(40):
        if _size(cursor) == 0:
            return True
        sleep(0.25)
        empty_remains()
    return False


def _looking(cursor: Any) -> list[Any]:
    """The sessions that keep old rows from being cleared away."""
    cursor.execute(
        "SELECT datname, state, xact_start, backend_xmin, left(query, 80) FROM pg_stat_activity "
        "WHERE backend_xid IS NOT NULL OR backend_xmin IS NOT NULL OR state LIKE 'idle in%'"
    )
    return list(cursor.fetchall())


def _files(path: Path) -> bytes:
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))
