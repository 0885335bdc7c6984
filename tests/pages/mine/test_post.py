"""Choosing for which of one's posts to act."""

import pytest

from tests.pages.mine.test_me import second_post

URL = "/me/post/"


def acts_for(client):
    return client.get("/me/").wsgi_request.acting.chosen


def test_one_acts_for_the_post_chosen(cast):
    other = second_post(cast)
    client = cast.client("branch_secretary")
    answer = client.post(URL, {"post": other.pk, "next": "/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert acts_for(client) == other
    client.post(URL, {"post": cast.appointments["branch_secretary"].pk})
    assert acts_for(client) == cast.appointments["branch_secretary"]


@pytest.mark.parametrize("wanted", ["", "0", "x", "-1", "9" * 30])
def test_what_is_no_post_of_mine_is_not_there(cast, wanted):
    client = cast.client("branch_secretary")
    assert client.post(URL, {"post": wanted}).status_code == 404
    assert acts_for(client) == cast.appointments["branch_secretary"]


def test_nobody_acts_for_the_post_of_another(cast):
    client = cast.client("branch_secretary")
    wanted = cast.appointments["secretary"].pk
    assert client.post(URL, {"post": wanted}).status_code == 404


@pytest.mark.parametrize(
    "way", ["https://example.org/", "//example.org", "javascript:1"]
)
def test_the_way_back_never_leads_elsewhere(cast, way):
    client = cast.client("branch_secretary")
    mine = cast.appointments["branch_secretary"].pk
    assert client.post(URL, {"post": mine, "next": way})["Location"] == "/"


def test_it_is_chosen_by_post_only(cast):
    assert cast.client("branch_secretary").get(URL).status_code == 405
