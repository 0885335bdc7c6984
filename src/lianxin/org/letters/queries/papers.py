"""What a template begins with, and a letter as it stands on paper."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import translation

from lianxin.base.documents.operations import Paper, Slip
from lianxin.base.documents.operations.contents import day_of_letter
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.letters import (
    FieldType,
    LetterTemplate,
    Page,
    TemplateText,
    filled,
    paragraphs,
)
from lianxin.kernel.rules.values import Span
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.letters.queries.registers import number_of
from lianxin.org.people import queries as people
from lianxin.org.people.enums import MEMBERS, Belonging, Standing
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

UNIT, PERSON = "units.unit", "people.person"
COUNTERFOIL = "counterfoil"
LONGEST_TITLE = 200
DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RULE = "rule."
_GENDERS = {"f": "女", "m": "男"}


def templates_about(kind: str) -> Sequence[LetterTemplate]:
    """The templates for letters about things of this kind; "" for those about none."""
    return [t for t in rulebook.letter_templates().values() if t.about == kind]


def template(code: str) -> LetterTemplate:
    """The template of this code; NotVisible where there is none."""
    found = rulebook.letter_templates().get(code)
    if found is None:
        raise NotVisible
    return found


def beginning_of(
    code: LetterTemplate,
    *,
    about: Ref | None,
    language: str,
    actor: Actor,
    today: date,
) -> Mapping[str, str]:
    """What facts say of the fields of a template, as far as `actor` may see them.

    NotVisible where `actor` may not see the thing that the letter is to be about.
    """
    with translation.override(language.lower()):
        known = _facts(about, actor=actor, today=today) if about else {}
    fills = {field.name: field.fill for field in code.fields.values() if field.fill}
    return {
        name: known.get(fill, "")
        if not fill.startswith(_RULE)
        else _days_of(fill.removeprefix(_RULE), today=today)
        for name, fill in fills.items()
    }


def _facts(about: Ref, *, actor: Actor, today: date) -> Mapping[str, str]:
    if about.kind == UNIT:
        return _facts_of_unit(units.unit_visible_to(actor, about.id))
    if about.kind == PERSON:
        person = people.person_visible_to(actor, about.id, today=today)
        return _facts_of_person(person, actor=actor, today=today)
    raise NotVisible


def _facts_of_unit(unit: Unit) -> Mapping[str, str]:
    return {
        "unit.name": unit.name,
        "unit.parent": unit.parent.name if unit.parent else "",
        "unit.basis": unit.basis,
    }


def _facts_of_person(person: Person, *, actor: Actor, today: date) -> Mapping[str, str]:
    seen = people.affiliations_visible_to(actor, today=today).filter(
        person=person, belonging=Belonging.PARTY
    )
    party = seen.select_related("unit").first()
    standing = (
        people.standings_visible_to(actor, today=today).filter(person=person).first()
    )
    held = posts.held_by(person, actor=actor).filter(valid_from__lte=today).first()
    paths = people.paths_of(person, today=today)
    is_member = standing is not None and standing.standing in MEMBERS
    return {
        "person.name": person.name,
        "person.gender": _GENDERS.get(person.gender, ""),
        "person.age": _age(person.birth_on, today)
        if any(actor.may("people.contact", path) for path in paths)
        else "",
        "person.standing": str(Standing(standing.standing).label)
        if standing is not None and is_member
        else "",
        "person.unit": party.unit.name if party else "",
        "person.post": f"{held.post.unit.name}{posts.title_of_kind(held.post.kind)}"
        if held
        else "",
    }


def _age(born: date | None, today: date) -> str:
    if born is None:
        return ""
    before = (today.month, today.day) < (born.month, born.day)
    return str(today.year - born.year - before)


def _days_of(rule: str, *, today: date) -> str:
    """How many days a rule gives; nothing where none is known for the day."""
    edition = rulebook.value(rule, on=today)
    if edition is None or not isinstance(edition.value, Span):
        return ""
    return str((edition.value.from_day(today) - today).days)


def _in_words(
    code: LetterTemplate, values: Mapping[str, str], *, unit: Unit, language: str
) -> Mapping[str, str]:
    """The values as they enter the text: days written out, the unit that writes."""
    told = {"unit": unit.name}
    for field in code.fields.values():
        value = values.get(field.name, "")
        if field.type is FieldType.DAY and DAY.fullmatch(value):
            value = day_of_letter(date.fromisoformat(value), language)
        told[field.name] = value
    return told


def composed(
    code: LetterTemplate,
    values: Mapping[str, str],
    *,
    unit: Unit,
    language: Language,
    addressee: str = "",
) -> Letter:
    """The letter that the template makes of these values; not stored."""
    told = _in_words(code, values, unit=unit, language=language)
    text = code.texts[language]
    is_form = rulebook.letter_kinds()[code.kind].page is Page.INTRODUCTION
    return Letter(
        unit=unit,
        template=code.code,
        kind=code.kind,
        language=language,
        title=filled(text.subject, told)[:LONGEST_TITLE],
        addressee=addressee,
        body="\n".join(paragraphs(text, told)),
        note=filled(text.note, told),
        slips=_slips_of(text, told),
        signed_as="" if is_form else unit.name,
    )


def _slips_of(text: TemplateText, told: Mapping[str, str]) -> str:
    """The filled slips of a form, as a letter keeps them; nothing where there are none."""
    if not text.slips:
        return ""
    return json.dumps(
        {
            name: {
                "title": filled(slip.subject, told),
                "addressee": filled(slip.addressee, told),
                "paragraphs": paragraphs(slip, told),
            }
            for name, slip in text.slips.items()
        },
        ensure_ascii=False,
    )


def paper_of(letter: Letter) -> Paper:
    """A letter as the writers of Word and PDF take it."""
    return Paper(
        page=rulebook.letter_kinds()[letter.kind].page,
        language=letter.language,
        issuer=letter.unit.name,
        number=number_of(letter),
        signatory=letter.signatory,
        title=letter.title,
        addressee=letter.addressee,
        body=[line.strip() for line in letter.body.split("\n") if line.strip()],
        annexes=letter.annexes,
        signed_as=letter.signed_as,
        dated=letter.dated_on,
        note=letter.note,
        copy_to=letter.copy_to,
        slips=[
            Slip(
                name=name,
                title=slip["title"],
                addressee=slip["addressee"],
                paragraphs=slip["paragraphs"],
                dated=letter.dated_on if name == COUNTERFOIL else None,
            )
            for name, slip in json.loads(letter.slips or "{}").items()
        ],
    )
