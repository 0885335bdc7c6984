"""What the database holds of an encrypted field, and what a change of keys does."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from lianxin.base.crypto.fields import (
    EncryptedTextField,
    keyed_hash,
    sealed_texts,
    vault,
)
from lianxin.org.people.models import Contact, Person

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def contact(db, settings):
    settings.LIANXIN_FIELD_KEYS = (OLD,)
    person = Person.objects.create(name="周明远", employee_number="T1")
    return Contact.objects.create(person=person, phone="13900000000")


def held(contact):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_contact WHERE id = %s", [contact.pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_plain_text(contact):
    assert "139" not in held(contact)
    assert Contact.objects.get().phone == "13900000000"


def test_the_same_text_is_never_held_alike(contact):
    before = held(contact)
    contact.save()
    assert held(contact) != before


def test_an_empty_text_stays_empty(contact):
    contact.phone = ""
    contact.save()
    assert held(contact) == ""
    assert Contact.objects.get().phone == ""


def test_texts_sealed_for_a_whole_register_are_what_the_field_reads(contact):
    token, nothing = sealed_texts(["13900000011", ""])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contact SET phone = %s", [token])
    assert (Contact.objects.get().phone, nothing) == ("13900000011", "")


def test_after_a_new_key_old_contents_are_read_and_new_ones_use_it(contact, settings):
    settings.LIANXIN_FIELD_KEYS = (NEW, OLD)
    found = Contact.objects.get()
    assert found.phone == "13900000000"
    found.save()
    settings.LIANXIN_FIELD_KEYS = (NEW,)
    assert Contact.objects.get().phone == "13900000000"


def test_without_its_key_a_text_cannot_be_read(contact, settings):
    settings.LIANXIN_FIELD_KEYS = (NEW,)
    with pytest.raises(InvalidToken):
        Contact.objects.get()


def test_a_token_changed_in_the_database_is_refused(contact):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contact SET phone = %s", [held(contact)[:-4]])
    with pytest.raises(InvalidToken):
        Contact.objects.get()


def test_the_hash_for_search_depends_on_its_key(settings):
    settings.LIANXIN_HASH_KEY = "one"
    first = keyed_hash("13900000000")
    assert first == keyed_hash("13900000000")
    assert len(first) == 32
    assert first != keyed_hash("13900000001")
    settings.LIANXIN_HASH_KEY = "two"
    assert keyed_hash("13900000000") != first


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_stored_comes_back(text):
    field = EncryptedTextField()
    assert field.from_db_value(field.get_prep_value(text)) == text


def test_the_first_key_encrypts(settings):
    settings.LIANXIN_FIELD_KEYS = (NEW, OLD)
    token = vault().encrypt(b"x")
    assert Fernet(NEW).decrypt(token) == b"x"
