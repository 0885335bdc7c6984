"""Nothing that is typed into any form reaches a log: no name, phone, number or code."""

import logging

import pytest

from tests.pages.asking import undone
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.sending import Sender

NAME, PHONE, IDENTITY = "欧阳未名", "14009998877", "110101194912319968"
SECRETS = (NAME, PHONE, IDENTITY)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(FORMS))
def test_what_is_typed_reaches_no_log(
    sender: Sender, caplog: pytest.LogCaptureFixture
) -> None:
    """Each field with one of them, so that a form may take it, and with all of them."""
    caplog.set_level(logging.DEBUG)
    texts = sender.shown.texts
    alone = {field: [SECRETS[n % 3]] for n, field in enumerate(texts)}
    together = {field: [" ".join(SECRETS)] for field in texts}
    for given in (alone, together):
        with undone():
            sender.send(sender.right | given)
    # Statements with their values are told only to whoever debugs: never as it is served.
    said = [r.getMessage() for r in caplog.records if "sql" not in r.__dict__]
    assert [line for line in said if any(secret in line for secret in SECRETS)] == []
