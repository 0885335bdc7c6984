"""Reading minutes: labels first, then sentences; what is not found stays empty."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lianxin.kernel.minutes.found import Absence, Found, Minutes
from lianxin.kernel.minutes.labels import Labelled, labelled, plain
from lianxin.kernel.minutes.lists import decided_in, things_in
from lianxin.kernel.minutes.moments import (
    count_in,
    day_in,
    day_without_year,
    time_in,
    years_in,
)
from lianxin.kernel.minutes.people import (
    EVERYBODY,
    NOBODY,
    absences_in,
    named,
    reasons_in,
    strangers_in,
)

LONGEST_PLACE = 60
_HELD_AT = re.compile(
    r"在(?P<place>[^,。;\n在]{2,30}?)(?:召开|举行|组织召开|开展|举办|集中)"
)
_LED = re.compile(r"由(?P<who>[^,。;\n由]{2,24}?)(?:同志)?(?:主持|授课|讲授|讲党课)")
_WRITTEN = re.compile(r"由(?P<who>[^,。;\n由]{2,16}?)(?:同志)?(?:负责|担任)?记录")
_EXPECTED = re.compile(
    r"应(?:到|出席|参加)(?:会|党员|人数|委员|人员|会议)*[:\s]{0,2}(?P<n>\d{1,4}|[一二三四五六七八九十]{1,4})"
)
_THERE = re.compile(
    r"实(?:到|际出席|出席|际参加)(?:会|党员|人数|委员|人员|会议)*[:\s]{0,2}(?P<n>\d{1,4}|[一二三四五六七八九十]{1,4})"
)
_LEAVE = re.compile(
    r"(?:请假|缺席|未到会?)(?:党员)?\s*\d*[名人位]?[:,](?P<who>[^。\n]{2,200})"
)
_LEADS = re.compile(
    r"(?:^|[,。;\n])(?P<who>[^,。;\n由]{2,24}?)(?:同志)?主持(?:召开|会议|了|本次)"
)
_AWAY = re.compile(
    r"(?P<who>[^,。;\n(]{2,30}?因[^,。;\n)]{1,20}?(?:请假|缺席|未能?(?:参加|到会|出席)))"
)
_TOOK_PART = re.compile(
    r"(?:^|[,。;\n])(?P<who>[^。;\n:]{2,80}?)等?(?:参加|出席)(?:了)?(?:本次)?(?:会议|活动)"
)
_HEADED = re.compile(
    r"^[一二三四五六七八九十]{1,3}、(?P<what>关于[^。\n:]{2,60})[。:]?[ ]*$",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。\n]+")
_TOPICS_FOLLOW = re.compile(
    r"(?:研究|讨论|学习|审议)了?(?:以下|如下)(?:事项|议题|内容)?:[ ]*\n(?P<what>(?:[ ]*[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.][^\n]*\n?)+)"
)
_SMALL = "  ,。;、"


def minutes_in(text: str, *, names: Sequence[str] = ()) -> Minutes:
    """What minutes say; `names` are those of the people who may be meant in them."""
    looked_in = plain(text)
    parts = list(labelled(text, looked_in))
    by_code: dict[str, list[Labelled]] = {}
    for part in parts:
        by_code.setdefault(part.code, []).append(part)
    reading = _Reading(text, looked_in, by_code, names)
    absent = reading.absent()
    return Minutes(
        day=reading.day(),
        began_at=reading.began_at(),
        place=reading.place(),
        host=reading.person("host", _LED),
        recorder=reading.person("recorder", _WRITTEN),
        expected=reading.count("expected", _EXPECTED),
        there=reading.count("there", _THERE),
        present=reading.present({found.value.name for found in absent}),
        absent=absent,
        strangers=tuple(dict.fromkeys(reading.strangers())),
        topics=tuple(reading.topics()),
        resolutions=tuple(reading.resolutions()),
    )


class _Reading:
    """One text while it is read."""

    def __init__(
        self,
        text: str,
        looked_in: str,
        by_code: Mapping[str, Sequence[Labelled]],
        names: Sequence[str],
    ) -> None:
        self.text, self.looked_in = text, looked_in
        self.by_code, self.names = by_code, names

    def _first(self, code: str, read: Callable[[str], Any]) -> Found[Any] | None:
        for part in self.by_code.get(code, ()):
            value = read(part.first)
            if value is not None and value != "":
                return Found(value, part.line)
        return None

    def day(self) -> Found[Any] | None:
        found = self._first("day", lambda words: (day_in(words) or [None])[0])
        if found is not None:
            return found
        if self._first("day", day_without_year) is not None:
            return self._first("day", self._day_of_the_year)
        anywhere = day_in(self.looked_in)
        if anywhere is None:
            return self._day_in_a_sentence()
        day, start, end = anywhere
        return Found(day, self._line_around(start, end))

    def _day_in_a_sentence(self) -> Found[Any] | None:
        for match in _SENTENCE.finditer(self.looked_in):
            day = self._day_of_the_year(match.group())
            if day is not None:
                return Found(day, self._line_around(*match.span()))
        return None

    def _day_of_the_year(self, words: str) -> Any:  # noqa: ANN401 -- a day or nothing
        """A day without its year, where the whole text names one year only."""
        years, found = years_in(self.looked_in), day_without_year(words)
        if found is None or len(years) != 1:
            return None
        written = f"{years.pop()}年{found[0]}月{found[1]}日"
        return (day_in(written) or [None])[0]

    def began_at(self) -> Found[Any] | None:
        found = self._first("day", _time_after_day)
        if found is not None:
            return found
        anywhere = day_in(self.looked_in)
        if anywhere is None:
            return None
        _day, start, end = anywhere
        line_end = self.looked_in.find("\n", end)
        rest = self.looked_in[end : line_end if line_end >= 0 else None][:20]
        began = time_in(rest)
        return Found(began, self._line_around(start, end)) if began else None

    def place(self) -> Found[str] | None:
        for part in self.by_code.get("place", ()):
            words = part.words.split("\n", 1)[0].split("\t", 1)[0].strip(_SMALL)
            if 0 < len(words) <= LONGEST_PLACE and not _is_blank(words):
                return Found(words, part.line)
        match = _HELD_AT.search(self.looked_in)
        if match is None:
            return None
        start, end = match.span("place")
        return Found(self.text[start:end].strip(), self._line_around(*match.span()))

    def person(self, code: str, sentence: "re.Pattern[str]") -> Found[str] | None:
        for part in self.by_code.get(code, ()):
            for name, _start, _end in named(part.first[:40], self.names):
                return Found(name, part.line)
        leads = _LEADS if code == "host" else sentence
        for match in (
            *sentence.finditer(self.looked_in),
            *leads.finditer(self.looked_in),
        ):
            for name, _start, _end in named(match["who"], self.names):
                return Found(name, self._line_around(*match.span()))
        return None

    def count(self, code: str, sentence: "re.Pattern[str]") -> Found[int] | None:
        found = self._first(code, lambda words: count_in(words[:12]))
        if found is not None:
            return found
        match = sentence.search(self.looked_in)
        value = count_in(match["n"]) if match else None
        if match is None or value is None:
            return None
        return Found(value, self._line_around(*match.span()))

    def present(self, absent: set[str]) -> Found[tuple[str, ...]] | None:
        for code in ("present", "there"):
            for part in self.by_code.get(code, ()):
                listed = _paragraph(part.text)
                if EVERYBODY.search(listed):
                    there = [name for name in self.names if name not in absent]
                else:
                    rows = sorted(named(listed, self.names), key=lambda row: row[1])
                    there = [name for name, _s, _e in rows if name not in absent]
                if there:
                    return Found(tuple(there), _short(part))
        return self._took_part(absent)

    def _took_part(self, absent: set[str]) -> Found[tuple[str, ...]] | None:
        """Those of whom a sentence says so, whoever led the meeting with them."""
        for match in _TOOK_PART.finditer(self.looked_in):
            rows = sorted(named(match["who"], self.names), key=lambda row: row[1])
            there = [name for name, _s, _e in rows if name not in absent]
            host = self.person("host", _LED)
            if host is not None and host.value not in {*there, *absent}:
                there.insert(0, host.value)
            if rows and there:
                return Found(tuple(there), self._line_around(*match.span()))
        return None

    def absent(self) -> Sequence[Found[Absence]]:
        found: dict[str, Found[Absence]] = {}
        for stretch, usual in self._stretches_of_absence():
            for absence, words in absences_in(stretch, self.names, usual=usual):
                found.setdefault(absence.name, Found(absence, words))
        return tuple(found.values())

    def _stretches_of_absence(self) -> Iterator[tuple[str, str]]:
        for part in self.by_code.get("why", ()):
            yield _paragraph(part.text), "other"
        for part in self.by_code.get("leave", ()):
            listed = _paragraph(part.text)
            if part.in_sentence:
                listed = listed.split("。", 1)[0]
            listed = listed.rstrip() + self._shared_reason()
            if not NOBODY.match(listed.strip()):
                is_leave = "假" in plain(part.label) or "假" in listed
                yield listed, "other" if is_leave else "absent"
        if "leave" not in self.by_code:
            for match in (
                *_LEAVE.finditer(self.looked_in),
                *_AWAY.finditer(self.looked_in),
            ):
                is_leave = "假" in match.group()
                yield match["who"], "other" if is_leave else "absent"

    def _shared_reason(self) -> str:
        """The reason in a cell of its own, where it is one for all of them."""
        for part in self.by_code.get("why", ()):
            if len(reasons_in(part.first)) == 1 and not list(
                named(part.first, self.names)
            ):
                return f" {part.first}"
        return ""

    def strangers(self) -> Iterator[str]:
        for part in self.by_code.get("present", ()):
            yield from strangers_in(_paragraph(part.text), self.names)

    def topics(self) -> Iterator[Found[str]]:
        """Under a label, else after 研究了以下事项, else the headings 关于…"""
        for way in (self._topics_labelled, self._topics_that_follow, self._headings):
            found = {row.value: row for row in reversed(list(way()))}
            if found:
                yield from reversed(found.values())
                return

    def _topics_labelled(self) -> Iterator[Found[str]]:
        for part in self.by_code.get("topic", ()) or self.by_code.get("matter", ()):
            for thing in things_in(_paragraph(part.text), _paragraph(part.words)):
                yield Found(thing, _short(part))

    def _topics_that_follow(self) -> Iterator[Found[str]]:
        for match in _TOPICS_FOLLOW.finditer(self.looked_in):
            start, end = match.span("what")
            for thing in things_in(match["what"], self.text[start:end]):
                yield Found(thing, self._line_around(*match.span()))

    def _headings(self) -> Iterator[Found[str]]:
        for match in _HEADED.finditer(self.looked_in):
            start, end = match.span("what")
            yield Found(self.text[start:end].strip(), self._line_around(start, end))

    def resolutions(self) -> Iterator[Found[str]]:
        seen = set()
        for part in self.by_code.get("resolved", ()):
            for thing in things_in(_paragraph(part.text), _paragraph(part.words)):
                if thing not in seen:
                    seen.add(thing)
                    yield Found(thing, thing)
        if seen:
            return
        for thing, words in decided_in(self.looked_in, self.text):
            if thing and thing not in seen:
                seen.add(thing)
                yield Found(thing, words)

    def _line_around(self, start: int, end: int) -> str:
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return self.text[first : last if last >= 0 else None].strip()[:120]


def _time_after_day(words: str) -> Any:  # noqa: ANN401 -- a time or nothing
    found = day_in(words)
    return time_in(words[found[2] :] if found else words)


def _paragraph(text: str) -> str:
    """What belongs to a label: until an empty line."""
    return re.split(r"\n[ \t]*\n", text, maxsplit=1)[0]


def _short(part: Labelled) -> str:
    return f"{part.label}{_paragraph(part.words)}".strip()[:200]


def _is_blank(words: str) -> bool:
    return not re.search(r"[\w\u4e00-\u9fff]", words.replace("_", ""))
