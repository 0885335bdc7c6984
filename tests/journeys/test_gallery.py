"""The component gallery, looked at in all twelve combinations."""

import pytest

from tests.cast import Cast
from tests.journeys.looking import TWELVE, Look


@pytest.mark.parametrize("look", TWELVE, ids=lambda look: look.name)
def test_the_gallery_is_accessible(visit, look: Look, transactional_db) -> None:
    from tests.cast import assemble  # noqa: PLC0415 -- after the database is there

    cast: Cast = assemble()
    visitor = visit(look)
    sign_in(visitor, cast)
    visitor.go("/components/")
    visitor.check()


def sign_in(visitor, cast: Cast) -> None:
    session = cast.client("branch_secretary").cookies["sessionid"].value
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.base}]
    )
