"""Cleaning that never eats text: every character taken out is accounted for."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from lianxin.kernel.outline.cuts import Cleaned, Cut, compose, cut_out
from lianxin.kernel.outline.script import script_of
from lianxin.kernel.outline.source import Problem
from lianxin.kernel.outline.wrapping import unwrapping

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTERS = f"a-zɑɡü{_TONED}"
_ANY_TONED = re.compile(f"[{_TONED}]")
_TONELESS = "men|me|ma|ne|guo|zhe|ge|lai|li|tou|de|le|ba|shang|ning"
_REMNANT = re.compile(
    rf"\( ?(?:(?=[a-zɑɡü]*[{_TONED}])[{_LETTERS}]{{1,6}}|{_TONELESS}) *\)"
)
# With so many remnants a text was surely converted, and each reading in brackets is one.
_SURELY = 3
_DAMAGED = re.compile(
    rf"(?:[?？\ufffd](?=[a-zɑɡü]*[{_TONED}])[{_LETTERS}]{{1,6}}\))+"
    rf"|\((?<=[\u3400-\u9fff]\()(?=[a-zɑɡü]*[{_TONED}])[{_LETTERS}]{{1,6}}(?=[\u3400-\u9fff])"
)
_LOST = re.compile("\ufffd+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_TRAILING = re.compile(r"(?<![ \u3000\xa0])[ \u3000\xa0]+(?=\n|\Z)")


def clean(text: str) -> Cleaned:
    """Return the text without what conversion and page layout left in it.

    Left out are pinyin remnants (發(fā)布 → 發布), invisible characters, spaces at
    line ends, page-number lines and the breaks of hard-wrapped lines. Damaged
    remnants stay as they are. Cleaning a cleaned text changes nothing: where that
    cannot be kept (a few short lines that could be read either way), lines stay as
    they are.
    """
    for start in (Cleaned(text), _without_remnants(text)):
        cleaned = compose(start, unwrap(start.text)[0])
        if unwrap(cleaned.text)[0].text == cleaned.text:
            return cleaned
    return _without_remnants(text)


def unwrap(text: str) -> tuple[Cleaned, frozenset[int]]:
    """Return the cleaned text, whether or not it is stable, and its doubtful breaks.

    A doubtful break is a line break (its offset in the source) before what looks like
    a marker although the line before runs on over the full width of the page.
    """
    first = _without_blanks(text)
    wraps = unwrapping(first.text)
    spoken = compose(first, _without_remnants(first.text))
    if spoken.text != first.text:
        # Wrapped before it was converted, a text shows its width only without remnants.
        before = unwrapping(spoken.text)
        if len(before.cuts) > len(wraps.cuts):
            first, wraps = spoken, before
    doubtful = frozenset(first.source_offset(place) for place in wraps.doubtful)
    if not wraps.cuts and not wraps.spaces:
        return compose(first, _without_remnants(first.text)), doubtful
    spaced = _with_spaces(first.text, wraps.spaces)
    joined = compose(first, cut_out(spaced, wraps.cuts))
    return compose(joined, _without_remnants(joined.text)), doubtful


def damage_in(text: str) -> list[Problem]:
    """Return a problem for each damaged remnant and each run of lost characters."""
    problems = []
    if _ANY_TONED.search(text):
        problems += [
            _problem("damaged_remnant", match) for match in _DAMAGED.finditer(text)
        ]
    damaged = [(problem.start or 0, problem.end or 0) for problem in problems]
    problems += [
        _problem("undecodable", match)
        for match in _LOST.finditer(text)
        if not _inside(match.start(), damaged)
    ]
    return problems


def _problem(kind: str, match: re.Match[str]) -> Problem:
    return Problem(kind, match.start(), match.end(), (("found", match.group()),))


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (offset, offset + 1)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]


def _without_remnants(text: str) -> Cleaned:
    visible = _without_blanks(text)
    spoken = compose(visible, cut_out(visible.text, _remnants(visible.text)))
    return compose(spoken, _without_blanks(spoken.text))


def _without_blanks(text: str) -> Cleaned:
    """Leave out invisible characters and the spaces at line ends."""
    unseen = (_cut(match, "invisible") for match in _INVISIBLE.finditer(text))
    visible = cut_out(text, unseen)
    trailing = (_cut(match, "space") for match in _TRAILING.finditer(visible.text))
    return compose(visible, cut_out(visible.text, trailing))


def _remnants(text: str) -> Iterator[Cut]:
    # A reading in brackets is a remnant only after a character that conversion made
    # (no simplified character set has it): 亳(bó)州 in a simplified text stays.
    if not _ANY_TONED.search(text) or script_of(text) != "hant":
        return
    found = list(_REMNANT.finditer(text))
    before = [text[match.start() - 1 : match.start()] for match in found]
    converted = [_is_converted(sign) for sign in before]
    surely = sum(converted) >= _SURELY
    last_end = -1
    for match, sign, is_converted in zip(found, before, converted, strict=True):
        readable = is_converted or (surely and _is_han(sign))
        if readable or match.start() == last_end:
            last_end = match.end()
            yield _cut(match, "pinyin")


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _is_converted(sign: str) -> bool:
    if not _is_han(sign):
        return False
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _cut(match: re.Match[str], reason: str) -> Cut:
    return Cut(match.start(), match.end(), reason)


def _with_spaces(text: str, places: list[int]) -> str:
    pieces, position = [], 0
    for place in places:
        pieces += [text[position:place], " "]
        position = place + 1
    return "".join([*pieces, text[position:]])
