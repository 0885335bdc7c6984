"""The letter of introduction of a released member."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.letters.enums import Language
from lianxin.org.transfers import operations, queries
from tests.cast import AT, TODAY, Cast
from tests.org.letters.letters import INTRODUCTION
from tests.org.transfers.moving import ask_out, introduce, release


def draft(cast: Cast, transfer, role: str, unit: str):
    return operations.draft_introduction(
        transfer,
        unit=cast.units[unit],
        values=INTRODUCTION,
        addressee="江城供电公司党委",
        language=Language.HANS,
        actor=cast.actor(role),
        at=AT,
    )


def test_the_releasing_unit_or_one_above_writes_it(cast: Cast):
    transfer = release(cast, ask_out(cast), "secretary")
    draft(cast, transfer, "sub_clerk", "sub")
    with pytest.raises(Refused, match="releasing unit"):
        draft(cast, transfer, "outsider", "other")
    begins = queries.beginning_of_letter(
        transfer, actor=cast.actor("branch_secretary"), today=TODAY
    )
    assert begins["person_name"] == "何秋实"
    assert begins["from_unit"] == "检修一支部"
    assert begins["to_unit"] == transfer.elsewhere
    assert begins["days"] == "90"


def test_neither_before_the_release_nor_twice(cast: Cast):
    transfer = ask_out(cast)
    with pytest.raises(ValidationError, match="No letter"):
        draft(cast, transfer, "branch_secretary", "branch")
    release(cast, transfer, "secretary")
    letter = introduce(cast, transfer)
    whole = queries.whole_transfer(transfer.pk)
    assert queries.introduction_of(whole) == letter
    with pytest.raises(ValidationError, match="No letter"):
        draft(cast, transfer, "branch_secretary", "branch")
