"""The only writers of posts, of who holds them and of what goes with them."""

from lianxin.org.posts.operations.appointing_many import (
    Appointed,
    NewAppointment,
    appoint_many,
    withdraw_appointments,
)
from lianxin.org.posts.operations.appointments import (
    appoint,
    end_appointment,
    leave_with_posts,
)
from lianxin.org.posts.operations.charges import add_charge, end_charge
from lianxin.org.posts.operations.deaths import note_death
from lianxin.org.posts.operations.leavers import (
    close_accounts_of_leavers,
    end_sessions_of_the_day,
)
from lianxin.org.posts.operations.openings import close_post, open_post
from lianxin.org.posts.operations.reinstating import reinstate_with_people
from lianxin.org.posts.operations.reorganising import (
    dissolve_with_others,
    dissolve_with_people,
    split_unit,
)
from lianxin.org.posts.operations.reserve import add_reserve, end_reserve
from lianxin.org.posts.operations.standards import set_staff_standard
from lianxin.org.posts.operations.taking_back import take_back_death
from lianxin.org.posts.operations.terms import note_election, put_off_election

__all__ = [
    "Appointed",
    "NewAppointment",
    "add_charge",
    "add_reserve",
    "appoint",
    "appoint_many",
    "close_accounts_of_leavers",
    "close_post",
    "dissolve_with_others",
    "dissolve_with_people",
    "end_appointment",
    "end_charge",
    "end_reserve",
    "end_sessions_of_the_day",
    "leave_with_posts",
    "note_death",
    "note_election",
    "open_post",
    "put_off_election",
    "reinstate_with_people",
    "set_staff_standard",
    "split_unit",
    "take_back_death",
    "withdraw_appointments",
]
