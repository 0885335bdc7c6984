"""The only writers of posts, of who holds them and of what goes with them."""

from lianxin.org.posts.operations.appointments import (
    appoint,
    end_appointment,
    leave_with_posts,
)
from lianxin.org.posts.operations.charges import add_charge, end_charge
from lianxin.org.posts.operations.leavers import close_accounts_of_leavers
from lianxin.org.posts.operations.openings import close_post, open_post

__all__ = [
    "add_charge",
    "appoint",
    "close_accounts_of_leavers",
    "close_post",
    "end_appointment",
    "end_charge",
    "leave_with_posts",
    "open_post",
]
