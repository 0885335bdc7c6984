"""The chapters on the unit itself: posts, people, goals, and what rules ask of it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import Chapter, Grid, Part
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import STATUSES
from lianxin.desks.workbook import queries
from lianxin.desks.workbook.queries import Year
from lianxin.kernel.actor import Actor
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Charge, Post
from lianxin.work.duties import queries as duties
from lianxin.work.goals import exports as goal_lists
from lianxin.work.goals import queries as goals


def unit_chapter(year: Year, *, actor: Actor) -> Chapter:
    """What the unit is, its term, its posts and who is in charge of what."""
    unit = year.unit
    kind = rulebook.unit_kinds()[unit.kind].title.into(get_language() or "")
    above = unit.parent.name if unit.parent else ""
    term = posts.terms_of(unit).filter(elected_on__lte=year.day).first()
    facts = [
        [_("Unit"), unit.name],
        [_("Kind of unit"), kind, _("Founded on"), unit.founded_on.isoformat()],
        [_("Unit above"), above],
    ]
    if term is not None:
        elected, ends = term.elected_on.isoformat(), term.ends_on.isoformat()
        facts.append([_("Elected on"), elected, _("Term ends on"), ends])
    if year.groups:
        facts.append([_("Groups"), _(", ").join(group.name for group in year.groups)])
    grid = Grid(
        columns=[_("Unit"), _("Post"), _("Holder"), _("Since"), _("In charge of")],
        rows=[
            row for post in queries.posts_in(year, actor=actor) for row in _rows(post)
        ],
        widths=(22, 22, 14, 14, 28),
    )
    parts = [
        Part(facts=facts),
        Part(heading=_("Posts and division of work"), grid=grid),
    ]
    return Chapter(title=_("The unit"), parts=parts)


def _rows(post: Post) -> Iterable[list[str]]:
    title = posts.title_of_kind(post.kind)
    charges: list[Charge] = post.charges_today  # type: ignore[attr-defined]  # given by `posts.attach`
    fields = "；".join(
        f"{c.field}（{c.unit.short_name}）" if c.unit else c.field for c in charges
    )
    holders = post.holders_today  # type: ignore[attr-defined]  # as above
    for held in holders:
        since = held.valid_from.isoformat()
        yield [post.unit.short_name, title, held.person.name, since, fields]
    if not holders:
        yield [post.unit.short_name, title, "", "", fields]


def people_chapter(year: Year, *, actor: Actor) -> Chapter:
    """The members on the year's day, by name."""
    members = list(queries.members_of(year, actor=actor))
    standings = queries.standings_of(members, year=year, actor=actor)
    genders = {"f": _("Female"), "m": _("Male")}
    rows = []
    for number, person in enumerate(members, start=1):
        standing, since = standings.get(person.pk, ("", None))
        birth = f"{person.birth_on:%Y-%m}" if person.birth_on else ""
        rows.append(
            [
                str(number), person.name, genders.get(person.gender, ""), birth,
                person.nation, person.education, standing,
                since.isoformat() if since else "",
            ]
        )  # fmt: skip
    grid = Grid(
        columns=[
            _("No."), _("Name"), _("Gender"), _("Month of birth"), _("Ethnic group"),
            _("Education"), _("Standing"), _("Member since"),
        ],
        rows=rows,
        widths=(7, 14, 8, 13, 11, 15, 16, 16),
    )  # fmt: skip
    return Chapter(
        title=_("Members"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("No member that you may see."),
    )


def goals_chapter(year: Year, *, actor: Actor, today: date) -> Chapter:
    """What the unit undertook in the year: the plan of the year as goals."""
    lines = goals.sheet_of(year.unit, actor=actor, today=today, year=year.number)
    rows = [
        [
            str(number),
            line.goal.text,
            line.source,
            goal_lists.due_in_words(line.goal),
            str(STATUSES[goals.standing_of(line.goal, today=today).status]),
        ]
        for number, line in enumerate(lines, start=1)
    ]
    grid = Grid(
        columns=[_("No."), _("What is to be done"), _("Source"), _("Due"), _("Status")],
        rows=rows,
        widths=(7, 42, 21, 15, 15),
    )
    return Chapter(
        title=_("Goals of the year"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("No goal in this year."),
    )


def duties_chapter(year: Year, *, today: date) -> Chapter:
    """What rules and units above asked for in the year, and how each period stands."""
    asked = duties.asked_of_unit(year.unit, year=year.number)
    rows = [
        [
            row.title,
            row.often,
            "；".join(f"{c.period} {c.pill.word}" for c in row.cells if c.pill),
        ]
        for row in duties.board_of(asked, year=year.number, today=today)
    ]
    grid = Grid(
        columns=[_("Duty"), _("How often"), _("How it stands")],
        rows=rows,
        widths=(30, 16, 54),
    )
    return Chapter(
        title=_("Duties of the year"),
        parts=[Part(grid=grid)] if rows else [],
        empty=_("Nothing was asked in this year."),
    )
