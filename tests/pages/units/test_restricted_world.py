"""A subtree with one of everything in it is restricted: outsiders are told none of it."""

import io
import re
import zipfile
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.urls import reverse

from lianxin.base.accounts.models import User
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.operations import renew_keys
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.operations import restrict_unit
from tests.cast import AT, LONG_AGO, TODAY, Cast, found
from tests.pages.address_numbers import NUMBERS
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ask, let_go, path_of, undone
from tests.pages.world import World

pytestmark = pytest.mark.no_database  # as the sweep beside it

BOX = re.compile(r'<(?:input|textarea)[^>]* name="([^"]+)"[^>]*>')
YESTERDAY = TODAY - timedelta(days=1)
UNITS = ("sub", "branch", "workshop")
PEOPLE = (
    "sub_clerk",
    "branch_secretary",
    "branch_member",
    "member",
    "employee",
    "discipline_officer",
)
OUTSIDE = (
    "administrator",
    "department_head",
    "union_chair",
    "outsider",
    "clerk_beside",
    "former_holder",
)
# Invented names that happen to be those of the cast; signing out would end the sweep.
LEFT_OUT = {"ui:gallery", "account_logout"}
# The second factor of the cast has no secret that could be asked for.
SECOND_FACTOR = {"mfa_reauthenticate"}
# The member is to come to this secretary's branch, and the clerk there handles it.
TO_COME = {
    "home:home": ["何秋实"],
    "transfers:back": ["何秋实"],
    "transfers:list": ["何秋实"],
    "transfers:receive": ["何秋实"],
    "transfers:transfer": ["何秋实", "唐小满"],
}
ASKED = (
    {"q": "检修"},
    {"q": "何秋实"},
    {"q": "hqs"},
    {"q": "T009"},
    {"unit": "检修"},
    {"giver": "检修"},
    {"person": "何"},
    {"on": "2021-01-01"},
    {"format": "xlsx"},
    {"format": "docx"},
    {"year": "2026", "format": "xlsx"},
)


def newcomer(cast: Cast, role: str, name: str) -> Person:
    """Somebody who belongs to the department and the other branch since yesterday."""
    account = User.objects.create(username=role, created_at=AT)
    person = Person.objects.create(
        name=name, pinyin=role, employee_number=role, account=account
    )
    for belonging, place in (("staff", "department"), ("party", "other")):
        Affiliation.objects.create(
            person=person,
            unit=cast.units[place],
            belonging=belonging,
            valid_from=YESTERDAY,
        )
    PartyStanding.objects.create(person=person, standing="full", valid_from=LONG_AGO)
    renew_keys(person)
    cast.people[role] = person
    return person


def clerk_beside(cast: Cast) -> None:
    """The clerk of a committee beside the restricted one."""
    clerk = newcomer(cast, "clerk_beside", "南干事")
    Authenticator.objects.create(user=clerk.account, type="totp", data={})
    south = found("committee", "南山公司党委", cast.units["root"])
    post = Post.objects.create(unit=south, kind="office_clerk", valid_from=LONG_AGO)
    Appointment.objects.create(post=post, person=clerk, valid_from=LONG_AGO)


def former_holder(cast: Cast) -> None:
    """Until yesterday a member there, deputy of the branch and clerk of the committee."""
    former = newcomer(cast, "former_holder", "前书记")
    Affiliation.objects.create(
        person=former,
        unit=cast.units["branch"],
        belonging="party",
        valid_from=LONG_AGO,
        valid_to=YESTERDAY,
    )
    for key, kind in (("branch", "branch_deputy"), ("sub", "office_clerk")):
        post = Post.objects.create(
            unit=cast.units[key], kind=kind, number=2, valid_from=LONG_AGO
        )
        Appointment.objects.create(
            post=post, person=former, valid_from=LONG_AGO, valid_to=YESTERDAY
        )


@pytest.fixture
def shut(world: World) -> World:
    """The world, whose sub-committee is restricted with all that is below it."""
    clerk_beside(world.cast)
    former_holder(world.cast)
    restrict_unit(
        world.cast.units["sub"],
        restriction="classified",
        valid_from=TODAY,
        version=1,
        actor=world.cast.actor("clerk"),
        at=AT,
    )
    return world


def words_of(answer: HttpResponse) -> str:
    """What an answer says, within the parts of an office document too."""
    body = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK\x03\x04"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = [packed.read(name) for name in packed.namelist()]
    return "\n".join(part.decode(errors="replace") for part in parts)


def told_in(words: str, shut: World) -> list[str]:
    cast = shut.cast
    secrets = [cast.units[key].name for key in UNITS]
    secrets += [cast.people[role].name for role in PEOPLE]
    return sorted(secret for secret in secrets if secret in words)


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_address_tells_of_it(shut: World, role: str) -> None:
    client = shut.cast.client(role)
    told = {}
    for name in sorted(set(TABLE) - LEFT_OUT):
        with undone():
            answer = ask(client, name, shut)
            if found_there := told_in(words_of(answer), shut):
                told[name] = found_there
            let_go(answer)
    assert told == (TO_COME if role == "outsider" else {})


@pytest.mark.parametrize("role", ["administrator", "clerk_beside", "former_holder"])
def test_no_question_and_no_file_tells_of_it(shut: World, role: str) -> None:
    """Lists are asked by name, initials, number and unit, as of a day, and as files."""
    client = shut.cast.client(role)
    asked = (*ASKED, {"unit": shut.numbers["unit"]}, {"person": shut.numbers["person"]})
    typed = {str(value) for question in asked for value in question.values()}
    told = {}
    for name in sorted(set(TABLE) - LEFT_OUT - POSTED - set(NUMBERS)):
        for question in asked:
            with undone():
                answer = client.get(f"{path_of(name, shut)}?{urlencode(question)}")
                found_there = set(told_in(words_of(answer), shut)) - typed
                if found_there:
                    told[name, str(question)] = found_there
                let_go(answer)
    assert told == {}


@pytest.mark.parametrize("role", ["administrator", "clerk_beside", "outsider"])
@pytest.mark.parametrize("typed", ["检修", "何", "#{person}"])
def test_no_form_tells_of_it(shut: World, role: str, typed: str) -> None:
    """Into every box of every form that opens, part of a name or a number is typed."""
    client = shut.cast.client(role)
    words = typed.format(**shut.numbers)
    told = {}
    for name in sorted(set(TABLE) - LEFT_OUT - POSTED - set(TO_COME) - SECOND_FACTOR):
        with undone():
            page = client.get(path_of(name, shut))
            boxes = set() if page.streaming else set(BOX.findall(page.content.decode()))
            let_go(page)
        if boxes:
            with undone():
                answer = client.post(path_of(name, shut), dict.fromkeys(boxes, words))
                if found_there := told_in(words_of(answer), shut):
                    told[name] = found_there
                let_go(answer)
    assert told == {}


def test_whoever_left_it_is_not_told_of_either(shut: World) -> None:
    """Who is somewhere else now is seen there, as anybody."""
    gone, moved = (shut.cast.people[role] for role in ("employee", "branch_member"))
    places = Affiliation.objects.filter(person__in=[gone, moved])
    places.update(valid_to=YESTERDAY)
    Affiliation.objects.create(
        person=moved,
        unit=shut.cast.units["department"],
        belonging="staff",
        valid_from=YESTERDAY,
    )
    client = shut.cast.client("administrator")
    seen = {
        person.name: client.get(reverse("people:person", args=[person.pk])).status_code
        for person in (gone, moved)
    }
    assert seen == {gone.name: 404, moved.name: 200}
    listed = client.get(reverse("people:list")).content.decode()
    assert (gone.name in listed, moved.name in listed) == (False, True)


def test_its_own_people_see_it(shut: World) -> None:
    page = shut.cast.client("member").get(path_of("units:unit", shut))
    assert page.status_code == 200
    assert "检修一支部" in page.content.decode()
