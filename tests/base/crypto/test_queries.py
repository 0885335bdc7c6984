"""Which columns are encrypted, and whether the keys in force open them."""

import pytest
from cryptography.fernet import Fernet

from lianxin.base.crypto.queries import (
    encrypted_columns,
    keys_open_everything,
)
from lianxin.org.people.models import Contact, Person

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def make_contact(number: int, phone: str) -> Contact:
    person = Person.objects.create(name="周明远", employee_number=f"T{number}")
    return Contact.objects.create(person=person, phone=phone)


def test_columns_of_several_apps_are_named() -> None:
    found = set(encrypted_columns())
    assert {
        ("people_contact", "phone"),
        ("people_contact", "identity_number"),
        ("letters_letter", "body"),
        ("personnel_difference", "told"),
    } <= found


@pytest.mark.django_db
def test_the_latest_value_of_each_column_is_tried(settings) -> None:
    settings.LIANXIN_FIELD_KEYS = (OLD,)
    assert keys_open_everything()
    make_contact(1, "13900000000")
    make_contact(2, "")
    assert keys_open_everything()
    settings.LIANXIN_FIELD_KEYS = (NEW,)
    assert not keys_open_everything()
    settings.LIANXIN_FIELD_KEYS = (NEW, OLD)
    assert keys_open_everything()
