"""Every operation of the API, asked by a machine that tries what no person would: no failure, no undeclared answer."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.schemas import APIOperation, BaseSchema

from nongcot.config.endpoints import api
from nongcot.config.wsgi import application
from nongcot.infra.httpapi.actions import make_token
from nongcot.infra.httpapi.models import Scope
from nongcot.kernel import clock
from nongcot.people.kinds import Post
from tests.factories import people as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret() -> str:
    top = make.federation()
    union = make.unit("Công đoàn cơ sở An Phú", under=top)
    make.post(make.person("Trần Thị Hoa"), union, Post.CHAIR)
    make.term(union)
    make.duty(union)
    today = clock.today()
    ends = today + timedelta(days=1)
    return make_token(actor=make.officer(top), name="fuzz", scope=Scope.WRITE, ends_on=ends, day=today)[1]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request asked past Django's test client would close the connection that the test's transaction lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


PARTS = 8


@cache
def described() -> BaseSchema:
    """The API as it describes itself: asked only by who runs these tests, for it takes seconds to write."""
    load_all_checks()
    schema = schemathesis.openapi.from_dict(deepcopy(dict(api.get_openapi_schema())))
    schema.app = application
    return schema


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def asked(case: schemathesis.Case, secret: str) -> None:
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})
        transaction.set_rollback(True)  # the next one finds all as it was


def wrong_with(operation: APIOperation, secret: str) -> list[str]:
    """What was answered otherwise than the operation says, tried with values it draws from its description.

    Schemathesis's own ``parametrize`` would draw them while tests are collected, in every process and for every run.
    """
    test = build_operation_test(
        config=described().config, operation=operation, test_func=asked, given_kwargs={}, feedback=FeedbackSources()
    )
    try:
        test(secret=secret)
    except FailureGroup as found:
        return [f"{operation.label}: {one!r}" for one in found.exceptions]
    return []


@pytest.mark.parametrize("part", range(PARTS))
def test_every_operation_answers_as_it_is_described(part: int, secret: str) -> None:
    """Every eighth operation, so that several processes share the work."""
    operations = [each.ok() for each in described().get_all_operations()][part::PARTS]
    assert len(operations) > 10
    assert [told for operation in operations for told in wrong_with(operation, secret)] == []
