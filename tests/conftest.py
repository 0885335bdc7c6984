"""Fixtures that all tests share."""

import pytest

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast in the database."""
    return assemble()
