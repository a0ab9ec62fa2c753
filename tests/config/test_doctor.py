from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from nongcot.config import doctor
from nongcot.config.doctor import Level
from nongcot.kernel import clock

pytestmark = pytest.mark.django_db


def of(code: str) -> doctor.Check:
    return next(check for check in doctor.examine() if check.code == code)


def waiting(**when) -> None:
    task = DBTaskResult.objects.create(
        task_path="x.y",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=clock.now(),
        queue_name="default",
    )
    DBTaskResult.objects.filter(pk=task.pk).update(**when)


def test_every_thing_is_looked_at_once_and_every_fault_has_a_remedy():
    checks = doctor.examine()
    looked_at = (
        "address citizen_key clock database disk factors fonts home integrity mail migrations python secret_key "
        "settings start_code static trail translations worker"
    )
    assert sorted(check.code for check in checks) == looked_at.split()
    assert [check.code for check in checks if (check.level is Level.OK) == bool(check.remedy)] == []


def test_the_database_is_named_with_its_version():
    expected = {"sqlite": "SQLite 3.", "postgresql": "PostgreSQL 1"}[connection.vendor]
    assert of("database").found.startswith(expected)


def test_a_task_that_nobody_takes_is_a_fault():
    waiting(enqueued_at=clock.now() - doctor.WAITING_TOO_LONG - timedelta(minutes=1))
    assert (of("worker").level, "1 việc nền" in of("worker").found) == (Level.FAIL, True)


def test_a_task_that_waits_a_moment_is_none(settings, tmp_path):
    settings.HOME = tmp_path
    waiting()
    assert of("worker").level is Level.WARN
    (tmp_path / "worker.alive").touch()
    assert of("worker").level is Level.OK


def test_a_task_that_hangs_is_worth_a_look():
    waiting(status="RUNNING", started_at=clock.now() - doctor.RUNNING_TOO_LONG - timedelta(minutes=1))
    assert (of("worker").level, "2 giờ" in of("worker").found) == (Level.WARN, True)


@pytest.mark.parametrize(("mode", "level"), [(0o755, Level.WARN), (0o750, Level.OK), (0o700, Level.OK)])
def test_a_home_that_strangers_can_read_is_worth_a_warning(settings, tmp_path, mode, level):
    tmp_path.chmod(mode)
    settings.HOME = tmp_path
    assert doctor.home_folder().level is level


@pytest.mark.parametrize(("mode", "told"), [(0o644, 1), (0o640, 1), (0o600, 0)])
def test_an_embedded_database_that_others_can_read_is_worth_a_warning(monkeypatch, tmp_path, mode, told):
    file = tmp_path / "nongcot.sqlite3"
    file.touch()
    file.chmod(mode)
    monkeypatch.setattr(doctor, "connection", SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(file)}))
    found = list(doctor.database_file())
    assert [check.level for check in found] == [Level.WARN] * told
    assert all(f"chmod 600 {file}" in check.remedy for check in found)


@pytest.mark.parametrize(("mode", "level"), [(0o644, Level.FAIL), (0o600, Level.OK)])
def test_a_key_that_strangers_can_read_is_a_fault(settings, tmp_path, mode, level):
    settings.HOME = tmp_path
    for name in ("secret", "citizen"):
        (tmp_path / f"{name}.key").write_text("x" * 64)
        (tmp_path / f"{name}.key").chmod(mode)
    expected = {"sqlite": level, "postgresql": Level.FAIL if level is Level.FAIL else Level.WARN}[connection.vendor]
    assert [check.level for check in doctor.secret_keys()] == [expected, expected]


@pytest.mark.parametrize(
    ("free", "level"),
    [(doctor.FREE_FAIL - 1, Level.FAIL), (doctor.FREE_FAIL, Level.WARN), (doctor.FREE_WARN, Level.OK)],
)
def test_disk_space_is_judged_at_its_bounds(monkeypatch, free, level):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _folder: doctor.shutil._ntuple_diskusage(10**12, 0, free))
    assert doctor.disk_space().level is level


def test_other_hosts_without_https_are_worth_a_warning(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert doctor.running_settings().level is Level.OK
    settings.ALLOWED_HOSTS = ["congdoan.example.vn"]
    assert doctor.running_settings().level is Level.WARN


def test_the_command_says_how_it_stands_and_creates_nothing_but_the_home(run_nongcot, tmp_path):
    done = run_nongcot("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SQLite 3." in done.stdout
    assert (tmp_path / "home").is_dir()


def test_an_unreachable_server_is_a_fault_with_its_reason(run_nongcot):
    done = run_nongcot("doctor", env={"NONGCOT_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"})
    assert done.returncode == 1
    assert "Connection refused" in done.stdout
    assert "NONGCOT_DATABASE_URL" in done.stdout


def test_a_folder_that_cannot_be_written_is_a_fault(settings, monkeypatch, tmp_path):
    settings.HOME = tmp_path
    monkeypatch.setattr(doctor.os, "access", lambda path, _mode: Path(path) != tmp_path)
    assert doctor.home_folder().level is Level.FAIL
