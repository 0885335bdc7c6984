"""The only writers of records: recording, correcting, withdrawing, following up."""

from lianxin.facts.records.operations.files import Upload, add_files, remove_file
from lianxin.facts.records.operations.following_up import note_made_up, settle_item
from lianxin.facts.records.operations.held import Held, is_away
from lianxin.facts.records.operations.meetings import (
    RecordedAlready,
    amend_record,
    record_meeting,
)
from lianxin.facts.records.operations.past import (
    PastMeeting,
    record_past_meetings,
    withdraw_past_meetings,
)
from lianxin.facts.records.operations.prior_study import (
    Listed,
    join_record,
    list_matters,
    record_from_list,
    with_matters,
)
from lianxin.facts.records.operations.withdrawing import withdraw_record

__all__ = [
    "Held",
    "Listed",
    "PastMeeting",
    "RecordedAlready",
    "Upload",
    "add_files",
    "amend_record",
    "is_away",
    "join_record",
    "list_matters",
    "note_made_up",
    "record_from_list",
    "record_meeting",
    "record_past_meetings",
    "remove_file",
    "settle_item",
    "with_matters",
    "withdraw_past_meetings",
    "withdraw_record",
]
