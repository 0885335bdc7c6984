"""What the rulebook asks of whoever is chosen for a post, beside what is entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.values import Bounds, Edition, Fit, Rule
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import PartyStanding
from lianxin.org.posts.models import Appointment


@dataclass(frozen=True, slots=True)
class Qualification:
    """One rule held against a holder on the day on which the post was taken up.

    `years` are whole years as a full member by then; None where nothing says since when.
    """

    rule: Rule
    edition: Edition
    years: int | None
    fit: Fit | None


def qualifications_of(
    held: Appointment, *, actor: Actor, today: date
) -> Sequence[Qualification]:
    """What is asked of the holder of a post, for those who may see the standing.

    Shown, not enforced. Years as a member count from the day of becoming a full member.
    """
    asked = rulebook.post_kinds()[held.post.kind].asks
    if not asked:
        return ()
    standings = list(people.past_standings_of(held.person, actor=actor, today=today))
    if not standings:
        return ()
    first = next((row for row in standings if row.standing == Standing.FULL), None)
    years = whole_years(first.valid_from, held.valid_from) if first else None
    found = []
    for code in asked:
        rule, edition = rulebook.rules()[code], rulebook.value(code, on=held.valid_from)
        if edition is not None and isinstance(edition.value, Bounds):
            fit = edition.value.fit(years) if years is not None else None
            found.append(Qualification(rule, edition, years, fit))
    return found


def full_members_since(
    numbers: Sequence[int], *, actor: Actor, today: date
) -> Mapping[int, date]:
    """Since when these people are full members, of those whose standing `actor` sees."""
    seen = people.standings_visible_to(actor, today=today).filter(person__in=numbers)
    rows = PartyStanding.objects.filter(
        person__in=seen.values("person"), standing=Standing.FULL
    )
    found = rows.order_by("-valid_from").values_list("person", "valid_from")
    return dict(found)


def whole_years(since: date, until: date) -> int:
    """How many whole years lie between two days; none where the second is earlier."""
    before = (until.month, until.day) < (since.month, since.day)
    return max(0, until.year - since.year - before)
