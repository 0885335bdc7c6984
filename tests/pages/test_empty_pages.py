"""Every page opens in an installation just begun: one unit, one person, no facts."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lianxin.base.accounts.models import User
from lianxin.base.ui import clock
from lianxin.site.beginning import Beginning, begin
from tests.cast import PASSWORD
from tests.pages.asking import pages_of

TOLD = Beginning(
    committee="华岭集团党委",
    short_name="集团党委",
    founded_on=clock.today(),
    person="管理员",
    employee_number="00001",
    username="admin",
)


@pytest.fixture
def administrator(db: None) -> Client:
    """The first administrator, signed in with a password of their own."""
    user = begin(TOLD, today=clock.today(), at=clock.now()).user
    user.set_password(PASSWORD)
    user.must_change_password = False
    user.code_expires_at = None
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={})
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=user.pk))
    return client


@pytest.mark.parametrize("name", pages_of("administrator"))
def test_a_page_opens_where_there_is_nothing_yet(
    name: str, administrator: Client
) -> None:
    answer = administrator.get(reverse(name))
    assert answer.status_code == 200, answer.headers.get("Location")
