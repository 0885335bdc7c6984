"""Sheets of people taken in: which kinds there are, and how they are taken back."""

from lianxin.org.people.imports.named import PeopleNamed
from lianxin.org.people.imports.taking import (
    ActivistsSheet,
    MembersSheet,
    StaffSheet,
    make_way,
    undo,
)

TAKERS = {
    "activists": ActivistsSheet,
    "members": MembersSheet,
    "staff": StaffSheet,
}

__all__ = [
    "TAKERS",
    "ActivistsSheet",
    "MembersSheet",
    "PeopleNamed",
    "StaffSheet",
    "make_way",
    "undo",
]
