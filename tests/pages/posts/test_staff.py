"""The register of those who do the Party's office work."""

from io import BytesIO

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries

from lianxin.org.posts.models import Appointment, Post
from tests.cast import LONG_AGO, TODAY, Cast
from tests.org.posts.test_set_staff_standard import put

PATH = "/org/posts/staff/"


def test_who_does_the_work_and_how_many_are_missing(cast: Cast) -> None:
    put(cast)
    page = cast.client("clerk").get(PATH).content.decode()
    assert "华岭集团党委 and the units below: 3 do" in page
    assert "At least 5 are asked since Nov. 23, 2026 (华党〔2026〕7号)." in page
    assert "2 are missing." in page
    book = cast.client("clerk").get(PATH, {"format": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(book.content)).active
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    for name in ("林若溪", "陆文清", "唐小满"):
        assert name in names
    assert "沈国樑" not in names


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    rows: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Appointment.objects.filter(post__kind__in=("organiser", "office_clerk")).exclude(
        person=cast.people["clerk"]
    ).delete()
    for number in range(2, rows + 1):
        post = Post.objects.create(
            unit=cast.units["sub"],
            kind="organiser",
            number=number,
            valid_from=LONG_AGO,
        )
        Appointment.objects.create(
            post=post, person=cast.people["member"], valid_from=TODAY
        )
    client = cast.client("clerk")
    client.get(PATH)
    with django_assert_num_queries(QUERIES):
        client.get(PATH)


QUERIES = 13
