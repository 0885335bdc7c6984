"""What can be done to a poll."""

from lianxin.facts.polls.operations.counting import (
    Counted,
    declare_result,
    enter_count,
)
from lianxin.facts.polls.operations.opening import open_poll
from lianxin.facts.polls.operations.preparing import (
    Planned,
    discard_poll,
    prepare_again,
    prepare_poll,
)

__all__ = [
    "Counted",
    "Planned",
    "declare_result",
    "discard_poll",
    "enter_count",
    "open_poll",
    "prepare_again",
    "prepare_poll",
]
