"""By which beginnings a person is found: parts of the name, its sound, a number."""

import re

from lianxin.kernel.zh.pinyin import name_syllables
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow

# A space or a point within a name (阿依古丽·买买提) is typed by some and not by others.
BETWEEN = re.compile(r"[\s·•・．.]+")
LONGEST = 80


def plain_words(typed: str) -> str:
    """What is looked for as keys are kept: simplified, narrow, small, without spaces."""
    return BETWEEN.sub("", simplified(narrow(typed))).lower()[:LONGEST]


def keys_of(name: str, number: str) -> frozenset[str]:
    """The texts of which one begins with whatever fits the person.

    Every ending of the name (周明远, 明远, 远), of its syllables (zhoumingyuan,
    mingyuan, yuan) and of its initials (zmy, my), and the number as a whole.
    """
    whole = plain_words(name)
    sounds = name_syllables(name)
    initials = "".join(sound[0] for sound in sounds)
    found = {whole[start:] for start in range(len(whole))}
    found |= {"".join(sounds[start:]) for start in range(len(sounds))}
    found |= {initials, *(initials[n:] for n in range(len(initials) - 1))}
    found.add(plain_words(number))
    return frozenset(key[:LONGEST] for key in found if key)


def after(beginning: str) -> str:
    """The first text after all that begin with `beginning`, in the order of bytes."""
    return beginning + "\U0010ffff"
