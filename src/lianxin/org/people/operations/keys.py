"""The cache by which people are found: written with each entry, or made anew."""

from collections.abc import Sequence

from django.db import connection, transaction

from lianxin.base.bulk.rows import WaitingRows, write_rows
from lianxin.base.journal.queries import among
from lianxin.kernel.zh.finding import keys_of
from lianxin.org.people.models import Contact, Person, PersonKeyLedger
from lianxin.org.people.queries import phone_key

BATCH = 2000


def renew_keys(*people: Person) -> None:
    """Let these people be found by what their entries say now.

    Called within the operation that wrote the entries.
    """
    numbers = [person.pk for person in people]
    PersonKeyLedger.objects.filter(person__in=numbers).delete()
    _write(list(Person.objects.filter(pk__in=numbers)))


def add_phone_keys(contacts: WaitingRows) -> None:
    """Let people be found by the phones that are entered of these contacts."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {PersonKeyLedger._meta.db_table} (person_id, key) "  # noqa: S608 -- names of our own tables
            f"SELECT person_id, %s || phone_hash FROM {contacts.name} "
            "WHERE phone_hash <> ''",
            [phone_key("")],
        )


def fill_keys(first: int, last: int) -> int:
    """Keys for the people numbered from `first` to `last`, in short transactions.

    For those who were entered by the thousand; how many people were looked at.
    """
    done = 0
    for start in range(first, last + 1, BATCH):
        people = Person.objects.filter(pk__gte=start, pk__lt=start + BATCH)
        with transaction.atomic():
            rows = list(people.filter(pk__lte=last))
            PersonKeyLedger.objects.filter(person__in=[p.pk for p in rows]).delete()
            _write(rows)
        done += len(rows)
    return done


def drop_keys(numbers: Sequence[int]) -> None:
    """Let these people not be found any more, in short transactions."""
    for start in range(0, len(numbers), BATCH):
        for some in among("person", numbers[start : start + BATCH]):
            keys = PersonKeyLedger.objects.filter(some)
            keys._raw_delete(keys.db)


def fill_keys_from(first: int) -> int:
    """Keys for everybody from this number on; of how many people."""
    last = Person.objects.order_by("pk").values_list("pk", flat=True).last()
    return 0 if last is None else fill_keys(first, last)


def rebuild_keys() -> int:
    """Make the whole cache anew; of how many people."""
    first = Person.objects.order_by("pk").values_list("pk", flat=True).first()
    return 0 if first is None else fill_keys_from(first)


def _write(people: Sequence[Person]) -> None:
    """An entry that was merged into another is not found any more."""
    found = [person for person in people if person.merged_into_id is None]
    contacts = Contact.objects.filter(person__in=[person.pk for person in found])
    phones = contacts.exclude(phone_hash="").values_list("person", "phone_hash")
    write_rows(
        PersonKeyLedger,
        ("person_id", "key"),
        (
            *(
                (person.pk, key)
                for person in found
                for key in sorted(keys_of(person.name, person.employee_number))
            ),
            *((person, phone_key(digest)) for person, digest in phones),
        ),
    )
