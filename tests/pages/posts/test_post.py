"""The page of a post, and the pages that change posts and their holders."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.org.posts.models import Appointment, Charge, Post, Reserve
from lianxin.org.posts.operations import add_charge
from tests.cast import LONG_AGO, Cast

MAY_CHANGE = ("administrator", "clerk", "sub_clerk")


def text(response) -> str:
    return " ".join(response.content.decode().split())


def at(cast: Cast, role: str) -> str:
    return f"/org/posts/{cast.appointments[role].post_id}/"


@pytest.mark.parametrize(
    "role", [*MAY_CHANGE, "secretary", "branch_secretary", "member", "employee"]
)
def test_all_see_it_and_only_clerks_change_it(cast: Cast, role):
    client = cast.client(role)
    held = cast.appointments["branch_member"]
    charge = Charge.objects.create(
        post=held.post, field="发展党员", valid_from=LONG_AGO
    )
    assert client.get(at(cast, "branch_member")).status_code == 200
    for address in (
        f"{at(cast, 'branch_member')}appoint/",
        f"{at(cast, 'branch_member')}charge/",
        f"{at(cast, 'branch_member')}close/",
        f"/org/posts/appointments/{held.pk}/end/",
        f"/org/posts/charges/{charge.pk}/end/",
        f"/org/posts/units/{cast.units['branch'].pk}/open/",
    ):
        expected = 200 if role in MAY_CHANGE else 403
        assert client.get(address).status_code == expected, address


@pytest.mark.parametrize(
    "address",
    [
        "/org/posts/999999/",
        "/org/posts/999999/appoint/",
        "/org/posts/appointments/999999/end/",
        "/org/posts/charges/999999/end/",
        "/org/posts/units/999999/",
        "/org/posts/people/999999/leave/",
    ],
)
def test_what_is_not_there_is_404(cast: Cast, address):
    assert cast.client("clerk").get(address).status_code == 404


def test_a_clerk_does_not_end_the_administrator(cast: Cast):
    held = cast.appointments["administrator"]
    response = cast.client("clerk").get(f"/org/posts/appointments/{held.pk}/end/")
    assert response.status_code == 403


def test_a_post_is_opened_filled_and_vacated(cast: Cast):
    client, today = cast.client("sub_clerk"), clock.today()
    opened = client.post(
        f"/org/posts/units/{cast.units['branch'].pk}/open/",
        {"kind": "branch_deputy", "valid_from": "2026-11-01"},
    )
    post = Post.objects.get(kind="branch_deputy")
    assert opened.url == f"/org/posts/{post.pk}/"
    for typed in ("曾晓", "T010", "曾晓 (T010)"):
        filled = client.post(
            f"/org/posts/{post.pk}/appoint/",
            {"person": typed, "manner": "acting", "valid_from": today.isoformat()},
        )
        assert filled.status_code == 302
        held = Appointment.objects.get(post=post)
        assert held.person == cast.people["employee"]
        assert "曾晓" in text(client.get(f"/org/posts/{post.pk}/"))
        ended = client.post(
            f"/org/posts/appointments/{held.pk}/end/", {"ended_on": today.isoformat()}
        )
        assert ended.status_code == 302
        assert not Appointment.objects.filter(post=post).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"person": ""}, "person"),
        ({"person": "没有这人"}, "person"),
        ({"person": "高远山"}, "person"),  # not of the sub-clerk's units
        ({"manner": "honorary"}, "manner"),
        ({"valid_from": "2001-01-01"}, "valid_from"),
        ({"basis": "x" * 201}, "basis"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(cast: Cast, values, field):
    post = Post.objects.create(
        unit=cast.units["branch"], kind="branch_deputy", valid_from=LONG_AGO
    )
    sent = {"person": "曾晓", "manner": "regular", "valid_from": "2026-11-01"}
    response = cast.client("sub_clerk").post(
        f"/org/posts/{post.pk}/appoint/", sent | values
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Appointment.objects.filter(post=post).exists()


def test_somebody_else_holds_it(cast: Cast):
    response = cast.client("sub_clerk").post(
        f"{at(cast, 'branch_secretary')}appoint/",
        {"person": "曾晓", "manner": "regular", "valid_from": "2026-11-01"},
    )
    assert response.status_code == 422
    assert "周明远 holds this post then" in text(response)


def test_rights_end_at_once_also_in_an_open_session(cast: Cast):
    member = cast.client("branch_secretary")
    address = f"/org/people/{cast.people['member'].pk}/"
    assert "Full member" in text(member.get(address))
    held = cast.appointments["branch_secretary"]
    cast.client("clerk").post(
        f"/org/posts/appointments/{held.pk}/end/",
        {"ended_on": clock.today().isoformat()},
    )
    response = member.get(address)
    assert response.status_code == 302 or "Full member" not in text(response)


def test_a_field_goes_with_a_post_and_ends(cast: Cast):
    client = cast.client("clerk")
    made = client.post(
        f"{at(cast, 'leader')}charge/",
        {"field": "安全生产", "unit": "安全生产部", "valid_from": "2026-11-01"},
    )
    assert made.status_code == 302
    charge = Charge.objects.get()
    assert (charge.field, charge.unit) == ("安全生产", cast.units["department"])
    assert "安全生产" in text(client.get(at(cast, "leader")))
    ended = client.post(
        f"/org/posts/charges/{charge.pk}/end/", {"ended_on": "2026-11-20"}
    )
    assert ended.status_code == 302
    charge.refresh_from_db()
    assert charge.valid_to is not None


def test_somebody_leaves_with_all_posts(cast: Cast):
    client = cast.client("clerk")
    person = cast.people["branch_secretary"]
    page = text(client.get(f"/org/people/{person.pk}/"))
    assert "Leaves the enterprise" in page
    address = f"/org/posts/people/{person.pk}/leave/"
    assert "Branch secretary" in text(client.get(address))
    yesterday = clock.today() - timedelta(days=1)
    response = client.post(address, {"version": 1, "left_on": yesterday.isoformat()})
    assert response.status_code == 302
    held = Appointment.objects.get(person=person)
    assert held.valid_to == clock.today()
    person.refresh_from_db()
    assert person.left_on == yesterday
    person.account.refresh_from_db()
    assert not person.account.is_active
    stale = client.post(address, {"version": 1, "left_on": yesterday.isoformat()})
    assert stale.status_code in {403, 404, 422}


@pytest.mark.parametrize(
    ("role", "status"), [("sub_clerk", 200), ("secretary", 403), ("outsider", 404)]
)
def test_who_lets_people_leave(cast: Cast, role, status):
    address = f"/org/posts/people/{cast.people['member'].pk}/leave/"
    assert cast.client(role).get(address).status_code == status


def test_a_post_of_a_leader_shows_its_powers(cast: Cast):
    add_charge(
        post=cast.appointments["leader"].post,
        field="安全生产",
        valid_from=clock.today(),
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    page = text(cast.client("employee").get(at(cast, "leader")))
    assert "verifies reports" in page
    assert "安全生产" in page


def test_who_is_in_reserve_is_known_to_who_decides_alone(cast: Cast) -> None:
    post = cast.appointments["branch_secretary"].post
    Reserve.objects.create(
        post=post, person=cast.people["employee"], valid_from=LONG_AGO
    )
    name = cast.people["employee"].name
    address = reverse("posts:post", args=[post.pk])
    seen = {
        role: name in cast.client(role).get(address).content.decode()
        for role in ("clerk", "branch_secretary", "secretary")
    }
    assert seen == {"clerk": True, "branch_secretary": False, "secretary": False}
