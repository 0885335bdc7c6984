"""Taking the steps of an election, and correcting them."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.programmes.elections import enums, policy, queries
from lianxin.programmes.elections.events import StepCorrected, StepTaken
from lianxin.programmes.elections.models import Election, FormerStep, Step
from lianxin.programmes.elections.operations.locking import locked


@transaction.atomic
def take_step(
    election: Election,
    *,
    code: str,
    taken_on: date,
    words: str,
    actor: Actor,
    at: datetime,
) -> Step:
    """Note that a step was taken, with its paper; the steps follow each other."""
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    coming = queries.next_step(election, queries.votes_of(election))
    if code != coming or code in enums.NOT_NOTED:
        raise ValidationError(
            _("The next step is: %(step)s.")
            % {"step": queries.title_of_step(coming, election.way) if coming else "—"}
        )
    _check_step(taken_on, words, at=at)
    step = Step.objects.create(
        election=election,
        code=code,
        taken_on=taken_on,
        words=words,
        entered_by=person_of(actor),
        entered_at=at,
    )
    journal.write(
        StepTaken(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            after={"election_step": code, "taken_on": taken_on, "words": words},
        )
    )
    return step


@transaction.atomic
def correct_step(
    election: Election,
    *,
    code: str,
    taken_on: date,
    words: str,
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Step:
    """Correct the day or the paper of a step; how it stood is kept, with the reason.

    Raises Conflict where somebody corrected it since `version`, the number of
    corrections then.
    """
    election = locked(election)
    policy.may_prepare(election.unit, actor=actor).or_raise()
    policy.is_open(election).or_raise()
    step = election.steps.filter(code=code).first()
    if step is None:
        raise ValidationError(_("This step was not noted yet."))
    before = {"taken_on": step.taken_on, "words": step.words}
    if step.formers.count() != version:
        raise Conflict(before, step.formers.count())
    _check_step(taken_on, words, at=at)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is corrected.")})
    if (step.taken_on, step.words) == (taken_on, words):
        raise ValidationError(_("Nothing in it is changed."))
    FormerStep.objects.create(
        step=step,
        reason=reason,
        corrected_by=person_of(actor),
        corrected_at=at,
        **before,
    )
    step.taken_on, step.words = taken_on, words
    step.save(update_fields=["taken_on", "words"])
    journal.write(
        StepCorrected(
            subject=queries.ref(election),
            unit=Ref("units.unit", election.unit_id),
            actor=actor,
            at=at,
            before=before,
            after={
                "election_step": code,
                "taken_on": taken_on,
                "words": words,
                "reason": reason,
            },
        )
    )
    return step


def _check_step(taken_on: date, words: str, *, at: datetime) -> None:
    if taken_on > day_of(at):
        raise ValidationError({"taken_on": _("This day is still to come.")})
    if not words.strip():
        raise ValidationError({"words": _("Name the paper, or say what was done.")})
