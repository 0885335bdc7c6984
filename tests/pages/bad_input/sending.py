"""Sending a form as one of the cast, and what it wrote on the way."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.pages.address_numbers import NUMBERS
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.hostile import NEVER_IN_A_PAGE, UNWANTED, body_of
from tests.pages.bad_input.reading_forms import Sent, form_at
from tests.pages.world import World

URLENCODED = "application/x-www-form-urlencoded"
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
BESIDE = {"django_session", "lianxin_cache", "log_request"}
WORDED = {200, 302, 303, 400, 401, 403, 404, 413, 422}


@dataclass
class Written:
    """The tables that were written to and the texts that went there."""

    tables: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Mapping[str, Any],
    ) -> Any:
        found = WRITES.match(sql)
        if found and found[1] not in BESIDE:
            self.tables.add(found[1])
            self.texts += [p for p in params or () if isinstance(p, str)]
        return execute(sql, params, many, context)


@contextmanager
def watched() -> Iterator[Written]:
    """What is written to the database within, but to sessions, cache and log."""
    written = Written()
    with connection.execute_wrapper(written):
        yield written


def hold(answer: HttpResponse, written: Written) -> None:
    """What holds of every answer: no markup of theirs, nothing stored if refused."""
    page = b"".join(answer).decode(errors="replace")
    assert [found for found in NEVER_IN_A_PAGE if found in page] == []
    if answer.status_code not in {200, 302}:
        assert written.tables == set()
    assert [text for text in written.texts if UNWANTED.search(text)] == []


class Sender:
    """One form of the site, opened by somebody who may send it."""

    def __init__(self, name: str, world: World, client: Client) -> None:
        self.form = FORMS[name]
        wanted = NUMBERS.get(name, {}) | self.form.at
        self.path = reverse(
            name, kwargs={k: world.numbers.get(v, v) for k, v in wanted.items()}
        )
        self.client = client
        page = self.client.get(self.path)
        assert page.status_code == 200, page
        self.shown: Sent = form_at(page.content.decode(), self.path)
        self.right: dict[str, Any] = self.shown.data | {
            name: [value] for name, value in self.form.given.items()
        }
        for chosen in self.form.choose:
            self.right[chosen] = self.shown.controls[chosen].choices[-1:]

    def send(self, data: Mapping[str, Any]) -> HttpResponse:
        """What is answered to this, with any bytes in it."""
        return self.send_body(body_of(data).encode(), URLENCODED)

    def send_body(self, body: bytes, kind: str) -> HttpResponse:
        """What is answered to this body, said to be of this kind."""
        self.client.cookies.pop("messages", None)
        answer: Any = self.client.generic("POST", self.path, body, content_type=kind)
        assert answer.status_code in WORDED, answer
        return answer  # type: ignore[no-any-return]  # Django's test response

    def shown_again(self, answer: HttpResponse) -> Sent:
        """The form in a page that refuses what was sent."""
        return form_at(answer.content.decode(), self.path)
