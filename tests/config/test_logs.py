"""The log names no address that is a secret itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from nongcot.config.logs import WithoutSecrets

SECRET = "bi-mat-cua-toi"
OF_SECRETS = {"notices:feed": [SECRET], "notices:unsubscribe": [SECRET], "accounts:reset": ["MQ", SECRET]}


@pytest.mark.parametrize(("name", "given"), OF_SECRETS.items())
def test_an_address_that_holds_a_secret_is_written_without_it(name, given):
    path = reverse(name, args=given)
    assert SECRET in path
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Internal Server Error", path)})
    assert WithoutSecrets().filter(record)
    assert record.getMessage().startswith("Internal Server Error: /")
    assert SECRET not in record.getMessage()
    written = logging.makeLogRecord({"msg": f"the API failed at {path}", "args": ()})
    assert WithoutSecrets().filter(written)
    assert SECRET not in written.getMessage()


def test_other_addresses_and_what_is_no_text_stay():
    record = logging.makeLogRecord({"msg": "%s %d", "args": ("/don-vi/12/lich-su/", 404)})
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "/don-vi/12/lich-su/ 404"


def test_whatever_is_logged_passes_the_filter():
    used = {name for handler in settings.LOGGING["handlers"].values() for name in handler["filters"]}
    assert {settings.LOGGING["filters"][name]["()"] for name in used} == {"nongcot.config.logs.WithoutSecrets"}


def names(resolver, before: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{before}{one.name}", str(one.pattern)
        else:
            yield from names(one, f"{one.namespace}:" if one.namespace else before)


def test_no_other_address_holds_a_secret():
    secret = re.compile(r"<(?:\w+:)?(?:token|secret|code)>")
    assert {name for name, pattern in names(get_resolver()) if secret.search(pattern)} == set(OF_SECRETS)


def test_the_web_server_in_front_is_told_to_log_none_of_them():
    guide = (Path(__file__).parents[2] / "docs" / "run-for-real.md").read_text()
    found = re.search(r"location ~ (\S+) \{\s+access_log off;", guide)
    assert found
    assert all(re.match(found[1], reverse(name, args=given)) for name, given in OF_SECRETS.items())
