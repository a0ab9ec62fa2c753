import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parent.parent.parent / "tools" / "postgres.py"

pytestmark = pytest.mark.skipif(
    not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and not shutil.which("initdb"),
    reason="no PostgreSQL here",
)

ASK = "import os, psycopg; print(psycopg.connect(os.environ['NONGCOT_DATABASE_URL']).execute({!r}).fetchone()[0])"


def beside_postgres(*command: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, TOOL, "run", *command], capture_output=True, text=True, timeout=120, check=False, **options
    )


def folder_of(address: str) -> Path:
    return Path(address.split("@")[1].rpartition("/")[0].replace("%2F", "/"))


def is_alive(pid: int) -> bool:
    """A dead process that nobody has waited for yet still has a number, and the state Z."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_command_gets_a_database_that_sorts_vietnamese():
    query = "select string_agg(w, ' ' order by w) from (values ('đa'), ('da'), ('ă'), ('a'), ('Ấn')) as words(w)"
    done = beside_postgres("--", sys.executable, "-c", ASK.format(query))
    assert done.stdout.strip() == "a ă Ấn da đa", done.stderr


def test_further_settings_are_given_to_the_server():
    done = beside_postgres("--set", "work_mem=7MB", "--", sys.executable, "-c", ASK.format("show work_mem"))
    assert done.stdout.strip() == "7MB", done.stderr


def test_the_status_is_the_commands_and_nothing_is_left():
    done = beside_postgres("--", "sh", "-c", "echo $NONGCOT_DATABASE_URL; exit 7")
    assert done.returncode == 7
    assert folder_of(done.stdout.strip()).name.startswith("nongcot-pg-")
    assert not folder_of(done.stdout.strip()).exists()


def test_nothing_is_left_when_it_is_asked_to_stop():
    script = "echo $NONGCOT_DATABASE_URL; exec sleep 600"
    command = [sys.executable, TOOL, "run", "--", "sh", "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        folder = folder_of(process.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 128 + signal.SIGTERM
    assert not folder.exists()
    assert not is_alive(server)
