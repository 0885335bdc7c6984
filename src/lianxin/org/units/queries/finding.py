"""Finding by keys: those that fit what was typed best, and no more than are shown."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.kernel.zh.finding import after, first_signs, plain_words
from lianxin.kernel.zh.scripts import simplified
from lianxin.org.units.models import Unit, UnitKeyLedger

FEW = 1_000


def named(rows: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Of these units those whose name, short name, pinyin or initials fit `words`.

    Chinese characters are looked for anywhere in a name, in either script; letters
    from the beginning of any syllable on, or as initials.
    """
    wanted = plain_words(words)
    if not wanted:
        return rows
    keys = _keys(wanted).values("unit")
    return _fitting_wholly(rows, words, wanted).filter(pk__in=keys)


def first_named(rows: QuerySet[Unit], words: str, *, most: int) -> list[Unit]:
    """The units of `named` that fit best, at most so many.

    Those whose name, or a part of it, is just what was typed come first.
    """
    wanted = plain_words(words)
    if not wanted:
        return list(rows[:most])
    rows = _fitting_wholly(rows, words, wanted)
    numbers = first_of(_keys(wanted), of="unit", rows=rows, most=most)
    found = rows.order_by().in_bulk(numbers)
    return [found[number] for number in numbers]


def first_of(
    keys: QuerySet[Any], *, of: str, rows: QuerySet[Any], most: int
) -> list[int]:
    """The numbers of at most `most` of these rows that have one of the keys.

    `of` is what the keys refer to. They come in the order of the keys, and then of
    their numbers. It takes as many steps as there are rows where these are few, and
    else about as many as `most`, however many have such a key.
    """
    few = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        keys = keys.filter(**{f"{of}__in": few})
    else:
        keys = keys.filter(Exists(rows.filter(pk=OuterRef(of))))
    numbers = keys.order_by("key", of).values_list(of, flat=True)
    looked = most
    while True:
        # One may have several of the keys: 王王 has two that begin with 王.
        read = list(numbers[:looked])
        found = list(dict.fromkeys(read))[:most]
        if len(found) == most or len(read) < looked:
            return found
        looked *= 4


def called(words: str) -> Q:
    """The filter for a name or short name that contains the words, in either script."""
    fits = Q(name__contains=words) | Q(short_name__contains=words)
    plain = simplified(words)
    if plain != words:
        fits |= Q(name__contains=plain) | Q(short_name__contains=plain)
    return fits


def _keys(wanted: str) -> QuerySet[UnitKeyLedger]:
    begins = first_signs(wanted)
    return UnitKeyLedger.objects.filter(key__gte=begins, key__lt=after(begins))


def _fitting_wholly(rows: QuerySet[Unit], words: str, wanted: str) -> QuerySet[Unit]:
    """Of these units those that fit what a key is too short for."""
    if first_signs(wanted) == wanted:
        return rows
    fits = called(words.strip()) | Q(pinyin__contains=wanted)
    for spelt in {words.strip(), wanted}:
        fits |= Q(name__icontains=spelt) | Q(short_name__icontains=spelt)
    return rows.filter(fits)
