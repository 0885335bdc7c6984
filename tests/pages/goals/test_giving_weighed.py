"""A goal that asks for a record again and again is given once it was read what it adds."""

import re
from datetime import timedelta

import pytest

from lianxin.base.ui import clock
from lianxin.work.goals.models import Goal
from tests.cast import Cast
from tests.work.goals.given import DEADLINE, give

WEIGHED = re.compile(r'name="weighed" value="([0-9a-f]+)"')
PRESENT = "Asked already, entries a month of each unit:"


def asked(cast: Cast, **values) -> dict[str, object]:
    return {
        "text": "到现场一次",
        "deadline": (clock.today() + timedelta(days=200)).isoformat(),
        "due_kind": "every_month",
        "units": [cast.units["branch"].pk, cast.units["workshop"].pk],
        **values,
    }


def weighed(answer) -> dict[str, str]:
    assert answer.status_code == 422
    return {"weighed": WEIGHED.search(answer.content.decode())[1]}


def test_what_it_adds_is_said_before_it_is_given(cast: Cast):
    give(cast, text="到现场一次", due_kind="every_month")
    client = cast.client("sub_clerk")
    answer = client.post("/goals/give/", asked(cast))
    page = answer.content.decode()
    assert (
        "This asks 2 units for 2 entries a month altogether, at most 1 of one unit; "
        "1 of them are asked for already." in page
    )
    assert PRESENT in page
    assert "Please look again" in page
    assert Goal.objects.count() == 1
    sent = client.post("/goals/give/", asked(cast) | weighed(answer))
    assert sent["Location"] == "/goals/"
    assert Goal.objects.filter(text="到现场一次").count() == 3


@pytest.mark.parametrize(
    "values", [{"due_kind": "every_quarter"}, {"units": []}, {"text": "到班组一次"}]
)
def test_what_was_changed_after_reading_is_weighed_anew(cast: Cast, values):
    client = cast.client("sub_clerk")
    read = weighed(client.post("/goals/give/", asked(cast)))
    changed = asked(cast, **values) | {"kinds": ["branch"]} | read
    assert client.post("/goals/give/", changed).status_code == 422
    assert Goal.objects.count() == 0


def test_what_is_asked_once_is_given_at_once(cast: Cast):
    client = cast.client("sub_clerk")
    answer = client.post("/goals/give/", asked(cast, due_kind="month"))
    assert answer.status_code == 302


def test_passing_on_is_weighed_as_well(cast: Cast):
    goal = give(cast, role="clerk", unit="sub", due_kind="every_quarter")
    client = cast.client("sub_clerk")
    address = f"/goals/{goal.pk}/pass-on/"
    assert PRESENT in client.get(address).content.decode()
    sent = asked(cast, due_kind="every_quarter", deadline=DEADLINE.isoformat())
    answer = client.post(address, sent)
    assert "at most 0.3 of one unit" in answer.content.decode()
    assert client.post(address, sent | weighed(answer)).status_code == 302
    assert Goal.objects.filter(text="到现场一次").count() == 2
