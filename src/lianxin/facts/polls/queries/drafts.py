"""What a poll begins with: last year's words or the rulebook's, and who stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls.models import Item, Poll
from lianxin.facts.polls.queries.followers import voters_of
from lianxin.facts.polls.queries.polls import entitled_people, in_place, kind_of
from lianxin.kernel.rules.poll_files import Offered, PollKind, Voters
from lianxin.kernel.rules.shapes import Answers
from lianxin.kernel.rules.values import Source
from lianxin.org.people.enums import MEMBERS, Belonging, Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.queries import holding, in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit

TO_STAND = "right_to_stand"
OF_PROBATIONARY, GETS_A_GRADE = "review_of_probationary", "gets_a_grade"


@dataclass(frozen=True, slots=True)
class Draft:
    """The entries with which preparing begins."""

    title: str
    text: str
    mode: str
    seats: int | None
    people: Sequence[Person]
    lines: Sequence[str]
    criteria: Sequence[tuple[str, int]]


def draft_of(kind: PollKind, unit: Unit, *, on: date) -> Draft:
    """A poll as the unit held the last of its kind, else as the rulebook words it.

    Of a review those who are to be graded today stand on it; motions are not repeated.
    """
    last = last_of(kind, unit)
    people = [] if kind.offered is Offered.VOTERS else people_offered(kind, unit, on=on)
    if last is None:
        return _by_template(kind, list(people), on=on)
    items = list(last.items.all())
    others = dict.fromkeys(subject_of(i) for i in items if not i.person_id)
    criteria = {i.criterion: i.weight for i in items if i.criterion}
    return Draft(
        last.title.replace(str(last.held_on.year), str(on.year)),
        last.text,
        last.mode if last.mode in kind.modes else kind.modes[0].value,
        last.seats or None,
        list(people),
        list(others) if kind.grades else (),
        list(criteria.items()),
    )


def last_of(kind: PollKind, unit: Unit) -> Poll | None:
    """The last poll of this kind that the unit held, votes on what was left open aside."""
    rows = Poll.objects.filter(unit=unit, kind=kind.code, follows=None)
    return rows.prefetch_related("items").order_by("-held_on", "-pk").first()


def subject_of(item: Item) -> str:
    """Who or what an item is about, without the criterion by which it is graded."""
    return item.text.removesuffix(f" · {item.criterion}")


def is_held_in(kind: PollKind, unit: Unit, year: int) -> bool:
    """Whether the unit has prepared or held such a poll in that year."""
    return Poll.objects.filter(
        unit=unit, kind=kind.code, follows=None, held_on__year=year
    ).exists()


def awaits_review(poll: Poll, *, today: date) -> bool:
    """Whether it is a review of an earlier year, and this year has none yet."""
    kind = kind_of(poll)
    is_yearly = kind.template is not None and kind.template.is_yearly
    return (
        is_yearly
        and poll.held_on.year < today.year
        and not is_held_in(kind, poll.unit, today.year)
    )


def people_offered(kind: PollKind, unit: Unit, *, on: date) -> QuerySet[Person]:
    """Who stands on the ballot: voters, holders of the unit's posts, or those graded."""
    if kind.offered is Offered.HOLDERS:
        held = Appointment.objects.filter(in_force(on), post__unit=unit)
        rows = Person.objects.filter(pk__in=held.values("person"))
        return rows.order_by("pinyin", "pk")
    if kind.offered is Offered.GRADED:
        return _members(unit, _graded(on=on), on=on)
    return entitled_people(kind, unit, today=on)


def people_to_elect(poll: Poll) -> QuerySet[Person]:
    """Who could have stood in an election of the unit on the day of the vote."""
    if poll.electors_of is not None:
        able = holding(TO_STAND, on=poll.held_on).filter(person=OuterRef("pk"))
        return voters_of(poll).filter(Exists(able))
    return people_to_stand(kind_of(poll), poll.unit, on=poll.held_on)


def people_to_stand(kind: PollKind, unit: Unit, *, on: date) -> QuerySet[Person]:
    """Who may stand in such an election; delegates may elect who is none of them."""
    able = holding(TO_STAND, on=on).filter(person=OuterRef("pk"))
    if kind.voters is Voters.PARTY_DELEGATES:
        return _members(unit, [Standing.FULL], on=on).filter(Exists(able))
    return people_offered(kind, unit, on=on).filter(Exists(able))


def full_members(unit: Unit, *, on: date) -> int:
    """How many full members belong to the unit on a day, with all their rights or not."""
    return _members(unit, [Standing.FULL], on=on).count()


def rule_of_grades(*, on: date) -> Source | None:
    """Where it is written who takes part in a review and gets no grade."""
    edition = rulebook.value(OF_PROBATIONARY, on=on)
    return edition.source if edition else None


def _graded(*, on: date) -> Sequence[str]:
    edition = rulebook.value(OF_PROBATIONARY, on=on)
    answers = edition.value if edition else None
    if isinstance(answers, Answers) and answers.to(GETS_A_GRADE) == "no":
        return [Standing.FULL]
    return MEMBERS


def _members(unit: Unit, standings: Sequence[str], *, on: date) -> QuerySet[Person]:
    there = Affiliation.objects.filter(
        in_force(on),
        in_place(unit, Belonging.PARTY),
        belonging=Belonging.PARTY,
    )
    held = PartyStanding.objects.filter(
        in_force(on), standing__in=standings, person=OuterRef("pk")
    )
    rows = Person.objects.filter(Exists(held), pk__in=there.values("person"))
    return rows.order_by("pinyin", "pk")


def _by_template(kind: PollKind, people: Sequence[Person], *, on: date) -> Draft:
    language, template = get_language() or "", kind.template
    if template is None:
        return Draft("", "", kind.modes[0].value, None, people, (), ())
    title = template.title.into(language)
    return Draft(
        _("%(title)s %(year)d") % {"title": title, "year": on.year},
        template.text.into(language),
        kind.modes[0].value,
        None,
        people,
        [line.into(language) for line in template.lines],
        (),
    )
