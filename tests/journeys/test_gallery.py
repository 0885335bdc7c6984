"""The component gallery, looked at in all twelve combinations."""

from itertools import groupby
from operator import attrgetter

from tests.cast import Cast
from tests.journeys.looking import TWELVE


def test_the_gallery_is_accessible_in_every_look(
    visit, live_server, cast: Cast
) -> None:
    session = cast.client("branch_secretary").cookies["sessionid"].value
    looked_at = []
    for _, looks in groupby(TWELVE, attrgetter("language")):
        first, *others = looks
        visitor = visit(first)
        visitor.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": visitor.base}]
        )
        visitor.go("/components/")
        visitor.check()
        for look in others:
            visitor.turn(look)
            visitor.check()
        looked_at += [first, *others]
    assert looked_at == TWELVE
