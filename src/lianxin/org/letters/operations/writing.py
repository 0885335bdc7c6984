"""Drafting letters from templates, and changing drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.rules.letters import FieldType, LetterTemplate
from lianxin.org.letters import policy, queries
from lianxin.org.letters.enums import Language
from lianxin.org.letters.events import DraftDiscarded, LetterDrafted, LetterEdited
from lianxin.org.letters.models import Letter, ReceivedLetter
from lianxin.org.letters.operations.checks import (
    locked,
    person_of,
    refuse_marked,
    told_of,
)
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a draft says and may be changed in; `body` has a paragraph on each line."""

    title: str
    body: str
    addressee: str = ""
    annexes: Sequence[str] = ()
    note: str = ""
    copy_to: str = ""
    signatory: str = ""
    signed_as: str = ""


@transaction.atomic
def draft_letter(
    *,
    template: str,
    unit: Unit,
    values: Mapping[str, str],
    actor: Actor,
    at: datetime,
    about: Ref | None = None,
    addressee: str = "",
    language: Language = Language.HANS,
    answers: ReceivedLetter | None = None,
) -> Letter:
    """Draft a letter of `unit` from a template; days in `values` as 2026-11-25.

    The draft has no number and may be edited until it is issued. Raises ValidationError
    at each field that must be filled and is not.
    """
    policy.may_write(unit, actor=actor).or_raise()
    chosen = queries.template(template)
    _check_values(chosen, values)
    letter = queries.composed(
        chosen, values, unit=unit, language=language, addressee=addressee
    )
    if about is not None:
        letter.about_kind, letter.about_id = about.kind, about.id
    letter.answers = answers
    letter.written_by, letter.written_at = person_of(actor), at
    refuse_marked(letter.title, letter.body)
    letter.save()
    after = {"title": letter.title, "addressee": letter.addressee}
    journal.write(LetterDrafted(**told_of(letter, actor=actor, at=at, after=after)))
    return letter


@transaction.atomic
def edit_letter(
    letter: Letter, *, words: Words, version: int, actor: Actor, at: datetime
) -> Letter:
    """Change what a draft says; Conflict where somebody changed it since `version`."""
    letter = locked(letter)
    policy.may_write(letter.unit, actor=actor).or_raise()
    policy.is_draft(letter).or_raise()
    held = {name: getattr(letter, name) for name in asdict(words)}
    if letter.version != version:
        shown = held | {"annexes": "\n".join(letter.annexes)}
        raise Conflict(shown, letter.version)
    wanted = asdict(words) | {"annexes": list(words.annexes)}
    changed = {name: value for name, value in wanted.items() if held[name] != value}
    if not changed:
        return letter
    refuse_marked(words.title, words.body)
    for name, value in changed.items():
        setattr(letter, name, value)
    letter.version += 1
    letter.save()
    journal.write(
        LetterEdited(
            **told_of(
                letter,
                actor=actor,
                at=at,
                before={name: held[name] for name in changed},
                after=changed,
            )
        )
    )
    return letter


@transaction.atomic
def discard_draft(letter: Letter, *, actor: Actor, at: datetime) -> None:
    """Throw a draft away; a letter with a number stays for ever."""
    letter = locked(letter)
    policy.may_write(letter.unit, actor=actor).or_raise()
    policy.is_draft(letter).or_raise()
    before = {"title": letter.title}
    told = told_of(letter, actor=actor, at=at, before=before)
    letter.delete()
    journal.write(DraftDiscarded(**told))


def _check_values(chosen: LetterTemplate, values: Mapping[str, str]) -> None:
    faults = {
        name: ValidationError(_("Please fill this in."))
        for name in chosen.missing(values)
    }
    for name, field in chosen.fields.items():
        if field.type is FieldType.DAY and values.get(name) and name not in faults:
            try:
                date.fromisoformat(values[name])
            except ValueError:
                faults[name] = ValidationError(_("Give a day, such as 2026-11-23."))
    if faults:
        raise ValidationError(faults)
