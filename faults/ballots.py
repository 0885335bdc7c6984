"""Kill the process that takes secret ballots, again and again: every receipt is kept.

    python faults/ballots.py --rounds 50

A child seals and casts the ballots of one voter after another and prints each receipt
once its transaction has committed; it is killed (SIGKILL) at a moment that differs each
round. Then every ballot that has a receipt must be on the board, each receipt must be
genuine, the whole archive must be right for our strict verifier, and as many voters
must be marked as there are ballots. On SQLite and, where DATABASE_URL_PG names a
server, on PostgreSQL.
"""

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.load import LIANXIN, ROOT, empty_database, run
from faults.kills import INIT
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.receipts import check_receipt
from lianxin.kernel.ballots.verifier import verify

VOTERS = 150
BEGIN = f"""
import json, sys
import django; django.setup()
from uuid import uuid4
from lianxin.base.ui import clock
from lianxin.facts.polls import operations
from lianxin.facts.polls.operations import Parties, Planned
from lianxin.kernel.actor import Actor, Grant, Reach, Ref
from lianxin.kernel.ballots.credentials import make_code, make_uuid, public_of, write_credentials
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import found_unit
from lianxin.site.demo.polls import made_trustees
grants = tuple(Grant(p, Reach.ALL, "") for p in ("units.edit", "records.record", "records.see"))
first = Person.objects.first()
actor = Actor(name="faults", action=uuid4(), person=Ref("people.person", first.pk), grants=grants)
today, at = clock.today(), clock.now()
root = Unit.objects.get(parent=None)
unit = found_unit(kind="department", name="部门", short_name="部门", parent=root,
                  founded_on=today, actor=actor, at=at)
for number in range({VOTERS}):
    person = Person.objects.create(name=f"员工{{number}}", employee_number=f"F{{number:04}}")
    Affiliation.objects.create(person=person, unit=unit, belonging="staff", valid_from=today)
poll = operations.prepare_poll(unit=unit, actor=actor, at=at, planned=Planned(
    kind="consultation", title="意见", held_on=today, mode="sealed", lines=["甲", "乙"]))
uuid, codes = make_uuid(), [make_code() for _ in range({VOTERS})]
listed = write_credentials([public_of(code, uuid) for code in codes])
_files, trustees = made_trustees()
operations.set_up_board(poll, actor=actor, at=at, parties=Parties(
    uuid=uuid, trustees=trustees, credentials=listed.record))
json.dump({{"poll": poll.pk, "uuid": uuid, "codes": codes}}, sys.stdout)
"""
CAST = """
import json, sys
import django; django.setup()
from uuid import uuid4
from lianxin.base.ui import clock
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Credential, Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.ballots.ballots import seal
from lianxin.kernel.ballots.credentials import public_of, secret_of
told = json.loads(sys.argv[1])
poll = Poll.objects.get(pk=told["poll"])
election = queries.election_of(poll.board)
used = set(Credential.objects.filter(is_used=True).values_list("public", flat=True))
free = (c for c in told["codes"] if str(public_of(c, told["uuid"])) not in used)
for voter, code in zip(poll.voters.filter(has_voted=False).order_by("pk"), free):
    actor = Actor(name="x", action=uuid4(), person=Ref("people.person", voter.person_id))
    record = seal(election, secret_of(code, told["uuid"]), [[1, 0, 0], [0, 1, 0]]).record
    taken = operations.cast_ballot(poll, record=record, actor=actor, at=clock.now())
    print(taken.receipt, flush=True)
"""
LOOK = """
import json, sys
import django; django.setup()
from lianxin.facts.polls import queries
from lianxin.facts.polls.models import Credential, Poll, Voter
poll = Poll.objects.get(pk=int(sys.argv[1]))
json.dump({
    "archive": b"".join(queries.archive_of(poll.board)).hex(),
    "voted": Voter.objects.filter(has_voted=True).count(),
    "used": Credential.objects.filter(is_used=True).count(),
}, sys.stdout)
"""


def kill_casters(environment: dict[str, str], *, rounds: int) -> tuple[int, int]:
    """How many receipts were given, and how many ballots lie on the board.

    AssertionError where a ballot with a receipt is not there, or half there.
    """
    told = run(environment, sys.executable, "-c", BEGIN)
    moments, receipts = random.Random(7), []
    for _ in range(rounds):
        caster = subprocess.Popen(
            [sys.executable, "-c", CAST, told],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert caster.stdout is not None
        receipts.append(caster.stdout.readline())
        time.sleep(moments.uniform(0, 0.3))
        caster.kill()
        receipts += caster.stdout.read().splitlines(keepends=True)
        caster.wait()
    whole = [line.strip() for line in receipts if line.endswith("}\n")]
    number = str(json.loads(told)["poll"])
    found = json.loads(run(environment, sys.executable, "-c", LOOK, number))
    board = verify(io.BytesIO(bytes.fromhex(found["archive"])))
    public = canonical.read(board.election.record)["receipt_key"]
    for line in whole:
        check_receipt(line.encode(), public, board.events, board.trackers)
    assert board.ballots == found["voted"] == found["used"]
    assert len(whole) <= board.ballots <= len(whole) + rounds
    return len(whole), board.ballots


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10, help="casters to kill")
    options = parser.parse_args()
    engines = ["SQLite"] + ["PostgreSQL"] * bool(os.environ.get("DATABASE_URL_PG"))
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
            environment = os.environ | {
                "LIANXIN_DATA": folder,
                "LIANXIN_TLS": "0",
                "DATABASE_URL": address,
                "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
            }
            run(environment, LIANXIN, *INIT)
            receipts, ballots = kill_casters(environment, rounds=options.rounds)
            print(
                f"{engine}: {options.rounds} killed while casting, {ballots} ballots "
                f"on the board, each of {receipts} receipts kept"
            )


if __name__ == "__main__":
    main()
