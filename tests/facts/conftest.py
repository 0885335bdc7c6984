"""The words that these tests expect are the English ones."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever is refused is refused in English."""
    with translation.override("en"):
        yield
