"""Topics and resolutions: one thing a line, numbered, or in one sentence."""

import re
from collections.abc import Iterator

_NUMBERED = re.compile(
    r"(?:^|(?<=[\n;。:,]))[ \t]*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、是.]|\d{1,2}[、.)](?!\d)|[①-⑳]|第[一二三四五六七八九十][,，、项])\s*"
)
_DECIDED = re.compile(
    r"会议(?:研究)?(?:一致)?(?:决定|议定|同意|要求|决议|明确)[,:，：]?\s*(?P<what>[^。\n]{4,280})"
)
_ENDS = " \t;。,、"


def things_in(text: str, words: str) -> Iterator[str]:
    """The numbered things of a stretch, else its lines; in the clerk's own words."""
    marks = list(_NUMBERED.finditer(text))
    if marks:
        for number, mark in enumerate(marks, start=1):
            is_last = number == len(marks)
            end = _end_of_last(text, mark.end()) if is_last else marks[number].start()
            thing = _tidy(words[mark.end() : end])
            if thing:
                yield thing
        return
    for line in words.split("\n\n", 1)[0].split("\n"):
        if thing := _tidy(line.split("\t")[0]):
            yield thing


def decided_in(text: str, words: str) -> Iterator[tuple[str, str]]:
    """What sentences such as 会议决定，… decide, with the sentence."""
    for match in _DECIDED.finditer(text):
        start, end = match.span("what")
        yield _tidy(words[start:end]), words[match.start() : match.end()]


def _end_of_last(text: str, start: int) -> int:
    """The last numbered thing goes as far as its line."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(_ENDS + "；。，、")
