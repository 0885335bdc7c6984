"""Topics and resolutions: one thing a line, numbered, or in one sentence."""

import re
from collections.abc import Iterator

from lianxin.kernel.minutes.moments import number

_NUMBERED = re.compile(
    r"(?:^|(?<=[\n;。:, ]))[ \t]*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、是.]|\d{1,2}(?:[、)]|\.(?!\d))|(?:^|(?<=\n))\d{1,2}[ \t]+(?=[\u4e00-\u9fff])|[①-⑳]|第[一二三四五六七八九十](?:项[:：,，、]?|[,，、]))\s*"
)
_DECIDED = re.compile(
    r"会议(?:研究)?(?:一致)?(?:(?:决定|议定|要求|决议|明确|同意[,:，：])[,:，：]?\s*|(?=同意))(?P<what>[^。\n]{4,280})"
)
_FIGURE = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
_ENDS = " \t;。,、"


def things_in(text: str, words: str) -> Iterator[str]:
    """The numbered things of a stretch, else its lines; in the clerk's own words."""
    marks = list(_marks_in(text))
    if marks:
        for place, mark in enumerate(marks, start=1):
            is_last = place == len(marks)
            end = _end_of_last(text, mark.end()) if is_last else marks[place].start()
            thing = _tidy(words[mark.end() : end])
            if thing:
                yield thing
        return
    lines = [line.split("\t")[0] for line in words.split("\n\n", 1)[0].split("\n")]
    for place, line in enumerate(lines):
        is_sentence = line.rstrip().endswith("。")
        if place and is_sentence and lines[0].strip()[-1:] not in ("", "。"):
            return
        if thing := _tidy(line):
            yield thing


def _marks_in(text: str) -> Iterator[re.Match[str]]:
    """The numbers before things; after a space only the one that follows the last.

    A cell of a table has its lines in one, with spaces between them.
    """
    count = 0
    for mark in _NUMBERED.finditer(text):
        after_space = text[mark.start() - 1 : mark.start()] == " "
        figure = _FIGURE.search(mark.group())
        is_next = figure is None or number(figure.group()) == count + 1
        is_an_article = text[: mark.start()].rstrip().endswith("第")
        if after_space and (is_an_article or not is_next):
            continue
        count += 1
        yield mark


def decided_in(text: str, words: str) -> Iterator[tuple[str, str]]:
    """What sentences such as 会议决定，… decide, with the sentence."""
    for match in _DECIDED.finditer(text):
        start, end = match.span("what")
        yield _tidy(words[start:end]), words[match.start() : match.end()]


def _end_of_last(text: str, start: int) -> int:
    """The last numbered thing goes as far as its line or cell."""
    end = re.compile(r"[\n\t]").search(text, start)
    return end.start() if end else len(text)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(_ENDS + "；。，、")
