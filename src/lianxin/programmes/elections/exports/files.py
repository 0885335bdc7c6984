"""The whole file of an election: what is there, what is missing, and each step."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianxin.base.ui.wording import cited
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Source, Sure
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import queries as letters
from lianxin.org.letters.models import Letter
from lianxin.programmes.elections import enums, queries
from lianxin.programmes.elections.exports import results
from lianxin.programmes.elections.exports.rules import election_rules, request
from lianxin.programmes.elections.exports.titles import in_words, title_of_paper
from lianxin.programmes.elections.models import Election, FormerStep
from lianxin.programmes.elections.queries import StepView


def whole_file(election: Election, actor: Actor) -> list[str]:
    """First what is there and what is missing, then all steps, each with its basis."""
    votes = queries.votes_of(election)
    steps = queries.steps_of(election, votes)
    body = [*_there(steps), *_missing(steps)]
    for step in steps:
        if step.is_done or step.letter is not None:
            body.append(_heading(step))
            body += _basis(election, step)
        if step.code == enums.VOTE:
            body += [*results.counted(votes, actor), *results.elected(election)]
        elif step.code == enums.PLENARY:
            body += results.counted_in_plenary(election, actor)
            body += results.in_office(election)
        elif step.is_done:
            body += [_former(one) for one in step.formers]
            body += _written_for(step.code, election, actor)
        body += _letter(step.letter)
    conclusion = getattr(election, "conclusion", None)
    if conclusion is not None:
        told = {"basis": conclusion.basis, "ends": in_words(conclusion.term.ends_on)}
        body.append(_("Approved with %(basis)s; the new term ends on %(ends)s.") % told)
    return body


def _there(steps: Sequence[StepView]) -> list[str]:
    """The documents that are there, by step."""
    lines = []
    for step in steps:
        documents = [file.name for file in step.files]
        if step.letter is not None:
            documents.append(queries.named(step.letter))
        if documents:
            told = {"step": step.title, "documents": _(", ").join(documents)}
            lines.append(_("%(step)s: %(documents)s") % told)
    return [_("In this file:"), *(lines or [_("No signed paper yet.")])]


def _missing(steps: Sequence[StepView]) -> list[str]:
    lines = [
        _("%(step)s: %(missing)s") % {"step": step.title, "missing": step.missing}
        for step in steps
        if step.missing
    ]
    return [_("Missing:"), *lines] if lines else [_("Nothing is missing.")]


def _heading(step: StepView) -> str:
    if step.taken_on is None:
        return step.title
    told = {"step": step.title, "day": in_words(step.taken_on), "words": step.words}
    if not step.words:
        return _("%(step)s: %(day)s") % told
    return _("%(step)s: %(day)s, %(words)s") % told


def _basis(election: Election, step: StepView) -> list[str]:
    """Where the step is written: articles where they are known, else the regulation."""
    bases = queries.bases_of(step.code, election.unit, on=election.meeting_on)
    named: dict[str, list[Source]] = {}
    for one in bases:
        named.setdefault(one.edition.source.code, []).append(one.edition.source)
    sources: list[str] = []
    for found in named.values():
        articles = [source for source in found if source.article]
        known = [source for source in found if source.sure is not Sure.UNVERIFIED]
        sources += dict.fromkeys(map(cited, articles or (known or found)[:1]))
    if not sources:
        return []
    return [_("Basis: %(sources)s.") % {"sources": _("; ").join(sources)}]


def _written_for(code: str, election: Election, actor: Actor) -> list[str]:
    """The text of a step's own paper, under its title."""
    if code == enums.REQUEST:
        return [title_of_paper(election, code), *request(election, actor)]
    if code == enums.NOTICE:
        return [title_of_paper(election, "rules"), *election_rules(election, actor)]
    if code == enums.ANNOUNCEMENT:
        return [title_of_paper(election, code), *results.announcement(election, actor)]
    return []


def _letter(letter: Letter | None) -> list[str]:
    """What an issued letter says, under its title, number and day."""
    if letter is None:
        return []
    paper = letters.paper_of(letter)
    told = {"letter": queries.named(letter), "unit": paper.issuer, "day": ""}
    if letter.dated_on is not None:
        told["day"] = in_words(letter.dated_on)
    return [_("%(letter)s, %(unit)s, %(day)s:") % told, *paper.body]


def _former(former: FormerStep) -> str:
    return _(
        "Before the correction by %(who)s on %(corrected)s: %(day)s, %(words)s "
        "(reason: %(reason)s)"
    ) % {
        "who": former.corrected_by.name,
        "corrected": in_words(day_of(former.corrected_at)),
        "day": in_words(former.taken_on),
        "words": former.words,
        "reason": former.reason,
    }
