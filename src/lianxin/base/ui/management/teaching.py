"""Commands whose --help teaches: the text is printed as it is written."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    DjangoHelpFormatter,
)
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from typing_extensions import override

from lianxin.base.crypto.queries import refusal_of_keys


class _AsWritten(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Django's order of options, our line breaks."""


class TeachingCommand(BaseCommand):
    """A command that says what it is for, an example, and what it refuses."""

    requires_system_checks: list[str] = []
    # Django's own go on working; in the help they would hide ours.
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

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

    @override
    def execute(self, *args: object, **options: Any) -> str | None:
        """Run it; of a database that lacks its tables say so, and what to do."""
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if not missing_migrations():
                raise
            message = (
                "The database lacks tables of this version. Bring it up to date "
                "first: lianxin migrate"
            )
            raise CommandError(message) from error


def refuse_other_keys() -> None:
    """CommandError where the keys in force are not those of the database."""
    refusal = refusal_of_keys()
    if refusal:
        raise CommandError(refusal)


def missing_migrations() -> list[str]:
    """The migrations that the database has not had yet, in order."""
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
