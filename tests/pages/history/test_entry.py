"""One entry: its fields, and its seal."""

import pytest

from lianxin.base.journal import operations as journal
from lianxin.base.journal.models import Entry
from lianxin.base.log import operations as log
from lianxin.base.log.models import Seal
from lianxin.kernel.actor import Ref
from lianxin.org.units.events import UnitRenamed
from tests.cast import AT


@pytest.fixture
def url(cast):
    ref = Ref("units.unit", cast.units["branch"].pk)
    journal.write(
        UnitRenamed(
            subject=ref,
            unit=ref,
            actor=cast.actor("clerk"),
            at=AT,
            before={"name": "<b>检修</b>"},
            after={"name": "检修一支部"},
        )
    )
    return f"/journal/{Entry.objects.get().pk}/"


def test_it_shows_before_and_after(cast, url):
    page = cast.client("branch_secretary").get(url).content.decode()
    assert "<h1>A unit has a new name from a day on.</h1>" in page
    assert "&lt;b&gt;检修&lt;/b&gt;" in page
    assert "<b>检修" not in page
    assert "2026-11-23 09:30:00" in page
    assert "Not sealed yet." in page


def test_it_tells_the_seal(cast, url):
    log.seal(at=AT)
    page = cast.client("branch_secretary").get(url).content.decode()
    assert "as number 1 of the log, under the seal over 1 entries" in page
    assert bytes(Seal.objects.get().root).hex() in page


@pytest.mark.parametrize(
    ("role", "status"),
    [("secretary", 200), ("branch_secretary", 200), ("outsider", 404), ("member", 403)],
)
def test_who_reads_it(cast, url, role, status):
    assert cast.client(role).get(url).status_code == status


def test_there_is_no_other(cast, url):
    assert cast.client("secretary").get("/journal/99999/").status_code == 404
