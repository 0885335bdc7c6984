"""Every address × every role: opens, leads on, refuses, or does not exist.

The expectations in `addresses.py` are literal; a name that is missing there fails.
"""

import pytest

from tests.pages.address_numbers import NUMBERS
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ROLES, Sessions, all_names, marks
from tests.pages.world import World

pytestmark = pytest.mark.no_database


def test_every_address_is_in_the_table() -> None:
    assert sorted(all_names() - set(TABLE)) == []


def test_the_table_has_no_address_that_is_gone() -> None:
    assert sorted((set(TABLE) | set(NUMBERS) | POSTED) - all_names()) == []


def test_every_row_has_an_answer_for_every_role() -> None:
    assert {
        name for name, row in TABLE.items() if len(row.split()) != len(ROLES)
    } == set()


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_role_is_answered_as_the_table_says(
    name: str, standing_world: World, sessions: Sessions, db: None
) -> None:
    assert marks(name, standing_world, sessions) == " ".join(TABLE[name].split())
