"""What a result means and why: the figures, the shares asked, the articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.facts.polls import policy
from lianxin.facts.polls.enums import (
    ENDING_TONES,
    ENDINGS,
    NOBODY_NEED_BE_CHOSEN,
)
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.queries.counts import columns_of, turnout_titles
from lianxin.facts.polls.queries.drafts import subject_of
from lianxin.facts.polls.queries.polls import kind_of
from lianxin.facts.polls.queries.reasons import (
    Reason,
    in_words,
    reasons_of,
    reasons_to_come,
    share_on,
    thawed,
)
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.counting import (
    AGAIN,
    Asked,
    Ending,
    Shape,
    Turnout,
)
from lianxin.kernel.rules.poll_files import PollKind
from lianxin.kernel.rules.shapes import Answers
from lianxin.kernel.rules.values import Edition

ORDER_OF_NAMES = "order_of_names"
ON_BALLOT, BY_STROKES = "names_on_ballot", "by_strokes"


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its numbers in the order of the columns, and whether it won."""

    item: Item
    numbers: Sequence[int]
    is_chosen: bool
    is_tied: bool
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class NextView:
    """What the rules ask for after a vote: in words, the rule and where it is written.

    Without `edition` no regulation that was read says it.
    """

    words: str
    rule: str
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result as its page and its papers show it."""

    pill: Pill
    turnout: Sequence[tuple[str, int]]
    columns: Sequence[str]
    lines: Sequence[Line]
    reasons: Sequence[str]
    next_step: NextView | None
    is_partial: bool
    weighted: Sequence[tuple[str, Sequence[str]]]


def lists_by_strokes(kind: PollKind, *, on: date) -> bool:
    """Whether the names on such a ballot stand in the order of strokes on a day."""
    edition = rulebook.value(ORDER_OF_NAMES, on=on)
    if kind.shape is not Shape.ELECTION or edition is None:
        return False
    answers = edition.value
    return isinstance(answers, Answers) and answers.to(ON_BALLOT) == BY_STROKES


def asked_of(kind: PollKind, *, seats: int, on: date) -> Asked:
    """What the rules ask of such a vote on a day."""
    quorum, majority = share_on(kind.quorum, on), share_on(kind.majority, on)
    return Asked(
        quorum[0] if quorum else None, majority[0] if majority else None, seats
    )


def left_open(poll: Poll) -> tuple[Ending, Sequence[Item], int] | None:
    """Why people vote once more, on whom, and for how many places; None where not."""
    result = getattr(poll, "result", None)
    if result is None:
        return None
    for decision in result.figures["decisions"]:
        ending = Ending(decision["ending"])
        if ending not in AGAIN:
            continue
        items = list(poll.items.all())
        if ending is Ending.TIED:
            items = [i for i in items if i.pk in decision["tied"]]
        elif ending is Ending.SHORT:
            items = [i for i in items if i.pk not in decision["chosen"]]
        return ending, items, decision["open_seats"]
    return None


def result_view(poll: Poll, *, actor: Actor) -> ResultView:
    """The declared result; where it is private, only what concerns `actor`."""
    told = poll.result.figures
    items = list(poll.items.all())
    decisions = told["decisions"]
    partial = not policy.may_read_figures(poll, actor=actor)
    if partial:
        me = actor.person.id if actor.person else None
        items = [i for i in items if me is not None and i.person_id == me]
    columns = columns_of(poll)
    if decisions[0]["ending"] == Ending.UNOPENED:
        items = []  # noughts would look like votes
    turnout = Turnout(**told["turnout"])
    ending = Ending(decisions[0]["ending"])
    return ResultView(
        pill=pill_of_ending(poll),
        turnout=[(t, getattr(turnout, f)) for f, t in turnout_titles(poll).items()],
        columns=[title for _code, title in columns],
        lines=_lines(poll, items, columns),
        reasons=reasons_in_words(poll),
        next_step=next_step_after(poll, ending),
        is_partial=partial,
        weighted=_weighted(poll, items, columns),
    )


def next_step_after(poll: Poll, ending: Ending) -> NextView | None:
    """What follows a vote that ended so, by the rules of its day; None for nothing."""
    kind = kind_of(poll)
    found = [one for one in rulebook.next_steps() if one.follows(ending, kind)]
    if not found:
        return None
    rule = found[0].rule_for(kind)
    edition = rulebook.value(rule, on=poll.held_on) if rule else None
    return NextView(found[0].title.into(get_language() or ""), rule, edition)


def next_step_of(poll: Poll) -> NextView | None:
    """What follows a vote whose result is declared and that nothing followed yet."""
    if not hasattr(poll, "result") or hasattr(poll, "followed_by"):
        return None
    ending = Ending(poll.result.figures["decisions"][0]["ending"])
    return next_step_after(poll, ending)


def pill_of_ending(poll: Poll) -> Pill:
    """How a vote whose result is declared ended; of several motions how many passed."""
    endings = _endings(poll)
    passed = endings.count(Ending.PASSED)
    if 0 < passed < len(endings):
        told = {"passed": passed, "all": len(endings)}
        return Pill(
            _("%(passed)d of %(all)d passed") % told, ENDING_TONES[Ending.SHORT]
        )
    return Pill(str(ENDINGS[endings[0]]), ENDING_TONES[endings[0]])


def _endings(poll: Poll) -> Sequence[Ending]:
    """How each of the motions ended; of any other vote how all of it did."""
    return [Ending(one["ending"]) for one in poll.result.figures["decisions"]]


def _lines(
    poll: Poll, items: Sequence[Item], columns: Sequence[tuple[str, str]]
) -> Sequence[Line]:
    figures, decisions = poll.result.figures["votes"], poll.result.figures["decisions"]
    chosen = {pk for decision in decisions for pk in decision["chosen"]}
    tied = {pk for decision in decisions for pk in decision["tied"]}
    lines = []
    for item in items:
        row: Mapping[str, int] = figures.get(str(item.pk), {})
        line = Line(
            item,
            [row.get(code, 0) for code, _title in columns],
            item.pk in chosen,
            item.pk in tied,
            _pill(item, chosen, tied, poll=poll),
        )
        lines.append(line)
    if kind_of(poll).shape in {Shape.ELECTION, Shape.CHOICE}:
        lines.sort(key=lambda line: (not line.is_chosen, -line.numbers[0]))
    return lines


def _weighted(
    poll: Poll, items: Sequence[Item], columns: Sequence[tuple[str, str]]
) -> Sequence[tuple[str, Sequence[str]]]:
    """For each who is graded by criteria, what share each grade has by their weights."""
    figures = poll.result.figures["votes"]
    found: dict[str, dict[str, int]] = {}
    for item in items:
        if item.criterion:
            row, sums = (
                figures.get(str(item.pk), {}),
                found.setdefault(subject_of(item), {}),
            )
            for code, _title in columns:
                sums[code] = sums.get(code, 0) + item.weight * row.get(code, 0)
    return [
        (
            subject,
            [f"{sums[code] / (sum(sums.values()) or 1):.1%}" for code, _t in columns],
        )
        for subject, sums in found.items()
    ]


def _pill(item: Item, chosen: set[int], tied: set[int], *, poll: Poll) -> Pill | None:
    if item.pk in tied:
        return Pill(_("Equal votes"), ENDING_TONES[Ending.TIED])
    kind = kind_of(poll)
    if kind.shape is Shape.MOTION:
        ending = Ending.PASSED if item.pk in chosen else Ending.REJECTED
        if ending not in _endings(poll):
            return None  # only counted, or the whole vote does not count
        return Pill(str(ENDINGS[ending]), ENDING_TONES[ending])
    if item.pk not in chosen:
        return None
    if kind.shape is Shape.CHOICE and not kind.majority:
        return Pill(_("Recommended"), ENDING_TONES[Ending.FILLED])
    return Pill(_("Chosen"), ENDING_TONES[Ending.FILLED])


def reasons_in_words(poll: Poll) -> Sequence[str]:
    """Each share that the rules ask: as it was when the result was declared.

    A result of before such reasons were kept is explained by the rulebook; before there
    is a result, what is not counted yet is left blank. A choice says that none is one.
    """
    reasons, present = _reasons(poll)
    said = [in_words(reason, present=present) for reason in reasons]
    is_choice = kind_of(poll).shape is Shape.CHOICE
    return [*said, str(NOBODY_NEED_BE_CHOSEN)] if is_choice else said


def _reasons(poll: Poll) -> tuple[Sequence[Reason], int | None]:
    """The reasons of a poll, and how many were present, where that is known."""
    kind, result = kind_of(poll), getattr(poll, "result", None)
    if result is None:
        there = poll.voters.filter(excused="").count() if poll.opened_at else None
        return reasons_to_come(kind, entitled=there, on=poll.held_on), None
    turnout, kept = Turnout(**result.figures["turnout"]), result.figures.get("reasons")
    if kept is None:
        return reasons_of(kind, turnout, on=poll.held_on), turnout.present
    return [thawed(one) for one in kept], turnout.present
