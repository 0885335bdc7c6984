"""Forms of records."""

from lianxin.facts.records.forms.after import (
    FilesForm,
    ItemForm,
    MadeUpForm,
    WithdrawForm,
)
from lianxin.facts.records.forms.lists import HoursFilter, RecordFilter
from lianxin.facts.records.forms.meetings import (
    AmendForm,
    RecordForm,
    first_values,
    held_of,
    values_of,
)
from lianxin.facts.records.forms.reading import Proposal, merged, propose, text_of
from lianxin.facts.records.forms.without_network import KeptForm

__all__ = [
    "AmendForm",
    "FilesForm",
    "HoursFilter",
    "ItemForm",
    "KeptForm",
    "MadeUpForm",
    "Proposal",
    "RecordFilter",
    "RecordForm",
    "WithdrawForm",
    "first_values",
    "held_of",
    "merged",
    "propose",
    "text_of",
    "values_of",
]
