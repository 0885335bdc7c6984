"""The pages of the ways that lead nowhere."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/accounts/closed/", "This account is closed"),
        ("/accounts/provider/cancelled/", "Nothing has changed"),
    ],
)
def test_it_says_what_happened(cast: Cast, address, words) -> None:
    answer = Client(headers={"accept-language": "en"}).get(address)
    assert answer.status_code == 200
    assert words in answer.content.decode()
