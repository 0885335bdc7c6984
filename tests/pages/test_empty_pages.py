"""Every page opens in an installation just begun: one unit, one person, no facts."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lianxin.base.accounts.models import User
from lianxin.base.ui import clock
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Unit
from lianxin.site.beginning import Beginning, begin
from tests.cast import PASSWORD
from tests.kept_rows import KeptRows
from tests.pages.asking import pages_of

TOLD = Beginning(
    committee="华岭集团党委",
    short_name="集团党委",
    founded_on=clock.today(),
    person="管理员",
    employee_number="00001",
    username="admin",
)
LISTS = (
    "administration:accounts",
    "approvals:list",
    "goals:list",
    "history:entries",
    "letters:list",
    "letters:received",
    "people:list",
    "posts:list",
    "records:list",
    "records:prior_study",
    "transfers:list",
)


@pytest.fixture(scope="module")
def kept_beginning(django_db_setup: None, django_db_blocker: Any) -> KeptRows[User]:
    """The first administrator, with a password of their own, as each test begins."""
    with django_db_blocker.unblock():
        return KeptRows(_begun)


def _begun() -> User:
    user = begin(TOLD, today=clock.today(), at=clock.now()).user
    user.set_password(PASSWORD)
    user.must_change_password = False
    user.code_expires_at = None
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={})
    return User.objects.get(pk=user.pk)


@pytest.fixture
def administrator(db: None, kept_beginning: KeptRows[User]) -> Client:
    """The first administrator, signed in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(kept_beginning.put_in())
    return client


@pytest.fixture
def clerk(administrator: Client) -> Client:
    """The same person, but as the first clerk, who gives goals and reads the journal."""
    post = Post.objects.create(
        unit=Unit.objects.get(), kind="office_clerk", valid_from=clock.today()
    )
    Appointment.objects.update(post=post)
    return administrator


@pytest.mark.no_database  # the clerk's are more, and asked of each
@pytest.mark.parametrize("name", pages_of("administrator"))
def test_a_page_opens_where_there_is_nothing_yet(
    name: str, administrator: Client
) -> None:
    answer = administrator.get(reverse(name))
    assert answer.status_code == 200, answer.headers.get("Location")


@pytest.mark.parametrize("name", pages_of("clerk"))
def test_a_page_opens_for_the_first_clerk(name: str, clerk: Client) -> None:
    answer = clerk.get(reverse(name))
    assert answer.status_code == 200, answer.headers.get("Location")


@pytest.mark.no_database
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_a_list_of_nothing_is_a_file_too(name: str, kind: str, clerk: Client) -> None:
    answer = clerk.get(reverse(name), {"format": kind})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{kind}"')


@pytest.mark.parametrize(
    "name", ["people:affiliate", "people:edit", "people:person", "people:set_contact"]
)
def test_the_pages_of_the_only_person_open(name: str, clerk: Client) -> None:
    assert clerk.get(reverse(name, args=[Person.objects.get().pk])).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "posts:of_unit",
        "posts:open",
        "posts:dissolve",
        "units:found",
        "units:order",
        "units:rename",
        "units:unit",
    ],
)
def test_the_pages_of_the_only_unit_open(name: str, clerk: Client) -> None:
    assert clerk.get(reverse(name, args=[Unit.objects.get().pk])).status_code == 200


@pytest.mark.parametrize("name", ["posts:post", "posts:appoint", "posts:charge"])
def test_the_pages_of_a_post_open(name: str, clerk: Client) -> None:
    post = Appointment.objects.get().post_id
    assert clerk.get(reverse(name, args=[post])).status_code == 200
