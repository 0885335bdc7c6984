"""By which beginnings people and units are found: parts of a name, its sound, a number."""

import re
from collections.abc import Iterator, Sequence

from lianxin.kernel.zh.pinyin import name_syllables, text_syllables
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow

# A space or a point within a name (阿依古丽·买买提) is typed by some and not by others.
BETWEEN = re.compile(r"[\s·•・．.]+")
LONGEST = 80
# Names of units are long and many of their parts alike: eight characters are enough.
BYTES_OF_UNIT = 24


def plain_words(typed: str) -> str:
    """What is looked for as keys are kept: simplified, narrow, small, without spaces."""
    return BETWEEN.sub("", simplified(narrow(typed))).lower()[:LONGEST]


def keys_of(name: str, number: str) -> frozenset[str]:
    """The texts of which one begins with whatever fits the person.

    Every ending of the name (周明远, 明远, 远), of its syllables (zhoumingyuan,
    mingyuan, yuan) and of its initials (zmy, my), and the number as a whole.
    """
    found = {*_endings(plain_words(name)), *_sounds(name_syllables(name))}
    found.add(plain_words(number))
    return frozenset(key[:LONGEST] for key in found if key)


def keys_of_unit(*names: str) -> frozenset[str]:
    """The texts of which one begins with the first signs of whatever fits the unit.

    Every ending of its names, of their syllables and of their initials, each cut as
    `first_signs` cuts what is looked for.
    """
    found = {ending for name in names for ending in _endings(plain_words(name))}
    for name in names:
        found |= set(_sounds(text_syllables(name)))
    return frozenset(first_signs(key) for key in found if key)


def first_signs(words: str) -> str:
    """As much of plain words as a key of a unit holds: eight characters, or 24 letters.

    What two texts begin with alike is cut alike.
    """
    return words.encode()[:BYTES_OF_UNIT].decode(errors="ignore")


def _endings(whole: str) -> Iterator[str]:
    return (whole[start:] for start in range(len(whole)))


def _sounds(syllables: Sequence[str]) -> Iterator[str]:
    initials = "".join(sound[0] for sound in syllables)
    yield from ("".join(syllables[start:]) for start in range(len(syllables)))
    yield from (initials[start:] for start in range(max(1, len(initials) - 1)))


def after(beginning: str) -> str:
    """The first text after all that begin with `beginning`, in the order of bytes."""
    return beginning + "\U0010ffff"
