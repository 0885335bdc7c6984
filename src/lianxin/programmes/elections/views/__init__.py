"""Pages of elections."""

from lianxin.programmes.elections.views.pages import (
    about,
    election,
    elections,
    file,
    paper,
    register,
)
from lianxin.programmes.elections.views.steps import (
    add_files,
    begin,
    correct,
    letter,
    remove_file,
    step,
)
from lianxin.programmes.elections.views.votes import (
    conclude,
    empty_places,
    names,
    office,
    vote,
    withdraw,
)

__all__ = [
    "about",
    "add_files",
    "begin",
    "conclude",
    "correct",
    "election",
    "elections",
    "empty_places",
    "file",
    "letter",
    "names",
    "office",
    "paper",
    "register",
    "remove_file",
    "step",
    "vote",
    "withdraw",
]
