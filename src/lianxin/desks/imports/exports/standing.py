"""How files and sheets stand, and the columns of the list of files."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from lianxin.base.imports.enums import Effect
from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import Pill
from lianxin.desks.imports.queries import kind_of
from lianxin.kernel.rules.verdict import Tone
from lianxin.kernel.sheets.typedrows import Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDINGS: Mapping[Standing, "StrOrPromise"] = {
    Standing.WRONG: pgettext_lazy("how a row stands", "Wrong"),
    Standing.REPAIRED: gettext_lazy("Repaired, please look"),
    Standing.RIGHT: pgettext_lazy("how a row stands", "Right"),
    Standing.SKIPPED: gettext_lazy("No row of data"),
}
TONES: Mapping[Standing, Tone] = {
    Standing.WRONG: Tone.LATE,
    Standing.REPAIRED: Tone.SOON,
    Standing.RIGHT: Tone.DONE,
    Standing.SKIPPED: Tone.NOT_APPLICABLE,
}
EFFECTS: Mapping[str, "StrOrPromise"] = {e.value: e.label for e in Effect}


def kind_title(sheet: ImportSheet) -> str:
    """What the kind of a sheet is called."""
    kind = kind_of(sheet)
    if kind is None:
        return _("Not recognised")
    return kind.title.into(get_language() or "")


def is_busy(dropped: Import, sheets: Sequence[ImportSheet]) -> bool:
    """Whether the worker has something to do with a file."""
    reading = dropped.read_at is None and not dropped.refusal
    return reading or any(s.asked_at and not s.taken_at for s in sheets)


def pill_of(dropped: Import, sheets: Sequence[ImportSheet]) -> Pill:
    """How a file stands, in few words."""
    if dropped.refusal:
        return Pill(_("Could not be read"), Tone.LATE)
    if dropped.undone_at is not None:
        return Pill(_("Taken back"), Tone.NOT_APPLICABLE)
    if dropped.read_at is None:
        return Pill(_("Being read"), Tone.SOON)
    if is_busy(dropped, sheets):
        return Pill(_("Being entered"), Tone.SOON)
    if any(sheet.taken_at for sheet in sheets):
        return Pill(_("Entered"), Tone.DONE)
    return Pill(_("To be looked through"), Tone.OPEN)


def pill_of_sheet(sheet: ImportSheet, *, can_be_taken: bool) -> Pill:
    """How a sheet stands, in few words."""
    if sheet.taken_at is not None and sheet.dropped.undone_at is not None:
        return Pill(_("Taken back"), Tone.NOT_APPLICABLE)
    if sheet.taken_at is not None:
        return Pill(_("Entered"), Tone.DONE)
    if sheet.asked_at is not None:
        return Pill(_("Being entered"), Tone.SOON)
    if not sheet.kind:
        return Pill(_("Not recognised"), Tone.NOT_APPLICABLE)
    if not can_be_taken:
        return Pill(_("To look through only"), Tone.NOT_APPLICABLE)
    return Pill(_("To be looked through"), Tone.OPEN)


def columns() -> Sequence[Column]:
    """What was dropped in, when, by whom, for which unit, and how it stands."""
    return [
        Column("name", _("File"), lambda d: d.name,
               link=lambda d: reverse("imports:import", args=[d.pk]), sort=("name",)),
        Column("standing", _("How it stands"), lambda d: pill_of(d, d.its_sheets)),
        Column("kinds", _("Sheets"), _kinds_of),
        Column("dropped", _("Dropped in"), lambda d: d.dropped_at,
               sort=("dropped_at",)),
        Column("by", _("Dropped in by"), lambda d: d.person_name),
        Column("unit", _("Unit"), lambda d: d.of_unit),
    ]  # fmt: skip


def _kinds_of(dropped: Import) -> str:
    sheets: Sequence[ImportSheet] = dropped.its_sheets  # type: ignore[attr-defined]  # attached by the query
    titles = dict.fromkeys(kind_title(sheet) for sheet in sheets if sheet.kind)
    return _(", ").join(titles)
