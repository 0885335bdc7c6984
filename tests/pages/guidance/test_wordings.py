"""The table of former wordings, and the mark beside a row that still says one."""

import pytest

from lianxin.work.guidance.models import FormerWording
from tests.cast import Cast
from tests.work.guidance.plans import plan
from tests.work.guidance.worded import SAID, former_wording

ADDRESS = "/plans/wordings/"
QUERIES = 8


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_questions_for_one_row_as_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        former_wording(cast, old=f"旧提法{number}")
    client = cast.client("clerk")
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        client.get(ADDRESS)


def test_a_row_that_still_says_it_is_marked(cast: Cast) -> None:
    of, client = plan(cast), cast.client("clerk")
    of.tasks.update(text="推进三型班组创建")
    page = client.get(f"/plans/{of.pk}/review/").content.decode()
    assert page.count("flag-superseded") == 0
    client.post(f"{ADDRESS}add/", SAID | {"since": "2026-03-01"})
    page = client.get(f"/plans/{of.pk}/review/").content.decode()
    assert page.count("flag-superseded") == 1
    assert "华党发〔2026〕3号" in page


def test_it_is_taken_out_from_its_own_page(cast: Cast) -> None:
    added = former_wording(cast)
    answer = cast.client("clerk").post(f"{ADDRESS}{added.pk}/remove/")
    assert answer.url == ADDRESS
    assert FormerWording.objects.filter(removed_at=None).count() == 0
