"""Sheets of people taken in: which kinds there are, and how they are taken back."""

from lianxin.org.people.imports.bodies import LeagueMembersSheet, UnionMembersSheet
from lianxin.org.people.imports.named import PeopleNamed
from lianxin.org.people.imports.registers import (
    ActivistsSheet,
    MembersSheet,
    StaffSheet,
)
from lianxin.org.people.imports.taking import make_way, undo

TAKERS = {
    "activists": ActivistsSheet,
    "league_members": LeagueMembersSheet,
    "members": MembersSheet,
    "staff": StaffSheet,
    "union_members": UnionMembersSheet,
}

__all__ = [
    "TAKERS",
    "ActivistsSheet",
    "LeagueMembersSheet",
    "MembersSheet",
    "PeopleNamed",
    "StaffSheet",
    "UnionMembersSheet",
    "make_way",
    "undo",
]
