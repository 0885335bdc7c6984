"""What the tellers counted, and where their counts differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls.enums import COLUMNS
from lianxin.facts.polls.models import Count, Poll, Teller, Votes
from lianxin.facts.polls.queries.polls import kind_of
from lianxin.kernel.rules.counting import (
    FOR,
    VOICES,
    Figures,
    Shape,
    Turnout,
    differences,
)
from lianxin.kernel.rules.poll_files import Mode
from lianxin.kernel.rules.shapes import Answers

IN_WRITING = "opinion_in_writing"


@dataclass(frozen=True, slots=True)
class CountView:
    """One teller's count with its figures by item and column."""

    teller: Teller
    count: Count
    turnout: Turnout
    figures: Figures


def columns_of(poll: Poll) -> Sequence[tuple[str, str]]:
    """What is counted for each item, with its name."""
    kind = kind_of(poll)
    language = get_language() or ""
    if kind.shape is Shape.GRADES:
        return [(code, title.into(language)) for code, title in kind.grades]
    if kind.shape is Shape.CHOICE:
        return [(FOR, str(COLUMNS[FOR]))]
    return [(column, str(COLUMNS[column])) for column in VOICES]


def turnout_of(count: Count, *, entitled: int) -> Turnout:
    """The turnout that a teller counted."""
    return Turnout(
        entitled,
        count.present,
        count.issued,
        count.returned,
        count.invalid,
        count.opinions,
    )


def both_counts(poll: Poll) -> Sequence[CountView]:
    """The counts entered so far, in the order of the tellers."""
    entitled = poll.voters.filter(excused="").count()
    counts = list(
        Count.objects.filter(teller__poll=poll)
        .select_related("teller__person")
        .order_by("teller")
    )
    rows = Votes.objects.filter(count__in=counts).order_by("item__order", "pk")
    found: dict[int, dict[int, dict[str, int]]] = {count.pk: {} for count in counts}
    for row in rows:
        found[row.count_id].setdefault(row.item_id, {})[row.column] = row.number
    return [
        CountView(
            count.teller,
            count,
            turnout_of(count, entitled=entitled),
            found[count.pk],
        )
        for count in counts
    ]


def count_of(poll: Poll, person: int) -> CountView | None:
    """What this teller has entered already."""
    found = [v for v in both_counts(poll) if v.teller.person_id == person]
    return found[0] if found else None


def disagreements(
    poll: Poll, views: Sequence[CountView]
) -> Sequence[tuple[str, int, int]]:
    """Where two counts differ: what it is, and both numbers; empty where they agree."""
    if len(views) < len(("one", "other")):
        return ()
    one, other = views
    titles = dict(columns_of(poll))
    items = {item.pk: item.text for item in poll.items.all()}
    found = [
        (name, getattr(one.turnout, field), getattr(other.turnout, field))
        for field, name in turnout_titles(poll).items()
        if getattr(one.turnout, field) != getattr(other.turnout, field)
    ]
    found += [
        (f"{items[item]} · {titles[column]}", left, right)
        for item, column, left, right in differences(one.figures, other.figures)
    ]
    mine, theirs = one.count.written_in, other.count.written_in
    found += [
        (
            _("%(name)s, written in") % {"name": name},
            mine.get(name, 0),
            theirs.get(name, 0),
        )
        for name in sorted({*mine, *theirs})
        if mine.get(name, 0) != theirs.get(name, 0)
    ]
    return found


def who_may_vote(poll: Poll) -> str:
    """What those are called who may vote: on line nobody comes to a meeting."""
    if poll.mode in {Mode.NAMED, Mode.SEALED}:
        return _("People who may vote")
    return _("Entitled to vote")


def turnout_titles(poll: Poll) -> Mapping[str, str]:
    """What the figures of a poll's turnout are called, as far as there are ballots."""
    entitled = {"entitled": who_may_vote(poll)}
    if poll.mode in {Mode.NAMED, Mode.SEALED}:
        return {**entitled, "present": _("Took part"), "valid": _("Valid ballots")}
    present = {**entitled, "present": _("Present with the right to vote")}
    if poll.mode == Mode.HANDS:
        return present
    titles = {
        **present,
        "issued": _("Ballots handed out"),
        "returned": _("Ballots handed in"),
        "invalid": _("Invalid ballots"),
        "opinions": _("Opinions given in writing before the meeting"),
        "valid": _("Valid ballots"),
    }
    if takes_opinions(poll):
        return {**titles, "valid": _("Valid ballots and opinions")}
    del titles["opinions"]
    return titles


def takes_opinions(poll: Poll) -> bool:
    """Whether a rule has opinions in writing of the absent counted with the votes."""
    rule = kind_of(poll).absent
    edition = rulebook.value(rule, on=poll.held_on) if rule else None
    if edition is None or not isinstance(edition.value, Answers):
        return False
    return edition.value.to(IN_WRITING) == "yes"
