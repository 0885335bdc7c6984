"""What the tests of pages share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.kept_rows import KeptRows
from tests.pages.asking import Sessions, sessions_of
from tests.pages.world import World, kept_world, world

__all__ = ["kept_world", "sessions", "standing_world", "world"]


@pytest.fixture(scope="module")
def standing_world(
    kept_world: KeptRows[World], django_db_blocker: Any
) -> Iterator[World]:
    """The world for all tests of a module; each leaves it as it was (`db`, `undone`)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield kept_world.put_in()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(standing_world: World, django_db_blocker: Any) -> Sessions:
    """Everybody of the standing world signed in, once for all tests of a module."""
    with django_db_blocker.unblock():
        return sessions_of(standing_world)
