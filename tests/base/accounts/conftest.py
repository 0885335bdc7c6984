"""A clerk, and somebody whose account the clerk manages."""

import pytest

from lianxin.base.accounts.models import User
from lianxin.base.accounts.policy import Holder
from lianxin.kernel.actor import Ref
from tests.cast import Cast


def holder_of(cast: Cast, role: str, *, unit: str = "branch", **more: object) -> Holder:
    """The holder of a role's account, who belongs to `unit`."""
    place = cast.units[unit]
    return Holder(
        account=Ref("accounts.user", cast.people[role].account_id),
        unit=Ref("units.unit", place.pk),
        belongs=(place.path,),
        **more,
    )


@pytest.fixture
def member(cast: Cast) -> User:
    """The account of a member of the branch."""
    return cast.people["member"].account


@pytest.fixture
def members_holder(cast: Cast) -> Holder:
    """Whose account that is."""
    return holder_of(cast, "member")
