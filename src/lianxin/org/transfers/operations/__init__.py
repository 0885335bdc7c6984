"""The only writers of transfers."""

from lianxin.org.transfers.operations.asking import (
    Came,
    ask_for_transfer,
    expect_member,
)
from lianxin.org.transfers.operations.ending import (
    receive_member,
    send_back,
    withdraw_transfer,
)
from lianxin.org.transfers.operations.introducing import draft_introduction

__all__ = [
    "Came",
    "ask_for_transfer",
    "draft_introduction",
    "expect_member",
    "receive_member",
    "send_back",
    "withdraw_transfer",
]
