"""Changing one's password."""

import pytest

from tests.cast import PASSWORD, Cast

PAGE = "/accounts/password/"
INSIDE = "/accounts/second-factor/"
GOOD = "quiet-river-stone"


def values(old: str = PASSWORD, new: str = GOOD) -> dict[str, str]:
    return {"oldpassword": old, "password1": new, "password2": new}


def test_this_session_goes_on_and_the_others_end(cast: Cast) -> None:
    here, there = cast.client("member"), cast.client("member")
    assert here.post(PAGE, values())["Location"] == "/"
    assert [c.get(INSIDE).status_code for c in (here, there)] == [200, 302]


@pytest.mark.parametrize("old", ["", "wrong", "<b>", "x" * 201])
def test_the_present_password_must_be_right(cast: Cast, old) -> None:
    client = cast.client("member")
    assert client.post(PAGE, values(old=old)).status_code == 200
    cast.people["member"].account.refresh_from_db()
    assert cast.people["member"].account.check_password(PASSWORD)


def test_it_must_be_another_one(cast: Cast) -> None:
    page = cast.client("member").post(PAGE, values(new=PASSWORD)).content.decode()
    assert "Choose another one" in page


def test_it_asks_who_is_not_signed_in_to_sign_in(cast: Cast, client) -> None:
    assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
