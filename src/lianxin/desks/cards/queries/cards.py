"""What the facts tell of one person, as far as the actor may see each of them.

Nothing is entered here: the card and the line of time are read from what stands in
the register, in posts and in transfers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill, cited
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.values import Among, Edition, Rule
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy
from lianxin.org.people import queries as people
from lianxin.org.people.enums import MEMBERS, Belonging, Circumstance, Standing
from lianxin.org.people.models import (
    Affiliation,
    PartyStanding,
    Person,
    Situation,
)
from lianxin.org.posts import queries as posts
from lianxin.org.transfers import queries as transfers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a person on a day; `url` where it can be looked at."""

    day: date
    words: str
    detail: str = ""
    url: str = ""
    tone: str = Tone.NOT_APPLICABLE
    order: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Right:
    """A right of members, whether this one has it, why, and by which article."""

    title: str
    pill: Pill
    why: str
    cited: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the card says: lines of a title and a value each, then the rights."""

    person: Person
    lines: Sequence[tuple["StrOrPromise", object]]
    rights: Sequence[Right]


def card_of(pk: int, *, actor: Actor, today: date) -> Card:
    """The card of one person; NotVisible where `actor` may not see them."""
    person = people.person_visible_to(actor, pk, today=today)
    people.attach([person], actor=actor, today=today)
    standing: PartyStanding | None = getattr(person, "standing_seen", None)
    situations: Sequence[Situation] = getattr(person, "situations_seen", ())
    paths = people.paths_of(person, today=today)
    lines = [*_plain(person), *_places(person), *_posts(person, actor, today)]
    if standing is not None:
        lines += _standing(standing, situations)
        ends = people.probation_of(person, today=today)
        if ends is not None:
            lines.append((_("Probation ends on"), ends))
    if policy.may_see_contact(pk, paths, actor=actor):
        lines += _particulars(person)
    return Card(person, lines, rights_of(standing, situations, today=today))


def rights_of(
    standing: PartyStanding | None, situations: Iterable[Situation], *, today: date
) -> Sequence[Right]:
    """The rights of members by the rulebook, for whoever is one; else none."""
    if standing is None or standing.standing not in MEMBERS:
        return ()
    suspended = next(
        (s for s in situations if s.circumstance == Circumstance.SUSPENDED), None
    )
    found = []
    for rule in rulebook.rules_by_chapter()[RIGHTS]:
        edition = rule.on(today)
        if edition is not None and isinstance(edition.value, Among):
            found.append(_right(rule, edition, edition.value, standing, suspended))
    return found


def line_of(person: Person, *, actor: Actor, today: date) -> Sequence[Moment]:
    """What happened to a person over time, the latest first."""
    situations = list(people.past_situations_of(person, actor=actor, today=today))
    moments = [
        *_in_the_enterprise(person),
        *_belonged(people.past_places_of(person, actor=actor, today=today)),
        *_stood(people.past_standings_of(person, actor=actor, today=today)),
        *_was(situations),
        *_touched(people.touches_during(situations)),
        *_held(person, actor),
        *_transferred(person, actor),
    ]
    return sorted(moments, key=lambda m: (m.day, m.order), reverse=True)


def _right(
    rule: Rule,
    edition: Edition,
    value: Among,
    standing: PartyStanding,
    suspended: Situation | None,
) -> Right:
    language = get_language() or ""
    has = standing.standing in value.codes and suspended is None
    if suspended is not None:
        why = _("The membership is suspended since %(day)s: %(basis)s") % {
            "day": suspended.valid_from.isoformat(),
            "basis": suspended.basis,
        }
    elif has:
        why = str(standing.get_standing_display())
    else:
        names = [str(Standing(code).label) for code in value.codes]
        why = _("Only for: %(standings)s") % {"standings": _(", ").join(names)}
    return Right(
        rule.title.into(language),
        Pill(_("Has it"), Tone.DONE) if has else Pill(_("Does not have it"), Tone.SOON),
        why,
        cited(edition.source),
        reverse("rules:rule", args=[rule.code]),
    )


def _plain(person: Person) -> Iterator[tuple["StrOrPromise", object]]:
    genders = {"f": _("Female"), "m": _("Male")}
    yield _("Name"), person.name
    yield _("Employee number"), person.employee_number
    yield _("Gender"), genders.get(person.gender, "")
    yield _("Job"), person.job
    yield _("Professional title"), person.job_title
    yield _("Joined the enterprise on"), person.joined_on
    if person.left_on:
        yield _("Last day in the enterprise"), person.left_on


def _places(person: Person) -> Iterator[tuple["StrOrPromise", object]]:
    places: Sequence[Affiliation] = getattr(person, "places", ())
    for place in places:
        yield place.get_belonging_display(), place.unit.name


def _posts(
    person: Person, actor: Actor, today: date
) -> Iterator[tuple["StrOrPromise", object]]:
    held = posts.held_by(person, actor=actor).filter(people.in_force(today))
    for appointment in held:
        yield _("Post"), posts.title_of(appointment)


def _standing(
    standing: PartyStanding, situations: Iterable[Situation]
) -> Iterator[tuple["StrOrPromise", object]]:
    yield _("Standing in the Party"), standing.get_standing_display()
    yield _("With this standing since"), standing.valid_from
    for row in situations:
        said = [row.get_circumstance_display(), row.place, row.valid_from.isoformat()]
        yield _("Situation"), " · ".join(filter(None, map(str, said)))


def _particulars(person: Person) -> Iterator[tuple["StrOrPromise", object]]:
    phone, identity = people.masked_contact_of(person)
    yield _("Date of birth"), person.birth_on
    yield _("Ethnic group"), person.nation
    yield _("Native place"), person.native_place
    yield _("Education"), person.education
    yield _("Degree"), person.degree
    yield _("Working since"), person.worked_since
    yield _("Kind of contract"), person.get_employment_display()
    yield _("Phone"), phone
    yield _("Identity number"), identity


def _in_the_enterprise(person: Person) -> Iterator[Moment]:
    if person.joined_on:
        yield Moment(person.joined_on, _("Joined the enterprise"), order=-1)
    if person.left_on:
        yield Moment(person.left_on, _("Last day in the enterprise"), order=9)


def _belonged(rows: Sequence[Affiliation]) -> Iterator[Moment]:
    begun = {(row.belonging, row.valid_from) for row in rows}
    for row in rows:
        way = str(Belonging(row.belonging).label)
        url = reverse("units:unit", args=[row.unit_id]) if row.unit.path else ""
        yield Moment(
            row.valid_from,
            _("Belongs to %(unit)s") % {"unit": row.unit.name},
            way,
            url,
            Tone.OPEN,
        )
        if row.valid_to and (row.belonging, row.valid_to) not in begun:
            words = _("Belongs to %(unit)s no more") % {"unit": row.unit.name}
            yield Moment(row.valid_to, words, way, url)


def _stood(rows: Iterable[PartyStanding]) -> Iterator[Moment]:
    standings = list(rows)
    begun = {row.valid_from for row in standings}
    for row in standings:
        name = str(row.get_standing_display())
        words = _("Standing in the Party: %(standing)s") % {"standing": name}
        yield Moment(row.valid_from, words, tone=Tone.DONE, order=1)
        if row.extended_on and row.extended_until:
            words = _("Probation extended until %(day)s") % {
                "day": row.extended_until.isoformat()
            }
            yield Moment(
                row.extended_on, words, row.extension_basis, tone=Tone.SOON, order=1
            )
        if row.valid_to and row.valid_to not in begun:
            yield Moment(row.valid_to, _("No standing in the Party any more"), order=1)


def _was(rows: Iterable[Situation]) -> Iterator[Moment]:
    for row in rows:
        name = str(row.get_circumstance_display())
        detail = " · ".join(filter(None, (row.place, row.basis)))
        yield Moment(row.valid_from, name, detail, tone=Tone.SOON, order=2)
        if row.valid_to:
            words = _("Over: %(situation)s") % {"situation": name}
            yield Moment(row.valid_to, words, order=2)


def _touched(days: Iterable[date]) -> Iterator[Moment]:
    for day in days:
        yield Moment(day, _("The unit was in touch"), order=2)


def _held(person: Person, actor: Actor) -> Iterator[Moment]:
    for row in posts.held_by(person, actor=actor):
        title, url = posts.title_of(row), reverse("posts:post", args=[row.post_id])
        detail = " · ".join(filter(None, (str(row.get_manner_display()), row.basis)))
        words = _("Holds the post %(post)s") % {"post": title}
        yield Moment(row.valid_from, words, detail, url, Tone.OPEN, order=3)
        if row.valid_to:
            words = _("Holds the post %(post)s no more") % {"post": title}
            yield Moment(row.valid_to, words, "", url, order=3)


def _transferred(person: Person, actor: Actor) -> Iterator[Moment]:
    scope = actor.scope("units.see")
    for row in transfers.of_person(person, actor=actor):
        url = reverse("transfers:transfer", args=[row.pk])
        way = [
            transfers.name_of_side(row.from_unit, row.elsewhere, scope=scope),
            transfers.name_of_side(row.to_unit, row.elsewhere, scope=scope),
        ]
        detail = " → ".join(name or "…" for name in way)
        words = _("Transfer asked for")
        yield Moment(day_of(row.asked_at), words, detail, url, order=4)
        ending = transfers.ending_of(row)
        if ending is not None:
            how = str(ending.get_how_display())
            words = _("Transfer: %(how)s") % {"how": how}
            yield Moment(ending.on, words, detail, url, order=5)
