"""My page: posts, units, standing, rights."""

import pytest

from lianxin.base.accounts.models import User
from lianxin.org.posts.models import Appointment, Post
from tests.cast import AT, LONG_AGO, Cast

URL = "/me/"


def second_post(cast: Cast) -> Appointment:
    post = Post.objects.create(
        unit=cast.units["other"], kind="branch_secretary", number=2, valid_from=LONG_AGO
    )
    return Appointment.objects.create(
        post=post, person=cast.people["branch_secretary"], valid_from=LONG_AGO
    )


@pytest.mark.parametrize(
    "role", ["administrator", "clerk", "branch_secretary", "member", "employee"]
)
def test_everybody_has_one(cast, role):
    page = cast.client(role).get(URL)
    assert page.status_code == 200
    assert cast.people[role].name in page.content.decode()


def test_it_tells_units_standing_and_rights(cast):
    page = cast.client("member").get(URL).content.decode()
    for said in (
        "检修车间",
        "检修一支部",
        "Full member",
        "You hold no post.",
        "See goals",
        "of 检修一支部",
    ):
        assert said in page


def test_the_post_in_use_is_told_and_the_others_can_be_chosen(cast):
    other = second_post(cast)
    page = cast.client("branch_secretary").get(URL).content.decode()
    assert page.count("You act for this post now") == 1
    assert f'name="post" value="{other.pk}"' in page


def test_an_account_without_a_person_sees_it_too(cast, client):
    client.force_login(User.objects.create(username="nobody", created_at=AT))
    client.cookies["django_language"] = "en"
    page = client.get(URL)
    assert page.status_code == 200
    assert "No rights go with this account yet." in page.content.decode()


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get(URL).status_code == 302


def test_the_number_of_queries_does_not_grow(cast, django_assert_max_num_queries):
    client = cast.client("branch_secretary")
    with django_assert_max_num_queries(14):
        client.get(URL)
    second_post(cast)
    with django_assert_max_num_queries(14):
        client.get(URL)


def test_a_member_reads_how_much_study_the_year_asks(cast: Cast):
    page = cast.client("member").get("/me/").content.decode()
    assert "0 of 32 class hours" in " ".join(page.split())
    assert 'href="/rules/hours_of_members/"' in page
    assert "class hours" not in cast.client("employee").get("/me/").content.decode()
