"""The component gallery, looked at in all twelve combinations."""

from tests.cast import Cast
from tests.journeys.looking import TWELVE


def test_the_gallery_is_accessible_in_every_look(
    visit, live_server, cast: Cast
) -> None:
    session = cast.client("branch_secretary").cookies["sessionid"].value
    for look in TWELVE:
        visitor = visit(look)
        visitor.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": visitor.base}]
        )
        visitor.go("/components/")
        visitor.check()
