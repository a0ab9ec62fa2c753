"""Voters who vote on a served installation, which is killed in between: ``python -m bench.ballots [--voters 3000]``.

Everything is real: ``nongcot serve`` in processes of its own, forms over HTTP, kill -9 of every process of it. A voter
who gets no answer tries again, as people do; some change their vote. At the end the ballot is counted and every
receipt looked for in the published list.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

NONGCOT = Path(sys.executable).parent / "nongcot"
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0
VOTERS_AT_ONCE = 16
_PREPARE = """
import json, sys
from datetime import timedelta
from nongcot.config.installation import set_up
set_up()
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.people.api import create_unit
from nongcot.people.kinds import UnitKind
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.ballots.kinds import BallotKind, CensusLine
count, actor, now = int(sys.argv[1]), System("bench"), clock.now()
unit = create_unit(actor=actor, name="CDCS", kind=UnitKind.ENTERPRISE, superior=None, from_day=clock.today())
ballot = verbs.create_ballot(
    actor=actor, unit=unit, title="Bau", kind=BallotKind.ELECTION, candidates=["An", "Binh", "Chi"],
    opens_at=now - timedelta(minutes=1), closes_at=now + timedelta(hours=5),
    census=[CensusLine(n, f"Nguoi {n}", f"NB{n}") for n in range(count)])
links = verbs.issue_links(actor=actor, ballot=ballot, most=count)
print(json.dumps({"ballot": ballot.pk, "codes": [one.code for one in links]}))
"""
_COUNT = """
import json, sys
from datetime import timedelta
from nongcot.config.installation import set_up
set_up()
from nongcot.infra.audit.api import System
from nongcot.kernel import clock
from nongcot.staffing.actions import ballots as verbs
from nongcot.staffing.models import Ballot, CountedVote
now = clock.now()
Ballot.objects.update(opens_at=now - timedelta(hours=2), closes_at=now - timedelta(hours=1))
ballot = Ballot.objects.latest("pk")
verbs.count_ballot(actor=System("bench"), ballot=ballot)
print(json.dumps(dict(CountedVote.objects.filter(ballot=ballot).values_list("receipt", "marks"))))
"""


@dataclass(slots=True)
class Found:
    """What came of it: ``lost`` are receipts missing in the published list, ``wrong`` those with another vote."""

    receipted: int = 0
    killed: int = 0
    counted: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    tries: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Server:
    """``nongcot serve`` on one port, started again after it was killed."""

    def __init__(self, home: Path, database: str) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("NONGCOT_", "DJANGO_"))}
        self.env = {**kept, "NONGCOT_HOME": str(home), "PYTHONUTF8": "1", "NONGCOT_WORKERS": "2"}
        if database:
            self.env["NONGCOT_DATABASE_URL"] = database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, script: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout.strip().splitlines()[-1]

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [NONGCOT, "serve", "--port", str(self.port)],
            env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            try:
                if self.ask("GET", "/bp/").status == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """kill -9 of the parent and all its descendants, as a power cut would."""
        if self.process is None:
            return
        for pid in [*_descendants(self.process.pid), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        self.process = None

    def ask(self, method: str, path: str, body: str = "", cookie: str = "") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, path, body or None, {**headers, **({"Cookie": cookie} if cookie else {})})
            answer = connection.getresponse()
            answer.text = answer.read().decode()  # type: ignore[attr-defined]
            return answer
        finally:
            connection.close()


def _descendants(pid: int) -> list[int]:
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        below.setdefault(parent, []).append(int(folder.name))
    found, open_ones = [], [pid]
    while open_ones:
        children = below.get(open_ones.pop(), [])
        found += children
        open_ones += children
    return found


class Voter:
    """One voter with a phone: votes, tries again without an answer, perhaps changes the vote."""

    def __init__(self, server: Server, code: str, chance: random.Random) -> None:
        self.server, self.code = server, code
        self.choices = [chance.randrange(3) for _vote in range(1 + (chance.random() < 0.1))]
        self.receipt, self.tries, self.slowest = "", 0, 0.0

    def vote(self) -> None:
        for choice in self.choices:
            self.receipt = self._cast(choice)

    @property
    def marks(self) -> str:
        return "".join("1" if place == self.choices[-1] else "0" for place in range(3))

    def _cast(self, choice: int) -> str:
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            self.tries += 1
            began = time.monotonic()
            try:
                page = self.server.ask("GET", "/bp/")
                cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
                token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)  # type: ignore[attr-defined]
                form = {"csrfmiddlewaretoken": token[1] if token else "", "code": self.code, f"p{choice}": "1"}
                answer = self.server.ask("POST", "/bp/gui/", urlencode(form), cookie)
                found = re.search(r'id="receipt">([^<]+)<', answer.text)  # type: ignore[attr-defined]
                if found:
                    self.slowest = max(self.slowest, time.monotonic() - began)
                    return found[1].replace("-", "")
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.2)
        raise RuntimeError("a voter gave up")


def run(*, home: Path, database: str, voters: int, seconds: float, kills: int) -> Found:
    """Let ``voters`` vote within ``seconds`` (0: as fast as they can) while the server is killed ``kills`` times."""
    server, chance, found = Server(home, database), random.Random(7), Found()
    subprocess.run([NONGCOT, "migrate"], env=server.env, check=True, capture_output=True)
    codes = json.loads(server.run(_PREPARE, str(voters)))["codes"]
    people = [Voter(server, code, chance) for code in codes]
    done = threading.Semaphore(0)

    def one(number: int, began: float) -> None:
        time.sleep(max(0.0, began + seconds * number / voters - time.monotonic()))
        people[number].vote()
        done.release()

    try:
        server.start()
        began = time.monotonic()
        with ThreadPoolExecutor(VOTERS_AT_ONCE) as pool:
            jobs = [pool.submit(one, number, began) for number in range(voters)]
            for _kill in range(kills):
                for _voted in range(voters // (kills + 1)):
                    done.acquire()
                server.kill()
                found.killed += 1
                server.start()
            for job in jobs:
                job.result()
        found.seconds = time.monotonic() - began
    finally:
        server.kill()
    published = json.loads(server.run(_COUNT))
    found.receipted = sum(bool(one.receipt) for one in people)
    found.counted = len(published)
    found.tries = sum(one.tries for one in people)
    found.slowest = max(one.slowest for one in people)
    found.lost = [one.receipt for one in people if one.receipt not in published]
    found.wrong = [one.receipt for one in people if published.get(one.receipt, one.marks) != one.marks]
    return found


def main() -> int:
    """Print what came of it; exit status 1 when a ballot was lost, wrong or counted twice."""
    parser = argparse.ArgumentParser(prog="python -m bench.ballots", description=__doc__)
    parser.add_argument("--voters", type=int, default=3000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(
            home=Path(folder), database=asked.database, voters=asked.voters, seconds=asked.seconds, kills=asked.kills
        )
    print(
        f"{found.receipted} of {asked.voters} voters in {found.seconds:.0f} s, {found.tries} tries, slowest "
        f"{found.slowest:.2f} s, killed {found.killed}; counted {found.counted}, lost {len(found.lost)}, "
        f"wrong {len(found.wrong)}"
    )
    return int(bool(found.lost or found.wrong) or found.counted != asked.voters)


if __name__ == "__main__":
    raise SystemExit(main())
