"""What can be done to a poll."""

from lianxin.facts.polls.operations.boards import (
    Parties,
    add_decryption,
    close_board,
    end_unopened,
    publish_result,
    set_up_board,
)
from lianxin.facts.polls.operations.casting import Taken, cast_ballot, spoil_ballot
from lianxin.facts.polls.operations.counting import (
    Counted,
    declare_result,
    enter_count,
)
from lianxin.facts.polls.operations.grading import decide_grades
from lianxin.facts.polls.operations.naming import end_named_vote, vote_by_name
from lianxin.facts.polls.operations.opening import open_poll
from lianxin.facts.polls.operations.preparing import (
    Planned,
    begin_review,
    discard_poll,
    prepare_again,
    prepare_poll,
)

__all__ = [
    "Counted",
    "Parties",
    "Planned",
    "Taken",
    "add_decryption",
    "begin_review",
    "cast_ballot",
    "close_board",
    "decide_grades",
    "declare_result",
    "discard_poll",
    "end_named_vote",
    "end_unopened",
    "enter_count",
    "open_poll",
    "prepare_again",
    "prepare_poll",
    "publish_result",
    "set_up_board",
    "spoil_ballot",
    "vote_by_name",
]
