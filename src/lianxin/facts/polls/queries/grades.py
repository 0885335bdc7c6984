"""What a committee decided after a review: how far it may go, and who is told what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import policy
from lianxin.facts.polls.models import Appraisal, Grade, Item, Poll
from lianxin.facts.polls.queries.drafts import full_members
from lianxin.facts.polls.queries.polls import kind_of
from lianxin.facts.polls.queries.reasons import share_on
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.shapes import Answers, counted_of

AFTER_THE_GRADE = "after_the_grade"
OF_FULL_MEMBERS = "full_members_of_branch"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many may be given the best grade: a share of so many, and where it stands."""

    grade: str
    title: str
    most: int
    members: int
    share: str
    basis: str


@dataclass(frozen=True, slots=True)
class Graded:
    """Somebody's grade with what follows from it."""

    item: Item
    title: str
    consequence: str


@dataclass(frozen=True, slots=True)
class GradesView:
    """A committee's decision as far as somebody may see it."""

    appraisal: Appraisal
    lines: Sequence[Graded]
    is_partial: bool


def limit_of(poll: Poll) -> Limit | None:
    """The limit on the best grade on the day of the review; None where there is none."""
    kind = kind_of(poll)
    found = share_on(kind.limit, poll.held_on)
    if found is None:
        return None
    share, source = found
    members = full_members(poll.unit, on=poll.held_on)
    counts = range(members + 1)
    given = [{"part": n, OF_FULL_MEMBERS: members} for n in counts]
    most = max(n for n in counts if counted_of(share, given[n]) is not False)
    language = get_language() or "en"
    title = dict(kind.grades)[kind.best].into(language)
    return Limit(kind.best, title, most, members, str(share.fraction), cited(source))


def grades_of(appraisal: Appraisal | None) -> Mapping[int, str]:
    """The grade of each item in a decision."""
    if appraisal is None:
        return {}
    rows = Grade.objects.filter(appraisal=appraisal)
    return {row.item_id: row.grade for row in rows}


def last_appraisal(poll: Poll) -> Appraisal | None:
    """The decision that counts: the last one."""
    return poll.appraisals.order_by("-pk").first()


def former_reasons(poll: Poll) -> Sequence[str]:
    """Why the committee decided again, each time it did."""
    rows = poll.appraisals.exclude(reason="").order_by("pk")
    return list(rows.values_list("reason", flat=True))


def grades_view(poll: Poll, *, actor: Actor) -> GradesView | None:
    """The decision: the whole to the committee, one's own grade to each.

    All others who see the vote are told who was given the best grade, and nothing of
    the rest, so that no low grade can be told from a list.
    """
    appraisal = last_appraisal(poll)
    if appraisal is None:
        return None
    kind, grades = kind_of(poll), grades_of(appraisal)
    whole = policy.may_read_figures(poll, actor=actor)
    me = actor.person.id if actor.person else None
    shown = [
        item
        for item in poll.items.all()
        if whole
        or (me is not None and item.person_id == me)
        or grades.get(item.pk) == kind.best
    ]
    titles = {code: title.into(get_language() or "en") for code, title in kind.grades}
    follows = _consequences(poll)
    return GradesView(
        appraisal,
        [
            Graded(i, titles[grades[i.pk]], follows.get(grades[i.pk], ""))
            for i in shown
            if i.pk in grades
        ],
        not whole,
    )


def _consequences(poll: Poll) -> Mapping[str, str]:
    """What follows from each grade, in words."""
    edition = rulebook.value(AFTER_THE_GRADE, on=poll.held_on)
    if edition is None or not isinstance(edition.value, Answers):
        return {}
    language, words = get_language() or "en", rulebook.words_of_rules()
    return {c: words[then].into(language) for c, then in edition.value.rows}
