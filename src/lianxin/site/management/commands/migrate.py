"""Bring the database up to date; an empty one gets all its tables at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from typing_extensions import override

from lianxin.base.ui.management.teaching import TeachingCommand

OURS = "lianxin."
# With one of these, what Django does is what was asked for.
OTHER_WISHES = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(TeachingCommand, migrate.Command):
    """Django's own, but for a database that has no table yet.

    Step by step, Django works out how a hundred and more tables depended on one another
    at each of hundreds of steps: half a minute before a newcomer sees anything.
    """

    help = """Bring the tables of the database up to date with this version of Lianxin.

An empty database gets them all at once, one with data is taken through each migration
in turn; run again, it changes nothing. `lianxin run --migrate` does it before serving.

  lianxin backup /backups/before.tar.gz
  lianxin migrate"""

    @override
    def handle(self, *args: Any, **options: Any) -> str | None:
        """Make the tables of an empty database; then as Django does."""
        connection = connections[options["database"]]
        is_plain = not any(options[wish] for wish in OTHER_WISHES)
        if is_plain and _is_empty(connection):
            make_tables(connection)
        result: str | None = super().handle(*args, **options)
        return result


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Make all tables as the models say, and note all migrations as applied; or nothing.

    `makemigrations --check` holds the models to the migrations, and a test holds what
    comes out to what the migrations make. What a migration does besides (a collation,
    the table of the cache) is done too, unless it is about rows and thus elidable.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [m for m, _ in executor.migration_plan(leaves, clean_start=True)]
    noted = executor.recorder.Migration
    with connection.schema_editor() as editor:
        editor.create_model(noted)
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration, operation in _besides_tables(plan):
            state = ProjectState()
            operation.database_forwards(migration.app_label, editor, state, state)
        noted.objects.using(connection.alias).bulk_create(
            noted(app=migration.app_label, name=migration.name) for migration in plan
        )


def _besides_tables(
    plan: Sequence[Migration],
) -> Iterator[tuple[Migration, RunPython | RunSQL]]:
    for migration in plan:
        if type(migration).__module__.startswith(OURS):
            for operation in migration.operations:
                if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                    yield migration, operation


def _is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()
