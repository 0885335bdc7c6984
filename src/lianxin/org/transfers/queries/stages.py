"""How far a transfer has come, until when its letter holds, and why that is so."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Explanation, Fact, Pill, cited
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.values import Edition, Span
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import queries as approvals
from lianxin.org.approvals.enums import Progress
from lianxin.org.letters import queries as letters
from lianxin.org.letters.models import Letter
from lianxin.org.transfers.enums import LETTER_HOLDS, Ended, Stage, Way
from lianxin.org.transfers.models import Ending, Transfer

TONES = {
    Stage.ASKED: Tone.OPEN,
    Stage.RETURNED: Tone.LATE,
    Stage.ON_WAY: Tone.SOON,
    Stage.OVERDUE: Tone.LATE,
    Stage.RECEIVED: Tone.DONE,
    Stage.REFUSED: Tone.LATE,
    Stage.WITHDRAWN: Tone.NOT_APPLICABLE,
}
BY_ENDING = {
    Ended.RECEIVED: Stage.RECEIVED,
    Ended.REFUSED: Stage.REFUSED,
    Ended.WITHDRAWN: Stage.WITHDRAWN,
}
BY_RELEASE = {
    Progress.WAITING: Stage.ASKED,
    Progress.RETURNED: Stage.RETURNED,
    Progress.WITHDRAWN: Stage.WITHDRAWN,
}


def way_of(transfer: Transfer) -> Way:
    """Between which organisations the membership moves."""
    if transfer.from_unit_id is None:
        return Way.IN
    return Way.INSIDE if transfer.to_unit_id is not None else Way.OUT


def ending_of(transfer: Transfer) -> Ending | None:
    """The row that ends a transfer, if there is one."""
    return getattr(transfer, "ending", None)


def introduction_of(transfer: Transfer) -> Letter | None:
    """The letter of introduction that went along, once it is issued."""
    return getattr(transfer, "introduction", None)


def stage_of(transfer: Transfer, *, today: date) -> Stage:
    """How far a transfer has come; of a row that `attach` has seen."""
    ending = ending_of(transfer)
    if ending is not None:
        return BY_ENDING[Ended(ending.how)]
    if transfer.approval is not None:
        progress = approvals.outcome_of(transfer.approval).progress
        if progress in BY_RELEASE:
            return BY_RELEASE[progress]
    last = last_day_of(transfer)
    return Stage.OVERDUE if last is not None and today > last else Stage.ON_WAY


def pill_of(transfer: Transfer, *, today: date) -> Pill:
    """How far a transfer has come, in a word and a colour."""
    stage = stage_of(transfer, today=today)
    return Pill(str(stage.label), TONES[stage])


def released_on(transfer: Transfer) -> date | None:
    """The day of the decision by which the member was released; None before it."""
    if transfer.approval is None:
        return transfer.their_day
    outcome = approvals.outcome_of(transfer.approval)
    return day_of(outcome.at) if outcome.progress is Progress.AGREED else None


def letter_day_of(transfer: Transfer) -> date | None:
    """The day of the letter of introduction; None where there is none yet."""
    letter = introduction_of(transfer)
    return letter.dated_on if letter is not None else transfer.their_day


def edition_of(transfer: Transfer) -> Edition | None:
    """The rule on how long such a letter holds, as it stood on the letter's day."""
    day = letter_day_of(transfer)
    return None if day is None else rulebook.value(LETTER_HOLDS, on=day)


def last_day_of(transfer: Transfer) -> date | None:
    """The last day on which the letter of introduction holds; None without a letter."""
    day, edition = letter_day_of(transfer), edition_of(transfer)
    if day is None or edition is None or not isinstance(edition.value, Span):
        return None
    return edition.value.from_day(day)


def explained(transfer: Transfer, *, today: date) -> Explanation:
    """How far a transfer has come and why, with the rule where a day follows from it."""
    return Explanation(
        pill=pill_of(transfer, today=today),
        asked=_asked(transfer),
        basis=_basis(transfer),
        reasons=[_reason(transfer, today=today)],
        counted=list(_facts(transfer)),
        not_counted=(),
        changes=_changes(transfer, today=today),
        as_of=today,
    )


def _asked(transfer: Transfer) -> str:
    day, last = letter_day_of(transfer), last_day_of(transfer)
    if day is None or last is None:
        return _(
            "The member stays where they are until the day on which they are received."
        )
    return _("The letter of introduction of %(day)s holds until %(last)s.") % {
        "day": _shown(day),
        "last": _shown(last),
    }


def _basis(transfer: Transfer) -> str:
    edition = edition_of(transfer)
    if edition is None:
        return _("Asked for by %(name)s on %(day)s.") % {
            "name": transfer.asked_by.name,
            "day": _shown(day_of(transfer.asked_at)),
        }
    return cited(edition.source)


def _reason(transfer: Transfer, *, today: date) -> str:
    stage = stage_of(transfer, today=today)
    ending = ending_of(transfer)
    if ending is not None:
        said = {
            Stage.RECEIVED: _("The member was received on %(day)s."),
            Stage.REFUSED: _("It was sent back on %(day)s."),
            Stage.WITHDRAWN: _("Whoever asked took it back on %(day)s."),
        }[stage]
        return said % {"day": _shown(ending.on)}
    return {
        Stage.ASKED: _("The releasing unit has not decided yet."),
        Stage.RETURNED: _("The releasing unit returned the request."),
        Stage.WITHDRAWN: _("Whoever asked took the request back."),
        Stage.ON_WAY: _("The member is released and not yet received."),
        Stage.OVERDUE: _(
            "The letter held until %(last)s and the member is not yet received."
        )
        % {"last": _shown(last_day_of(transfer))},
    }[stage]


def _changes(transfer: Transfer, *, today: date) -> list[str]:
    stage, way = stage_of(transfer, today=today), way_of(transfer)
    if stage is Stage.ASKED:
        return [_("The releasing unit agrees or returns the request.")]
    if stage is Stage.OVERDUE:
        return [
            _("The receiving unit receives the member, or a new letter is written.")
        ]
    if stage is not Stage.ON_WAY:
        return []
    if way is Way.OUT and introduction_of(transfer) is None:
        return [_("The letter of introduction is written and issued.")]
    if way is Way.OUT:
        return [_("The receipt comes back from the receiving organisation.")]
    return [_("The receiving unit receives the member or sends the transfer back.")]


def _facts(transfer: Transfer) -> Iterator[Fact]:
    asked = _("Asked for by %(name)s.") % {"name": transfer.asked_by.name}
    yield Fact(day_of(transfer.asked_at), transfer.reason, "", asked)
    if transfer.approval is not None:
        outcome = approvals.outcome_of(transfer.approval)
        if outcome.progress is not Progress.WAITING:
            yield Fact(
                day_of(outcome.at),
                "",
                "",
                str(approvals.progress_of(outcome).word),
            )
    if transfer.their_day is not None:
        yield Fact(
            transfer.their_day, transfer.their_number, "", _("Letter of introduction.")
        )
    letter = introduction_of(transfer)
    if letter is not None and letter.dated_on is not None:
        yield Fact(
            letter.dated_on,
            letters.number_of(letter),
            reverse("letters:letter", args=[letter.pk]),
            _("Letter of introduction."),
        )
        if letter.receipt_on is not None:
            yield Fact(letter.receipt_on, letter.receipt_from, "", _("Receipt."))
    ending = ending_of(transfer)
    if ending is not None:
        yield Fact(ending.on, ending.reason, "", str(ending.get_how_display()))


def _shown(day: date | None) -> str:
    return "" if day is None else formats.date_format(day, "DATE_FORMAT")
