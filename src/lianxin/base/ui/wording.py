"""Words for the codes of the kernel: statuses, reasons, what would change them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianxin.base.ui import refs
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.values import Source, Sure
from lianxin.kernel.rules.verdict import (
    DutyStatus,
    Item,
    Message,
    Standing,
    Status,
    Tone,
    Verdict,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ICONS: Mapping[str, str] = MappingProxyType(
    {
        Tone.DONE: "check",
        Tone.OPEN: "circle",
        Tone.SOON: "clock",
        Tone.LATE: "alert-triangle",
        Tone.NOT_APPLICABLE: "minus",
    }
)

STATUSES: Mapping[Status, "StrOrPromise"] = {
    Status.NOT_STARTED: pgettext_lazy("status of a goal", "Not started"),
    Status.UNDER_WAY: pgettext_lazy("status of a goal", "Under way"),
    Status.REPORTED: pgettext_lazy("status of a goal", "Reported, to be verified"),
    Status.RETURNED: pgettext_lazy("status of a goal", "Returned"),
    Status.LATE: pgettext_lazy("status of a goal", "Overdue"),
    Status.STRUCK_OFF: pgettext_lazy("status of a goal", "Struck off"),
    Status.WITHDRAWN: pgettext_lazy("status of a goal", "Withdrawn"),
    Status.CHANGED: pgettext_lazy("status of a goal", "Changed"),
    Status.LONG_TERM: pgettext_lazy("status of a goal", "Long-term"),
    Status.DRAFTED: pgettext_lazy("status of a goal", "Being drafted"),
    Status.PROPOSED: pgettext_lazy("status of a goal", "Waits for agreement"),
}

DUTY_STATUSES: Mapping[DutyStatus, "StrOrPromise"] = {
    DutyStatus.OVERDUE: pgettext_lazy("status of a duty", "Overdue"),
    DutyStatus.DUE_SOON: pgettext_lazy("status of a duty", "Due soon"),
    DutyStatus.OPEN: pgettext_lazy("status of a duty", "Open"),
    DutyStatus.MET: pgettext_lazy("status of a duty", "Met"),
    DutyStatus.MET_LATE: pgettext_lazy("status of a duty", "Met late"),
    DutyStatus.WAIVED: pgettext_lazy("status of a duty", "Waived"),
    DutyStatus.NOT_APPLICABLE: pgettext_lazy("status of a duty", "Not asked"),
    DutyStatus.TO_COME: pgettext_lazy("status of a duty", "To come"),
}

SENTENCES: Mapping[str, "StrOrPromise"] = {
    "goal.asked": _("To be done by %(due)s."),
    "goal.asked_long_term": _("Long-term work without a last day; reviewed quarterly."),
    "goal.asked_every_month": _("Every month until %(due)s."),
    "goal.asked_every_quarter": _("Every quarter until %(due)s."),
    "goal.basis_own": _("Drafted by the unit itself on %(on)s, for %(giver)s."),
    "goal.basis": _("Given by %(giver)s on %(on)s."),
    "goal.because_not_started": _("No record has been linked as evidence yet."),
    "goal.because_under_way": _("Evidence is linked; no report of completion yet."),
    "goal.because_reported": _(
        "Reported done; whoever gave the goal has not yet verified it."
    ),
    "goal.because_returned": _("The report was returned to be mended."),
    "goal.because_late": _("The deadline has passed without a report of completion."),
    "goal.because_struck_off": _(
        "Whoever gave the goal verified it and struck it off."
    ),
    "goal.because_withdrawn": _("Whoever gave the goal has withdrawn it."),
    "goal.because_changed": _(
        "Whoever gave the goal changed it on %(on)s; the unit has not acted since."
    ),
    "goal.because_long_term": _(
        "It has no last day and is never overdue; no record has been linked yet."
    ),
    "goal.because_long_term_under_way": _(
        "It has no last day and is never overdue; records show the work."
    ),
    "goal.because_drafted": _("The unit is still drafting it."),
    "goal.because_not_agreed": _("It was returned to the unit to be mended."),
    "goal.because_proposed": _("The unit above has not decided yet."),
    "goal.milestone_missed": _("The milestone of %(due)s was not reached."),
    "goal.period_without_record": _(
        "For the time up to %(due)s no record is linked as evidence."
    ),
    "goal.next_due": _("What comes next is due on %(due)s."),
    "goal.change": _("Whoever gave the goal changed it."),
    "goal.milestone": _("The milestone of %(due)s was reached."),
    "goal.deadline_moved": _("The deadline was moved from %(first)s to %(due)s."),
    "goal.report": _("The unit reported it done."),
    "goal.strike_off": _("Verified and struck off."),
    "goal.return": _("The report was returned."),
    "goal.extension": _("The deadline was moved to %(due)s."),
    "evidence.linked": _("Linked as evidence on %(on)s."),
    "evidence.removed": _("Taken off the evidence on %(on)s."),
    "evidence.still_to_come": _("Has not taken place yet (%(on)s)."),
    "change.link": _("Link a record that serves this goal."),
    "change.report": _("Report the goal done."),
    "change.verify": _("Whoever gave the goal verifies the report or returns it."),
    "change.mend": _("Mend what the return asked for."),
    "change.catch_up": _("Link the record of that time, or say that it was reached."),
    "change.propose": _("Send it to the unit above for agreement."),
    "change.agree": _("The unit above agrees to it or returns it."),
    "change.extend": _("Ask for a later deadline, with the reason."),
    "duty.asked": _("%(title)s: at least %(least)s, from %(first)s to %(last)s."),
    "duty.asked_without_day": _(
        "%(title)s: at least %(least)s, from %(first)s on; usually by %(last)s. The "
        "last day is set by a notice of the unit above."
    ),
    "duty.basis": _("%(source)s."),
    "duty.basis_unchecked": _("%(source)s; still to be checked in the text."),
    "duty.basis_of_unit": _("Asked for by %(asker)s: %(basis)s."),
    "duty.counted": _("%(counted)s of %(needed)s recorded."),
    "duty.exempt_new": _("The unit was founded too late in this time to be asked."),
    "duty.exempt_before": _(
        "For most of this time no records were kept here yet, of any unit."
    ),
    "duty.exempt_ended": _("The unit ended before this time was over."),
    "duty.exempt_no_post": _(
        "On the last day nobody held one of the posts that this belongs to: without a "
        "committee there is no committee meeting."
    ),
    "duty.exempt_new_post": _(
        "The posts that this belongs to were filled too late in this time to be asked."
    ),
    "duty.because_met": _("It was held in time, on %(on)s."),
    "duty.because_met_late": _("It was held after the last day, on %(on)s."),
    "duty.because_waived": _("The unit above agreed on %(on)s to waive it."),
    "duty.because_to_come": _("This time begins on %(on)s."),
    "duty.because_open": _("No notice has set a last day; it is not overdue."),
    "duty.in_time": _("Held in this time."),
    "duty.by_parts": _("The last of the units directly below held it in this time."),
    "duty.made_up": _("Held later, and more than that time asked for: it makes up."),
    "duty.lacks_attendance": _("It does not say who took part."),
    "duty.lacks_host": _("It does not say who presided."),
    "duty.lacks_leader": _(
        "Whoever led it did not hold the post that this is asked of."
    ),
    "duty.lacks_minutes": _("It has no minutes."),
    "duty.change_record": _("Record what was held."),
    "duty.change_make_up": _(
        "Hold it and record it; one more than is asked for now makes up for it."
    ),
    "duty.change_waive": _("Ask the unit above to waive it, with the reason."),
    "duty.change_posts": _("Somebody is appointed to one of these posts."),
}


def _days_left(values: Mapping[str, object]) -> str:
    days = int(str(values["days"]))
    if days == 0:
        return str(_("It is due today."))
    return ngettext("%(days)s day is left.", "%(days)s days are left.", days)


def _days_late(values: Mapping[str, object]) -> str:
    days = int(str(values["days"]))
    return ngettext("It is %(days)s day late.", "It is %(days)s days late.", days)


COUNTED: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "goal.days_left": _days_left,
    "goal.days_late": _days_late,
}


def sentence(message: Message) -> str:
    """The message in the language in use; KeyError where a code has no words."""
    values = {name: _shown(value) for name, value in message.values.items()}
    if message.code in COUNTED:
        return COUNTED[message.code](message.values) % values
    return str(SENTENCES[message.code]) % values


def sentences(messages: Iterable[Message]) -> str:
    """The messages one after the other, as the language in use sets sentences apart."""
    between = "" if (get_language() or "").startswith("zh") else " "
    return between.join(map(sentence, messages))


def bracketed(words: object, added: object) -> str:
    """The words and in brackets what tells more; in the brackets of the language."""
    return str(_("%(words)s (%(added)s)")) % {"words": words, "added": added}


def period_of(first: date, last: date | None) -> str:
    """From which day to which; without a last day, since when."""
    if last is None:
        return str(_("since %(day)s")) % {"day": first.isoformat()}
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return str(_("%(first)s to %(last)s")) % days


def labelled(label: object, words: object) -> str:
    """The words after their label and a colon; in the colon of the language."""
    return f"{label}{pgettext('after a label', ': ')}{words}"


def cited(source: Source) -> str:
    """Where a rule is written, and that nobody has verified it yet where that is so."""
    found = source.cite(get_language() or "en")
    if source.sure is Sure.UNVERIFIED:
        return str(_("%(source)s (not yet verified)")) % {"source": found}
    return found


def _shown(value: object) -> object:
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, Title):
        return value.into(get_language() or "")
    if isinstance(value, Source):
        return value.cite(get_language() or "")
    return value


@dataclass(frozen=True, slots=True)
class Pill:
    """A status as a list shows it: a word and the family that gives its colour."""

    word: str
    tone: str

    @property
    def icon(self) -> str:
        """The icon of the family."""
        return ICONS[self.tone]


def pill(verdict: Standing | Verdict) -> Pill:
    """The status in few words; what is due soon says in how many days."""
    if isinstance(verdict.status, DutyStatus):
        return Pill(str(DUTY_STATUSES[verdict.status]), verdict.tone)
    if verdict.tone is not Tone.SOON or verdict.due is None:
        return Pill(str(STATUSES[verdict.status]), verdict.tone)
    days = (verdict.due - verdict.as_of).days
    if days == 0:
        return Pill(str(_("Due today")), verdict.tone)
    words = ngettext("%(days)s day left", "%(days)s days left", days)
    return Pill(words % {"days": days}, verdict.tone)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was looked at: its day, its title and address, what was made of it.

    Without a title it is not for the reader to see, only that it was looked at.
    """

    on: date
    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A verdict in words, for the component `verdict`."""

    pill: Pill
    asked: str
    basis: str
    reasons: Sequence[str]
    counted: Sequence[Fact]
    not_counted: Sequence[Fact]
    changes: Sequence[str]
    as_of: date


def explain(verdict: Verdict, *, actor: Actor, today: date) -> Explanation:
    """The verdict in words, its facts with links where the actor may see them."""
    items = chain(verdict.counted, verdict.not_counted)
    links = refs.resolve({item.ref for item in items}, actor=actor, today=today)

    def fact(item: Item) -> Fact:
        link = links.get(item.ref)
        return Fact(
            item.on,
            link.title if link else "",
            link.url if link else "",
            sentence(item.why),
        )

    return Explanation(
        pill=pill(verdict),
        asked=sentence(verdict.asked),
        basis=sentence(verdict.basis),
        reasons=[sentence(m) for m in verdict.reasons],
        counted=[fact(item) for item in verdict.counted],
        not_counted=[fact(item) for item in verdict.not_counted],
        changes=[sentence(m) for m in verdict.changes],
        as_of=verdict.as_of,
    )
