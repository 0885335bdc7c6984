"""Pages of polls."""

from lianxin.facts.polls.views.acts import (
    again,
    count,
    declare,
    discard,
    open_,
    prepare,
)
from lianxin.facts.polls.views.boards import (
    archive,
    board,
    booth,
    cast,
    close,
    decrypt,
    end_unopened,
    publish,
    set_up,
    spoil,
)
from lianxin.facts.polls.views.named import end, vote
from lianxin.facts.polls.views.pages import add, poll, polls
from lianxin.facts.polls.views.papers import ballot, minutes, sheet
from lianxin.facts.polls.views.reviews import begin, grade

__all__ = [
    "add",
    "again",
    "archive",
    "ballot",
    "begin",
    "board",
    "booth",
    "cast",
    "close",
    "count",
    "declare",
    "decrypt",
    "discard",
    "end",
    "end_unopened",
    "grade",
    "minutes",
    "open_",
    "poll",
    "polls",
    "prepare",
    "publish",
    "set_up",
    "sheet",
    "spoil",
    "vote",
]
