"""Make the root unit and the first administrator."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, missing_migrations
from lianxin.org.units.queries import all_units
from lianxin.site.beginning import Beginning, begin

QUESTIONS = {
    "committee": "Name of the committee at the top, as on its seal",
    "person": "Name of the first administrator",
    "number": "Employee number of this person",
    "username": "Sign-in name of this person",
}


class Command(TeachingCommand):
    """`lianxin init`."""

    help = """Begin an installation: the unit at the top of the tree, and the first system
administrator, who enters units and people from then on.

Brings an empty database up to date, then prints a one-time code. With it the
administrator signs in once, chooses a password and sets up a second factor. The code
is shown only now; the database keeps its hash.

Refuses a database that has a unit: there is one root, and it is made once. Whatever
is not given as an option is asked for.

  lianxin init --committee 华岭能源集团党委 --short-name 集团党委 --founded 1998-07-01 \\
               --person 管理员 --number 00001 --username admin"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """All can be asked for instead."""
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", default="", help=question)
        parser.add_argument("--short-name", default="", help="a short form of its name")
        parser.add_argument(
            "--founded",
            type=date.fromisoformat,
            help="the day it was founded (today); no unit can be older than it",
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Ask for what is missing, then do all of it or nothing."""
        if missing_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        if all_units().exists():
            message = "There is a root unit already; this was done before."
            raise CommandError(message)
        told = {name: options[name] or _ask(name) for name in QUESTIONS}
        today = clock.today()
        beginning = Beginning(
            committee=told["committee"],
            short_name=options["short_name"],
            founded_on=options["founded"] or today,
            person=told["person"],
            employee_number=told["number"],
            username=told["username"],
        )
        try:
            issued = begin(beginning, today=today, at=clock.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{told['committee']}: founded. Sign in once with")
        self.stdout.write(f"  name  {issued.user.username}")
        self.stdout.write(f"  code  {issued.code}")


def _ask(name: str) -> str:
    if not sys.stdin.isatty():
        message = f"Give --{name}: {QUESTIONS[name]}."
        raise CommandError(message)
    answer = ""
    while not answer:
        answer = input(f"{QUESTIONS[name]}: ").strip()
    return answer
