"""Commands whose --help teaches: the text is printed as it is written."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from typing_extensions import override


class _AsWritten(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Django's order of options, our line breaks."""


class TeachingCommand(BaseCommand):
    """A command that says what it is for, an example, and what it refuses."""

    requires_system_checks: list[str] = []

    @override
    def create_parser(
        self,
        prog_name: str,
        subcommand: str,
        **kwargs: Any,
    ) -> CommandParser:
        """Django's parser, keeping our line breaks."""
        return super().create_parser(
            prog_name, subcommand, **{"formatter_class": _AsWritten} | kwargs
        )
