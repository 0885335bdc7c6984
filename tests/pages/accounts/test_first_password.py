"""From the printed code to a password of one's own."""

import pytest
from django.test import Client

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import Issued, issue_code
from lianxin.base.ui import clock
from tests.base.accounts.conftest import holder_of
from tests.cast import Cast

PAGE = "/accounts/password/"
INSIDE = "/accounts/second-factor/"
GOOD = "quiet-river-stone"


@pytest.fixture
def issued(cast: Cast) -> Issued:
    return issue_code(
        cast.people["member"].account,
        holder=holder_of(cast, "member"),
        actor=cast.actor("clerk"),
        at=clock.now(),
    )


@pytest.fixture
def newcomer(issued: Issued) -> Client:
    """Signed in with the code, as it may be typed."""
    client = Client(headers={"accept-language": "en"})
    typed = issued.code.lower().replace("-", " ")
    client.post("/accounts/login/", {"login": "member", "password": typed})
    return client


def choose(client: Client, one: str, two: str | None = None):
    return client.post(
        PAGE, {"password1": one, "password2": one if two is None else two}
    )


def test_every_page_leads_to_the_choice(newcomer) -> None:
    for address in ("/", INSIDE):
        assert newcomer.get(address)["Location"] == PAGE


def test_a_fragment_is_led_there_as_a_whole_page(newcomer) -> None:
    answer = newcomer.get(INSIDE, headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == PAGE


def test_the_code_need_not_be_typed_again(newcomer) -> None:
    page = newcomer.get(PAGE).content.decode()
    assert "Choose your password" in page
    assert "oldpassword" not in page


def test_with_the_new_password_all_pages_open(newcomer, issued) -> None:
    assert choose(newcomer, GOOD)["Location"] == "/"
    assert newcomer.get(INSIDE).status_code == 200
    user = User.objects.get(username="member")
    assert user.check_password(GOOD)
    assert not user.check_password(issued.code)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("", ""),
        ("short", None),
        ("12345678901", None),
        ("password123", None),
        (GOOD, "another-one-here"),
        ("x" * 201, None),
        ("memberr-member", "x"),
    ],
)
def test_a_poor_choice_is_refused_and_explained(newcomer, one, two) -> None:
    answer = choose(newcomer, one, two)
    assert answer.status_code == 200
    assert newcomer.get(INSIDE)["Location"] == PAGE


def test_the_code_is_no_password(newcomer, issued) -> None:
    page = choose(newcomer, issued.code).content.decode()
    assert "Choose another one" in page


def test_one_may_sign_out_instead(newcomer) -> None:
    assert newcomer.post("/accounts/logout/").status_code == 302
