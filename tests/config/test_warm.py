"""A web process knows pages, templates and rules before it is asked anything, and asks no database for that."""

from __future__ import annotations

import gc

import pytest
from django.template import engines

from nongcot.config import warm
from nongcot.infra.rulebook import queries


@pytest.fixture
def frozen(monkeypatch):
    """How often all that lasts was frozen; the tests go on with a collector that looks at everything."""
    times: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: times.append(1))
    return times


def test_what_the_first_reader_would_wait_for_is_done_before(frozen):
    queries.files.cache_clear()
    cached = engines["django"].engine.template_loaders[0].get_template_cache
    warm.warm_up()
    assert frozen == [1]
    assert queries.files.cache_info().currsize == 1
    known = set(cached)
    assert {"ui/base.html", "duties/inbox.html", "staffing/completing/case.html"} <= set(warm.own_templates())
    assert set(warm.own_templates()) <= known
