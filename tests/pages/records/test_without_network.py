"""The page that a device keeps: every open kind, and not a word about anybody."""

import pytest
from django.urls import reverse

from lianxin.facts.records.queries import is_open, kinds_of
from lianxin.org.units.models import Unit
from tests.cast import Cast, found

PAGE = "/records/without-network/"


def test_it_has_a_form_for_each_kind_that_is_open(cast: Cast):
    response = cast.client("branch_secretary").get(PAGE)
    kept = [code for code, _title, _form in response.context["kept"]]
    every = [kind.code for kind in kinds_of(cast.units["branch"])]
    assert kept == [code for code in every if is_open(code)]
    assert "heart_to_heart_talk" in every


def test_it_tells_of_nobody_and_of_no_session(cast: Cast):
    response = cast.client("branch_secretary").get(PAGE)
    page = response.content.decode()
    mark = cast.client("branch_secretary").get("/").content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert "X-CSRFToken" not in page
    assert "data-drafts-of" in mark
    assert "data-drafts-of" not in page
    assert [who.name for who in cast.people.values() if who.name in page] == []


def test_nothing_of_a_restricted_unit_lies_on_a_device(cast: Cast):
    below = Unit.objects.filter(path__startswith=cast.units["branch"].path)
    below.update(is_restricted=True)
    response = cast.client("branch_secretary").get(PAGE)
    assert response.context["kept"] == []
    assert cast.units["branch"].name not in response.content.decode()


def test_what_is_typed_of_a_restricted_unit_is_no_draft(cast: Cast):
    """Neither by its own people, on whatever page, nor by those above it."""
    branch = cast.units["branch"]
    enter = reverse("records:enter", args=[branch.pk, "party_day"])

    def drafts(role: str) -> tuple[bool, bool]:
        page = cast.client(role).get(enter).content.decode()
        return 'data-draft="none"' in page, "data-no-drafts" in page

    assert drafts("branch_secretary") == (False, False)
    Unit.objects.filter(path__startswith=branch.path).update(is_restricted=True)
    assert drafts("branch_secretary") == (True, True)
    home = {
        role: "data-no-drafts" in cast.client(role).get("/").content.decode()
        for role in ("branch_secretary", "member", "clerk", "outsider")
    }
    assert home == {
        "branch_secretary": True,
        "member": True,
        "clerk": False,
        "outsider": False,
    }


def test_its_forms_have_fields_of_the_true_form_only(cast: Cast):
    client = cast.client("branch_secretary")
    for code, _title, form in client.get(PAGE).context["kept"]:
        true = client.get(
            reverse("records:enter", args=[cast.units["branch"].pk, code])
        ).context["form"]
        assert set(form.fields) - set(true.fields) == set(), code
        assert {"when", "place", "minutes"} <= set(form.fields), code


def test_more_units_cost_no_more_queries(
    cast: Cast, django_assert_num_queries, django_assert_max_num_queries
):
    client = cast.client("branch_secretary")
    client.get(PAGE)
    with django_assert_max_num_queries(20) as asked:
        few = client.get(PAGE)
    for number in range(3):
        found("group", f"第{number}党小组", cast.units["branch"])
    with django_assert_num_queries(len(asked)):
        many = client.get(PAGE)
    assert len(many.context["choices"]) == len(few.context["choices"]) + 3


def test_the_worker_serves_the_whole_site_and_is_asked_for_anew(client, db):
    response = client.get("/components/worker.js")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"] == "text/javascript"
    assert "connect-src 'self'" in response["Content-Security-Policy"]


def test_only_who_records_is_given_the_page(cast: Cast):
    assert "data-kept-page" in cast.client("branch_secretary").get("/").content.decode()
    assert "data-kept-page" not in cast.client("member").get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("1b4e28ba-2fa1-4bd2-883f-0016d3cca427", True),
        ("1b4e28ba; path=/evil-0016d3cca427\r\nX", False),
        ("", False),
    ],
)
def test_the_device_is_told_by_its_name_which_draft_is_stored(
    cast: Cast, name: str, told
):
    client = cast.client("branch_secretary")
    address = reverse("records:enter", args=[cast.units["branch"].pk, "party_day"])
    refused = client.post(address, {"when": "", "sent_as": name})
    stored = client.post(
        address, {"when": "2026-11-20T15:30", "topic": "学习", "sent_as": name}
    )
    assert (refused.status_code, stored.status_code) == (422, 302)
    assert "lianxin_stored" not in refused.cookies
    assert [c.value for c in stored.cookies.values() if c.key == "lianxin_stored"] == [
        name
    ] * told
