"""The shares that rules ask of a vote, what they come to, and where they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import cited
from lianxin.facts.polls.enums import MODES
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.counting import (
    Turnout,
    is_of_those_present,
    needed,
)
from lianxin.kernel.rules.poll_files import Participation, PollKind, Way
from lianxin.kernel.rules.shapes import Share, Than
from lianxin.kernel.rules.values import Source, Sure

BLANK = "____"


@dataclass(frozen=True, slots=True)
class Reason:
    """A share that is asked: of how many, how many that is, and where it is written.

    `base` and `needed` are None while nobody knows how many there are.
    """

    share: Share
    is_quorum: bool
    base: int | None
    needed: int | None
    source: Source

    def frozen(self) -> dict[str, Any]:
        """The reason as it is stored with a result."""
        regulation = self.source.regulation
        return {
            "is_quorum": self.is_quorum,
            "than": self.share.than.value,
            "fraction": str(self.share.fraction),
            "of": self.share.of,
            "base": self.base,
            "needed": self.needed,
            "source": {
                "regulation": [regulation.en, regulation.hans, regulation.hant],
                "article": self.source.article,
                "sure": self.source.sure.value,
                "checked": self.source.checked.isoformat(),
                "code": self.source.code,
            },
        }


def thawed(kept: Mapping[str, Any]) -> Reason:
    """A reason as it was stored with a result."""
    source = kept["source"]
    return Reason(
        Share(Than(kept["than"]), Fraction(kept["fraction"]), kept["of"]),
        kept["is_quorum"],
        kept["base"],
        kept["needed"],
        Source(
            Title(*source["regulation"]),
            source["article"],
            Sure(source["sure"]),
            date.fromisoformat(source["checked"]),
            source["code"],
        ),
    )


def share_on(code: str, day: date) -> tuple[Share, Source] | None:
    """The share that a rule asks on a day; None where there is no such rule then."""
    edition = rulebook.value(code, on=day) if code else None
    if edition is None or not isinstance(edition.value, Share):
        return None
    return edition.value, edition.source


def ways_in_words(kind: PollKind, *, on: date) -> str:
    """Why such a poll is held in its ways only, and for each way where that is written."""
    language = get_language() or ""
    by_basis: dict[str, list[str]] = {}
    for way in kind.ways:
        by_basis.setdefault(basis_of(way, on=on), []).append(str(MODES[way.mode]))
    lines = [
        _("%(ways)s: %(basis)s.")
        % {"ways": pgettext("between ways of voting", "; ").join(ways), "basis": basis}
        for basis, ways in by_basis.items()
    ]
    between = "" if language.startswith("zh") else " "
    return between.join([kind.because.into(language), *lines])


def why_no_other_way(kind: PollKind, *, on: date) -> str:
    """Why such a poll is held in its ways only, for whoever has asked for another."""
    rules = [code for way in kind.ways for code in way.rules]
    basis = _basis(rules, is_own=any(way.is_own for way in kind.ways), on=on)
    because = kind.because.into(get_language() or "")
    return _("%(because)s Basis: %(basis)s.") % {"because": because, "basis": basis}


def basis_of(rule: Way | Participation, *, on: date) -> str:
    """Where it is written, or that it is the software's own choice."""
    return _basis(rule.rules, is_own=rule.is_own, on=on)


def _basis(rules: Sequence[str], *, is_own: bool, on: date) -> str:
    found = (rulebook.value(code, on=on) for code in rules)
    # Several rules may stand in one article.
    sources = dict.fromkeys(cited(one.source) for one in found if one is not None)
    if not sources:
        return _("the software's own choice; no regulation kept here speaks of it")
    written = _("; ").join(sources)
    if not is_own:
        return written
    words = _("%(sources)s; as far as these leave it open, the software's own choice")
    return words % {"sources": written}


def reasons_of(kind: PollKind, turnout: Turnout, *, on: date) -> Sequence[Reason]:
    """Quorum and majority of such a vote, as far as rules ask for them on a day."""
    found = []
    for code, is_quorum in ((kind.quorum, True), (kind.majority, False)):
        asked = share_on(code, on)
        if asked is not None:
            share, source = asked
            whole = turnout.whole(share)
            reason = Reason(share, is_quorum, whole, needed(share, whole), source)
            found.append(reason)
    return found


def reasons_to_come(
    kind: PollKind, *, entitled: int | None, on: date
) -> Sequence[Reason]:
    """The same before anybody was counted; `entitled` is None before the opening."""
    whole = Turnout(entitled or 0, 0, 0, 0, 0)
    found = []
    for reason in reasons_of(kind, whole, on=on):
        is_known = entitled is not None and not is_of_those_present(reason.share)
        unknown = replace(reason, base=None, needed=None)
        found.append(reason if is_known else unknown)
    return found


def in_words(reason: Reason, *, present: int | None) -> str:
    """The reason as a sentence, with those who were there where it asks for a quorum.

    What is not known yet is left blank, to be filled in by hand.
    """
    return _sentence(reason.share, is_quorum=reason.is_quorum) % {
        "needed": BLANK if reason.needed is None else reason.needed,
        "base": BLANK if reason.base is None else reason.base,
        "found": BLANK if present is None else present,
        "share": str(reason.share.fraction),
        "basis": cited(reason.source),
    }


def _sentence(share: Share, *, is_quorum: bool) -> str:
    is_more, is_of_present = share.than is Than.MORE_THAN, is_of_those_present(share)
    if is_quorum and is_more:
        return _(
            "More than %(share)s of the %(base)s entitled must be present, which is "
            "%(needed)s; there were %(found)s (%(basis)s)."
        )
    if is_quorum:
        return _(
            "At least %(share)s of the %(base)s entitled must be present, which is "
            "%(needed)s; there were %(found)s (%(basis)s)."
        )
    if is_of_present and is_more:
        return _(
            "More than %(share)s of the %(base)s present must vote for it, which is "
            "%(needed)s votes (%(basis)s)."
        )
    if is_of_present:
        return _(
            "At least %(share)s of the %(base)s present must vote for it, which is "
            "%(needed)s votes (%(basis)s)."
        )
    if is_more:
        return _(
            "More than %(share)s of the %(base)s entitled must vote for it, which is "
            "%(needed)s votes (%(basis)s)."
        )
    return _(
        "At least %(share)s of the %(base)s entitled must vote for it, which is "
        "%(needed)s votes (%(basis)s)."
    )
