"""Correcting what was recognised in a document."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.work.guidance.operations import correct_document
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import TEXT, take_in


def correct(cast: Cast, plan, *, role="clerk", title="新题", version=1):
    return correct_document(
        plan,
        plan.documents.get(),
        title=title,
        number="〔2026〕9号",
        issuer="上级党委",
        version=version,
        actor=cast.actor(role),
        at=AT,
    )


def test_title_number_and_issuer(cast: Cast):
    document = correct(cast, take_in(cast))
    document.refresh_from_db()
    assert (document.title, document.number, document.issuer, document.text) == (
        "新题",
        "〔2026〕9号",
        "上级党委",
        TEXT,
    )


def test_a_document_has_a_title(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(ValidationError):
        correct(cast, plan, title=" ")


def test_nobody_else(cast: Cast):
    plan = take_in(cast)
    with pytest.raises(Refused):
        correct(cast, plan, role="secretary")


def test_what_somebody_corrected_meanwhile_is_not_written_over(cast: Cast):
    plan = take_in(cast)
    correct(cast, plan)
    with pytest.raises(Conflict) as conflict:
        correct(cast, plan, title="别的题")
    assert conflict.value.current == {
        "title": "新题",
        "number": "〔2026〕9号",
        "issuer": "上级党委",
    }
    assert conflict.value.expected == 2
    assert correct(cast, plan, title="别的题", version=2).title == "别的题"
