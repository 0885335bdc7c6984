"""A new key for encrypted fields, and everything encrypted anew with it."""

import logging
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from lianxin.base.crypto.fields import vault
from lianxin.base.crypto.queries import keys_open_everything, refusal_of_keys
from lianxin.base.journal.models import Entry
from lianxin.org.people.models import Contact
from lianxin.org.people.operations import reveal_contact, set_contact
from lianxin.site import keys
from tests.cast import AT, Cast
from tests.held_in_clear import dumped

PHONE, IDENTITY = "13900000011", "110101199001019968"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """The keys in force, in a folder of their own."""
    held = keys.load(tmp_path)
    settings.LIANXIN_KEYS = tmp_path
    settings.LIANXIN_FIELD_KEYS = list(held.fields)
    return tmp_path / keys.FILE


def fill(cast: Cast) -> None:
    set_contact(
        cast.people["member"],
        phone=PHONE,
        identity_number=IDENTITY,
        actor=cast.actor("clerk"),
        at=AT,
    )
    Authenticator.objects.filter(user=cast.people["clerk"].account).update(
        data={"secret": vault().encrypt(SECRET.encode()).decode(), "used": 3}
    )


def tokens() -> list[str]:
    """What the tables hold, as it stands there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, identity_number FROM people_contact")
        [row] = cursor.fetchall()
    secrets = [a.data["secret"] for a in Authenticator.objects.all() if a.data]
    return [*row, *secrets]


def test_all_is_read_with_the_new_key_alone(cast: Cast, folder: Path, settings):
    fill(cast)
    before = keys.read(folder)
    call_command("keys", "--rotate", "--forget", verbosity=0)
    after = keys.read(folder)
    assert len(after.fields) == 1
    assert after.fields != before.fields
    assert (after.secret, after.hashing) == (before.secret, before.hashing)
    alone = Fernet(after.fields[0])
    clear = [alone.decrypt(token.encode()).decode() for token in tokens()]
    assert clear == [PHONE, IDENTITY, SECRET]
    with pytest.raises(InvalidToken):
        Fernet(before.fields[0]).decrypt(tokens()[0].encode())
    settings.LIANXIN_FIELD_KEYS = list(after.fields)
    held = Contact.objects.get(person=cast.people["member"])
    assert (held.phone, held.identity_number) == (PHONE, IDENTITY)


def test_the_former_key_stays_for_older_backups(cast: Cast, folder: Path):
    fill(cast)
    before, old = keys.read(folder), tokens()
    call_command("keys", "--rotate", verbosity=0)
    after = keys.read(folder)
    assert after.fields[1:] == before.fields
    both = MultiFernet([Fernet(key) for key in after.fields])
    assert [both.decrypt(token.encode()) for token in old] == [
        PHONE.encode(),
        IDENTITY.encode(),
        SECRET.encode(),
    ]
    assert folder.stat().st_mode & 0o777 == 0o600


def test_with_the_keys_of_another_place_nothing_is_rotated(
    cast: Cast, folder: Path, settings
):
    fill(cast)
    assert keys_open_everything()
    settings.LIANXIN_FIELD_KEYS = [Fernet.generate_key().decode()]
    before, old = folder.read_text(), tokens()
    with pytest.raises(CommandError, match="do not open what the database holds"):
        call_command("keys", "--rotate", verbosity=0)
    assert (folder.read_text(), tokens()) == (before, old)


def under_another_key(settings: Any) -> None:
    settings.LIANXIN_FIELD_KEYS = [Fernet.generate_key().decode()]


def test_what_is_lost_is_told_and_nothing_changed(
    cast: Cast, folder: Path, settings, capsys
):
    fill(cast)
    call_command("keys", "--give-up")
    assert capsys.readouterr().out == "The keys in force open everything.\n"
    under_another_key(settings)
    before = dumped()
    call_command("keys", "--give-up")
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "people.Contact.phone: 1 of 1",
        "people.Contact.identity_number: 1 of 1",
        "Second factors: 1",
    ]
    assert "Nothing was changed" in told[3]
    assert dumped() == before


def test_it_is_given_up_where_that_is_asked_for_and_the_site_can_start(
    cast: Cast, folder: Path, settings, capsys
):
    fill(cast)
    under_another_key(settings)
    call_command("keys", "--give-up", "--for-good")
    assert "Given up: 2 values, 1 second factors." in capsys.readouterr().out
    assert refusal_of_keys() == ""
    held = Contact.objects.get(person=cast.people["member"])
    assert (held.phone, held.phone_hash, held.identity_number) == ("", "", "")
    holders = Authenticator.objects.values_list("user__username", flat=True)
    assert "clerk" not in holders
    given_up = Entry.objects.get(code="crypto.given_up")
    assert (given_up.actor_name, given_up.job) == ("lianxin keys", "site.keys")


@pytest.mark.parametrize("alone", ["--for-good", "--forget"])
def test_half_a_wish_changes_nothing(
    cast: Cast, folder: Path, settings, alone: str
) -> None:
    fill(cast)
    under_another_key(settings)
    before = (folder.read_text(), dumped())
    with pytest.raises(CommandError, match="goes with --"):
        call_command("keys", alone)
    assert (folder.read_text(), dumped()) == before


def test_nothing_is_rotated_where_some_value_is_lost(
    cast: Cast, folder: Path, settings
):
    """In the middle of a column, where a look at either end does not find it."""
    right = list(settings.LIANXIN_FIELD_KEYS)
    for role in ("outsider", "member", "employee"):
        if role == "member":
            under_another_key(settings)
        set_contact(
            cast.people[role],
            phone=PHONE,
            identity_number="",
            actor=cast.actor("clerk"),
            at=AT,
        )
        settings.LIANXIN_FIELD_KEYS = right
    before = folder.read_text()
    with pytest.raises(CommandError, match="--give-up"):
        call_command("keys", "--rotate", verbosity=0)
    assert folder.read_text() == before


def test_nothing_happens_unless_it_is_asked_for(cast: Cast, folder: Path, capsys):
    fill(cast)
    before, old = folder.read_text(), tokens()
    call_command("keys")
    assert (folder.read_text(), tokens()) == (before, old)
    assert capsys.readouterr().out == "1 keys for encrypted fields.\n"


def test_neither_a_dump_nor_the_logs_hold_a_number_in_clear(
    cast: Cast, folder: Path, caplog
):
    """Entered and looked up, then every row of every table is looked through."""
    caplog.set_level(logging.DEBUG)
    clerk = cast.client("clerk")
    page = reverse("people:contact", args=[cast.people["member"].pk])
    given = {"phone": PHONE, "identity_number": IDENTITY}
    form = reverse("people:set_contact", args=[cast.people["member"].pk])
    assert clerk.post(form, given).status_code == 302
    shown = clerk.post(page).content.decode()
    assert (PHONE in shown, IDENTITY in shown) == (True, True)
    assert clerk.post(reverse("people:find"), {"number": IDENTITY}).status_code == 200
    reveal_contact(cast.people["member"], actor=cast.actor("clerk"), at=AT)
    dump = dumped()
    assert len(dump.splitlines()) > 100
    held = f"{dump}\n{caplog.text}"
    assert cast.people["member"].name in held
    assert [n for n in (PHONE, IDENTITY) if n in held] == []
