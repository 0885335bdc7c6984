"""What units ask for, and what a month asks of one, as they stand in files."""

from collections.abc import Callable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.exports.operations import Format, Sheet, write
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import pill
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.duties import Each
from lianxin.org.units.models import Unit
from lianxin.work.duties import policy, queries
from lianxin.work.duties.models import AddedDuty
from lianxin.work.duties.queries import Line
from lianxin.work.goals import queries as goal_queries
from lianxin.work.goals.models import Goal


def columns(*, actor: Actor) -> Sequence[Column]:
    """Who asks whom for what, how often, on which basis, from when until when."""
    return (
        Column("title", _("What is asked for"), lambda a: a.title, _to_end(actor)),
        Column(
            "asker",
            pgettext_lazy("a unit", "Asked by"),
            lambda a: a.unit.name,
            sort=("unit__path",),
        ),
        Column("kinds", _("Of which units"), _kinds),
        Column("often", _("How often"), _often),
        Column("basis", _("Basis"), lambda a: a.basis),
        Column("since", _("In force from"), lambda a: a.since, sort=("since",)),
        Column("until", _("Not any more from"), lambda a: a.until, sort=("until",)),
    )


def _to_end(actor: Actor) -> Callable[[AddedDuty], str]:
    def link(added: AddedDuty) -> str:
        may = added.until is None and policy.may_end(added, actor=actor)
        return reverse("duties:end", args=[added.pk]) if may else ""

    return link


def _kinds(added: AddedDuty) -> str:
    kinds = rulebook.unit_kinds()
    language = get_language() or ""
    return _(", ").join(kinds[code].title.into(language) for code in added.kinds)


def _often(added: AddedDuty) -> str:
    return f"{queries.EACH[Each(added.each)]} × {added.least}"


def title_of_month(first: date) -> str:
    """What the list of a month is called."""
    return f"{gettext('List of the month')} {date_format(first, 'YEAR_MONTH_FORMAT')}"


def month_file(
    kind: Format,
    unit: Unit,
    *,
    first: date,
    lines: Sequence[Line],
    goals: Sequence[Goal],
    today: date,
) -> bytes:
    """The list of a month of one unit, on one page: duties, then goals."""
    rows = [
        *(
            (
                line.last,
                line.title,
                line.period,
                line.asker,
                line.pill.word,
            )
            for line in lines
        ),
        *(
            (
                goal_queries.due_of(goal),
                goal.text,
                pgettext("what a unit undertakes", "Goal"),
                goal.giver.name,
                pill(goal_queries.standing_of(goal, today=today)).word,
            )
            for goal in goals
        ),
    ]
    sheet = Sheet(
        title=f"{unit.name} {title_of_month(first)}",
        columns=[
            pgettext("a duty or a goal", "By when"),
            gettext("What is asked for"),
            gettext("Period"),
            pgettext("a unit", "Asked by"),
            gettext("Status"),
        ],
        rows=rows,
        note=gettext("As of %(day)s") % {"day": today.isoformat()},
    )
    return write(kind, sheet)
