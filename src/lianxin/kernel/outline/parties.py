"""Who is to do it: parties after a label, or named in a sentence as leading or helping."""

import re
from collections.abc import Iterator

_SUPPORTS = r"配合|协办|協辦|协助|協助|协同|協同|参与|參與|参加|參加"
_LEADS = r"责任|責任|牵头|牽頭|负责|負責|主办|主辦|承办|承辦|落实|落實"
_KINDS = r"部门|部門|单位|單位|领导|領導|人|科室|处室|主体|人员"
_LABEL = rf"(?:{_LEADS}|{_SUPPORTS})(?:{_KINDS})[ \t\u3000]*[:：]"
_LABELLED = re.compile(
    rf"(?P<role>{_LEADS}|{_SUPPORTS})(?:{_KINDS})[ \t\u3000]*[:：][ \t\u3000]*"
    rf"(?P<who>(?:(?!{_LABEL})[^。；;\n）)】\]\t]){{1,80}})"
)
# 由安全生产部牵头，各党支部配合: names that end as names of units do, before the verb.
_IN_WORDS = re.compile(
    r"(?:^|[，,。；;：:（(\n由])(?P<who>[^，,。；;：:（()）\n由]{2,40}?)(?:主动|主動|积极|積極|共同|具体|具體)?"
    r"(?P<role>牵头|牽頭|负责|負責|主办|主辦|承办|承辦|配合|协办|協辦|协助|協助|参与|參與)"
    r"(?=[，,。；;：:）)\n\s]|落实|落實|实施|實施|组织|組織|完成|$)",
    re.MULTILINE,
)
_UNIT = re.compile(
    r"(?:部|处|處|室|办|辦|委|委员会|委員會|支部|总支|總支|工会|工會|团委|團委|中心|公司|厂|廠|队|隊|车间|車間|班组|班組"
    r"|单位|單位|部门|部門|小组|小組|局|院|所|站|组织|組織)$"
)
_NAMES = re.compile(r"[、，,;；/／\s]+|(?<=[部处處室委会會])[和与與及](?=.{2})")
_ROLE_WITHIN = re.compile(r"^(?:.{0,6}[:：])")
_SUPPORT = re.compile(_SUPPORTS)


def parties_in(cell: str) -> tuple[str, ...]:
    """Return the names in a list of responsible parties, in their order, once each."""
    pieces = (_ROLE_WITHIN.sub("", piece) for piece in _NAMES.split(cell.strip()))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def parties(text: str, start: int, end: int) -> tuple[tuple[str, bool], ...]:
    """Return each party named from `start` to `end` once, and whether it only helps.

    Whoever is named as leading somewhere leads.
    """
    found: dict[str, bool] = {}
    for name, helps in _named(text, start, end):
        found[name] = found.get(name, True) and helps
    return tuple(found.items())


def is_only_about_parties(sentence: str) -> bool:
    """Whether a sentence says who does it and by when, but not what."""
    matches = list(_IN_WORDS.finditer(sentence))
    if not any(list(_units(match)) for match in matches):
        return False
    left = _IN_WORDS.sub("，", sentence)
    return not re.search(r"[^，,。；;：:（()）\s]{2,}", _DEADLINE_WORDS.sub("", left))


_DEADLINE_WORDS = re.compile(
    r"[^，,。；;]{0,12}?(?:底前|月底|年底|以前|之前|前|内|內)?(?:完成|落实|落實|落实到位|报送|報送)(?=[，,。；;]|$)"
)


def _named(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    places = [
        (match.start(), name, bool(_SUPPORT.match(match["role"])))
        for match in _LABELLED.finditer(text, start, end)
        for name in parties_in(match["who"])
    ]
    places += [
        (match.start(), name, bool(_SUPPORT.match(match["role"])))
        for match in _IN_WORDS.finditer(text, start, end)
        for name in _units(match)
    ]
    for _, name, helps in sorted(places, key=lambda place: place[0]):
        yield name, helps


def _units(match: re.Match[str]) -> tuple[str, ...]:
    """The names before the verb, where each of them ends as a unit's name does."""
    names = parties_in(match["who"].removeprefix("由"))
    return names if all(_UNIT.search(name) for name in names) else ()
