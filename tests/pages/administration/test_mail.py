"""Outgoing mail and its test message, tried with a real mail server."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from lianxin.base.accounts.models import User
from tests.cast import Cast

PAGE = "/administration/mail/"
ADDRESS = "admin@example.org"


class MailServer(socketserver.StreamRequestHandler):
    """Takes every message, but none for `refused@…`."""

    taken: list[str]

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.taken.append(b"".join(lines).decode())
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                refused = verb == "RCPT" and "refused@" in line
                self.say("550 nobody here" if refused else "250 ok")


@pytest.fixture
def server(settings) -> Iterator[socketserver.TCPServer]:
    with socketserver.TCPServer(("127.0.0.1", 0), MailServer) as running:
        running.taken = []
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        settings.EMAIL_HOST_USER = ""
        yield running
        running.shutdown()
        thread.join()


def send(cast: Cast, email: str = ADDRESS):
    return cast.client("administrator").post(PAGE, {"email": email}, follow=True)


def test_the_message_arrives(cast: Cast, server) -> None:
    page = send(cast).content.decode()
    assert "took the message" in page
    (message,) = server.taken
    assert f"To: {ADDRESS}" in message
    assert User.objects.get(username="administrator").email == ADDRESS


def test_a_refused_address_is_said_at_the_field(cast: Cast, server) -> None:
    answer = send(cast, "refused@example.org")
    assert answer.status_code == 422
    assert "does not take messages for this address" in answer.content.decode()
    assert User.objects.get(username="administrator").email == ""


def test_without_a_server_it_says_so(cast: Cast, settings) -> None:
    settings.EMAIL_HOST = ""
    page = cast.client("administrator").get(PAGE).content.decode()
    assert "No mail server is set" in page
    answer = send(cast)
    assert answer.status_code == 422
    assert "Set LIANXIN_MAIL_HOST" in answer.content.decode()


def test_a_server_that_is_down_is_said_to_be(cast: Cast, server, settings) -> None:
    settings.EMAIL_PORT = 9
    answer = send(cast)
    assert answer.status_code == 422
    assert "could not be reached" in answer.content.decode()


@pytest.mark.parametrize(
    "email",
    ["", "no address", "a@b", "x" * 400 + "@example.org", "a@x.org\nBcc: b@x.org"],
)
def test_what_is_no_address_is_refused(cast: Cast, server, email) -> None:
    assert send(cast, email).status_code == 422
    assert server.taken == []


@pytest.mark.parametrize("role", ["clerk", "leader", "member"])
def test_others_are_told_why_not(cast: Cast, role) -> None:
    assert cast.client(role).get(PAGE).status_code == 403
