"""Fill an empty database with an invented enterprise."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from typing_extensions import override

from lianxin.base.sqlite.base import room_for_one_row_after_another
from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand, missing_migrations
from lianxin.org.units.models import Unit
from lianxin.site.demo import DEMO_PASSWORD
from lianxin.site.demo.enterprise import Enterprise
from lianxin.site.demo.signins import SIGN_INS, open_accounts
from lianxin.site.demo.story import Story
from lianxin.site.demo.year import Year
from lianxin.work.duties import operations as duties
from lianxin.work.goals.operations import rebuild_ledger, rebuild_tally

SMALL = 1500


class Command(TeachingCommand):
    """`lianxin demo`."""

    help = """Fill an empty database with an invented enterprise: committees, about 60
branches, departments, a union, and about 1,500 people with a year of meetings
and goals. The same every time; its dates are relative to today. Only twelve
accounts have a password, and they open only where LIANXIN_DEMO=1 is set.

Brings an empty database up to date first. Refuses a database that already has units
in it: a demo is never mixed with real data.

  LIANXIN_DEMO=1 lianxin demo                   the usual demo
  LIANXIN_DEMO=1 lianxin demo --people 100000   a large one, for benchmarks"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--people", type=int, default=SMALL, help="about how many people (1,500)"
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        if not settings.DEMO:
            message = "Set LIANXIN_DEMO=1: the demo's password is public."
            raise CommandError(message)
        if missing_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        if Unit.objects.exists():
            message = (
                "This database already has units in it. The demo needs an empty one: "
                "set LIANXIN_DATA or DATABASE_URL to a new place."
            )
            raise CommandError(message)
        if options["people"] < 600:
            message = "Ask for at least 600 people."
            raise CommandError(message)
        began = time.monotonic()
        with room_for_one_row_after_another(connection):
            self._make(people=options["people"])
        took = time.monotonic() - began
        self.stdout.write(f"Made {options['people']} people in {took:.1f} s.")
        self.stdout.write(f"Sign in as one of: {', '.join(SIGN_INS)}")
        self.stdout.write(f"with the password {DEMO_PASSWORD}")

    @transaction.atomic
    def _make(self, *, people: int) -> None:
        # First: for a moment this takes as much memory as all that comes after it.
        password = make_password(DEMO_PASSWORD)
        enterprise = Enterprise(people=people, today=clock.today())
        enterprise.make()
        open_accounts(enterprise, password=password, at=clock.now())
        is_small = people <= SMALL
        Year(enterprise, months=9 if is_small else 2).make()
        rebuild_ledger()
        Story(enterprise, at=clock.now(), has_archive=is_small).tell()
        rebuild_tally(at=clock.now())
        duties.rebuild_ledger(today=clock.today())
        duties.rebuild_tally(at=clock.now())
