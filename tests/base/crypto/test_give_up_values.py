"""Values whose key is lost are emptied, each as it must be; what can be read stays."""

from cryptography.fernet import Fernet
from django.db import connection

from lianxin.base.crypto.operations import give_up_values
from lianxin.base.crypto.queries import (
    Unreadable,
    all_unreadable,
    keys_open_everything,
)
from lianxin.base.imports.models import Import, ImportContent
from lianxin.base.journal.models import Entry
from lianxin.facts.records.models import PrivateMinutes, Record
from lianxin.org.people.models import Contact
from lianxin.org.people.operations import set_contact
from tests.cast import AT, TODAY, Cast

LOST, FOUND = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PHONE, IDENTITY = "13900000011", "110101199001019968"


def contact(cast: Cast, role: str, *, phone: str, identity: str = "") -> None:
    set_contact(
        cast.people[role],
        phone=phone,
        identity_number=identity,
        actor=cast.actor("clerk"),
        at=AT,
    )


def said(cast: Cast) -> PrivateMinutes:
    record = Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY,
        topic="学习",
        recorded_by=cast.people["branch_secretary"],
        recorded_at=AT,
    )
    return PrivateMinutes.objects.create(record=record, version=1, text="谈话")


def dropped() -> Import:
    file = Import.objects.create(
        name="a.xlsx", sha256="0" * 64, size=1, unit=1, person=1, dropped_at=AT
    )
    ImportContent.objects.create(dropped=file, content="b64:")
    return file


def test_only_what_no_key_opens_goes(cast: Cast, settings) -> None:
    settings.LIANXIN_FIELD_KEYS = (LOST,)
    contact(cast, "member", phone=PHONE, identity=IDENTITY)
    minutes, file = said(cast), dropped()
    settings.LIANXIN_FIELD_KEYS = (FOUND,)
    contact(cast, "branch_member", phone="13900000012")
    assert not keys_open_everything()
    assert sorted(all_unreadable(), key=lambda each: each.column) == [
        Unreadable("people.Contact.identity_number", 1, 1),
        Unreadable("people.Contact.phone", 1, 2),
        Unreadable("records.PrivateMinutes.text", 1, 1),
        Unreadable("staging.ImportContent.content", 1, 1),
    ]
    given_up = give_up_values(actor=cast.system, at=AT)
    assert given_up == {
        "people.Contact.phone": 1,
        "people.Contact.identity_number": 1,
        "records.PrivateMinutes.text": 1,
        "staging.ImportContent.content": 1,
    }
    gone = Contact.objects.get(person=cast.people["member"])
    assert (gone.phone, gone.identity_number) == ("", "")
    assert (gone.phone_hash, gone.identity_hash) == ("", "")
    kept = Contact.objects.get(person=cast.people["branch_member"])
    assert (kept.phone, len(kept.phone_hash)) == ("13900000012", 32)
    minutes.refresh_from_db()
    assert "key of this text was lost" in minutes.text
    assert not ImportContent.objects.filter(dropped=file).exists()
    assert Import.objects.filter(pk=file.pk).exists()
    assert keys_open_everything()
    assert all_unreadable() == []


def test_the_journal_tells_how_many_of_what(cast: Cast, settings) -> None:
    settings.LIANXIN_FIELD_KEYS = (LOST,)
    contact(cast, "member", phone=PHONE)
    settings.LIANXIN_FIELD_KEYS = (FOUND,)
    give_up_values(actor=cast.system, at=AT)
    entry = Entry.objects.get(code="crypto.given_up")
    assert (entry.job, entry.after) == ("tests.job", {"people.Contact.phone": 1})


def test_where_nothing_is_lost_nothing_is_written(cast: Cast) -> None:
    contact(cast, "member", phone=PHONE)
    before = Entry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_contact")
        held = cursor.fetchall()
        assert give_up_values(actor=cast.system, at=AT) == {}
        cursor.execute("SELECT phone FROM people_contact")
        assert cursor.fetchall() == held
    assert Entry.objects.count() == before
