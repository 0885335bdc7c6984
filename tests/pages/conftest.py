"""What the tests of pages share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.cast import assemble
from tests.pages.world import World, assembled_world, world

__all__ = ["standing_world", "world"]


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world for all tests of a module; each leaves it as it was (`db`, `undone`)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield assembled_world(assemble())
        transaction.set_rollback(True)
