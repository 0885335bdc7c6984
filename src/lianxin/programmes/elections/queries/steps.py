"""The steps of an election: what was entered, what they rest on, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import NotVisible
from lianxin.kernel.rules.election_files import Way
from lianxin.kernel.rules.values import Edition, Rule
from lianxin.kernel.rules.verdict import Tone
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters.models import Letter
from lianxin.org.units.models import Unit
from lianxin.programmes.elections.enums import APPROVAL, PLENARY, VOTE
from lianxin.programmes.elections.models import Election, FormerStep, Step, StepFile
from lianxin.programmes.elections.queries.letters import letters_of
from lianxin.programmes.elections.queries.votes import (
    Votes,
    elected,
    office_chains,
    offices_are_filled,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """A rule that a step rests on, in the edition of the day."""

    rule: Rule
    edition: Edition


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the page shows it; `tone` says whether it is done or is next.

    Its documents are `files` and the numbered `letter`; `paper` names one that the
    software writes, which is no document before it is signed.
    """

    code: str
    title: str
    tone: Tone
    taken_on: date | None
    words: str
    is_next: bool
    formers: Sequence[FormerStep]
    files: Sequence[StepFile]
    letter: Letter | None
    paper: str

    @property
    def is_done(self) -> bool:
        """Whether the step was taken."""
        return self.tone is Tone.DONE

    @property
    def missing(self) -> str:
        """What the file of the election lacks of this step; nothing where all is there."""
        if not self.is_done:
            return _("not taken yet")
        if self.files or self.letter is not None:
            return ""
        if self.code in {VOTE, PLENARY}:
            return _("the signed count sheet is not there")
        if self.paper:
            return _("written by the software; the signed paper is not there")
        return _("no paper is there")


def codes(way: Way | None = None) -> Sequence[str]:
    """All steps in their order, those of one way or of any."""
    steps = rulebook.election_steps().values()
    return [step.code for step in steps if way is None or way in step.ways]


def title_of_step(code: str, way: str = Way.MEETING) -> str:
    """What a step is called in the language in use."""
    step = rulebook.election_steps()[code]
    return step.title_in(Way(way)).into(get_language() or "")


def bases_of(code: str, unit: Unit, *, on: date) -> Sequence[Basis]:
    """The rules that a step of such a unit rests on, as they are on a day."""
    book, step = rulebook.rules(), rulebook.election_steps()[code]
    found = ((book[rule], book[rule].on(on)) for rule in step.rules_for(unit.kind))
    return [Basis(rule, edition) for rule, edition in found if edition is not None]


def next_step(election: Election, votes: Votes) -> str:
    """The step to take now; empty where only the approval is left."""
    taken = {step.code for step in election.steps.all()}
    for code in codes(Way(election.way)):
        if code != APPROVAL and not _is_done(code, election, votes, taken):
            return code
    return ""


def _is_done(
    code: str, election: Election, votes: Votes, taken: set[str] | Mapping[str, Step]
) -> bool:
    if code == VOTE:
        return elected(election, votes) is not None
    if code == PLENARY:
        return offices_are_filled(election)
    if code == APPROVAL:
        return hasattr(election, "conclusion")
    return code in taken


def files_of(election: Election, code: str = "") -> Sequence[StepFile]:
    """The files beside a step, or beside all, that were not taken away."""
    rows = election.files.filter(removed_at=None).select_related("file", "added_by")
    return list(rows.filter(code=code) if code else rows)


def file_of(election: Election, pk: int) -> StepFile:
    """One file of an election that the caller may see; NotVisible where there is none."""
    rows = election.files.filter(removed_at=None).select_related("file")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def steps_of(election: Election, votes: Votes) -> Sequence[StepView]:
    """All steps with what was entered of each, and what there is on paper."""
    taken: dict[str, Step] = {step.code: step for step in election.steps.all()}
    coming, letters = next_step(election, votes), letters_of(election)
    files: dict[str, list[StepFile]] = {}
    for file in files_of(election):
        files.setdefault(file.code, []).append(file)
    views = []
    for code in codes(Way(election.way)):
        step = taken.get(code)
        tone = Tone.NOT_APPLICABLE
        if _is_done(code, election, votes, taken):
            tone = Tone.DONE
        elif code == coming or (code == APPROVAL and not coming):
            tone = Tone.OPEN
        views.append(
            StepView(
                code,
                title_of_step(code, election.way),
                tone,
                _day_of(code, election, votes, step),
                step.words if step else _words_of(code, election),
                code == coming,
                list(step.formers.all()) if step else (),
                files.get(code, ()),
                letters.get(code),
                rulebook.election_steps()[code].paper,
            )
        )
    return views


def step_of(election: Election, votes: Votes, code: str) -> StepView:
    """One step; NotVisible where this election has none of the code."""
    for view in steps_of(election, votes):
        if view.code == code:
            return view
    raise NotVisible


def _day_of(
    code: str, election: Election, votes: Votes, step: Step | None
) -> date | None:
    if code == APPROVAL and hasattr(election, "conclusion"):
        return day_of(election.conclusion.concluded_at)
    if code == PLENARY:
        held = [v.held_on for _office, chain in office_chains(election) for v in chain]
        return max(held) if held else None
    if code == VOTE:
        return votes[-1].held_on if votes else None
    return step.taken_on if step else None


def _words_of(code: str, election: Election) -> str:
    is_concluded = code == APPROVAL and hasattr(election, "conclusion")
    return election.conclusion.basis if is_concluded else ""
