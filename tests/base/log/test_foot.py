"""At the foot of each register stand its day and the head of the journal."""

from io import BytesIO

import docx
import pytest
from django.utils import translation

from lianxin.base.log.exports import foot
from lianxin.base.log.operations import seal
from tests.cast import AT, TODAY, Cast
from tests.facts.records.meetings import meeting

REGISTERS = (
    "/records/registers/meetings/",
    "/records/registers/talks/",
    "/records/registers/hours/",
    "/records/registers/prior-study/",
    "/elections/register/",
    "/org/posts/terms/",
    "/org/posts/staff/",
    "/documents/",
    "/documents/received/",
    "/org/transfers/",
    "/org/cards/",
)


@pytest.fixture
def sealed(cast: Cast) -> Cast:
    meeting(cast)
    seal(at=AT)
    return cast


def test_before_the_first_seal_it_says_so(db: None) -> None:
    assert foot(TODAY) == "As of 2026-11-23; the journal is not sealed yet."


@pytest.mark.parametrize("address", REGISTERS)
def test_a_register_as_word_says_which_journal_it_was_drawn_from(
    sealed: Cast, address: str
) -> None:
    with translation.override("en"):
        answer = sealed.client("sub_clerk").get(address, {"format": "docx"})
    assert answer.status_code == 200, answer
    content = answer.getvalue() if answer.streaming else answer.content
    [section] = docx.Document(BytesIO(content)).sections
    said = "".join(p.text for p in section.footer.paragraphs)
    assert "; journal of 1 entries, head " in said
