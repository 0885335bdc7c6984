"""The minutes of a record as they stand on paper."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import MinutesPaper, Section
from lianxin.base.ui.wording import bracketed
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Presence
from lianxin.facts.records.models import AgendaItem, Participation, Record
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh import titles


def minutes_paper(record: Record, *, actor: Actor) -> MinutesPaper:
    """The minutes of a record as `actor` may read them; an empty entry stays empty."""
    return minutes_papers([record], actor=actor)[0]


def minutes_papers(
    records: Sequence[Record], *, actor: Actor
) -> Sequence[MinutesPaper]:
    """The minutes of several records, in a constant number of queries but for talks."""
    there = queries.participations_in(records, actor=actor)
    queries.attach_contents(records)
    return [_paper(record, there[record.pk], actor=actor) for record in records]


def _paper(
    record: Record, rows: Sequence[tuple[Participation, str]], *, actor: Actor
) -> MinutesPaper:
    language = get_language() or ""
    is_talk = queries.is_talk(record.kind)
    leader = queries.leader_of(record.kind) or _("Chaired by")
    signed = (_("Signed by the recorder"), _("Signed by the chair"))
    if is_talk:
        signed = (
            _("Signed by who held the talk"),
            _("Signed by whom it was held with"),
        )
    return MinutesPaper(
        title=_title(record, language),
        facts=(_facts_of_talk if is_talk else _facts)(record, leader, rows),
        sections=list(_sections(record, language, actor=actor)),
        signatures=signed,
        script="zh-Hant" if language == "zh-hant" else "zh-Hans",
    )


def _title(record: Record, language: str) -> str:
    unit, kind = record.unit.name, queries.title_of(record.kind)
    if language in titles.RECORD:
        return titles.title_of_minutes(unit, kind, language=language)
    return f"{unit} {kind} {_('Minutes')}"


def _facts_of_talk(
    record: Record, leader: str, rows: Sequence[tuple[Participation, str]]
) -> list[list[str]]:
    """Nobody is expected at a talk, or away from it: it is held with somebody."""
    host = record.host.name if record.host else ""
    with_whom = _(", ").join(row.person.name for row, _reason in rows)
    return [
        [_("Day"), _when(record), _("Place"), record.place],
        [leader, host, _("With"), with_whom],
        [_("Topic"), record.topic],
    ]


def _when(record: Record) -> str:
    day = date_format(record.took_place_on, "DATE_FORMAT")
    return f"{day} {record.began_at:%H:%M}" if record.began_at else day


def _facts(
    record: Record, leader: str, rows: Sequence[tuple[Participation, str]]
) -> list[list[str]]:
    numbers = queries.numbers_in(row for row, _reason in rows)
    there = [row.person.name for row, _r in rows if row.presence == Presence.PRESENT]
    away = [
        bracketed(row.person.name, reason or row.get_presence_display())
        for row, reason in rows
        if row.presence != Presence.PRESENT
    ]
    host = record.host.name if record.host else ""
    return [
        [_("Day"), _when(record), _("Place"), record.place],
        [leader, host, _("Recorded by"), record.written_by.name],
        [_("Expected"), str(numbers.expected), _("Present"), str(numbers.present)],
        [_("Those present"), _(", ").join(there)],
        [_("Not there, and why"), _(", ").join(away)],
        [_("Topic"), record.topic],
    ]


def _sections(record: Record, language: str, *, actor: Actor) -> Iterator[Section]:
    items = record.items.all()
    if items:
        yield Section(_("Agenda"), list(_topics(items)))
    for title, lines in queries.details_in_words(record, language):
        yield Section(title, lines)
    is_talk = queries.is_talk(record.kind)
    words = queries.said_in(record, actor=actor) if is_talk else record.minutes
    if words:
        lines = [line for line in words.split("\n") if line.strip()]
        yield Section(_("What was said") if is_talk else _("Minutes"), lines)
    resolved = [f"{r.number}. {r.text}" for r in queries.resolutions_of(record)]
    if resolved:
        yield Section(_("Resolutions"), resolved)


def _topics(items: Iterable[AgendaItem]) -> Iterator[str]:
    """Each topic, and under it what the committee said of it; nothing of later days."""
    for item in items:
        yield f"{item.number}. {item.topic}"
        if item.opinion:
            yield f"{_('The committee said:')} {item.opinion}"
