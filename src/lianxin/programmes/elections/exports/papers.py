"""The papers of an election: which there are, and how each is made.

The replies of the unit above and the notice of the meeting are letters with a number;
once issued, they are here too, and in the file.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy

from lianxin.base.documents.operations import Paper
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules.letters import Page
from lianxin.org.letters import queries as letters
from lianxin.programmes.elections import enums, queries
from lianxin.programmes.elections.exports.files import whole_file
from lianxin.programmes.elections.exports.results import announcement, report
from lianxin.programmes.elections.exports.rules import election_rules, request
from lianxin.programmes.elections.exports.titles import title_of_paper
from lianxin.programmes.elections.models import Election

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LANGUAGES = {"zh-hant": "zh-Hant"}
PAPERS: Mapping[str, "StrOrPromise"] = {
    enums.REQUEST: gettext_lazy("Request to hold the election"),
    enums.REPLY: gettext_lazy("Reply to the request"),
    enums.NOTICE: gettext_lazy("Notice of the meeting"),
    "rules": gettext_lazy("Election rules (draft for the meeting)"),
    enums.ANNOUNCEMENT: gettext_lazy("Announcement of the result"),
    enums.REPORT: gettext_lazy("Report of the result"),
    enums.APPROVAL: gettext_lazy("Reply to the report of the result"),
    "file": gettext_lazy("File of the election"),
}
OWN: Mapping[str, Callable[[Election, Actor], list[str]]] = {
    enums.REQUEST: request,
    "rules": election_rules,
    enums.ANNOUNCEMENT: announcement,
    enums.REPORT: report,
    "file": whole_file,
}
_AFTER_THE_VOTE = frozenset({enums.ANNOUNCEMENT, enums.REPORT})


def may_write(election: Election, code: str) -> bool:
    """Whether the software can write this paper now: some tell who was elected."""
    if code in _AFTER_THE_VOTE:
        return bool(queries.elected(election, queries.votes_of(election)))
    return code in OWN


def paper_of(election: Election, code: str, *, actor: Actor) -> Paper:
    """One of the papers.

    NotVisible for announcement and report while nobody is elected yet, and for a letter
    not issued.
    """
    issued = queries.letters_of(election) if code in queries.templates() else {}
    if code in issued:
        return letters.paper_of(issued[code])
    if not may_write(election, code):
        raise NotVisible
    return Paper(
        page=Page.LETTER,
        language=_LANGUAGES.get(get_language() or "", "zh-Hans"),
        issuer=election.unit.name,
        title=title_of_paper(election, code),
        body=OWN[code](election, actor),
        signed_as=election.unit.name,
        dated=_dated(election, code),
    )


def _dated(election: Election, code: str) -> date:
    """The day on which the step was taken that the paper belongs to, if it was."""
    step = {"rules": enums.NOTICE, "file": enums.REPORT}.get(code, code)
    days = {one.code: one.taken_on for one in election.steps.all()}
    if code == enums.ANNOUNCEMENT and code not in days:
        return max(vote.held_on for vote in queries.votes_of(election))
    return days.get(step, election.meeting_on)
