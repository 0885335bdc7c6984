"""Beginning a plan."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.operations import begin_plan
from lianxin.work.guidance.queries import stage_of
from tests.cast import AT, Cast
from tests.work.guidance.plans import document


def begin(cast: Cast, *, role: str = "clerk", **values):
    given = {
        "unit": cast.units["root"],
        "title": "党建工作计划",
        "year": 2026,
        "documents": [],
        "actor": cast.actor(role),
        "at": AT,
    }
    return begin_plan(**given | values)


def test_it_is_a_draft_of_its_documents(cast: Cast):
    source = document(cast)
    plan = begin(cast, documents=[source, source])
    assert [base.document for base in plan.bases.all()] == [source]
    assert stage_of(plan) is Stage.DRAFT
    assert Entry.objects.get().code == "guidance.plan_begun"


@pytest.mark.parametrize("role", ["secretary", "leader", "sub_clerk", "member"])
def test_only_the_clerk_of_the_unit(cast: Cast, role: str):
    with pytest.raises(Refused):
        begin(cast, role=role)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"title": " "}, {"title": ["Give the plan a title."]}),
        ({"year": 26}, {"year": ["Give a year, such as 2026."]}),
    ],
)
def test_what_is_refused(cast: Cast, values, fault):
    with pytest.raises(ValidationError) as error:
        begin(cast, **values)
    assert error.value.message_dict == fault
