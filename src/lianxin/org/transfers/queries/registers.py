"""Reading transfers, as far as the actor may see them, and who can act in them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.actor.paths import ancestors
from lianxin.org.approvals.models import Decision, Step
from lianxin.org.approvals.queries import steps_with_decisions
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.transfers import policy
from lianxin.org.transfers.enums import INTRODUCTION, Stage, Way
from lianxin.org.transfers.models import Transfer
from lianxin.org.transfers.policy import HANDLE, RELEASE, SEE
from lianxin.org.transfers.queries.stages import introduction_of, stage_of, way_of
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

KIND = "transfers.transfer"
OPEN = (Stage.ASKED, Stage.ON_WAY, Stage.OVERDUE)


def ref(transfer: Transfer) -> Ref:
    """The reference of a transfer."""
    return Ref(KIND, transfer.pk)


def visible_to(actor: Actor) -> QuerySet[Transfer]:
    """The transfers from or to units in reach, and one's own, the latest first."""
    return _whole(Transfer.objects.filter(_seen(actor))).order_by("-asked_at", "-pk")


def transfer_visible_to(actor: Actor, pk: int) -> Transfer:
    """One transfer with its letter; NotVisible where `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    attach([found])
    return found


def whole_transfer(pk: int) -> Transfer:
    """One transfer with its decisions and letter as they stand, for the operations."""
    found = _whole(Transfer.objects.filter(pk=pk)).get()
    attach([found])
    return found


def of_person(person: Person, *, actor: Actor) -> Sequence[Transfer]:
    """The transfers of one person that `actor` may see, the latest first."""
    rows = list(visible_to(actor).filter(person=person))
    attach(rows)
    return rows


def attach(rows: Sequence[Transfer]) -> None:
    """Put on each transfer its ``introduction``: the latest letter issued for it.

    One query, whatever the number of transfers.
    """
    if not rows:
        return
    found = {
        letter.about_id: letter
        for letter in letters.all_in_force_about(KIND, [row.pk for row in rows])
    }
    for row in rows:
        row.introduction = found.get(row.pk)  # type: ignore[attr-defined]  # annotated by the query


def of_stage(
    rows: QuerySet[Transfer], stage: Stage, *, today: date
) -> QuerySet[Transfer]:
    """Of these transfers those of a stage, as `stage_of` tells it.

    Those on their way are told apart one by one: their letters are few, and how long
    each holds is the rulebook's to say.
    """
    wanted = _decided(stage)
    if wanted is not None:
        return rows.filter(wanted)
    waiting = list(rows.filter(_on_way()))
    attach(waiting)
    found = [row.pk for row in waiting if stage_of(row, today=today) is stage]
    return rows.filter(pk__in=found)


def expected_by(actor: Actor) -> Sequence[Transfer]:
    """What `actor` has to do something about: whoever is to be received or to go.

    Only of units whose transfers the actor looks after, the oldest first.
    """
    if not actor.holds(HANDLE):
        return ()
    rows = Transfer.objects.filter(_on_way(), _to_act_on(actor))
    found = list(_whole(rows).order_by("asked_at", "pk")[:50])
    attach(found)
    return found


def other_side_of(transfer: Transfer, *, actor: Actor) -> str:
    """Where a member comes from who is to be received, or else where they go."""
    scope = actor.scope("units.see")
    if transfer.to_unit is None:
        return transfer.elsewhere
    return name_of_side(transfer.from_unit, transfer.elsewhere, scope=scope)


def open_transfer_of(person: Person, *, today: date) -> Transfer | None:
    """The transfer of somebody that is still under way, for the operations."""
    rows = list(_whole(Transfer.objects.filter(person=person, ending=None)))
    attach(rows)
    return next((row for row in rows if stage_of(row, today=today) in OPEN), None)


def member_unit_of(person: Person, *, today: date) -> Unit | None:
    """The unit in which somebody is a member on a day, for the operations."""
    places = people.all_places_of(person, today=today)
    held = places.filter(belonging=Belonging.PARTY).first()
    return held.unit if held is not None else None


def releasing_unit_on(transfer: Transfer, day: date) -> Unit | None:
    """The unit from which the member comes on `day`: what became of the one that released.

    The unit itself where the membership is in none that came of it.
    """
    if transfer.from_unit is None:
        return None
    held = Affiliation.objects.filter(
        in_force(day),
        person=transfer.person_id,
        belonging=Belonging.PARTY,
        unit__in=units.came_of(transfer.from_unit),
    )
    found = held.select_related("unit").first()
    return found.unit if found is not None else transfer.from_unit


def open_at(unit: Unit, *, actor: Actor, today: date) -> Sequence[Transfer]:
    """The transfers from or to one unit that are under way, as far as `actor` sees them."""
    there = Q(from_unit=unit) | Q(to_unit=unit)
    rows = list(visible_to(actor).filter(there, ending=None))
    attach(rows)
    return [row for row in rows if stage_of(row, today=today) in OPEN]


def members_to_release(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The members whose transfer `actor` may ask for: of units in hand, and oneself."""
    there = Affiliation.objects.filter(
        in_force(today),
        units.within(actor.scope(HANDLE), column="unit__path"),
        belonging=Belonging.PARTY,
    )
    oneself = Q(pk=actor.person.id) if actor.person else units.NOBODY
    rows = people.visible_to(actor, today=today)
    return rows.filter(Q(pk__in=there.values("person")) | oneself)


def units_to_receive(actor: Actor, *, mine: bool = False) -> QuerySet[Unit]:
    """The Party's units that `actor` sees; with `mine` those whose transfers are in hand."""
    rows = units.of_line(units.visible_to(actor), "party")
    return rows.filter(units.within(actor.scope(HANDLE))) if mine else rows


def releasing_post(unit: Unit, *, but: Iterable[int], today: date) -> Post | None:
    """The post that decides on a release: the nearest with a holder who is not named.

    Of the unit itself or of one above; who asks and who goes do not decide.
    """
    holder = Appointment.objects.filter(in_force(today), post=OuterRef("pk"))
    kinds = [
        kind.code
        for kind in rulebook.post_kinds().values()
        if RELEASE in dict(kind.powers)
    ]
    return (
        Post.objects.filter(
            in_force(today),
            Exists(holder.exclude(person__in=list(but))),
            unit__path__in=ancestors(unit.path or ""),
            kind__in=kinds,
        )
        .order_by("-unit__path", "pk")
        .first()
    )


def name_of_side(unit: Unit | None, elsewhere: str, *, scope: Scope) -> str:
    """What one side is called; empty for a restricted unit that the reader may not see."""
    if unit is None:
        return elsewhere
    return unit.name if units.is_shown(unit, scope) else ""


def title_of(transfer: Transfer) -> str:
    """What a transfer is called."""
    return _("Transfer of %(name)s") % {"name": transfer.person.name}


def drafts_of(transfer: Transfer, *, actor: Actor) -> QuerySet[Letter]:
    """The letters written for a transfer, drafts too, as far as `actor` may see them."""
    return letters.letters_about(ref(transfer), actor=actor)


def beginning_of_letter(
    transfer: Transfer, *, actor: Actor, today: date
) -> Mapping[str, str]:
    """What is known of the fields of the letter of introduction."""
    begins = letters.beginning_of(
        letters.template(INTRODUCTION),
        about=people.ref(transfer.person),
        language=Language.HANS,
        actor=actor,
        today=today,
    )
    target = transfer.to_unit.name if transfer.to_unit else transfer.elsewhere
    source = transfer.from_unit.name if transfer.from_unit else ""
    known = {"from_unit": source, "to_unit": target, "addressee": target}
    return {**begins, "ethnicity": transfer.person.nation, **known}


def posts_left_behind(
    transfer: Transfer, *, actor: Actor, today: date
) -> QuerySet[Appointment]:
    """The posts that the member still holds in the releasing unit or below it."""
    held = posts.held_by(transfer.person, actor=actor).filter(in_force(today))
    path = transfer.from_unit.path if transfer.from_unit else None
    if path is None:
        return held.none()
    return held.filter(units.below(path, column="post__unit__path"))


def asked_letter(transfer: Transfer, *, today: date) -> bool:
    """Whether a letter of introduction is to be written now: who goes has none yet."""
    stage = stage_of(transfer, today=today)
    if stage is Stage.OVERDUE:
        return way_of(transfer) is not Way.IN
    return (
        stage is Stage.ON_WAY
        and way_of(transfer) is not Way.IN
        and introduction_of(transfer) is None
    )


def may_write_letter(transfer: Transfer, *, actor: Actor, today: date) -> bool:
    """Whether a letter is to be written, and by the unit for which `actor` acts."""
    if actor.unit is None or not asked_letter(transfer, today=today):
        return False
    unit = letters.own_unit_of(actor)
    return bool(policy.may_introduce(transfer, unit, actor=actor))


def _whole(rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Transfers with all that their stage needs, in a constant number of queries."""
    return rows.select_related(
        "person", "from_unit", "to_unit", "asked_by", "ending", "approval__withdrawal"
    ).prefetch_related(steps_with_decisions("approval__steps"))


def _seen(actor: Actor) -> Q:
    scope = actor.scope(SEE)
    seen = units.within(scope, column="from_unit__path") & Q(from_unit__isnull=False)
    seen |= units.within(scope, column="to_unit__path") & Q(to_unit__isnull=False)
    if actor.person is not None:
        seen |= Q(person=actor.person.id) | Q(asked_by=actor.person.id)
    return seen


def _to_act_on(actor: Actor) -> Q:
    """Those to be received here, and those who go elsewhere from here."""
    scope = actor.scope(HANDLE)
    to_come = units.within(scope, column="to_unit__path") & Q(to_unit__isnull=False)
    to_go = units.within(scope, column="from_unit__path") & Q(to_unit__isnull=True)
    return to_come | to_go


def _decided(stage: Stage) -> Q | None:
    """The filter of a stage that follows from rows alone; None of those on their way."""
    if stage in (Stage.ON_WAY, Stage.OVERDUE):
        return None
    running = Q(ending__isnull=True, approval__withdrawal__isnull=True)
    filters = {
        Stage.ASKED: running & Q(_open_step()) & ~Q(_returned()),
        Stage.RETURNED: running & Q(_returned()),
        Stage.RECEIVED: Q(ending__how="received"),
        Stage.REFUSED: Q(ending__how="refused"),
        Stage.WITHDRAWN: Q(ending__how="withdrawn")
        | Q(ending__isnull=True, approval__withdrawal__isnull=False),
    }
    return filters[stage]


def _on_way() -> Q:
    running = Q(ending__isnull=True, approval__withdrawal__isnull=True)
    return running & ~Q(_open_step()) & ~Q(_returned())


def _open_step() -> Exists:
    return Exists(
        Step.objects.filter(approval=OuterRef("approval"), decision__isnull=True)
    )


def _returned() -> Exists:
    return Exists(
        Decision.objects.filter(step__approval=OuterRef("approval"), agreed=False)
    )
