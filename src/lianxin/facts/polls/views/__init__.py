"""Pages of polls."""

from lianxin.facts.polls.views.acts import (
    again,
    count,
    declare,
    discard,
    open_,
    prepare,
)
from lianxin.facts.polls.views.pages import add, poll, polls
from lianxin.facts.polls.views.papers import ballot, minutes, sheet

__all__ = [
    "add",
    "again",
    "ballot",
    "count",
    "declare",
    "discard",
    "minutes",
    "open_",
    "poll",
    "polls",
    "prepare",
    "sheet",
]
