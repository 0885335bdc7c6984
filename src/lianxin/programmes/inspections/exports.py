"""The columns of the list of inspections, and of the three lists of what was found."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Pill, pill
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Post
from lianxin.programmes.inspections import policy, queries
from lianxin.programmes.inspections.models import Finding
from lianxin.work.goals import exports as goal_lists
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal


def columns() -> Sequence[Column]:
    """Who inspects what, and which days are looked at."""
    return [
        Column(
            "title",
            _("What is inspected"),
            lambda i: i.title,
            link=lambda i: address_of("inspections:inspection", i.pk),
        ),
        Column(
            "unit", _("Inspected by"), lambda i: i.unit.short_name, sort=("unit__path",),
            export=lambda i: i.unit.name,
        ),
        Column("since", _("Days from"), lambda i: i.since, sort=("since",)),
        Column("until", _("Until"), lambda i: i.until),
        Column("basis", _("Basis"), lambda i: i.basis),
    ]  # fmt: skip


def problem_columns() -> Sequence[Column]:
    """The list of problems: where, what, and on what it rests."""
    return [
        Column("on", _("Found on"), lambda f: f.found_on, sort=("found_on",)),
        _unit(),
        Column("text", _("Problem"), lambda f: f.text),
        Column(
            "about",
            _("What it rests on"),
            lambda f: f.shown_by[0],
            link=lambda f: f.shown_by[1],
        ),
        _inspection(),
        Column("by", _("Found by"), lambda f: f.found_by.name),
        _standing(),
    ]


def responsibility_columns() -> Sequence[Column]:
    """The list of responsibility: who puts right what, by when, and who asks for it."""
    return [
        Column("text", _("Problem"), lambda f: f.text),
        _unit(_("Unit responsible")),
        Column("person", _("Person responsible"), lambda f: f.responsible),
        Column(
            "above",
            _("Asked for by"),
            lambda f: f.inspection.unit.short_name,
            export=lambda f: f.inspection.unit.name,
        ),
        Column("due", _("By when"), _of_goals(goal_lists.due_in_words)),
        _standing(),
    ]


def rectification_columns() -> Sequence[Column]:
    """The list of rectification: what is done about each problem, and how it stands."""
    return [
        Column("text", _("Problem"), lambda f: f.text),
        _unit(),
        Column(
            "goal", _("What is to be done"), _of_goals(lambda g: g.text), link=_address
        ),
        Column("standard", _("Standard"), _of_goals(lambda g: g.standard)),
        Column("due", _("By when"), _of_goals(goal_lists.due_in_words)),
        Column("evidence", _("Evidence"), lambda f: "；".join(f.evidence)),
        _standing(),
    ]


def attach(actor: Actor, today: date) -> Callable[[list[Finding]], None]:
    """What gives each finding its goals, its evidence and who is responsible."""

    def prepare(rows: list[Finding]) -> None:
        queries.attach(rows, actor=actor, today=today)
        held = queries.responsible_posts(rows, actor=actor, today=today)
        for row in rows:
            row.responsible = _responsible(held.get(row.unit_id, ()))  # type: ignore[attr-defined]  # for the list only
            row.may_follow_up = bool(policy.may_follow_up(row, actor=actor))  # type: ignore[attr-defined]  # as above
            row.how = pill_of(row, today=today)  # type: ignore[attr-defined]  # as above

    return prepare


def pill_of(finding: Finding, *, today: date) -> Pill:
    """How a finding stands: as the first goal that came of it; never typed."""
    made: Sequence[Goal] = finding.goals  # type: ignore[attr-defined]  # given by `queries.attach`
    if not made:
        return Pill(pgettext("a finding", "Nothing asked yet"), Tone.NOT_APPLICABLE)
    return pill(goals.standing_of(made[0], today=today))


def _responsible(held: Sequence[Post]) -> str:
    """The first post that reports and is held: its title and holder."""
    for post in held:
        names = [row.person.name for row in post.holders_today]  # type: ignore[attr-defined]  # given by `posts.attach`
        if names:
            return f"{posts.title_of_kind(post.kind)} {'、'.join(names)}"
    return ""


def _unit(title: str = "") -> Column:
    return Column(
        "unit", title or _("Unit"), lambda f: f.unit.name, sort=("unit__path",),
    )  # fmt: skip


def _inspection() -> Column:
    return Column(
        "inspection",
        _("Inspection"),
        lambda f: f.inspection.title,
        link=lambda f: address_of("inspections:inspection", f.inspection_id),
    )


def _standing() -> Column:
    return Column(
        "how", _("How it stands"), lambda f: f.how, export=lambda f: f.how.word
    )


def _of_goals(words: Callable[[Goal], str]) -> Callable[[Finding], str]:
    def value(finding: Finding) -> str:
        made: Sequence[Goal] = finding.goals  # type: ignore[attr-defined]  # given by `queries.attach`
        return "；".join(words(goal) for goal in made)

    return value


def _address(finding: Finding) -> str:
    made: Sequence[Goal] = finding.goals  # type: ignore[attr-defined]  # as above
    return address_of("goals:goal", made[0].pk) if made else ""
