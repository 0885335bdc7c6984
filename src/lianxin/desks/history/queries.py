"""Reading the journal as far as the actor may, and putting entries into words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.journal import queries as journal
from lianxin.base.journal.models import Entry
from lianxin.base.journal.operations import NOT_KEPT
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import refs
from lianxin.base.ui.refs import Link
from lianxin.desks.history.enums import (
    FIELDS,
    FIELDS_OF,
    GUARDED,
    MATTERS,
    MEANINGS,
    THINGS,
)
from lianxin.facts.polls.enums import ENDINGS, MODES
from lianxin.facts.records.enums import Nature
from lianxin.kernel.actor import Actor, NotVisible, Ref, Scope
from lianxin.kernel.rules.book import PostKind, UnitKind
from lianxin.kernel.rules.duties import Duty
from lianxin.kernel.rules.letters import LetterKind
from lianxin.kernel.rules.poll_files import PollKind
from lianxin.kernel.rules.record_kinds import RecordKind
from lianxin.org.people.enums import Belonging, Circumstance, Employment, Standing
from lianxin.org.posts.enums import Manner
from lianxin.org.units.enums import Restriction, Succession
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import all_units, shown, within
from lianxin.programmes.elections.enums import OFFICES
from lianxin.programmes.elections.queries import title_of_step
from lianxin.work.duties.queries import EACH
from lianxin.work.goals.enums import DueKind, Measure, OwnKind

RECORD = "record"
NO_LINKS: Mapping[Ref, Link] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry in words: before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words, for the reader's language and eyes."""

    meaning: str
    thing: str
    url: str
    unit: str
    changes: Sequence[Change]

    @property
    def told(self) -> str:
        """All changes in one line."""
        colon = pgettext("after a label", ": ")
        return _("; ").join(
            f"{c.title}{colon}{c.before} → {c.after}"
            if c.before
            else f"{c.title}{colon}{c.after}"
            for c in self.changes
        )


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """Entries about things of the units whose journal `actor` may read, newest first.

    What tells a standing is only for those who may see standings there. Entries that
    belong to no unit are for those who may read everything.
    """
    scope = actor.scope("journal.see")
    if not scope:
        return Entry.objects.none()
    rows = journal.all_entries()
    if not scope.is_unlimited:
        rows = rows.filter(unit_id__in=_units_in(scope))
    for power in sorted(set(GUARDED.values())):
        held = actor.scope(power)
        codes = [code for code, needed in GUARDED.items() if needed == power]
        if not held.is_unlimited:
            rows = rows.filter(~Q(code__in=codes) | Q(unit_id__in=_units_in(held)))
    return rows


def entry_visible_to(actor: Actor, pk: int) -> Entry:
    """One entry; NotVisible where `actor` may not read it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def about(subject: Ref, *, actor: Actor) -> QuerySet[Entry]:
    """Entries about one thing that `actor` may read, newest first."""
    return visible_to(actor).filter(subject_kind=subject.kind, subject_id=subject.id)


def below_unit(rows: QuerySet[Entry], unit: Unit) -> QuerySet[Entry]:
    """Of these entries those about the unit and everything below it."""
    scope = Scope(subtrees=(unit.path,), opens_all=True) if unit.path else Scope()
    return rows.filter(Q(unit_id=unit.pk) | Q(unit_id__in=_units_in(scope)))


def units_to_name(actor: Actor) -> QuerySet[Unit]:
    """The units whose journal `actor` may read and that exist today, in tree order."""
    return all_units().filter(within(actor.scope("journal.see")))


def lines(entries: Sequence[Entry], *, actor: Actor, today: date) -> Mapping[int, Line]:
    """The entries in words, by number, in a constant number of queries."""
    subjects = {e.pk: Ref(e.subject_kind, e.subject_id) for e in entries}
    told_of = {ref for entry in entries for ref in _records_in(entry)}
    links = refs.resolve({*subjects.values(), *told_of}, actor=actor, today=today)
    names = dict(
        Unit.objects.filter(pk__in={e.unit_id for e in entries}).values_list(
            "pk", "short_name"
        )
    )
    told = {}
    for entry in entries:
        link = links.get(subjects[entry.pk])
        told[entry.pk] = Line(
            meaning=meaning_of(entry.code),
            thing=link.title if link else thing_of(entry.subject_kind),
            url=link.url if link else "",
            unit=names.get(entry.unit_id or 0, ""),
            changes=changes_of(entry, links),
        )
    return told


def meaning_of(code: str) -> str:
    """What an event of this code means; the code itself where nobody knows."""
    return str(MEANINGS.get(code, code))


def thing_of(kind: str) -> str:
    """What a thing of this kind is called."""
    return str(THINGS.get(kind, kind))


def changes_of(entry: Entry, links: Mapping[Ref, Link] = NO_LINKS) -> list[Change]:
    """The fields of an entry in words; those that are empty on both sides left out.

    A record is named where `links` has it, as far as its reader may see it.
    """
    found = []
    named = {
        str(ref.id): links[ref].title for ref in _records_in(entry) if ref in links
    }
    for name in sorted({**entry.before, **entry.after}, key=_reading_order):
        before = _shown(entry, name, entry.before.get(name))
        after = _shown(entry, name, entry.after.get(name))
        if name == RECORD:
            before, after = named.get(before, before), named.get(after, after)
        if name in entry.before and not after:
            after = "—"
        if before or after:
            found.append(Change(_title(entry.subject_kind, name), before, after))
    return found


def _records_in(entry: Entry) -> Iterator[Ref]:
    """The records of which an entry keeps the number only."""
    for side in (entry.before, entry.after):
        if isinstance(side.get(RECORD), int):
            yield Ref("records.record", side[RECORD])


def _title(subject_kind: str, name: str) -> str:
    """What a field is called; of some things otherwise than of all others."""
    if name.isdecimal():  # a review keeps what was said under the goal's number
        return _("Goal %(number)s") % {"number": name}
    title = FIELDS_OF.get(f"{subject_kind}.{name}") or FIELDS.get(name, name)
    return str(title)


def _units_in(scope: Scope) -> QuerySet[Unit, int]:
    """The units of a scope, those included that ended and stood directly below it."""
    ended = Q(path__isnull=True) & within(scope, column="parent__path") & shown(scope)
    return Unit.objects.filter(within(scope) | ended).values_list("pk", flat=True)


def _reading_order(name: str) -> tuple[int, str]:
    """PostgreSQL forgets in which order an entry named its fields."""
    return _ORDER.get(name, len(_ORDER)), name


def _shown(entry: Entry, name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if value == NOT_KEPT:
        return _("(not kept)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return _(", ").join(filter(None, (_shown(entry, name, item) for item in value)))
    return _word(entry.subject_kind, name, str(value))


def _word(subject_kind: str, name: str, value: str) -> str:
    """The title of a code that the rulebook or the organisation knows."""
    if name in ("kind", "parts"):
        return _kind_titles(subject_kind).get(value, value)
    if name == "began_at":
        return value[: len("14:30")]
    if name in _BOOKS:
        known = _BOOKS[name]().get(value)
        return known.title.into(get_language() or "") if known else value
    if name == "election_step":
        steps = rulebook.election_steps()
        return title_of_step(value) if value in steps else value
    if name == "election_way":
        ways = {way.code.value: way.title for way in rulebook.election_ways().values()}
        return ways[value].into(get_language() or "") if value in ways else value
    return str(CHOICES.get(name, {}).get(value, value))


def _kind_titles(subject_kind: str) -> Mapping[str, str]:
    if subject_kind == "goals.goal":
        return {kind.value: str(kind.label) for kind in OwnKind}
    kinds = _KINDS.get(subject_kind, rulebook.post_kinds)()
    return {c: k.title.into(get_language() or "") for c, k in kinds.items()}


_Kind = UnitKind | PostKind | RecordKind | PollKind | LetterKind
_KINDS: Mapping[str, Callable[[], Mapping[str, _Kind]]] = {
    "units.unit": rulebook.unit_kinds,
    "records.record": rulebook.record_kinds,
    "polls.poll": rulebook.poll_kinds,
    "letters.letter": rulebook.letter_kinds,
}
# Fields that hold codes of the rulebook.
_BOOKS: Mapping[str, Callable[[], Mapping[str, Duty | UnitKind | RecordKind]]] = {
    "duty": rulebook.duties,
    "counts": rulebook.record_kinds,
    "kinds": rulebook.unit_kinds,
}
CHOICES: Mapping[str, Mapping[str, object]] = {
    "office": {office.value: words for office, words in OFFICES.items()},
    "standing": dict(Standing.choices),
    "circumstance": dict(Circumstance.choices),
    "belonging": dict(Belonging.choices),
    "employment": dict(Employment.choices),
    "manner": dict(Manner.choices) | dict(Succession.choices),
    "restriction": dict(Restriction.choices),
    "nature": dict(Nature.choices),
    "each": {each.value: words for each, words in EACH.items()},
    "measure": dict(Measure.choices),
    "due_kind": dict(DueKind.choices),
    "matter": MATTERS,
    "mode": {mode.value: words for mode, words in MODES.items()},
    "endings": {one.value: words for one, words in ENDINGS.items()},
}
_ORDER = {name: place for place, name in enumerate(FIELDS)}
