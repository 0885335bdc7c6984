"""Commands whose --help teaches: the text is printed as it is written."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, DjangoHelpFormatter


class _AsWritten(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Django's order of options, our line breaks."""


class TeachingCommand(BaseCommand):
    """A command that says what it is for, an example, and what it refuses."""

    requires_system_checks: list[str] = []  # type: ignore[assignment]  # Django's stub wants the special string

    def create_parser(
        self,
        prog_name: str,
        subcommand: str,
        **kwargs: Any,  # noqa: ANN401 -- Django's signature
    ) -> ArgumentParser:
        """Django's parser, keeping our line breaks and leaving out its own options."""
        return super().create_parser(
            prog_name, subcommand, **{"formatter_class": _AsWritten} | kwargs
        )
