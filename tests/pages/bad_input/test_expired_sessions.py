"""A form sent after the session ended: back for its author, for nobody else."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from lianxin.base.accounts.models import User
from tests.cast import PASSWORD
from tests.pages.address_numbers import NUMBERS
from tests.pages.asking import path_of
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.hostile import HOSTILE
from tests.pages.bad_input.reading_forms import Sent, form_at
from tests.pages.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.no_database]
TYPED = "没写完的话 <b>&\"'"
# Who sends the form too late, and who signs in at the same browser instead.
CASES = [
    ("approvals:withdraw", "branch_secretary", "branch_member", "reason"),
    ("goals:reword", "sub_clerk", "leader", "reason"),
    ("goals:unlink", "branch_secretary", "branch_member", "reason"),
    ("people:set_contact", "sub_clerk", "branch_secretary", "phone"),
    ("records:amend", "branch_secretary", "branch_member", "minutes"),
    ("records:enter", "branch_secretary", "branch_member", "minutes"),
    ("ui:gallery_form", "member", "outsider", "text"),
    ("units:rename", "sub_clerk", "branch_secretary", "basis"),
]


def browser() -> Client:
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def signed_in(client: Client, role: str, address: str) -> str:
    """Sign in the real way; where one is led then."""
    page = client.get(address).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert token
    sent = {"login": role, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    if not answer["Location"].startswith(reverse("mfa_authenticate")):
        return str(answer["Location"])
    return _with_code(client, role, answer["Location"])


def _with_code(client: Client, role: str, address: str) -> str:
    """Whoever has a second factor uses a recovery code, another one each time."""
    user = User.objects.get(username=role)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    page = client.get(address).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert token
    sent = {"code": codes[0], "csrfmiddlewaretoken": token[1]}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.fixture(autouse=True)
def _secret_of_the_app(world: World, db: None) -> None:
    """The cast's second factors have no secret, which signing in would look for."""
    for held in Authenticator.objects.filter(type="totp"):
        held.delete()
        TOTP.activate(held.user, generate_totp_secret())


def form_in(client: Client, path: str) -> Sent:
    page = client.get(path)
    assert page.status_code == 200
    return form_at(page.content.decode(), path)


def expired(name: str, role: str, field: str, world: World) -> tuple[Client, str, str]:
    """A browser whose form came too late; its path and where it is sent to."""
    path, client = path_of(name, world), browser()
    signed_in(client, role, reverse("account_login"))
    sent = form_in(client, path).data | {field: [TYPED]}
    client.session.flush()
    answer = client.post(path, sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    return client, path, answer["Location"]


@pytest.mark.parametrize(("name", "role", "other", "field"), CASES)
def test_the_author_has_it_back(
    name: str, role: str, other: str, field: str, world: World
) -> None:
    client, path, way = expired(name, role, field, world)
    assert signed_in(client, role, way) == path
    assert form_in(client, path).controls[field].values == [TYPED]


@pytest.mark.parametrize(("name", "role", "other", "field"), CASES)
def test_nobody_else_has_it(
    name: str, role: str, other: str, field: str, world: World
) -> None:
    client, path, way = expired(name, role, field, world)
    signed_in(client, other, way)
    assert TYPED not in client.get(path).content.decode()
    assert "没写完" not in client.get(path).content.decode()
    assert "没写完" not in client.get("/").content.decode()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_without_a_session_nothing_is_done(name: str, world: World) -> None:
    """What was not opened by somebody is not kept either, whatever it says."""
    if FORMS[name].role == "nobody":
        return
    client = Client(headers={"accept-language": "en"})
    markup = HOSTILE["markup"].sent.decode()
    for owner in ("", "1:forged", markup, "\0"):
        answer = client.post(path_of(name, world), {"owner": owner, "text": markup})
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
        assert "draft" not in client.session


def texts_in(form: Sent) -> list[str]:
    """The fields into which somebody types words, passwords left aside."""
    return [name for name in form.texts if "password" not in name]


# Looks somebody up by an identity or phone number, which is kept nowhere.
NEVER_KEPT = {"people:find"}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_words_typed_into_any_form_are_there_again(name: str, world: World) -> None:
    """Each field of each form, where the cases above sign in the real way."""
    form = FORMS[name]
    if form.role == "nobody":
        return
    client = world.cast.client(form.role)
    numbers = NUMBERS.get(name, {}) | form.at
    path = reverse(
        name, kwargs={k: world.numbers.get(v, v) for k, v in numbers.items()}
    )
    shown = form_in(client, path)
    typed = {field: [f"{TYPED} {field}"] for field in texts_in(shown)}
    if not typed:
        return
    client.session.flush()
    answer = client.post(path, shown.data | typed)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    client.force_login(world.cast.people[form.role].account)
    again = form_in(client, path)
    held = {field: again.controls[field].values for field in typed}
    assert held == ({key: [""] for key in typed} if name in NEVER_KEPT else typed)
