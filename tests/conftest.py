"""Fixtures that all tests share; what a skip means; which engine a test needs."""

import os
from collections.abc import Generator, Iterator

import pytest
from django.db import connection
from django.utils import translation

from tests.cast import Cast, assemble

IN_CI = bool(os.environ.get("CI"))


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the tests that need PostgreSQL where the run has SQLite."""
    if connection.vendor == "postgresql":
        return
    elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


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


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast in the database."""
    return assemble()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What operations say is expected in English; pages answer as they are asked."""
    with translation.override("en"):
        yield
