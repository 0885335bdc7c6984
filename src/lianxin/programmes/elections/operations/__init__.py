"""What can be done to an election, from its beginning to the posts of those elected."""

from lianxin.programmes.elections.operations.beginning import begin_election
from lianxin.programmes.elections.operations.concluding import conclude_election
from lianxin.programmes.elections.operations.files import (
    add_step_files,
    remove_step_file,
)
from lianxin.programmes.elections.operations.offices import prepare_office_vote
from lianxin.programmes.elections.operations.steps import correct_step, take_step
from lianxin.programmes.elections.operations.votes import (
    leave_places_empty,
    name_elected,
    prepare_vote,
    withdraw_vote,
)

__all__ = [
    "add_step_files",
    "begin_election",
    "conclude_election",
    "correct_step",
    "leave_places_empty",
    "name_elected",
    "prepare_office_vote",
    "prepare_vote",
    "remove_step_file",
    "take_step",
    "withdraw_vote",
]
