"""The list of posts, the posts of one unit, and the policy table."""

import pytest

from lianxin.base.ui import clock
from lianxin.org.posts.models import Appointment, Charge, Post
from lianxin.org.posts.operations import open_post
from tests.cast import LONG_AGO, Cast

QUERIES = 10


def text(response) -> str:
    return " ".join(response.content.decode().split())


def holders(response) -> list[str]:
    return [row[2].value for row in response.context["table"].rows]


def open_deputy(cast: Cast, unit: str = "branch") -> Post:
    return open_post(
        unit=cast.units[unit],
        kind="branch_deputy",
        valid_from=LONG_AGO,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )


@pytest.mark.parametrize("role", ["clerk", "employee", "outsider", "union_chair"])
def test_who_holds_what_is_no_secret(cast: Cast, role):
    response = cast.client(role).get("/org/posts/")
    assert response.status_code == 200
    assert response.context["table"].count == 12


def test_it_is_filtered_by_subtree_kind_and_vacancy(cast: Cast):
    open_deputy(cast)
    client = cast.client("clerk")
    below = client.get("/org/posts/", {"unit": "北川公司党委"})
    assert holders(below) == ["唐小满", "韩正阳", "周明远", "单雪", "Vacant"]
    assert holders(client.get("/org/posts/", {"vacant": "on"})) == ["Vacant"]
    secretaries = client.get("/org/posts/", {"kind": "branch_secretary"})
    assert set(holders(secretaries)) == {"周明远", "钱卫东"}


@pytest.mark.parametrize("asked", [{"kind": "pope"}, {"unit": "#999"}, {"unit": "\0"}])
def test_hostile_filters_do_no_harm(cast: Cast, asked):
    assert cast.client("clerk").get("/org/posts/", asked).status_code == 200


def test_titles_are_in_the_language_in_use(cast: Cast):
    client = cast.client("clerk")
    page = text(client.get("/org/posts/", headers={"accept-language": "zh-hans"}))
    assert "党支部书记" in page


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_whatever_the_number(
    cast: Cast, more, django_assert_num_queries
):
    for _ in range(more):
        open_deputy(cast)
    client = cast.client("employee")
    client.get("/org/posts/", headers={"hx-request": "true"})
    with django_assert_num_queries(QUERIES):
        client.get("/org/posts/", headers={"hx-request": "true"})


def test_it_opens_without_posts(cast: Cast):
    Appointment.objects.all().delete()
    Charge.objects.all().delete()
    Post.objects.all().delete()
    response = cast.client("employee").get("/org/posts/")
    assert response.context["table"].count == 0
    page = text(cast.client("employee").get(of_unit(cast, "branch")))
    assert "This unit has no posts." in page


def test_the_posts_of_a_unit_come_in_the_order_of_the_rulebook(cast: Cast):
    open_deputy(cast)
    page = text(cast.client("sub_clerk").get(of_unit(cast, "branch")))
    order = ["Branch secretary", "Deputy branch secretary", "Committee member for org"]
    assert [page.index(word) for word in order] == sorted(map(page.index, order))
    assert "Vacant" in page
    assert "Open a post" in page
    assert "Open a post" not in text(cast.client("member").get(of_unit(cast, "branch")))


def test_the_policy_table_says_it_in_words(cast: Cast):
    page = text(cast.client("employee").get("/org/posts/powers/"))
    assert "looks up phone and identity number (journaled)" in page
    assert "Without appointment" in page
    assert "people.see" not in page
    assert "system.administer" not in page


def of_unit(cast: Cast, unit: str) -> str:
    return f"/org/posts/units/{cast.units[unit].pk}/"
