"""What the tests of pages share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.kept_rows import KeptRows
from tests.pages.world import World, kept_world, world

__all__ = ["kept_world", "standing_world", "world"]


@pytest.fixture(scope="module")
def standing_world(
    kept_world: KeptRows[World], django_db_blocker: Any
) -> Iterator[World]:
    """The world for all tests of a module; each leaves it as it was (`db`, `undone`)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield kept_world.put_in()
        transaction.set_rollback(True)
