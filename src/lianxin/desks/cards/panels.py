"""How the card and the line of time are found on other pages."""

from django.http import HttpRequest

from lianxin.base.ui.panels import Panel


def actions_of_person(request: HttpRequest, subject: object) -> Panel | None:
    """Beside the heading of a person: the card to print, and the line of time."""
    return Panel("cards/actions.html", {"person": subject})
