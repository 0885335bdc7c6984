"""Say which version this is."""

import platform
from importlib.metadata import version
from typing import Any

import django
from django.core.management.base import CommandParser
from django.db import connection
from typing_extensions import override

from lianxin.base.ui.management.teaching import TeachingCommand


class Command(TeachingCommand):
    """`lianxin version`; Django keeps that name for its own."""

    help = """Say which version of Lianxin this is, on which Python, Django and database.

Put its line into every report of a fault.

  lianxin version"""

    @override
    def create_parser(
        self, prog_name: str, subcommand: str, **kwargs: Any
    ) -> CommandParser:
        """Its help calls it as one types it."""
        return super().create_parser(prog_name, "version", **kwargs)

    @override
    def handle(self, *args: object, **options: Any) -> None:
        """Print one line."""
        self.stdout.write(
            f"Lianxin {version('lianxin')} · Python {platform.python_version()} · "
            f"Django {django.get_version()} · {connection.display_name}"
        )
