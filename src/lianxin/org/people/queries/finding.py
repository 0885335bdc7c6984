"""Finding people by name, sound or number, through their keys."""

from django.db.models import QuerySet

from lianxin.kernel.zh.finding import after, plain_words
from lianxin.org.people.models import Person, PersonKeyLedger
from lianxin.org.units.queries import first_of


def named(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Of these people those whose name, pinyin, initials or number fits `words`.

    Chinese characters are looked for anywhere in the name, in either script; letters
    from the beginning of any syllable on, or as initials; a number at its beginning.
    """
    wanted = plain_words(words)
    return rows.filter(pk__in=_keys(wanted).values("person")) if wanted else rows


def first_numbers(rows: QuerySet[Person], words: str, *, most: int) -> list[int] | None:
    """The numbers of the people of `named` who fit best, at most so many.

    Those whose name, or a part of it, is just what was typed come first. None for no
    words.
    """
    wanted = plain_words(words)
    if not wanted:
        return None
    return first_of(_keys(wanted), of="person", rows=rows, most=most)


def first_named(rows: QuerySet[Person], words: str, *, most: int) -> list[Person]:
    """The people of `named` who fit best, at most so many; the first for no words."""
    numbers = first_numbers(rows, words, most=most)
    if numbers is None:
        return list(rows[:most])
    found = rows.order_by().in_bulk(numbers)
    return [found[number] for number in numbers]


def phone_key(digest: str) -> str:
    """The key by which a phone is found, of its keyed hash.

    It begins with a space, as no words do that are looked for (`plain_words`).
    """
    return f" {digest}"


def _keys(wanted: str) -> QuerySet[PersonKeyLedger]:
    return PersonKeyLedger.objects.filter(key__gte=wanted, key__lt=after(wanted))
