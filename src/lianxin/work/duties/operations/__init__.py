"""The only writers of duties and of their ledgers."""

from lianxin.work.duties.operations.asking import (
    Demand,
    add_duty,
    end_duty,
    tell_review_window,
)
from lianxin.work.duties.operations.ledger import (
    follow_approval,
    follow_asking,
    follow_many_founded,
    follow_many_withdrawn,
    follow_move,
    follow_past,
    follow_past_withdrawn,
    follow_record,
    follow_recorded,
    follow_unit,
    renew_all,
    renew_below,
)
from lianxin.work.duties.operations.rebuilding import rebuild_ledger
from lianxin.work.duties.operations.tally import follow_ledger, rebuild_tally
from lianxin.work.duties.operations.waiving import ask_for_waiver

__all__ = [
    "Demand",
    "add_duty",
    "ask_for_waiver",
    "end_duty",
    "follow_approval",
    "follow_asking",
    "follow_ledger",
    "follow_many_founded",
    "follow_many_withdrawn",
    "follow_move",
    "follow_past",
    "follow_past_withdrawn",
    "follow_record",
    "follow_recorded",
    "follow_unit",
    "rebuild_ledger",
    "rebuild_tally",
    "renew_all",
    "renew_below",
    "tell_review_window",
]
