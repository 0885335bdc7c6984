"""Giving letters their numbers; what happens to them afterwards."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.zh.days import day_of
from lianxin.org.letters import policy, queries
from lianxin.org.letters.events import LetterCancelled, LetterIssued, ReceiptNoted
from lianxin.org.letters.models import Letter, NumberSeries
from lianxin.org.letters.operations.checks import (
    check_day,
    locked,
    person_of,
    reason_said,
    run_of,
    told_of,
)


@transaction.atomic
def issue_letter(
    letter: Letter,
    *,
    word: str,
    dated_on: date,
    version: int,
    actor: Actor,
    at: datetime,
) -> Letter:
    """Give a draft the next number of its run and let it change no more.

    `word` stands before the number (机关代字). Raises Conflict where the draft was
    changed since `version`; ValidationError for a day to come or before that of the
    run's last letter, and where whoever signed it off is not named but must be.
    """
    letter = locked(letter)
    policy.may_write(letter.unit, actor=actor).or_raise()
    policy.is_draft(letter).or_raise()
    if letter.version != version:
        raise Conflict({}, letter.version)
    kind = rulebook.letter_kinds()[letter.kind]
    check_day("dated_on", dated_on, unit=letter.unit, today=day_of(at))
    if kind.signed_off and not letter.signatory:
        raise ValidationError(
            _("A letter to a unit above names who signed it off; edit the draft first.")
        )
    if not word.strip():
        raise ValidationError({"word": _("Give the word that stands before numbers.")})
    run = run_of(letter.unit, kind.series, dated_on.year)
    _check_order(run, dated_on)
    run.word, run.last = word.strip(), run.last + 1
    run.save(update_fields=["word", "last"])
    letter.series, letter.word = run.series, run.word
    letter.year, letter.number = run.year, run.last
    letter.dated_on = dated_on
    letter.issued_by, letter.issued_at = person_of(actor), at
    letter.version += 1
    letter.save()
    after = {
        "letter_number": queries.number_of(letter),
        "on": dated_on,
        "title": letter.title,
    }
    journal.write(LetterIssued(**told_of(letter, actor=actor, at=at, after=after)))
    return letter


@transaction.atomic
def cancel_letter(letter: Letter, *, reason: str, actor: Actor, at: datetime) -> Letter:
    """Cancel an issued letter; it stays in the register with its number."""
    letter = locked(letter)
    policy.may_write(letter.unit, actor=actor).or_raise()
    policy.is_in_force(letter).or_raise()
    letter.cancelled_at, letter.cancel_reason = at, reason_said(reason)
    letter.version += 1
    letter.save(update_fields=["cancelled_at", "cancel_reason", "version"])
    after = {"letter_number": queries.number_of(letter), "reason": letter.cancel_reason}
    journal.write(LetterCancelled(**told_of(letter, actor=actor, at=at, after=after)))
    return letter


@transaction.atomic
def note_receipt(
    letter: Letter, *, receipt_on: date, sender: str, actor: Actor, at: datetime
) -> Letter:
    """Note that the receipt of a letter of introduction came back, when and from whom."""
    letter = locked(letter)
    policy.may_write(letter.unit, actor=actor).or_raise()
    policy.is_in_force(letter).or_raise()
    if not queries.asks_for_receipt(letter):
        raise ValidationError(_("Of such a letter no receipt comes back."))
    if letter.dated_on is not None and receipt_on < letter.dated_on:
        raise ValidationError(
            {"receipt_on": _("The receipt cannot be older than the letter.")}
        )
    check_day("receipt_on", receipt_on, unit=letter.unit, today=day_of(at))
    letter.receipt_on, letter.receipt_from = receipt_on, sender
    letter.version += 1
    letter.save(update_fields=["receipt_on", "receipt_from", "version"])
    after = {
        "letter_number": queries.number_of(letter),
        "on": receipt_on,
        "sender": sender,
    }
    journal.write(ReceiptNoted(**told_of(letter, actor=actor, at=at, after=after)))
    return letter


def _check_order(run: NumberSeries, dated_on: date) -> None:
    """A later number has no earlier day."""
    last = (
        Letter.objects.filter(unit=run.unit_id, series=run.series, year=run.year)
        .order_by("-number")
        .values_list("dated_on", flat=True)
        .first()
    )
    if last is not None and dated_on < last:
        raise ValidationError(
            {
                "dated_on": _(
                    "The letter before this one is of %(day)s; numbers follow the days."
                )
                % {"day": last.isoformat()}
            }
        )
