"""Reading the registers: letters written and received, their numbers, their stage."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.documents.operations.contents import word
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules.letters import Page
from lianxin.kernel.rules.verdict import Tone
from lianxin.org.letters.enums import RECEIVED, Stage
from lianxin.org.letters.models import Letter, NumberSeries, ReceivedLetter
from lianxin.org.letters.policy import SEE
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

TONES = {
    Stage.DRAFT: Tone.OPEN,
    Stage.ISSUED: Tone.DONE,
    Stage.OUT: Tone.SOON,
    Stage.RETURNED: Tone.DONE,
    Stage.CANCELLED: Tone.NOT_APPLICABLE,
}


def ref(letter: Letter) -> Ref:
    """The reference of a letter."""
    return Ref("letters.letter", letter.pk)


def ref_of_received(received: ReceivedLetter) -> Ref:
    """The reference of a received letter."""
    return Ref("letters.receivedletter", received.pk)


def visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters of units in reach, drafts included, the latest first."""
    return (
        Letter.objects.filter(units.within(actor.scope(SEE), column="unit__path"))
        .select_related("unit", "written_by")
        .order_by("-written_at", "-pk")
    )


def received_visible_to(actor: Actor) -> QuerySet[ReceivedLetter]:
    """The letters that units in reach received, the latest first."""
    return (
        ReceivedLetter.objects.filter(
            units.within(actor.scope(SEE), column="unit__path")
        )
        .select_related("unit", "entered_by", "file")
        .order_by("-received_on", "-pk")
    )


def letter_visible_to(actor: Actor, pk: int) -> Letter:
    """One letter; NotVisible where `actor` may not see it."""
    rows = visible_to(actor).select_related("issued_by", "answers").filter(pk=pk)
    found = rows.first()
    if found is None:
        raise NotVisible
    return found


def received_letter_visible_to(actor: Actor, pk: int) -> ReceivedLetter:
    """One received letter; NotVisible where `actor` may not see it."""
    found = received_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def letters_about(thing: Ref, *, actor: Actor) -> QuerySet[Letter]:
    """The letters about a thing that `actor` may see."""
    return visible_to(actor).filter(about_kind=thing.kind, about_id=thing.id)


def all_in_force_about(kind: str, ids: Iterable[int]) -> QuerySet[Letter]:
    """The issued letters about things of one kind, the earliest first, for the rules.

    Without cancelled ones. Whoever derives something from a letter reads it here.
    """
    return Letter.objects.filter(
        about_kind=kind,
        about_id__in=list(ids),
        number__isnull=False,
        cancelled_at=None,
    ).order_by("dated_on", "pk")


def replies_to(received: ReceivedLetter, *, actor: Actor) -> QuerySet[Letter]:
    """The letters that answer a received one, as far as `actor` may see them."""
    return visible_to(actor).filter(answers=received)


def own_unit_of(actor: Actor) -> Unit:
    """The unit for which `actor` acts; NotVisible where there is none."""
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if unit is None:
        raise NotVisible
    return unit


def stage_of(letter: Letter) -> Stage:
    """What has become of a letter."""
    if letter.cancelled_at is not None:
        return Stage.CANCELLED
    if letter.number is None:
        return Stage.DRAFT
    if not asks_for_receipt(letter):
        return Stage.ISSUED
    return Stage.OUT if letter.receipt_on is None else Stage.RETURNED


def asks_for_receipt(letter: Letter) -> bool:
    """Whether a part of the letter is to come back."""
    return rulebook.letter_kinds()[letter.kind].page is Page.INTRODUCTION


def kind_of(code: str) -> str:
    """What a kind of letter is called in the language in use."""
    return rulebook.letter_kinds()[code].title.into(get_language() or "")


def pill_of(letter: Letter) -> Pill:
    """What has become of a letter, in a word and a colour."""
    stage = stage_of(letter)
    return Pill(str(stage.label), TONES[stage])


def of_stage(rows: QuerySet[Letter], stage: Stage) -> QuerySet[Letter]:
    """Of these letters those of a stage, as `stage_of` tells it."""
    forms = [k.code for k in rulebook.letter_kinds().values() if _is_form(k.page)]
    in_force = Q(number__isnull=False, cancelled_at__isnull=True)
    wanted = {
        Stage.DRAFT: Q(number__isnull=True),
        Stage.CANCELLED: Q(cancelled_at__isnull=False),
        Stage.ISSUED: in_force & ~Q(kind__in=forms),
        Stage.OUT: in_force & Q(kind__in=forms, receipt_on__isnull=True),
        Stage.RETURNED: in_force & Q(kind__in=forms, receipt_on__isnull=False),
    }
    return rows.filter(wanted[stage])


def _is_form(page: Page) -> bool:
    return page is Page.INTRODUCTION


def number_of(letter: Letter) -> str:
    """The number under which a letter was issued (发文字号); empty for a draft."""
    if letter.number is None:
        return ""
    return number_in_words(
        letter.word, letter.year or 0, letter.number, language=letter.language
    )


def number_in_words(before: str, year: int, number: int, *, language: str) -> str:
    """A number as letters carry it: 北川党〔2026〕5号."""
    return word("number", language, word=before, year=str(year), number=str(number))


def number_of_received(received: ReceivedLetter) -> str:
    """The number in the register of received letters (收文号)."""
    return f"{received.year}-{received.number}"


def series_of(unit: Unit, series: str, year: int) -> NumberSeries:
    """A unit's run of numbers in a year; where it has not begun, as it will begin.

    It then begins with the word of the latest year in which there was one.
    """
    found = NumberSeries.objects.filter(unit=unit, series=series, year=year).first()
    if found is not None:
        return found
    earlier = NumberSeries.objects.filter(unit=unit, series=series).exclude(word="")
    latest = earlier.order_by("-year").values_list("word", flat=True).first()
    return NumberSeries(unit=unit, series=series, year=year, word=latest or "")


def received_series_of(unit: Unit, year: int) -> NumberSeries:
    """The run of numbers of received letters."""
    return series_of(unit, RECEIVED, year)
