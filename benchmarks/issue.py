"""A plan of 300 rows is issued to 6,000 branches; then desks over 180,000 goals.

Two new demo enterprises, a small one and a large one, once on SQLite and once on
PostgreSQL (where DATABASE_URL_PG names a server). In each the committee issues a plan
of 300 rows, 30 of them for all branches and 270 for departments; the job that gives the goals is
timed, and the roll-up after it. Then the home and the list of goals of the clerk, of a
department's head and of a branch secretary, a branch's sheet and the plan's coverage are
asked of the WSGI application in this process: how many queries, and how much CPU time with that of the bare page beside it.

    python benchmarks/issue.py
    python benchmarks/issue.py --large 30000 --engine SQLite

Exits with 1 where issuing takes more than 60 s, where a page asks for more queries in
the large enterprise than in the small one, or more than twice the CPU time; the pages
that count all goals of the plan may take three seconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load import LIANXIN, PREPARE, empty_database, run  # noqa: E402 -- the script's folder is on the path, not the project's

ROWS = 300
SHARE = 10  # one row in ten goes to all branches: 30 goals for each of them
MOST_SECONDS = 60
MOST_TIMES = 2
PAGES = (
    ("clerk", "/"),
    ("clerk", "/goals/"),
    ("head", "/"),
    ("head", "/goals/"),
    ("secretary", "/"),
    ("secretary", "/goals/"),
    ("secretary", "/goals/sheet/"),
)
# These count all goals of the plan, so that only their queries have to stay the same.
OF_PLAN = ("/plans/{plan}/coverage/", "/plans/{plan}/goals/")
MOST_SECONDS_OF_PLAN = 3


def issued_plan(*, today: Any, at: Any) -> Any:
    """A plan of the root committee as it is when it has just been issued."""
    from lianxin.org.posts.models import Appointment
    from lianxin.org.units.models import Unit
    from lianxin.work.guidance.models import Plan, Task

    root = Unit.objects.get(parent=None, kind="committee")
    clerk = Appointment.objects.get(person__account__username="clerk").person
    departments = list(Unit.objects.filter(kind="department", path__isnull=False))
    plan = Plan.objects.create(
        unit=root,
        title="年度党建重点任务",
        year=today.year,
        begun_by=clerk,
        begun_at=at,
    )
    Task.objects.bulk_create(
        Task(
            plan=plan,
            order=number,
            key_task=f"重点任务{number // 10 + 1}",
            text=f"开展第{number + 1}项专题工作并形成清单",
            standard="有方案、有记录、有总结",
            lead_unit=None
            if number % SHARE == 0
            else departments[number % len(departments)],
            reach_kinds=["branch"] if number % SHARE == 0 else [],
            due_kind="date",
            due_on=today + timedelta(days=5 + number),
        )
        for number in range(ROWS)
    )
    return issued(plan, clerk, today=today, at=at)


def issued(plan: Any, clerk: Any, *, today: Any, at: Any) -> Any:
    """The plan as it stands, sent and issued by the clerk."""
    from lianxin.work.guidance.models import Issue, Submission
    from lianxin.work.guidance.queries import snapshot_of

    said = {"plan": plan, "snapshot": snapshot_of(plan)}
    sent = Submission.objects.create(submitted_by=clerk, submitted_at=at, **said)
    return Issue.objects.create(
        submission=sent,
        sequence=1,
        number=f"华党发〔{today.year}〕1号",
        issued_on=today,
        meeting="党委会",
        issued_by=clerk,
        issued_at=at,
        **said,
    )


def measure(repeat: int) -> dict[str, Any]:
    """Issue the plan in the database of this process's settings; ask for the pages."""
    import django

    django.setup()
    from benchmarks.pages import ask, cost, queries
    from lianxin.base.ui import clock
    from lianxin.org.units.models import Unit
    from lianxin.site.wsgi import application
    from lianxin.work.goals.models import Goal
    from lianxin.work.goals.operations import follow_journal
    from lianxin.work.guidance.operations import give_issue
    from lianxin.work.guidance.queries import issue_of, issuer_of

    issue = issued_plan(today=clock.today(), at=clock.now())
    before = Goal.objects.count()
    issue = issue_of(issue.pk)
    actor = issuer_of(issue, job="guidance.give", action=uuid4())
    began, spent_before = time.perf_counter(), time.process_time()
    give_issue(issue, actor=actor, at=clock.now())
    given, spent_after = time.perf_counter(), time.process_time()
    follow_journal(at=clock.now())
    tallied = time.perf_counter()
    goals = Goal.objects.count() - before
    known = json.loads(run(dict(os.environ), sys.executable, "-c", PREPARE))
    found: dict[str, Any] = {
        "branches": Unit.objects.filter(kind="branch").count(),
        "goals": goals,
        "issuing": given - began,
        "issuing_cpu": spent_after - spent_before,
        "tally": tallied - given,
        "bare": cost(application, "/healthz", "", repeat=repeat),
        "pages": {},
    }
    of_plan = [("clerk", path.format(plan=issue.plan_id)) for path in OF_PLAN]
    for role, path in (*PAGES, *of_plan):
        cookie = f"{known['name']}={known['cookies'][role]}"
        status = ask(application, path, cookie)
        if status != 200:
            message = f"{role} {path}: answered {status}"
            raise SystemExit(message)
        spent = cost(application, path, cookie, repeat=repeat)
        found["pages"][f"{role} {path}"] = [
            queries(application, path, cookie),
            spent,
        ]
    return found


def measured(engine: str, people: int, *, repeat: int) -> dict[str, Any]:
    """The figures of a new enterprise of so many people, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "LIANXIN_DEMO": "1",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, "migrate", "--verbosity", "0")
        run(environment, LIANXIN, "demo", "--people", str(people))
        child = [sys.executable, str(Path(__file__)), "--here", "--repeat", str(repeat)]
        ran = subprocess.run(
            child, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True
        )
        found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return found | {"people": people}


def report(engine: str, small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    """Print both enterprises side by side; what was not kept."""
    broken = []
    print(f"\n{engine}")
    for found in (small, large):
        print(
            f"  {found['people']:>7,} people, {found['branches']:>5,} branches: "
            f"{found['goals']:>7,} goals given in {found['issuing']:.1f} s "
            f"({found['issuing_cpu']:.1f} s CPU), counted for all units above in {found['tally']:.1f} s"
        )
    if large["issuing"] > MOST_SECONDS:
        broken.append(f"{engine}: issuing took {large['issuing']:.1f} s")
    print(
        f"  {'page':<22}{'queries':>16}{'CPU ms':>18}{'times':>7}   "
        f"(bare page {small['bare']:.2f} / {large['bare']:.2f} ms)"
    )
    for page, (few, quick) in small["pages"].items():
        many, slow = large["pages"][page]
        times = slow / quick
        print(
            f"  {page:<22}{few:>7} → {many:>6}{quick:>8.1f} → {slow:>7.1f}{times:>7.2f}"
        )
        if many > few:
            broken.append(f"{engine}: {page} asks {many} queries, not {few}")
        if "/plans/" in page:
            if slow > MOST_SECONDS_OF_PLAN * 1000:
                broken.append(f"{engine}: {page} takes {slow / 1000:.1f} s")
        elif times > MOST_TIMES:
            broken.append(f"{engine}: {page} takes {times:.1f} times the CPU time")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1500, help="people")
    parser.add_argument("--large", type=int, default=140_000, help="people")
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.repeat)))
        return 0
    engines = [options.engine] if options.engine else ["SQLite", "PostgreSQL"]
    if "PostgreSQL" in engines and not os.environ.get("DATABASE_URL_PG"):
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
        engines.remove("PostgreSQL")
    broken = []
    for engine in engines:
        small, large = (
            measured(engine, people, repeat=options.repeat)
            for people in (options.small, options.large)
        )
        broken += report(engine, small, large)
    for line in broken:
        print(f"Not kept: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
