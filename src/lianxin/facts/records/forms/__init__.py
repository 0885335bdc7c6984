"""Forms of records."""

from lianxin.facts.records.forms.after import (
    FilesForm,
    ItemForm,
    ListForm,
    MadeUpForm,
    WithdrawForm,
)
from lianxin.facts.records.forms.joining import (
    JoinForm,
    Sides,
    held_in,
    is_choice,
    joined,
    sides_of,
)
from lianxin.facts.records.forms.lists import (
    EditionFilter,
    HoursFilter,
    RecordFilter,
    StudiedFilter,
)
from lianxin.facts.records.forms.meetings import (
    AmendForm,
    RecordForm,
    first_values,
    held_of,
    values_of,
    without_outline,
)
from lianxin.facts.records.forms.reading import Proposal, merged, propose, text_of
from lianxin.facts.records.forms.without_network import KeptForm

__all__ = [
    "AmendForm",
    "EditionFilter",
    "FilesForm",
    "HoursFilter",
    "ItemForm",
    "JoinForm",
    "KeptForm",
    "ListForm",
    "MadeUpForm",
    "Proposal",
    "RecordFilter",
    "RecordForm",
    "Sides",
    "StudiedFilter",
    "WithdrawForm",
    "first_values",
    "held_in",
    "held_of",
    "is_choice",
    "joined",
    "merged",
    "propose",
    "sides_of",
    "text_of",
    "values_of",
    "without_outline",
]
