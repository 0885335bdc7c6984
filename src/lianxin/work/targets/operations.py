"""Setting business targets, changing them, and entering what was reached."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.targets import policy, queries
from lianxin.work.targets.events import ActualEntered, TargetAmended, TargetSet
from lianxin.work.targets.models import Actual, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be reached: its name, unit of measure, period and value."""

    name: str
    measured_in: str
    begins_on: date
    ends_on: date
    value: Decimal
    more_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a table: a target of a unit, and what was reached by a day."""

    unit: Unit
    aim: Aim
    on: date | None = None
    reached: Decimal | None = None
    words: str = ""

    @property
    def key(self) -> queries.Key:
        """What tells this target from others."""
        return (self.unit.pk, self.aim.name, self.aim.begins_on, self.aim.ends_on)

    def changes(self, target: Target) -> bool:
        """Whether the target stands otherwise than the row says."""
        return any(
            getattr(target, name) != value for name, value in asdict(self.aim).items()
        )

    def is_entered_in(self, target: Target | None) -> bool:
        """Whether the target holds the row's value for its day already."""
        return target is not None and any(
            (actual.on, actual.value) == (self.on, self.reached)
            for actual in target.actuals.all()
        )


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many targets a table set and changed, and how many values it entered."""

    made: int = 0
    amended: int = 0
    entered: int = 0


@transaction.atomic
def take_in_table(rows: Sequence[Given], *, actor: Actor, at: datetime) -> TakenIn:
    """Set and amend targets and enter values as a table says: all of it or nothing.

    What is stored already is left alone, so that the same table a second time changes
    nothing. Raises what setting, amending and entering raise.
    """
    units = {row.unit.pk: row.unit for row in rows}
    for unit in units.values():
        policy.may_edit(unit, actor=actor).or_raise()
    stored = dict(queries.stored_in(units))
    known = {
        (key, actual.on, actual.value)
        for key, target in stored.items()
        for actual in target.actuals.all()
    }
    made = amended = entered = 0
    for row in rows:
        target = stored.get(row.key)
        if target is None:
            target = set_target(row.unit, aim=row.aim, actor=actor, at=at)
            made += 1
        elif row.changes(target):
            target = amend_target(
                target, aim=row.aim, version=target.version, actor=actor, at=at
            )
            amended += 1
        stored[row.key] = target
        value = (row.key, row.on, row.reached)
        if row.on is None or row.reached is None or value in known:
            continue
        known.add((row.key, row.on, row.reached))
        enter_actual(
            target, on=row.on, value=row.reached, words=row.words, actor=actor, at=at
        )
        entered += 1
    return TakenIn(made, amended, entered)


@transaction.atomic
def set_target(unit: Unit, *, aim: Aim, actor: Actor, at: datetime) -> Target:
    """Set a business target of `unit`.

    Raises ValidationError where the period ends before it begins, and for a second
    target of this name in the same period.
    """
    policy.may_edit(unit, actor=actor).or_raise()
    _check(unit, aim, but=None)
    target = Target.objects.create(
        unit=unit, set_by=person_of(actor), set_at=at, **asdict(aim)
    )
    journal.write(
        TargetSet(
            subject=queries.ref(target),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after=asdict(aim),
        )
    )
    return target


@transaction.atomic
def amend_target(
    target: Target, *, aim: Aim, version: int, actor: Actor, at: datetime
) -> Target:
    """Change a target. Raises Conflict where somebody changed it since `version`."""
    target = (
        Target.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=target.pk)
    )
    policy.may_edit(target.unit, actor=actor).or_raise()
    before = {name: getattr(target, name) for name in asdict(aim)}
    if target.version != version:
        raise Conflict(before, target.version)
    _check(target.unit, aim, but=target)
    for name, value in asdict(aim).items():
        setattr(target, name, value)
    target.version += 1
    target.save()
    journal.write(
        TargetAmended(
            subject=queries.ref(target),
            unit=Ref("units.unit", target.unit_id),
            actor=actor,
            at=at,
            before=before,
            after=asdict(aim),
        )
    )
    return target


@transaction.atomic
def enter_actual(
    target: Target, *, on: date, value: Decimal, words: str, actor: Actor, at: datetime
) -> Actual:
    """Enter the value that had been reached by a day.

    Raises ValidationError for a day to come or before the period, and for the same
    value on the same day.
    """
    policy.may_edit(target.unit, actor=actor).or_raise()
    if on > day_of(at):
        raise ValidationError({"on": _("This day has not come yet.")})
    if on < target.begins_on:
        raise ValidationError({"on": _("This day is before the period begins.")})
    if Actual.objects.filter(target=target, on=on, value=value).exists():
        raise ValidationError(
            {"value": _("This value is entered for the day already.")}
        )
    actual = Actual.objects.create(
        target=target,
        on=on,
        value=value,
        words=words,
        entered_by=person_of(actor),
        entered_at=at,
    )
    journal.write(
        ActualEntered(
            subject=queries.ref(target),
            unit=Ref("units.unit", target.unit_id),
            actor=actor,
            at=at,
            after={"on": on, "value": value, "words": words},
        )
    )
    return actual


def _check(unit: Unit, aim: Aim, *, but: Target | None) -> None:
    if aim.ends_on < aim.begins_on:
        raise ValidationError({"ends_on": _("The period ends before it begins.")})
    same = Target.objects.filter(
        unit=unit, name=aim.name, begins_on=aim.begins_on, ends_on=aim.ends_on
    )
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        fault = _("The unit has a target of this name in this period already.")
        raise ValidationError({"name": fault})
