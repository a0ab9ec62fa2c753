"""What holds for every test: logged errors fail, and the browser tests run only where there is a browser."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import hypothesis
import pytest

from tests.installed import Installed, drop, installed, server_of_the_run

# This machine may be busy, so no example has a time limit. CI draws the same examples every time: a red run is a
# change of ours, never luck; people's own runs draw new ones.
hypothesis.settings.register_profile("nongcot", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("nongcot")

NONGCOT = Path(sys.executable).parent / "nongcot"

RunCommand = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-browser", action="store_true", help="fail instead of leaving out the browser tests")
    parser.addoption("--pictures", action="store_true", help="browser tests keep pictures of pages in e2e-pictures/")
    parser.addoption("--database-only", action="store_true", help="leave out the tests that can reach no database")


# Without one of these, by whatever way, pytest-django lets a test reach no database, and it has no installation either.
_DATABASE = {"django_db_setup", "db", "transactional_db", "model_installation", "make_database"}


def _reaches_a_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or _DATABASE & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the browser tests where there is no Chromium, and say so. The long walks begin first."""
    if config.getoption("--require-browser") and not shutil.which("chromium"):
        raise pytest.UsageError("Chromium was not found: apt-get install chromium")
    if not shutil.which("chromium"):
        _leave_out(config, items, "browser tests: no Chromium here (apt-get install chromium)", _is_in_a_browser)
    if config.getoption("--database-only"):
        _leave_out(config, items, "tests that can reach no database", lambda item: not _reaches_a_database(item))
    # begun last, one of them would keep one process busy while the others have nothing left to do
    items.sort(key=lambda item: item.path.parent != Path(__file__).parent)


def _is_in_a_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


def _leave_out(
    config: pytest.Config, items: list[pytest.Item], what: str, which: Callable[[pytest.Item], bool]
) -> None:
    left_out = [item for item in items if which(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not which(item)]
        config.stash.setdefault(_LEFT_OUT, []).append(f"left out: {len(left_out)} {what}")


_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for told in config.stash.get(_LEFT_OUT, []):
        terminalreporter.write_line(told)


@pytest.fixture(scope="session", autouse=True)
def _emptied_after_tests(django_test_environment: None) -> Iterator[None]:
    """Tests that commit leave an empty database behind, though the trail refuses to be emptied."""
    from django.db import connections
    from django.test import TransactionTestCase

    from nongcot.infra.audit.guards import remove_guards

    emptied = TransactionTestCase._fixture_teardown

    def empty(case: TransactionTestCase) -> None:
        remove_guards(connections["default"])  # put up again after the flush, which ends like a migrate
        emptied(case)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _no_logged_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged error fails the test, unless it is marked ``logs_errors`` because it is about one."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    phases = (record for phase in ("setup", "call") for record in caplog.get_records(phase))
    errors = [f"{record.name}: {record.getMessage()}" for record in phases if record.levelno >= logging.ERROR]
    assert not errors, "logged as errors:\n" + "\n".join(errors)


@pytest.fixture
def run_nongcot(tmp_path: Path) -> RunCommand:
    """Run the real ``nongcot`` command in a process and an empty home folder of its own.

    ``run_nongcot("diagnose", path, home=..., env={...}, stdin="", timeout=120)`` returns the completed process with its
    output as text; it never raises for an exit status, which is for the test to assert.
    """

    def run(
        *arguments: str | Path,
        home: Path | None = None,
        env: dict[str, str] | None = None,
        stdin: str | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
        return subprocess.run(
            [NONGCOT, *map(str, arguments)],
            env={**kept, "NONGCOT_HOME": str(home or tmp_path / "home"), "PYTHONUTF8": "1", **(env or {})},
            input=stdin if stdin is not None else "",
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            cwd=tmp_path,
        )

    return run


@pytest.fixture(scope="session")
def make_database() -> Iterator[Callable[..., str]]:
    """``make_database()``: the URL of a new database on the server the suite runs on; empty for the embedded one.

    ``make_database(template)``: a copy of the database of that URL.
    """
    url = os.environ.get("NONGCOT_DATABASE_URL", "")
    made: list[str] = []

    def make(template: str = "") -> str:
        if not url.startswith("postgres"):
            return ""
        import psycopg

        name = f"apart_{uuid4().hex[:12]}"
        with psycopg.connect(url, autocommit=True) as server:
            like = urlsplit(template).path.lstrip("/") or "template1"
            server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # type: ignore[arg-type]
        made.append(name)
        return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

    yield make
    if made:
        import psycopg

        with psycopg.connect(url, autocommit=True) as server:
            for name in made:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


@pytest.fixture
def database_url(make_database: Callable[[], str]) -> str:
    """A database of this test's own, for processes of its own."""
    return make_database()


@pytest.fixture(scope="session")
def model_installation(pytestconfig: pytest.Config) -> Installed:
    """A migrated, empty installation that nobody changes, made once for all processes of the run."""
    return installed(pytestconfig.cache.mkdir("installed"), server_of_the_run())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, model_installation: Installed
) -> None:
    """The database of the tests begins as a copy of the model; Django finds nothing left to migrate."""
    from django.db import connections
    from django.db.backends.signals import connection_created

    if model_installation.url:
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = model_installation.database
        return

    def fill(connection: Any, **_given: Any) -> None:
        if connection.alias == "default" and connection.is_in_memory_db():
            connection_created.disconnect(fill)
            model_installation.fill(connection.connection)

    connection_created.connect(fill, weak=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The last process to end leaves no model on a server."""
    if server_of_the_run() and not hasattr(session.config, "workerinput"):
        drop(session.config.cache.mkdir("installed"), server_of_the_run())


@pytest.fixture(scope="session")
def install_in(make_database: Callable[..., str], model_installation: Installed) -> Callable[[Path], str]:
    """``install_in(home)``: a migrated, empty installation in that new folder; gives its database's URL."""

    def install(home: Path) -> str:
        shutil.copytree(model_installation.home, home)
        return make_database(model_installation.url)

    return install
