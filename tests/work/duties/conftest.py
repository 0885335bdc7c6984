"""An enterprise that has worked with the software for years."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from lianxin.base.journal.models import Entry


@pytest.fixture(autouse=True)
def _entered_long_ago(db: None) -> Entry:
    """What was entered first of all; nothing is asked for time before it."""
    return Entry.objects.create(
        code="units.founded",
        at=datetime(2020, 1, 1, 4, tzinfo=UTC),
        action=UUID(int=2020),
        actor_name="管理员",
        subject_kind="units.unit",
        subject_id=1,
    )
