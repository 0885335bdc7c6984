"""Votes by name on line: one's own, their sums, and after the end who voted how."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from lianxin.facts.polls.models import NamedVote, Poll, Voter
from lianxin.facts.polls.queries.counts import columns_of
from lianxin.kernel.rules.counting import Figures


def named_figures(poll: Poll) -> Figures:
    """How many voted in which column, for each item."""
    columns = [code for code, _title in columns_of(poll)]
    found = {item.pk: dict.fromkeys(columns, 0) for item in poll.items.all()}
    rows = NamedVote.objects.filter(voter__poll=poll, voter__excused="")
    for item, column in rows.values_list("item", "column"):
        found[item][column] += 1
    return found


def own_named_votes(voter: Voter) -> Mapping[int, str]:
    """What a voter has voted so far, by item."""
    return dict(voter.named.values_list("item", "column"))


def who_voted_how(poll: Poll) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """For each item the columns with the names of those who voted so.

    Nobody is shown it before the result is declared.
    """
    if not hasattr(poll, "result"):
        return ()
    names: dict[tuple[int, str], list[str]] = {}
    rows = NamedVote.objects.filter(voter__poll=poll).order_by("voter__person__pinyin")
    for item, column, name in rows.values_list("item", "column", "voter__person__name"):
        names.setdefault((item, column), []).append(name)
    return [
        (
            item.text,
            [
                (title, _(", ").join(names[item.pk, code]))
                for code, title in columns_of(poll)
                if (item.pk, code) in names
            ],
        )
        for item in poll.items.all()
    ]
