"""Serve the site and work off the jobs."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from typing_extensions import override

from lianxin.base.ui.management.teaching import (
    TeachingCommand,
    missing_migrations,
    refuse_other_keys,
)
from lianxin.org.units.queries import all_units
from lianxin.site.guarding import close_connections
from lianxin.site.serving import Server, Supervisor


class Command(TeachingCommand):
    """`lianxin run`."""

    help = """Serve the site with gunicorn, and beside it the job worker.

Stop it with Ctrl-C or SIGTERM: requests under way are finished first. Put a proxy
with TLS in front of it (docs/how-to/run-in-production.md). The request log goes to
standard output, or to the file that --log names; SIGUSR1 opens that file anew, for
logrotate. It holds no query strings.

Refuses to start where the database lacks migrations, unless --migrate is given, and
where the keys are not those with which the database was filled.

  lianxin run                                      on 127.0.0.1:8000
  lianxin run --bind 127.0.0.1:9000 --workers 4    on a larger machine
  LIANXIN_DEMO=1 lianxin run --migrate --demo      what `make run` does"""

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Each with a default that fits two cores."""
        known = os.environ.get
        parser.add_argument(
            "--bind",
            default=known("LIANXIN_BIND", "127.0.0.1:8000"),
            help="address and port (LIANXIN_BIND; 127.0.0.1:8000)",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=int(known("LIANXIN_WORKERS", "2")),
            help="processes (LIANXIN_WORKERS; 2)",
        )
        parser.add_argument(
            "--threads",
            type=int,
            default=int(known("LIANXIN_THREADS", "4")),
            help="threads of each process (LIANXIN_THREADS; 4)",
        )
        parser.add_argument("--log", default="-", help="request log (standard output)")
        parser.add_argument(
            "--migrate", action="store_true", help="bring the database up to date first"
        )
        parser.add_argument(
            "--demo", action="store_true", help="fill an empty database with the demo"
        )
        parser.add_argument(
            "--no-work",
            action="store_true",
            help="no job worker here: `lianxin work` runs elsewhere",
        )

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Prepare the database as asked, then serve until told to stop."""
        self._prepare(migrate=options["migrate"], demo=options["demo"])
        server = partial(
            _serve, **{n: options[n] for n in ("bind", "workers", "threads", "log")}
        )
        parts: dict[str, Callable[[], None]] = {"site": server}
        if not options["no_work"]:
            parts["work"] = _work
        self.stdout.write(f"Lianxin is at http://{options['bind']}")
        self.stdout.flush()
        close_connections()
        sys.exit(Supervisor(parts).run())

    def _prepare(self, *, migrate: bool, demo: bool) -> None:
        missing = missing_migrations()
        if missing and not migrate:
            message = (
                f"The database lacks {len(missing)} migrations, the first of them "
                f"{missing[0]}. Make a backup, then start with --migrate."
            )
            raise CommandError(message)
        if missing:
            call_command("migrate", verbosity=0, interactive=False)
        refuse_other_keys()
        if demo and not all_units().exists():
            if not settings.DEMO:
                message = "--demo needs LIANXIN_DEMO=1: the demo's password is public."
                raise CommandError(message)
            call_command("demo", stdout=self.stdout)


def _serve(*, bind: str, workers: int, threads: int, log: str) -> None:
    Server(bind=bind, workers=workers, threads=threads, log=log).run()


def _work() -> None:
    call_command("work")
