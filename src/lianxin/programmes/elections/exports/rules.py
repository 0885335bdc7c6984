"""The request to hold an election, and its rules as the meeting is to pass them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import queries as polls
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.counting import candidates_needed
from lianxin.kernel.rules.election_files import Way
from lianxin.kernel.rules.shapes import Than
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import queries
from lianxin.programmes.elections.exports.titles import in_words
from lianxin.programmes.elections.models import Election


def request(election: Election, _actor: Actor) -> list[str]:
    """The request: the present term, the meeting planned, whom it elects."""
    before = posts.terms_of(election.unit).filter(elected_on__lt=election.meeting_on)
    term = before.first()
    body = []
    if term is not None:
        told = {"elected": in_words(term.elected_on), "ends": in_words(term.ends_on)}
        body.append(
            _(
                "The present committee was elected on %(elected)s; its term ends on "
                "%(ends)s."
            )
            % told
        )
    asked = {
        "meeting": queries.way_of(election).meeting.into(get_language() or ""),
        "day": in_words(election.meeting_on),
        "seats": election.seats,
    }
    if election.way == Way.DIRECT:
        words = _("It is planned that the %(meeting)s elects the secretary on %(day)s.")
    else:
        words = _(
            "It is planned that the %(meeting)s elects the new committee on %(day)s: "
            "%(seats)d members."
        )
    body.append(words % asked)
    if election.basis:
        told = {"basis": election.basis}
        body.append(_("That delegates elect was agreed to with %(basis)s.") % told)
    return [*body, *_candidates(election), _("Please tell us whether you agree.")]


def _candidates(election: Election) -> list[str]:
    kind = queries.kind_of_vote(election)
    found = polls.share_on(kind.candidates, election.meeting_on)
    if found is None:
        return []
    told = {
        "needed": candidates_needed(found[0], election.seats),
        "seats": election.seats,
        "basis": cited(found[1]),
    }
    words = _(
        "For %(seats)d places there are at least %(needed)d candidates (%(basis)s)."
    )
    return [words % told]


def election_rules(election: Election, _actor: Actor) -> list[str]:
    """The rules of the election, a draft that the meeting passes."""
    kind, on = queries.kind_of_vote(election), election.meeting_on
    names = _("The names stand on the ballot in the order of the strokes of surnames.")
    body = [
        *_who_is_elected(election),
        *_candidates(election),
        *_quorum(kind.quorum, on),
        kind.because.into(get_language() or "en"),
        *([names] if polls.lists_by_strokes(kind, on=on) else []),
        *(_with_source(words, code, on) for words, code in _how_one_votes()),
        *_majority(kind.majority, on),
        *(_with_source(words, code, on) for words, code in _what_follows(election)),
        _with_source(
            _(
                "The meeting chooses scrutineers who are no candidates. Two tellers "
                "count under their eyes, each alone; the counts must agree."
            ),
            kind.watched,
            on,
        ),
        _("These rules hold once the meeting has passed them."),
    ]
    return [f"{place}. {words}" for place, words in enumerate(body, start=1)]


def _who_is_elected(election: Election) -> list[str]:
    if election.way == Way.DIRECT:
        words = _("There is no committee: the members elect the secretary themselves.")
        return [_with_source(words, "who_elects", election.meeting_on)]
    seats = _("The committee has %(seats)d members.") % {"seats": election.seats}
    words = _(
        "In its first plenary the new committee elects secretary and deputies, with as "
        "many candidates as there are places."
    )
    return [seats, _with_source(words, queries.CANDIDATES, election.meeting_on)]


def _how_one_votes() -> Sequence[tuple[str, str]]:
    """Each sentence about ballots, and the rule that it is taken from."""
    return [
        (
            _("For each candidate one votes for, against, or abstains."),
            "choices_on_ballot",
        ),
        (
            _(
                "Whoever votes against a candidate may name somebody else; whoever "
                "abstains may not."
            ),
            "may_name_another",
        ),
        (
            _("A ballot that names more than there are places is invalid."),
            "names_on_one_ballot",
        ),
        (
            _(
                "If more ballots are handed in than were handed out, the vote is void "
                "and is held anew."
            ),
            "ballots_returned",
        ),
    ]


def _what_follows(election: Election) -> Sequence[tuple[str, str]]:
    if election.way == Way.DIRECT:
        again = _("If nobody has this, the meeting votes again.")
        return [(again, "election_outcome")]
    return [
        (
            _(
                "If more have this than there are places, those with most votes are "
                "elected; on those with equal votes for the last place the meeting "
                "votes again."
            ),
            "election_outcome",
        ),
        (
            _(
                "If fewer have this, the meeting votes again for the places left; "
                "where hardly any is missing, more than half of the voters may agree "
                "to leave it empty."
            ),
            "election_outcome",
        ),
    ]


def _with_source(words: str, code: str, on: date) -> str:
    edition = rulebook.value(code, on=on)
    if edition is None:
        return words
    told = {"words": words, "basis": cited(edition.source)}
    return _("%(words)s (%(basis)s)") % told


def _quorum(code: str, on: date) -> list[str]:
    return _asked(
        code,
        on,
        at_least=_(
            "The election is valid if at least %(share)s of those entitled are present "
            "(%(basis)s)."
        ),
        more_than=_(
            "The election is valid if more than %(share)s of those entitled are "
            "present (%(basis)s)."
        ),
    )


def _majority(code: str, on: date) -> list[str]:
    return _asked(
        code,
        on,
        at_least=_(
            "Elected is who has the votes of at least %(share)s of those present with "
            "the right to elect (%(basis)s)."
        ),
        more_than=_(
            "Elected is who has the votes of more than %(share)s of those present with "
            "the right to elect (%(basis)s)."
        ),
    )


def _asked(code: str, on: date, *, at_least: str, more_than: str) -> list[str]:
    """What a rule asks a share for, in those of the words that fit; nothing without it."""
    found = polls.share_on(code, on)
    if found is None:
        return []
    share, source = found
    words = more_than if share.than is Than.MORE_THAN else at_least
    return [words % {"share": str(share.fraction), "basis": cited(source)}]
