"""Reading posts; making the actor from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BigAutoField, DateField, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.statements import Given, Statement
from lianxin.kernel.actor import Actor, Grant, NotVisible, Reach, Ref
from lianxin.kernel.rules.values import Among, Check, Counted, Edition, Rule, checks
from lianxin.org.people import policy as people_policy
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Charge, Post
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import within

DEPUTY = "branch_deputy"
MEMBERS = (Standing.PROBATIONARY, Standing.FULL)


TODAY = Given("today", DateField())
PERSON = Given("person", BigAutoField())


@Statement
def _of_account() -> QuerySet[Person]:
    standing = PartyStanding.objects.filter(
        in_force(TODAY), person=OuterRef("pk"), standing__in=MEMBERS
    )
    account = Given("account", BigAutoField())
    rows = Person.objects.filter(account=account).annotate(is_member=Exists(standing))
    return rows.order_by("pk")[:1]


@Statement
def _held() -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(in_force(TODAY), person=PERSON)
        .filter(post__unit__path__isnull=False)
        .select_related("post__unit")
        .order_by("post__unit__path", "pk")
    )


@Statement
def _belongings() -> QuerySet[Affiliation]:
    return (
        Affiliation.objects.filter(in_force(TODAY), person=PERSON)
        .filter(unit__path__isnull=False)
        .select_related("unit")
        .order_by("pk")
    )


def person_of_account(account_id: int, *, today: date) -> Person | None:
    """The person who signs in with this account, with `is_member` worked out."""
    return next(iter(_of_account(account=account_id, today=today)), None)


def held_today(person: Person, *, today: date) -> Sequence[Appointment]:
    """The rows of `appointments_of`, as every request reads them."""
    return _held(person=person.pk, today=today)


def appointments_of(person: Person, *, today: date) -> QuerySet[Appointment]:
    """The posts that somebody holds today, highest unit first."""
    return (
        Appointment.objects.filter(in_force(today), person=person)
        .filter(post__unit__path__isnull=False)
        .select_related("post__unit")
        .order_by("post__unit__path", "pk")
    )


def title_of(appointment: Appointment) -> str:
    """The post's title in the language in use, with the unit's short name."""
    return name_of_post(appointment.post)


def title_of_kind(kind: str) -> str:
    """What a kind of post is called in the language in use."""
    return rulebook.post_kinds()[kind].title.into(get_language() or "")


def name_of_post(post: Post) -> str:
    """The unit's short name and the post's title, numbered from the second one on."""
    number = f" {post.number}" if post.number > 1 else ""
    return f"{post.unit.short_name} · {title_of_kind(post.kind)}{number}"


def actor_of(
    person: Person,
    *,
    chosen: Appointment | None,
    today: date,
    action: UUID,
    account: Ref | None = None,
) -> Actor:
    """The person acting for the chosen post (or for none).

    Besides the post's powers come those that everybody has in the unit of
    employment and every member in the unit of membership.
    """
    belongings = _belongings(person=person.pk, today=today)
    is_member = bool(getattr(person, "is_member", False))
    labels = {chosen.post.kind} if chosen else set()
    labels |= {"member"} if is_member else set()
    unit = chosen.post.unit if chosen else None
    if unit is None and belongings:
        wanted = Belonging.PARTY if is_member else Belonging.STAFF
        unit = next(
            (b.unit for b in belongings if b.belonging == wanted), belongings[0].unit
        )
    return Actor(
        name=person.name,
        action=action,
        account=account,
        person=Ref("people.person", person.pk),
        post=Ref("posts.appointment", chosen.pk) if chosen else None,
        post_title=title_of(chosen) if chosen else "",
        unit=Ref("units.unit", unit.pk) if unit else None,
        path=(unit.path or "") if unit else "",
        labels=frozenset(labels),
        grants=(
            *_grants_of_post(chosen),
            *_grants_of_belonging(belongings, is_member=is_member),
        ),
    )


def _grants_of_post(chosen: Appointment | None) -> tuple[Grant, ...]:
    if chosen is None:
        return ()
    kind = rulebook.post_kinds()[chosen.post.kind]
    path = chosen.post.unit.path or ""
    return tuple(Grant(power, reach, path) for power, reach in kind.powers)


def _grants_of_belonging(
    belongings: Sequence[Affiliation], *, is_member: bool
) -> tuple[Grant, ...]:
    kinds = rulebook.post_kinds()
    grants = []
    for row in belongings:
        as_member = row.belonging == Belonging.PARTY and is_member
        if not as_member and row.belonging != Belonging.STAFF:
            continue
        powers = kinds["member" if as_member else "employee"].powers
        path = row.unit.path or ""
        grants += [Grant(power, reach, path) for power, reach in powers]
    return tuple(grants)


def visible_to(actor: Actor, *, today: date) -> QuerySet[Post]:
    """The posts that exist today in the units that `actor` may see, in tree order.

    Who holds a post is no secret: posts are seen wherever the unit is seen.
    """
    return (
        Post.objects.filter(in_force(today), unit__path__isnull=False)
        .filter(within(actor.scope("units.see"), column="unit__path"))
        .select_related("unit")
        .order_by("unit__path", "pk")
    )


def post_visible_to(actor: Actor, pk: int) -> Post:
    """One post, closed ones included; NotVisible where `actor` may not see its unit."""
    found = (
        Post.objects.filter(
            within(actor.scope("units.see"), column="unit__path"), pk=pk
        )
        .select_related("unit")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Appointments, past ones included, in the units that `actor` may see."""
    scope = within(actor.scope("units.see"), column="post__unit__path")
    rows = Appointment.objects.filter(scope).select_related("post__unit", "person")
    return rows.order_by("pk")


def appointment_visible_to(actor: Actor, pk: int) -> Appointment:
    """One appointment; NotVisible where `actor` may not see its unit."""
    found = appointments_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def charge_visible_to(actor: Actor, pk: int) -> Charge:
    """One field of responsibility; NotVisible where `actor` may not see its unit."""
    found = (
        Charge.objects.filter(
            within(actor.scope("units.see"), column="post__unit__path"), pk=pk
        )
        .select_related("post__unit", "unit")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def vacant(rows: QuerySet[Post], *, today: date) -> QuerySet[Post]:
    """Of these posts those that nobody holds today."""
    held = Appointment.objects.filter(in_force(today), post=OuterRef("pk"))
    return rows.filter(~Exists(held))


def posts_of_unit(unit: Unit, *, today: date) -> Sequence[Post]:
    """The posts of one unit today, in the order of the rulebook, with their holders."""
    rows = list(Post.objects.filter(in_force(today), unit=unit).select_related("unit"))
    attach(rows, today=today)
    order = list(rulebook.post_kinds())
    return sorted(rows, key=lambda post: (order.index(post.kind), post.number))


def attach(rows: Sequence[Post], *, today: date) -> None:
    """Put on each post ``holders_today``, ``to_come`` and ``charges_today``.

    Two queries, whatever the number of posts.
    """
    ids = [post.pk for post in rows]
    open_ones = Appointment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today), post__in=ids
    ).select_related("person")
    held: dict[int, list[Appointment]] = {pk: [] for pk in ids}
    to_come: dict[int, list[Appointment]] = {pk: [] for pk in ids}
    for row in open_ones.order_by("valid_from"):
        (held if row.valid_from <= today else to_come)[row.post_id].append(row)
    charges: dict[int, list[Charge]] = {pk: [] for pk in ids}
    for charge in (
        Charge.objects.filter(in_force(today), post__in=ids)
        .select_related("unit")
        .order_by("pk")
    ):
        charges[charge.post_id].append(charge)
    for post in rows:
        post.holders_today = held[post.pk]  # type: ignore[attr-defined]  # annotated by the query
        post.to_come = to_come[post.pk]  # type: ignore[attr-defined]  # annotated by the query
        post.charges_today = charges[post.pk]  # type: ignore[attr-defined]  # annotated by the query


def holders_of(post: Post) -> QuerySet[Appointment]:
    """Who held, holds and will hold a post, the latest first."""
    return post.appointments.select_related("person").order_by("-valid_from")


def charges_of(post: Post) -> QuerySet[Charge]:
    """The fields that went, go and will go with a post, the latest first."""
    return post.charges.select_related("unit").order_by("-valid_from", "-pk")


def in_charge_of(unit: Unit, *, today: date) -> QuerySet[Charge]:
    """The fields of responsibility by which a leader's post has charge of a unit."""
    return (
        Charge.objects.filter(in_force(today), unit=unit)
        .select_related("post__unit")
        .order_by("pk")
    )


def held_by(person: Person) -> QuerySet[Appointment]:
    """The posts that somebody held, holds and will hold, the latest first."""
    return (
        Appointment.objects.filter(person=person)
        .select_related("post__unit")
        .order_by("-valid_from", "-pk")
    )


def may_let_leave(person: Person, *, actor: Actor, today: date) -> bool:
    """Whether `actor` may let this person leave the enterprise."""
    paths = people.paths_of(person, today=today)
    return bool(people_policy.may_edit(paths, actor=actor))


def kinds_for(unit: Unit) -> Sequence[tuple[str, str]]:
    """The kinds of post that units of this kind have: code and title."""
    return [
        (kind.code, title_of_kind(kind.code))
        for kind in rulebook.post_kinds().values()
        if unit.kind in kind.units
    ]


@dataclass(frozen=True, slots=True)
class PowersOfKind:
    """A kind of post in the policy table: its powers by how far they reach."""

    title: str
    units: Sequence[str]
    second_factor: bool
    own: Sequence[str]
    below: Sequence[str]
    everywhere: Sequence[str]


def powers_of(kind: str) -> PowersOfKind:
    """What one kind of post may see and do, and how far."""
    known = rulebook.post_kinds()[kind]

    def reaching(wanted: Reach) -> list[str]:
        return [power for power, reach in known.powers if reach is wanted]

    return PowersOfKind(
        title=title_of_kind(kind),
        units=known.units,
        second_factor=known.second_factor,
        own=reaching(Reach.OWN),
        below=reaching(Reach.BELOW),
        everywhere=reaching(Reach.ALL),
    )


def policy_table() -> Sequence[PowersOfKind]:
    """All kinds of post in the order of the rulebook, with what each may do."""
    return [powers_of(kind) for kind in rulebook.post_kinds()]


def rules_held_against(unit: Unit, *, actor: Actor, today: date) -> Sequence[Check]:
    """What the rulebook asks of a unit of this kind, beside what there is today.

    Members are counted as far as `actor` may see standings.
    """
    book = rulebook.rules()
    if not any(unit.kind in rule.units for rule in book.values()):
        return ()
    members = people.members_below(unit, actor=actor, today=today)
    held = Appointment.objects.filter(in_force(today), post__unit=unit)
    holders = list(held.values_list("post__kind", "person"))
    counts = {
        Counted.MEMBERS: sum(members.values()),
        Counted.FULL_MEMBERS: members.get(Standing.FULL, 0),
        Counted.COMMITTEE: len({p for kind, p in holders if kind in _seats(today)}),
        Counted.DEPUTIES: len({p for kind, p in holders if kind == DEPUTY}),
    }
    posts = [kind for kind, _person in holders]
    return checks(unit.kind, counts=counts, posts=posts, on=today, book=book)


def _seats(day: date) -> set[str]:
    """The kinds of post whose holders make up a branch committee."""
    edition = rulebook.value("branch_committee_posts", on=day)
    asked = edition.value if edition else None
    return {DEPUTY, *asked.codes} if isinstance(asked, Among) else {DEPUTY}


def rules_on(day: date) -> Sequence[tuple[str, Sequence[tuple[Rule, Edition]]]]:
    """The rules in force on a day, by chapter, in the order of the rulebook."""
    return [
        (chapter, [(rule, edition) for rule in rows if (edition := rule.on(day))])
        for chapter, rows in rulebook.rules_by_chapter().items()
    ]
