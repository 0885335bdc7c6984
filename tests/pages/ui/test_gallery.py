"""The gallery opens for whoever is signed in."""

from django.urls import reverse

from tests.cast import Cast


def test_it_opens(cast: Cast) -> None:
    assert cast.client("employee").get(reverse("ui:gallery")).status_code == 200


def test_the_form_opens(cast: Cast) -> None:
    assert cast.client("employee").get(reverse("ui:gallery_form")).status_code == 200
