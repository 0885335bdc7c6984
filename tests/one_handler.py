"""One chain of middleware for all clients of a process, as a site has one for all visitors.

Every client of Django's loads its own with its first request and finds every static file
anew, which takes as long as an average page.
"""

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test.client import ClientHandler


def share_the_middleware() -> None:
    """Let clients answer through one chain, but where a test has settings of its own."""
    as_given = settings._wrapped
    shared = ClientHandler()
    shared.load_middleware()

    def load(handler: ClientHandler) -> None:
        if settings._wrapped is as_given:
            handler._middleware_chain = shared._middleware_chain
        else:
            BaseHandler.load_middleware(handler)

    ClientHandler.load_middleware = load
