"""The only writers of people's entries, each with its day and its policy."""

from lianxin.org.people.operations.accounts import attach_account, make_accounts
from lianxin.org.people.operations.belongings import affiliate, end_affiliation, leave
from lianxin.org.people.operations.contacts import (
    ContactValues,
    reveal_contact,
    set_contact,
)
from lianxin.org.people.operations.entries import Place, add_person, edit_person
from lianxin.org.people.operations.standings import end_standing, set_standing

__all__ = [
    "ContactValues",
    "Place",
    "add_person",
    "affiliate",
    "attach_account",
    "edit_person",
    "end_affiliation",
    "end_standing",
    "leave",
    "make_accounts",
    "reveal_contact",
    "set_contact",
    "set_standing",
]
