"""Asking for an address as one of the cast."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.pages.address_numbers import NUMBERS
from tests.pages.addresses import POSTED, TABLE
from tests.pages.world import World

ROLES = (
    "nobody",
    "administrator",
    "clerk",
    "secretary",
    "leader",
    "department_head",
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "employee",
    "union_chair",
    "discipline_officer",
    "organiser",
    "outsider",
)
Sessions = Mapping[str, str]
MARKS = {200: ".", 302: ">", 403: "x", 404: "-", 422: "!"}


def all_names() -> set[str]:
    """Every name of an address, with its namespace."""
    return set(_names(get_resolver()))


def _names(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield before + (found.name or f"unnamed {found.pattern}")
        else:
            inside = f"{found.namespace}:" if found.namespace else ""
            yield from _names(found, before + inside)


def path_of(name: str, world: World) -> str:
    """The path of an address, with the numbers of the world's things."""
    wanted = NUMBERS.get(name, {})
    return reverse(name, kwargs={k: world.numbers.get(v, v) for k, v in wanted.items()})


def ask(client: Client, name: str, world: World) -> HttpResponse:
    """GET the address, or POST nothing where it takes only POST."""
    method = client.post if name in POSTED else client.get
    return method(path_of(name, world))  # type: ignore[return-value]  # Django's test response


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within leaves no trace in the database."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def let_go(answer: HttpResponse) -> None:
    """Close the answer's file, but not the connection with the test's transaction."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def client_of(role: str, world: World) -> Client:
    """Signed in, in English; `nobody` is not."""
    if role == "nobody":
        return Client(headers={"accept-language": "en"})
    return world.cast.client(role)


def sessions_of(world: World) -> Sessions:
    """A session of each role."""
    return {
        role: client_of(role, world).cookies[settings.SESSION_COOKIE_NAME].value
        for role in ROLES
        if role != "nobody"
    }


def client_with(sessions: Sessions, role: str, language: str = "en") -> Client:
    """Signed in by a session that is there; `nobody` has none."""
    client = Client(headers={"accept-language": language})
    if role in sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
    return client


def marks(name: str, world: World, sessions: Sessions) -> str:
    """What each role is answered, in the order of ROLES, one mark each."""
    found = []
    for role in ROLES:
        with undone():
            answer = ask(client_with(sessions, role), name, world)
            let_go(answer)
        found.append(MARKS.get(answer.status_code, str(answer.status_code)))
    return " ".join(found)


def pages_of(role: str) -> list[str]:
    """Addresses that the role opens by GET and that need no number."""
    place = ROLES.index(role)
    return [
        name
        for name, expected in TABLE.items()
        if expected.split()[place] == "." and name not in POSTED and name not in NUMBERS
    ]
