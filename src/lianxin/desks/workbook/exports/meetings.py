"""The chapters on what was held: minutes with sign-in sheets, talks, hours, resolutions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from lianxin.base.documents.operations import Chapter, Grid, Part
from lianxin.base.ui.wording import STATUSES
from lianxin.desks.workbook import queries
from lianxin.desks.workbook.queries import Year
from lianxin.facts.records import exports as papers
from lianxin.facts.records import queries as records
from lianxin.facts.records.enums import Presence
from lianxin.facts.records.models import Participation, Record
from lianxin.kernel.actor import Actor
from lianxin.programmes.inspections import queries as inspections
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal

# As many meetings are read at once: their people and words fill the memory.
BATCH = 100


class Heard(Protocol):
    """Who is told how many of the meetings are read."""

    def __call__(self, *, read: int, of: int) -> None:
        """So many of them are read."""


def heard_by_nobody(*, read: int, of: int) -> None:
    """Tell nobody."""


def meeting_chapters(
    held: Sequence[Record], *, actor: Actor, heard: Heard
) -> Sequence[Chapter]:
    """A chapter for each kind, with the minutes of each meeting in order."""
    minuted = [record for record in held if not records.is_talk(record.kind)]
    written: dict[int, Sequence[Part]] = {}
    for start in range(0, len(minuted), BATCH):
        written |= _parts_of(minuted[start : start + BATCH], actor=actor)
        heard(read=len(written), of=len(minuted))
    return [
        Chapter(
            title=meetings.title,
            parts=[part for record in meetings.held for part in written[record.pk]],
        )
        for meetings in queries.meetings_in(held)
    ]


def _parts_of(held: Sequence[Record], *, actor: Actor) -> Mapping[int, Sequence[Part]]:
    """The minutes of each and its sign-in sheet, by the record's number."""
    papers_of = papers.minutes_papers(held, actor=actor)
    there = records.participations_in(held, actor=actor)
    found: dict[int, Sequence[Part]] = {}
    for record, paper in zip(held, papers_of, strict=True):
        minutes = Part(
            heading=f"{record.took_place_on.isoformat()} {record.topic}",
            facts=paper.facts,
            sections=paper.sections,
            signatures=paper.signatures,
        )
        people = [row for row, _reason in there[record.pk]]
        found[record.pk] = [minutes, _sign_in(people)] if people else [minutes]
    return found


def _sign_in(people: Sequence[Participation]) -> Part:
    """Two names on a line; who was there signs, of the others it says why not."""
    cells = [
        (
            row.person.name,
            "" if row.presence == Presence.PRESENT else str(row.get_presence_display()),
        )
        for row in people
    ]
    cells += [("", "")] * (len(cells) % 2)
    grid = Grid(
        columns=[_("Name"), _("Signature"), _("Name"), _("Signature")],
        rows=[
            [*first, *second]
            for first, second in zip(cells[::2], cells[1::2], strict=True)
        ],
        widths=(20, 30, 20, 30),
    )
    return Part(heading=_("Sign-in sheet"), grid=grid)


def hours_chapter(year: Year, *, actor: Actor) -> Chapter:
    """The class hours of each member, from attendance alone."""
    first, last = date(year.number, 1, 1), date(year.number, 12, 31)
    members = records.with_hours(
        queries.members_of(year, actor=actor), since=first, until=last
    )
    rows = [
        [person.name, _hours(person.hours_there), _hours(person.hours_made_up)]  # type: ignore[attr-defined]  # given by `with_hours`
        for person in members
    ]
    grid = Grid(
        columns=[_("Name"), _("Class hours attended"), _("Class hours made up")],
        rows=rows,
        widths=(40, 30, 30),
    )
    return Chapter(
        title=_("Study"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("No member that you may see."),
    )


def _hours(number: object) -> str:
    return f"{number:g}"


def talks_chapter(held: Sequence[Record]) -> Chapter:
    """That talks took place, and with whom; what was said is never here."""
    talks = [record for record in held if records.is_talk(record.kind)]
    there = records.present_in(talks)
    rows = []
    for record in talks:
        host = record.host.name if record.host else ""
        others = _(", ").join(name for name in there[record.pk] if name != host)
        rows.append([record.took_place_on.isoformat(), host, others, record.place])
    grid = Grid(
        columns=[_("Day"), _("Talk held by"), _("With"), _("Place")],
        rows=rows,
        widths=(18, 20, 36, 26),
    )
    return Chapter(
        title=_("Heart-to-heart talks"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("No talk in this year that you may see."),
    )


def resolutions_chapter(
    held: Sequence[Record], *, actor: Actor, today: date
) -> Chapter:
    """What was resolved, and how each goal that came of it stands."""
    resolved = [
        (record, row)
        for record in held
        if not records.is_talk(record.kind)
        for row in records.resolutions_of(record)
    ]
    refs = [records.resolution_ref(row) for _record, row in resolved]
    made: dict[int | None, list[Goal]] = {}
    found = goals.with_standing(goals.goals_from(refs, actor=actor), today=today)
    for goal in found:
        made.setdefault(goal.source_id, []).append(goal)
    rows = [
        [
            record.took_place_on.isoformat(),
            records.title_of(record.kind),
            row.text,
            "；".join(_standing(goal, today) for goal in made.get(row.pk, ())),
        ]
        for record, row in resolved
    ]
    grid = Grid(
        columns=[_("Day"), _("Meeting"), _("Resolution"), _("What became of it")],
        rows=rows,
        widths=(16, 18, 38, 28),
    )
    return Chapter(
        title=_("Resolutions and what became of them"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("Nothing was resolved in this year."),
    )


def findings_chapter(year: Year, *, actor: Actor, today: date) -> Chapter:
    """What inspections found in the unit in the year, and how it stands now."""
    found = list(queries.findings_in(year, actor=actor))
    inspections.attach(found, actor=actor, today=today)
    rows = [
        [
            row.found_on.isoformat(),
            row.inspection.unit.short_name,
            row.text,
            "；".join(_standing(goal, today) for goal in row.goals),  # type: ignore[attr-defined]  # given by `attach`
        ]
        for row in found
    ]
    grid = Grid(
        columns=[_("Day"), _("Found by"), _("Problem"), _("What became of it")],
        rows=rows,
        widths=(16, 20, 38, 26),
    )
    return Chapter(
        title=_("What inspections found"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("No inspection found anything in this year."),
    )


def _standing(goal: Goal, today: date) -> str:
    status = STATUSES[goals.standing_of(goal, today=today).status]
    return f"{goal.unit.short_name} {status}"
