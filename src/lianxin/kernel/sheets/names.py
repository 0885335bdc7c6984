"""Names of people in cells: spaces that only fill, dots of many kinds, lists of names."""

import re

from lianxin.kernel.sheets.placing import Place

HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff〇]")
PARTED = re.compile(r"[、，,;；/\n]+")
BRACKETED = re.compile(r"[（(【\[].*?[)）】\]]")
# Sex and ethnic group, as lists of delegates add them behind a name.
ASIDE = re.compile(
    r"\s*[（(]\s*(?:[男女]性?|[㐀-鿿]{1,4}族)(?:\s*[，,、\s]\s*(?:[男女]性?|[㐀-鿿]{1,4}族))*\s*[)）]\s*$"
)
DOTS = re.compile(r"[•‧∙⋅．.・･]")
# Letters of any script, the dot within names of minorities, and signs of Latin names.
USUAL = re.compile(r"[^\W\d_]+(?:[·\s'’-][^\W\d_]+)*")


def read_name(value: object, place: Place) -> str:
    """The name of one person; spaces between Chinese signs are removed.

    So is what a list adds of the person in brackets: （女）, （女，回族）.
    """
    typed = str(value)
    bare = ASIDE.sub("", typed)
    if bare != typed and bare.strip():
        place.repaired("brackets_left_out", found=typed)
        typed = bare.rstrip()
    name = _joined(typed)
    if name != typed and not DOTS.search(typed):
        place.repaired("spaces_removed", found=typed)
    elif name != typed:
        place.repaired("dot_made_even", found=typed)
    if any(sign.isdigit() for sign in name):
        raise place.wrong("name_invalid", found=typed)
    if not USUAL.fullmatch(name):
        place.repaired("name_odd", found=typed)
    return name


def read_names(typed: str, place: Place) -> tuple[str, ...]:
    """The names in a cell, as `names` parts them."""
    bare = BRACKETED.sub("", typed)
    if bare != typed:
        place.repaired("brackets_left_out", found=typed)
    found = names(bare)
    if any(sign.isdigit() for name in found for sign in name):
        raise place.wrong("name_invalid", found=typed)
    if any(name not in bare for name in found):
        place.repaired("spaces_removed", found=typed)
    return found


def names(text: str) -> tuple[str, ...]:
    """The parts of a list of names or units: by 、，；/ or lines, else by spaces.

    李 明 is one name, 曹军 严峰 are two.
    """
    found: list[str] = []
    for part in PARTED.split(text):
        found += _by_spaces(part)
    return tuple(dict.fromkeys(found))


def _by_spaces(part: str) -> list[str]:
    if not HAN.search(part):
        return [" ".join(part.split())] if part.strip() else []
    words: list[str] = []
    spaced = ""
    for word in part.split():
        if len(word) == 1 and HAN.match(word):
            spaced += word
            continue
        if spaced:
            words.append(spaced)
            spaced = ""
        words.append(_joined(word))
    if spaced:
        words.append(spaced)
    return words


def _joined(typed: str) -> str:
    name = DOTS.sub("·", typed) if HAN.search(typed) else typed
    return ("" if HAN.search(name) else " ").join(name.split())
