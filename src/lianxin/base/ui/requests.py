"""The request as views see it, with the actor that `site/middleware.py` sets."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lianxin.kernel.actor import Actor

POST_IN_SESSION = "post"  # where the session keeps the post that was chosen


class Request(HttpRequest):
    """A request of somebody signed in. Only for annotations; never instantiated."""

    actor: Actor
    htmx: HtmxDetails
    if TYPE_CHECKING:
        acting: Any
