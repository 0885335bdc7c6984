"""Make all ledgers and caches anew from the facts."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.ui import clock
from lianxin.base.ui.management.teaching import TeachingCommand
from lianxin.site.rebuilds import REBUILDS


class Command(TeachingCommand):
    """`lianxin rebuild`."""

    help = """Make all ledgers and caches anew from the facts.

Statuses are worked out; ledgers and paths only make that fast. After a restore, or
when the nightly comparison reports a difference, this makes them anew. It changes no
fact and may run while the site serves.

Refuses a name that is not in the list (`lianxin rebuild --list`).

  lianxin rebuild                 everything
  lianxin rebuild goals.ledger    one ledger"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which ones, or all."""
        parser.add_argument("names", nargs="*", help="ledgers; none means all")
        parser.add_argument("--list", action="store_true", help="only name them")

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Rebuild in the order of the list: lower tiers first."""
        unknown = set(options["names"]) - set(REBUILDS)
        if unknown:
            message = f"No such ledger: {', '.join(sorted(unknown))}. Known: {', '.join(REBUILDS)}."
            raise CommandError(message)
        for name, rebuild in REBUILDS.items():
            if options["names"] and name not in options["names"]:
                continue
            if options["list"]:
                self.stdout.write(name)
                continue
            began = time.monotonic()
            rebuild(clock.today())
            self.stdout.write(f"{name}: {time.monotonic() - began:.1f} s")
