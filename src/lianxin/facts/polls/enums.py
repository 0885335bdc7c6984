"""Words of polls: how votes are given, what is counted, how a vote ends."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.rules.counting import Ending, Fault
from lianxin.kernel.rules.poll_files import Mode
from lianxin.kernel.rules.verdict import Tone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MODES: Mapping[Mode, "StrOrPromise"] = {
    Mode.HANDS: _("Show of hands in the meeting"),
    Mode.PAPER: _("On paper in the meeting"),
    Mode.NAMED: _("On line, by name"),
    Mode.SEALED: _("In secret on line"),
}

COLUMNS: Mapping[str, "StrOrPromise"] = {
    "for": pgettext_lazy("a vote", "For"),
    "against": pgettext_lazy("a vote", "Against"),
    "abstain": pgettext_lazy("a vote", "Abstain"),
}


class Stage(StrEnum):
    """How far a poll has come: it follows from its days, count and result."""

    PREPARED = "prepared"
    OPEN = "open"
    ENDED = "ended"
    DECLARED = "declared"


STAGES: Mapping[Stage, "StrOrPromise"] = {
    Stage.PREPARED: pgettext_lazy("stage of a poll", "Being prepared"),
    Stage.OPEN: pgettext_lazy("stage of a poll", "Open"),
    Stage.ENDED: pgettext_lazy("stage of a poll", "Voting ended, not opened yet"),
    Stage.DECLARED: pgettext_lazy("stage of a poll", "Result declared"),
}
STAGE_TONES: Mapping[Stage, Tone] = {
    Stage.PREPARED: Tone.NOT_APPLICABLE,
    Stage.OPEN: Tone.OPEN,
    Stage.ENDED: Tone.SOON,
    Stage.DECLARED: Tone.DONE,
}

ENDINGS: Mapping[Ending, "StrOrPromise"] = {
    Ending.VOID: pgettext_lazy("how a vote ended", "Void"),
    Ending.NO_QUORUM: pgettext_lazy("how a vote ended", "Too few were present"),
    Ending.PASSED: pgettext_lazy("how a vote ended", "Passed"),
    Ending.REJECTED: pgettext_lazy("how a vote ended", "Not passed"),
    Ending.FILLED: pgettext_lazy("how a vote ended", "All places are filled"),
    Ending.TIED: pgettext_lazy("how a vote ended", "A tie for the last place"),
    Ending.SHORT: pgettext_lazy("how a vote ended", "Places are left open"),
    Ending.COUNTED: pgettext_lazy("how a vote ended", "Counted"),
    Ending.UNOPENED: pgettext_lazy("how a vote ended", "Too few ballots, not opened"),
}
ENDING_TONES: Mapping[Ending, Tone] = {
    Ending.VOID: Tone.LATE,
    Ending.NO_QUORUM: Tone.LATE,
    Ending.PASSED: Tone.DONE,
    Ending.REJECTED: Tone.NOT_APPLICABLE,
    Ending.FILLED: Tone.DONE,
    Ending.TIED: Tone.SOON,
    Ending.SHORT: Tone.SOON,
    Ending.COUNTED: Tone.DONE,
    Ending.UNOPENED: Tone.LATE,
}
NOBODY_NEED_BE_CHOSEN = _(
    "Nobody need be chosen: whoever marks nothing chooses none of these, and that is a "
    "valid vote."
)

FAULTS: Mapping[Fault, "StrOrPromise"] = {
    Fault.PRESENT: _("More are said to be present than may vote."),
    Fault.ISSUED: _("More ballots are said to be handed out than people are present."),
    Fault.INVALID: _("More ballots are said to be invalid than were handed in."),
    Fault.OPINIONS: _(
        "More opinions were given in writing than people are absent; whoever came "
        "votes in the meeting."
    ),
    Fault.TOO_MANY: _("These are more votes than the valid ballots can hold."),
    Fault.NOT_ALL: _(
        "For, against and abstentions together must come to the valid ballots."
    ),
}

# What a person on the site is told of what the ballots' own checks refuse.
REFUSED: Mapping[str, "StrOrPromise"] = {
    "unknown_credential": _(
        "This code is not on the list of this vote. Check how you typed it."
    ),
    "credential_used": _("A ballot with this code lies on the board already."),
    "ballot_opened": _("This ballot was opened to check it; seal a new one."),
    "wrong_uuid": _(
        "The name of the election is not one that the registrar's program gives: at "
        "least 14 letters and digits."
    ),
    "number_of_credentials": _(
        "The list has %(found)s credentials, but %(expected)s people may vote."
    ),
    "too_few_voters": _(
        "With %(found)s voters the trustees would not decrypt: at least %(least)s "
        "ballots are needed."
    ),
    "not_shared": _(
        "The trustees must be one group of at least %(size)s people, of whom at least "
        "%(needed)s are needed to open the result: nobody may be able to open ballots "
        "alone."
    ),
    "too_few_ballots": _(
        "%(found)s ballots were cast; fewer than %(least)s are never opened, because "
        "single votes could be inferred."
    ),
    "owner_twice": _("The part of trustee %(owner)s is on the board already."),
    "too_few_factors": _(
        "Too few trustees have decrypted yet: the result cannot be published."
    ),
}


UNUSABLE = _(
    "This cannot be used as it is: let whoever made it send it again, unchanged. The "
    "program says: %(reason)s"
)


def said(refusal: Refused) -> str:
    """The refusal in words of the site; the program's own where there are none."""
    words = REFUSED.get(refusal.code)
    if words is not None:
        return str(words) % refusal.values
    return str(UNUSABLE) % {"reason": refusal}
