"""The only writers of people's entries, each with its day and its policy."""

from lianxin.org.people.operations.accounts import attach_account, make_accounts
from lianxin.org.people.operations.belongings import affiliate, end_affiliation
from lianxin.org.people.operations.bulk import add_people
from lianxin.org.people.operations.checks import check_stays
from lianxin.org.people.operations.completing import (
    Completed,
    Completion,
    complete_people,
)
from lianxin.org.people.operations.contacts import (
    ContactValues,
    reveal_contact,
    set_contact,
)
from lianxin.org.people.operations.deaths import strike_out_death
from lianxin.org.people.operations.entries import add_person, edit_person
from lianxin.org.people.operations.extending import (
    extend_probation,
    withdraw_extension,
)
from lianxin.org.people.operations.following import hand_back_people, hand_over_people
from lianxin.org.people.operations.keys import (
    fill_keys_from,
    rebuild_keys,
    renew_keys,
)
from lianxin.org.people.operations.leaving import come_back, end_by_death, leave
from lianxin.org.people.operations.memberships import (
    move_membership,
    take_up_standing,
)
from lianxin.org.people.operations.merging import merge_people, undo_merging
from lianxin.org.people.operations.newcomers import (
    NewPerson,
    Particulars,
    Place,
    Since,
)
from lianxin.org.people.operations.sieve import Fault, faults_of_rows
from lianxin.org.people.operations.situations import (
    Told,
    begin_situation,
    end_situation,
)
from lianxin.org.people.operations.standings import end_standing, set_standing
from lianxin.org.people.operations.touching import note_touch
from lianxin.org.people.operations.withdrawing import (
    give_back_keys,
    make_way,
    withdraw_people,
)

__all__ = [
    "Completed",
    "Completion",
    "ContactValues",
    "Fault",
    "NewPerson",
    "Particulars",
    "Place",
    "Since",
    "Told",
    "add_people",
    "add_person",
    "affiliate",
    "attach_account",
    "begin_situation",
    "check_stays",
    "come_back",
    "complete_people",
    "edit_person",
    "end_affiliation",
    "end_by_death",
    "end_situation",
    "end_standing",
    "extend_probation",
    "faults_of_rows",
    "fill_keys_from",
    "give_back_keys",
    "hand_back_people",
    "hand_over_people",
    "leave",
    "make_accounts",
    "make_way",
    "merge_people",
    "move_membership",
    "note_touch",
    "rebuild_keys",
    "renew_keys",
    "reveal_contact",
    "set_contact",
    "set_standing",
    "strike_out_death",
    "take_up_standing",
    "undo_merging",
    "withdraw_extension",
    "withdraw_people",
]
