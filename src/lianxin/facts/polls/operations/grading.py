"""What the committee decides after a review; the votes themselves are not capped."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.events import GradesDecided
from lianxin.facts.polls.models import Appraisal, Grade, Poll
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of


@transaction.atomic
def decide_grades(
    poll: Poll,
    *,
    grades: Mapping[int, str],
    decided_on: date,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Appraisal:
    """Note which grade the committee gave each person, after the votes were counted.

    To decide again needs a reason; the former decision is kept. Raises ValidationError,
    with the article, where more are given the best grade than the rules allow.
    """
    poll = (
        Poll.objects.select_for_update(of=("self",))
        .select_related("unit")
        .prefetch_related("items")
        .get(pk=poll.pk)
    )
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.is_reviewed(poll).or_raise()
    _check(poll, grades)
    _check_day(poll, decided_on, today=day_of(at))
    former = queries.last_appraisal(poll)
    if former is not None and not reason.strip():
        raise ValidationError({"reason": _("Say why the committee decides again.")})
    made = Appraisal.objects.create(
        poll=poll,
        decided_on=decided_on,
        reason=reason.strip() if former else "",
        decided_by=person_of(actor),
        decided_at=at,
    )
    Grade.objects.bulk_create(
        Grade(appraisal=made, item_id=item, grade=grade)
        for item, grade in grades.items()
    )
    journal.write(
        GradesDecided(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"on": decided_on, "reason": made.reason},
        )
    )
    return made


def _check(poll: Poll, grades: Mapping[int, str]) -> None:
    items = {item.pk for item in poll.items.all()}
    known = {code for code, _title in queries.columns_of(poll)}
    if set(grades) != items or set(grades.values()) - known:
        raise ValidationError(_("Give each of them one of the grades."))
    limit = queries.limit_of(poll)
    if limit is None:
        return
    given = sum(grade == limit.grade for grade in grades.values())
    if given > limit.most:
        raise ValidationError(
            _(
                "%(given)d are given the grade %(grade)s; it may go to %(most)d at most, "
                "which is %(share)s of the %(members)d full members (%(basis)s)."
            )
            % {
                "given": given,
                "grade": limit.title,
                "most": limit.most,
                "share": limit.share,
                "members": limit.members,
                "basis": limit.basis,
            }
        )


def _check_day(poll: Poll, day: date, *, today: date) -> None:
    if day > today:
        raise ValidationError({"decided_on": _("This day is still to come.")})
    if day < poll.held_on:
        raise ValidationError(
            {"decided_on": _("The committee decides after the vote, not before.")}
        )
