"""After the keys were lost and what they closed was given up, every page opens again."""

import pytest
from cryptography.fernet import Fernet

from lianxin.base.crypto.operations import give_up_values
from lianxin.base.crypto.queries import all_unreadable
from tests.cast import AT
from tests.pages.addresses import TABLE
from tests.pages.asking import ask, client_with, let_go, sessions_of, undone
from tests.pages.world import World

ASKING = ("administrator", "clerk", "branch_secretary")


@pytest.fixture
def after(world: World, settings) -> World:
    """The world under a new key, what lay under the old one given up."""
    settings.LIANXIN_FIELD_KEYS = (Fernet.generate_key().decode(),)
    settings.LIANXIN_HASH_KEY = "another"
    assert len(all_unreadable()) > 8
    give_up_values(actor=world.cast.system, at=AT)
    assert all_unreadable() == []
    return world


@pytest.mark.no_database  # as the sweep of restricted units: the engines do not differ
@pytest.mark.parametrize("role", ASKING)
def test_no_page_fails(after: World, role: str) -> None:
    sessions = sessions_of(after)
    failed = {}
    for name in sorted(TABLE):
        with undone():
            try:
                answer = ask(client_with(sessions, role), name, after)
                code = answer.status_code
                let_go(answer)
            except Exception as fault:  # noqa: BLE001 -- told with its address
                code = repr(fault)
        if code not in (200, 302, 400, 401, 403, 404, 422):
            failed[name] = code
    assert failed == {}
