"""The only writers of people's entries, each with its day and its policy."""

from lianxin.org.people.operations.accounts import attach_account, make_accounts
from lianxin.org.people.operations.belongings import affiliate, end_affiliation, leave
from lianxin.org.people.operations.bulk import add_people
from lianxin.org.people.operations.contacts import (
    ContactValues,
    reveal_contact,
    set_contact,
)
from lianxin.org.people.operations.entries import add_person, edit_person
from lianxin.org.people.operations.keys import (
    fill_keys_from,
    rebuild_keys,
    renew_keys,
)
from lianxin.org.people.operations.newcomers import (
    NewPerson,
    Particulars,
    Place,
    Since,
)
from lianxin.org.people.operations.sieve import Fault, faults_of_rows
from lianxin.org.people.operations.standings import end_standing, set_standing

__all__ = [
    "ContactValues",
    "Fault",
    "NewPerson",
    "Particulars",
    "Place",
    "Since",
    "add_people",
    "add_person",
    "affiliate",
    "attach_account",
    "edit_person",
    "end_affiliation",
    "end_standing",
    "faults_of_rows",
    "fill_keys_from",
    "leave",
    "make_accounts",
    "rebuild_keys",
    "renew_keys",
    "reveal_contact",
    "set_contact",
    "set_standing",
]
