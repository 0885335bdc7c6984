"""Fixtures that all tests share; what a skip means; which engine a test needs."""

import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from _pytest.unittest import TestCaseFunction
from django.db import connection
from django.template import Context, Template
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString

from lianxin.site.serving import spare_the_collector
from tests.cast import Cast, assemble
from tests.kept_rows import KeptRows
from tests.one_handler import share_the_middleware
from tests.tables import postgresql_tables, server, sqlite_tables

WITH_PROCESSES = Path(__file__).parent / "site"
OF_DATABASES = frozenset(("db", "transactional_db", "standing_world", "senders"))
IN_CI = bool(os.environ.get("CI"))


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """On SQLite leave out what is about PostgreSQL, and there what asks no database."""
    if connection.vendor == "postgresql":
        elsewhere = [item for item in items if _has_no_part_in_the_engine(item)]
    else:
        elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def _has_no_part_in_the_engine(item: pytest.Item) -> bool:
    """No fixture of the test is of the database; those of `site` begin processes."""
    if WITH_PROCESSES in item.path.parents or isinstance(item, TestCaseFunction):
        return False
    marked = {"django_db", "postgresql"} & {mark.name for mark in item.iter_markers()}
    return not marked and OF_DATABASES.isdisjoint(item.fixturenames)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """In CI every program is there: a test that skips itself has failed."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Each process of a run has a database of its own; one of memory is so by nature."""
    if connection.vendor == "postgresql":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """A database of this process alone, copied from one with all its tables."""
    with django_db_blocker.unblock():
        name = connection.creation._get_test_db_name()
        connection.close()
        if connection.vendor == "postgresql":
            tables = postgresql_tables()
            with server() as making:
                making.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                making.execute(f"CREATE DATABASE {name} TEMPLATE {tables}")
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(sqlite_tables())) as tables:
                tables.backup(connection.connection)
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def as_served(django_test_environment: None) -> None:
    """Pages cost what they cost where they are served.

    Django's test environment copies what every template is given, for `context`; here
    that of the page itself is copied, and not that of its hundreds of components.
    """

    def render(template: Template, context: Context) -> SafeString:
        if context.template is template:
            template_rendered.send(template, template=template, context=context)
        return template.nodelist.render(context)

    Template._render = render
    share_the_middleware()
    spare_the_collector()


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: Any) -> KeptRows[Cast]:
    """The cast as it is put into the database for each test."""
    with django_db_blocker.unblock():
        return KeptRows(assemble)


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None, kept_cast: KeptRows[Cast]) -> Cast:
    """The whole cast in the database; that of the world, where there is one."""
    if "world" in request.fixturenames:
        found: Cast = request.getfixturevalue("world").cast
        return found
    return kept_cast.put_in()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What operations say is expected in English; pages answer as they are asked."""
    with translation.override("en"):
        yield
