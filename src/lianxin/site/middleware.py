"""Gives every request its actor: the person signed in, acting for one post."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from lianxin.base.ui import clock
from lianxin.base.ui.requests import POST_IN_SESSION
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.posts import queries as posts

Handler = Callable[[HttpRequest], HttpResponse]


class actor:  # noqa: N801 -- named in settings as the function it acts as
    """Set `request.acting` and `request.actor`, lazily."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        request.acting = SimpleLazyObject(lambda: _acting(request))  # type: ignore[attr-defined]  # see Request
        request.actor = SimpleLazyObject(lambda: request.acting.actor)  # type: ignore[attr-defined]  # see Request
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: object,
        _kwargs: object,
    ) -> None:
        """Give views the actor itself, as they ask it hundreds of things."""
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            request.acting = acting = _acting(request)  # type: ignore[attr-defined]  # see Request
            request.actor = acting.actor  # type: ignore[attr-defined]  # see Request


class Acting:
    """Who is signed in, for which post, and the other posts to choose from."""

    def __init__(self, request: HttpRequest) -> None:
        today = clock.today()
        account = request.user.pk if request.user.is_authenticated else None
        self.person = posts.person_of_account(account, today=today) if account else None
        self.appointments = (
            list(posts.appointments_of(self.person, today=today)) if self.person else []
        )
        self.post_kinds = frozenset(a.post.kind for a in self.appointments)
        wanted = request.session.get(POST_IN_SESSION, 0)
        first = self.appointments[0] if self.appointments else None
        self.chosen = next((a for a in self.appointments if a.pk == wanted), first)
        action = uuid4()
        ref = Ref("accounts.user", account) if account else None
        if self.person is None:
            name = request.user.get_username() if account else ""
            self.actor = Actor(name=name, action=action, account=ref)
        else:
            self.actor = posts.actor_of(
                self.person,
                chosen=self.chosen,
                today=today,
                action=action,
                account=ref,
            )


def _acting(request: HttpRequest) -> Acting:
    return Acting(request)
