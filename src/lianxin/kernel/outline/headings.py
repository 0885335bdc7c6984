"""Where the heading of an item ends: the labelling rule, sign by sign."""

import re

_PAIRS = {
    "“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』",
    "（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "﹝": "﹞",
}  # fmt: skip
_ALIKE = {")": "）", "]": "】"}
_CLOSERS = frozenset(_PAIRS.values())
_SIGN = re.compile(
    r"[。；：;“”‘’《》〈〉「」『』（）()【】\[\]〔〕﹝﹞\"]|(?<!\d):|:(?!\d)|[？?](?=答|[ \t\u3000]+答)"
)
_QUESTION = re.compile(r"[ \t\u3000]*(?:问|問)[ \t\u3000]*[:：]")
_TRAILING = "、，。,.；：;: \t\r\u3000\xa0"


def heading_span(text: str, start: int, limit: int) -> tuple[int, int]:
    """Return start and end of the heading that begins at `start`.

    It ends before the first full stop, semicolon or colon that is not inside quotation
    marks or brackets, and at `limit` (end of the line or start of the next marker) at
    the latest. Commas do not end it; trailing 、，。 are left out. A question (问：…？)
    ends at its question mark.
    """
    question = _QUESTION.match(text, start, limit)
    end = _first_stop(text, question.end() if question else start, limit)
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if question:
        while end > question.end() and text[end - 1] in "？?":
            end -= 1
    return start, end


def _first_stop(text: str, start: int, limit: int) -> int:
    """Return the first stop outside quotation marks and brackets, else the limit."""
    waiting: list[str] = []
    for sign in _SIGN.finditer(text, start, limit):
        found = sign.group()
        if found == '"':
            found = '"' if '"' not in waiting else "close"
        if found in _PAIRS or found == '"':
            waiting.append(_PAIRS.get(found, '"'))
        elif found == "close" or found in _CLOSERS:
            _close(waiting, '"' if found == "close" else found)
        elif not waiting:
            return sign.start()
    return _stop_outside_pairs(text, start, limit) if waiting else limit


def _close(waiting: list[str], closer: str) -> None:
    """Close the innermost opening that this sign fits, and what it encloses."""
    fits = {closer, _ALIKE.get(closer, closer), _BACK.get(closer, closer)}
    for place in range(len(waiting) - 1, max(-1, len(waiting) - 9), -1):
        if waiting[place] in fits:
            del waiting[place:]
            return


_BACK = {value: key for key, value in _ALIKE.items()}


def _stop_outside_pairs(text: str, start: int, limit: int) -> int:
    """Return the first stop that no closed pair encloses: an opening never closed counts for nothing."""
    opened: list[tuple[str, int]] = []
    stops: list[int] = []
    for sign in _SIGN.finditer(text, start, limit):
        found = sign.group()
        if found in _PAIRS:
            opened.append((_PAIRS[found], sign.start()))
        elif found in _CLOSERS:
            _forget_enclosed(opened, stops, found)
        elif found != '"':
            stops.append(sign.start())
    return stops[0] if stops else limit


def _forget_enclosed(
    opened: list[tuple[str, int]], stops: list[int], closer: str
) -> None:
    fits = {closer, _ALIKE.get(closer, closer), _BACK.get(closer, closer)}
    for place in range(len(opened) - 1, max(-1, len(opened) - 9), -1):
        if opened[place][0] in fits:
            begin = opened[place][1]
            del opened[place:]
            while stops and stops[-1] > begin:
                stops.pop()
            return
