"""Noting a death, and taking that back, on their pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Appointment
from tests.cast import Cast


def text(response) -> str:
    return " ".join(response.content.decode().split())


def note(cast: Cast, by: str = "clerk", *, days: int = 2):
    person = cast.people["branch_member"]
    address = reverse("posts:death", args=[person.pk])
    died = clock.today() - timedelta(days=days)
    sent = {"version": person.version, "died_on": died.isoformat()}
    return cast.client(by).post(address, sent)


def take_back_at(cast: Cast) -> str:
    return reverse("posts:take_back_death", args=[cast.people["branch_member"].pk])


def page_of(cast: Cast) -> str:
    return reverse("people:person", args=[cast.people["branch_member"].pk])


def test_what_was_noted_is_taken_back_from_the_page_of_the_person(cast: Cast):
    client = cast.client("clerk")
    assert take_back_at(cast) not in text(client.get(page_of(cast)))
    assert note(cast)["Location"] == page_of(cast)
    assert take_back_at(cast) in text(client.get(page_of(cast)))
    shown = text(client.get(take_back_at(cast)))
    assert "An account that was closed stays closed" in shown
    sent = {"version": 2, "basis": "同名误录"}
    assert client.post(take_back_at(cast), sent)["Location"] == page_of(cast)
    held = Appointment.objects.get(person=cast.people["branch_member"])
    assert held.valid_to is None
    assert take_back_at(cast) not in text(client.get(page_of(cast)))
    assert client.post(take_back_at(cast), sent).status_code == 404


def test_who_sees_nobody_without_a_unit_takes_it_back_all_the_same(cast: Cast):
    assert note(cast, "sub_clerk")["Location"] == reverse("people:list")
    client = cast.client("sub_clerk")
    assert client.get(page_of(cast)).status_code == 404
    assert reverse("people:list") in text(client.get(take_back_at(cast)))
    sent = {"version": 2, "basis": "同名误录"}
    assert client.post(take_back_at(cast), sent)["Location"] == page_of(cast)
    assert client.get(page_of(cast)).status_code == 200


def test_not_without_saying_why(cast: Cast):
    note(cast)
    answer = cast.client("clerk").post(take_back_at(cast), {"version": 2})
    assert answer.status_code == 422
    assert Person.objects.exclude(left_on=None).count() == 1


@pytest.mark.parametrize("days", [0, 2])
def test_others_are_not_offered_it(cast: Cast, days: int):
    note(cast, days=days)
    for role in ("administrator", "secretary", "branch_secretary"):
        client = cast.client(role)
        assert client.get(take_back_at(cast)).status_code == 404
        assert take_back_at(cast) not in text(client.get(page_of(cast)))
