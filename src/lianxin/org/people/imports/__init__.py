"""Sheets of people taken in: which kinds there are, and how they are taken back."""

from lianxin.org.people.imports.taking import MembersSheet, StaffSheet, undo

TAKERS = {"members": MembersSheet, "staff": StaffSheet}

__all__ = ["TAKERS", "MembersSheet", "StaffSheet", "undo"]
