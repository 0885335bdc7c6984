"""Days and brackets as templates write them."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

FIRST, LAST = date(2024, 8, 9), date(2025, 11, 25)


def made(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "open_ended", "closed"),
    [
        ("en", "since 2024-08-09", "2024-08-09 to 2025-11-25"),
        ("zh-hans", "自2024-08-09起", "2024-08-09至2025-11-25"),
        ("zh-hant", "自2024-08-09起", "2024-08-09至2025-11-25"),
    ],
)
def test_a_period_is_said_in_one_piece(
    language: str, open_ended: str, closed: str
) -> None:
    with translation.override(language):
        for last, words in ((None, open_ended), (LAST, closed)):
            shown = made("{% period first last %}", first=FIRST, last=last)
            assert shown == f'<span class="text-nowrap">{words}</span>'


def test_without_anything_to_add_there_are_no_brackets() -> None:
    with translation.override("en"):
        shown = [made("{{ 'a'|bracketed:x }}", x=x) for x in ("", None, "b<")]
    assert shown == ["a", "a", "a (b&lt;)"]
