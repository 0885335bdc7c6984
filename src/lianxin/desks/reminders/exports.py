"""A calendar as RFC 5545 asks for it, and a digest as a mail."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.desks.home.queries import Line
from lianxin.desks.reminders.queries import Deadline

LONGEST = 75  # octets of a line, its end not counted
CALENDAR = "text/calendar; charset=utf-8"


def calendar(deadlines: Sequence[Deadline], *, site: str, at: datetime) -> bytes:
    """The deadlines as whole days; `site` is the site's own address, without a path."""
    name = _escaped(_("Deadlines"))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lianxin//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for deadline in deadlines:
        lines += _event(deadline, site=site, at=at)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(deadline: Deadline, *, site: str, at: datetime) -> Iterator[str]:
    host = site.partition("://")[2]
    yield "BEGIN:VEVENT"
    yield f"UID:{deadline.mark}@{host}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(deadline.title)}"
    yield f"URL:{site}{deadline.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text value: RFC 5545, 3.3.11."""
    for plain, said in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, said)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A line in parts of at most 75 octets, none of which cuts a character: 3.1."""
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST:
            parts.append(part)
            part, size = "", 1  # the space that begins each further part
        part += character
        size += octets
    return "\r\n ".join([*parts, part])


def kept(lines: Sequence[Line]) -> list[dict[str, str]]:
    """What a digest on the page keeps of each line of the desk."""
    return [
        {
            "day": line.day.isoformat() if line.day else "",
            "act": line.act,
            "title": line.title,
            "where": line.where,
            "url": line.url,
        }
        for line in lines
    ]


def subject(lines: Sequence[Line]) -> str:
    """What the mail is about."""
    number = len(lines)
    words = ngettext(
        "Lianxin: %(number)d thing to do", "Lianxin: %(number)d things to do", number
    )
    return words % {"number": number}


def body(lines: Sequence[Line], *, site: str) -> str:
    """The mail: what the desk shows, without titles that may name somebody."""
    said = [_in_a_line(line) for line in lines]
    return "\n".join(
        [
            *said,
            "",
            *([_("Your desk: %(address)s") % {"address": f"{site}/"}] if site else []),
            _("You chose this mail on your page, and can end it there."),
            "",
        ]
    )


def _in_a_line(line: Line) -> str:
    words = [line.day.isoformat() if line.day else "", line.act]
    if not line.names_people:
        words += [line.title, line.where]
    return " · ".join(filter(None, words))
