"""The papers of an election: request, election rules, report, and its whole file.

The replies of the unit above and the notice of the meeting are letters with a number;
once issued, they are here too, and in the file.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lianxin.base.documents.operations import Paper
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import cited
from lianxin.facts.polls import exports as polls_exports
from lianxin.facts.polls import queries as polls
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules.counting import candidates_needed
from lianxin.kernel.rules.letters import Page
from lianxin.kernel.rules.shapes import Than
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import queries as letters
from lianxin.org.letters.models import Letter
from lianxin.org.posts import queries as posts
from lianxin.programmes.elections import enums, queries
from lianxin.programmes.elections.models import Election, FormerStep

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LANGUAGES = {"zh-hant": "zh-Hant"}
PAPERS: Mapping[str, "StrOrPromise"] = {
    "request": gettext_lazy("Request to hold the election"),
    enums.REPLY: gettext_lazy("Reply to the request"),
    enums.NOTICE: gettext_lazy("Notice of the meeting"),
    "rules": gettext_lazy("Election rules (draft for the meeting)"),
    enums.ANNOUNCEMENT: gettext_lazy("Announcement of the result"),
    "report": gettext_lazy("Report of the result"),
    enums.APPROVAL: gettext_lazy("Reply to the report of the result"),
    "file": gettext_lazy("File of the election"),
}


def paper_of(election: Election, code: str, *, actor: Actor) -> Paper:
    """One of the papers.

    NotVisible for announcement and report while nobody is elected yet, and for a letter
    not issued.
    """
    issued = queries.letters_of(election) if code in enums.LETTERS else {}
    if code in issued:
        return letters.paper_of(issued[code])
    bodies: Mapping[str, Callable[[Election, Actor], list[str]]] = {
        "request": _request,
        "rules": _rules,
        enums.ANNOUNCEMENT: _announcement,
        "report": _report,
        "file": _file,
    }
    if code not in bodies:
        raise NotVisible
    body = bodies[code](election, actor)
    return Paper(
        page=Page.LETTER,
        language=_LANGUAGES.get(get_language() or "", "zh-Hans"),
        issuer=election.unit.name,
        title=_titles()[code] % _named(election),
        body=body,
        signed_as=election.unit.name,
        dated=_dated(election, code),
    )


def _titles() -> Mapping[str, str]:
    return {
        "request": _("%(unit)s: request to elect the committee anew"),
        "rules": _("%(unit)s: rules for the election of the committee (draft)"),
        enums.ANNOUNCEMENT: _("%(unit)s: result of the election of the committee"),
        "report": _("%(unit)s: report of the election of the committee"),
        "file": _("%(unit)s: file of the election of the committee"),
    }


def _dated(election: Election, code: str) -> date:
    """The day on which the step was taken that the paper belongs to, if it was."""
    if code == enums.ANNOUNCEMENT:
        return max(vote.held_on for vote in queries.votes_of(election))
    step = {"rules": "notice", "file": "report"}.get(code, code)
    days = {one.code: one.taken_on for one in election.steps.all()}
    return days.get(step, election.meeting_on)


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")


# Request


def _request(election: Election, _actor: Actor) -> list[str]:
    before = posts.terms_of(election.unit).filter(elected_on__lt=election.meeting_on)
    term = before.first()
    body = []
    if term is not None:
        told = {"elected": _day(term.elected_on), "ends": _day(term.ends_on)}
        body.append(
            _(
                "The present committee was elected on %(elected)s; its term ends on "
                "%(ends)s."
            )
            % told
        )
    asked = {"day": _day(election.meeting_on), "seats": election.seats}
    body.append(
        _(
            "It is planned that the meeting elects the new committee on %(day)s: "
            "%(seats)d members."
        )
        % asked
    )
    return [*body, *_candidates(election), _("Please tell us whether you agree.")]


def _candidates(election: Election) -> list[str]:
    found = polls.share_on(
        rulebook.poll_kinds()[queries.KIND].candidates, election.meeting_on
    )
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


# Rules


def _rules(election: Election, _actor: Actor) -> list[str]:
    kind, on = rulebook.poll_kinds()[queries.KIND], election.meeting_on
    seats = _("The committee has %(seats)d members.") % {"seats": election.seats}
    names = _("The names stand on the ballot in the order of the strokes of surnames.")
    body = [
        seats,
        *_candidates(election),
        *_quorum(kind.quorum, on),
        kind.because.into(get_language() or "en"),
        *([names] if polls.lists_by_strokes(kind, on=on) else []),
        *(_with_source(words, code, on) for words, code in _how_one_votes()),
        *_majority(kind.majority, on),
        *(_with_source(words, code, on) for words, code in _what_follows()),
        _(
            "The meeting chooses scrutineers who are no candidates. Two tellers count "
            "under their eyes, each alone; the counts must agree."
        ),
        _("These rules hold once the meeting has passed them."),
    ]
    return [f"{place}. {words}" for place, words in enumerate(body, start=1)]


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


def _what_follows() -> Sequence[tuple[str, str]]:
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


# Announcement, report and file


def _announcement(election: Election, _actor: Actor) -> list[str]:
    votes = queries.votes_of(election)
    found = queries.elected(election, votes)
    if not found:
        raise NotVisible
    names = _(", ").join(item.text for item in found)
    body = [
        _(
            "Elected to the committee, in the order of the strokes of surnames: %(names)s."
        )
        % {"names": names}
    ]
    body += _left_empty(election)
    return [*body, _("The result is reported to the unit above, which approves it.")]


def _report(election: Election, actor: Actor) -> list[str]:
    votes = queries.votes_of(election)
    names = _elected(election, votes)
    if not names:
        raise NotVisible
    counted = [words for vote in votes for words in _counted(vote, actor)]
    return [*counted, *names, _("Please tell us whether you agree.")]


def _file(election: Election, actor: Actor) -> list[str]:
    votes = queries.votes_of(election)
    issued = queries.letters_of(election)
    body = []
    for step in queries.steps_of(election, votes):
        if step.code == enums.VOTE:
            body += [words for vote in votes for words in _counted(vote, actor)]
            body += _elected(election, votes)
        elif step.taken_on is not None:
            told = {"step": step.title, "day": _day(step.taken_on), "words": step.words}
            body.append(_("%(step)s: %(day)s, %(words)s") % told)
            body += [_former(one) for one in step.formers]
            body += _written_for(step.code, election, actor)
        body += _letter(issued.get(step.code))
    body += _letter(issued.get(enums.APPROVAL))
    conclusion = getattr(election, "conclusion", None)
    if conclusion is not None:
        told = {"basis": conclusion.basis, "ends": _day(conclusion.term.ends_on)}
        body.append(_("Approved with %(basis)s; the new term ends on %(ends)s.") % told)
    return body


def _written_for(code: str, election: Election, actor: Actor) -> list[str]:
    """The text of a step's own paper, under its title."""
    if code == "request":
        return [_titles()[code] % _named(election), *_request(election, actor)]
    if code == enums.NOTICE:
        return [_titles()["rules"] % _named(election), *_rules(election, actor)]
    return []


def _named(election: Election) -> Mapping[str, str]:
    return {"unit": election.unit.name}


def _letter(letter: Letter | None) -> list[str]:
    """What an issued letter says, under its title, number and day."""
    if letter is None:
        return []
    paper = letters.paper_of(letter)
    told = {"letter": queries.named(letter), "unit": paper.issuer, "day": ""}
    if letter.dated_on is not None:
        told["day"] = _day(letter.dated_on)
    return [_("%(letter)s, %(unit)s, %(day)s:") % told, *paper.body]


def _former(former: FormerStep) -> str:
    return _(
        "Before the correction by %(who)s on %(corrected)s: %(day)s, %(words)s "
        "(reason: %(reason)s)"
    ) % {
        "who": former.corrected_by.name,
        "corrected": _day(day_of(former.corrected_at)),
        "day": _day(former.taken_on),
        "words": former.words,
        "reason": former.reason,
    }


def _counted(vote: Poll, actor: Actor) -> list[str]:
    """A vote as its own paper tells it; nothing of one that is not counted yet."""
    if not hasattr(vote, "result"):
        return []
    paper = polls_exports.minutes(vote, polls.result_view(vote, actor=actor))
    return [paper.title, *paper.body]


def _elected(election: Election, votes: Sequence[Poll]) -> list[str]:
    found = queries.elected(election, votes)
    if not found:
        return []
    names = _(", ").join(item.text for item in found)
    return [_("Elected: %(names)s.") % {"names": names}, *_left_empty(election)]


def _left_empty(election: Election) -> list[str]:
    if not election.left_empty:
        return []
    return [_("Places left empty: %(words)s.") % {"words": election.left_empty}]
