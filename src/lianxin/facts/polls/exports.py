"""The list of polls, and the papers of one: ballot, count sheet, minutes."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import Paper
from lianxin.base.exports.operations import Sheet
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import queries
from lianxin.facts.polls.enums import NOBODY_NEED_BE_CHOSEN
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.queries import GradesView, Line, NextView, ResultView
from lianxin.facts.polls.queries.counts import turnout_titles
from lianxin.kernel.rules.counting import Shape
from lianxin.kernel.rules.letters import Page
from lianxin.kernel.rules.poll_files import Mode

BOX = "□"
_LANGUAGES = {"zh-hant": "zh-Hant"}


def columns() -> Sequence[Column]:
    """What the list of polls shows; never who voted, nor an interim number."""
    return [
        Column("day", _("Day"), lambda p: p.held_on, sort=("held_on",)),
        Column(
            "title",
            _("What is voted on"),
            lambda p: p.title,
            link=lambda p: reverse("polls:poll", args=[p.pk]),
        ),
        Column("kind", _("Kind"), lambda p: queries.title_of(p.kind), sort=("kind",)),
        Column(
            "unit", _("Unit"), lambda p: p.unit.name, sort=("unit__path",),
        ),
        Column("mode", _("How"), lambda p: queries.name_of_mode(p.mode)),
        Column("stage", _("Stage"), queries.pill_of, export=lambda p: queries.pill_of(p).word),
    ]  # fmt: skip


def ballot(poll: Poll) -> Sheet:
    """A ballot paper as it is copied and handed out."""
    titles = [title for _code, title in queries.columns_of(poll)]
    rows = [[item.text, *[BOX] * len(titles)] for item in poll.items.all()]
    kind = queries.kind_of(poll)
    notes = [_("Put one mark in each row.")]
    if kind.shape is Shape.CHOICE:
        notes = [_("Mark at most %(most)d.") % {"most": poll.seats}]
        notes += [str(NOBODY_NEED_BE_CHOSEN)]
    if kind.shape is Shape.ELECTION:
        other = pgettext("on a ballot", "Somebody else: ____________")
        # Whoever votes against all may name somebody else for every place.
        rows += [[other, *[""] * len(titles)] for _place in range(poll.seats)]
        notes += [
            _("%(seats)d are to be elected; a ballot for more than these is invalid.")
            % {"seats": poll.seats},
            _(
                "Whoever votes against a candidate may write in somebody else below; "
                "whoever abstains may not."
            ),
        ]
    return Sheet(
        title=_("Ballot paper: %(title)s") % {"title": poll.title},
        columns=[pgettext("on a ballot", "Name or motion"), *titles],
        rows=rows,
        note=" ".join(
            [poll.unit.name, formats.date_format(poll.held_on, "DATE_FORMAT"), *notes]
        ),
        by_hand=True,
    )


def count_sheet(poll: Poll, view: ResultView | None = None) -> Sheet:
    """The sheet on which tellers write what they count, to be signed.

    It says what the rules ask and where that is written, with blanks for what is
    counted; once the result is declared, what was counted stands there.
    """
    columns = [title for _code, title in queries.columns_of(poll)]
    names = turnout_titles(poll)
    notes = [
        poll.unit.name,
        formats.date_format(poll.held_on, "DATE_FORMAT"),
        *queries.reasons_in_words(poll),
    ]
    if view is None:
        rows = [[title] for title in [*names.values(), *_texts(poll)]]
    else:
        there = dict(view.turnout)
        rows = [[title, str(there[title])] for title in names.values()]
        lines = sorted(view.lines, key=lambda line: line.item.order)
        rows += [[line.item.text, *map(str, line.numbers)] for line in lines]
        notes += _hash_of_archive(poll)
    if poll.mode in {Mode.HANDS, Mode.PAPER}:
        rows += [[who] for who in _signatures(poll)]
    width = 1 + len(columns)
    return Sheet(
        title=_("Count sheet: %(title)s") % {"title": poll.title},
        columns=[pgettext("on a ballot", "Name or motion"), *columns],
        rows=[row + [""] * (width - len(row)) for row in rows],
        note=" ".join(notes),
        by_hand=True,
    )


def _texts(poll: Poll) -> list[str]:
    return [item.text for item in poll.items.all()]


def _hash_of_archive(poll: Poll) -> list[str]:
    """By which archive a secret vote on line is checked; nothing for any other."""
    if "archive" not in poll.result.figures:
        return []
    digest = poll.result.figures["archive"]
    return [_("SHA-256 of the archive: %(digest)s") % {"digest": digest}]


def _signatures(poll: Poll) -> Sequence[str]:
    """Who signs the count: by name where the vote is open, else a place for a name."""
    tellers = [teller.person.name for teller in poll.tellers.all()]
    watching = [one.person.name for one in poll.scrutineers.all()]
    if not tellers:
        return [_("Teller (signature)"), _("Scrutineer (signature)")]
    signed = [_("Teller %(name)s (signature)") % {"name": name} for name in tellers]
    if not watching:
        return [*signed, _("Scrutineer (signature)")]
    words = _("Scrutineer %(name)s (signature)")
    return [*signed, *(words % {"name": name} for name in watching)]


def who_counted(poll: Poll) -> list[str]:
    """Who watched over the count and who counted, and how the meeting passed them."""
    if not poll.passed:
        return []
    told = {
        "scrutineers": _(", ").join(s.person.name for s in poll.scrutineers.all()),
        "tellers": _(", ").join(t.person.name for t in poll.tellers.all()),
        "passed": poll.passed,
    }
    words = _("Scrutineers: %(scrutineers)s. Tellers: %(tellers)s. Passed: %(passed)s.")
    return [words % told]


def minutes(poll: Poll, view: ResultView, grades: GradesView | None = None) -> Paper:
    """The result with its figures and its reasons, as a paper of the unit.

    After a review with the grades that the committee decided, as far as they are seen.
    """
    language = _LANGUAGES.get(get_language() or "", "zh-Hans")
    turnout = _("; ").join(f"{title} {number}" for title, number in view.turnout)
    body = [
        _("Held by %(unit)s on %(day)s: %(how)s.")
        % {
            "unit": poll.unit.name,
            "day": formats.date_format(poll.held_on, "DATE_FORMAT"),
            "how": queries.name_of_mode(poll.mode),
        },
        turnout + _("."),
        *who_counted(poll),
    ]
    body += [_line_in_words(view, line) for line in view.lines]
    body += view.reasons
    if view.next_step is not None:
        body.append(_next_step(view.next_step))
    if grades is not None:
        decided = _("; ").join(f"{g.item.text} {g.title}" for g in grades.lines)
        day = formats.date_format(grades.appraisal.decided_on, "DATE_FORMAT")
        words = _("Grades decided by the committee on %(day)s: %(grades)s.")
        body.append(words % {"day": day, "grades": decided})
    if poll.basis:
        words = _("Agreed to by the unit above with %(basis)s.")
        body.append(words % {"basis": poll.basis})
    body += _hash_of_archive(poll)
    return Paper(
        page=Page.LETTER,
        language=language,
        issuer=poll.unit.name,
        title=_("Result of the vote: %(title)s") % {"title": poll.title},
        body=body,
        signed_as=poll.unit.name,
        dated=poll.held_on,
    )


def _line_in_words(view: ResultView, line: Line) -> str:
    """One item with its votes and, where that is judged, how it ended."""
    numbers = _(", ").join(
        f"{title} {number}"
        for title, number in zip(view.columns, line.numbers, strict=True)
    )
    told = {"item": line.item.text, "numbers": numbers}
    if line.pill is None:
        return _("%(item)s: %(numbers)s") % told
    return _("%(item)s: %(numbers)s (%(ending)s)") % {**told, "ending": line.pill.word}


def _next_step(step: NextView) -> str:
    """What comes next, with where that is written."""
    if step.edition is None:
        return step.words
    told = {"words": step.words, "basis": cited(step.edition.source)}
    return _("%(words)s Basis: %(basis)s.") % told
