"""A secretary's month on a phone: what is asked, recorded once, read everywhere.

From the list of the month to the prefilled form; a lecture held in the party day is
entered with it; class hours, register and list follow from that one record. Each page
on the way passes axe.
"""

from datetime import timedelta

from django.utils.translation import override

from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.base.ui.wording import DUTY_STATUSES
from lianxin.facts.records.models import Record
from lianxin.kernel.rules import DutyStatus
from tests.cast import Cast, assemble
from tests.facts.records.meetings import meeting
from tests.journeys.conftest import Visitor
from tests.journeys.looking import PHONE, Look
from tests.journeys.people import send
from tests.journeys.test_offline import sign_in

LOOK = Look("zh-hans", "light", *PHONE)


def look_at(visitor: Visitor, address: str) -> str:
    visitor.go(address)
    visitor.check()
    return visitor.page.locator("main").inner_text()


def month_of(cast: Cast) -> str:
    return f"/duties/{cast.units['branch'].pk}/month/"


def record_from_the_list(visitor: Visitor, cast: Cast, kind: str) -> None:
    look_at(visitor, month_of(cast))
    link = f'main a.btn[href="/records/add/{cast.units["branch"].pk}/{kind}/"]'
    visitor.page.locator(link).first.click()
    visitor.page.wait_for_url(f"**/{kind}/")
    visitor.check()


def party_day_with_a_lecture(visitor: Visitor, cast: Cast) -> Record:
    page = visitor.page
    record_from_the_list(visitor, cast, "party_day")
    assert page.locator(".attendance select").count() == 5
    page.fill("#id_topic", "井冈山精神")
    absent = f'select[name="attendance-{cast.people["member"].pk}"]'
    page.select_option(absent, "sick")
    page.locator("details.more summary").click()
    page.check('input[name="parts"][value="party_lecture"]')
    send(visitor)
    page.wait_for_url("**/records/*/")
    return Record.objects.get(topic="井冈山精神")


def hours(visitor: Visitor) -> dict[str, str]:
    look_at(visitor, "/records/registers/hours/")
    rows = visitor.page.locator("main tbody tr")
    found = {}
    for number in range(rows.count()):
        cells = rows.nth(number).locator("td").all_inner_texts()
        found[cells[0].split("\n")[-1]] = cells[-1].split("\n")[-1]
    return found


def study_made_up(visitor: Visitor, cast: Cast, record: Record) -> None:
    look_at(visitor, f"/records/{record.pk}/made-up/")
    visitor.page.select_option('select[name="person"]', str(cast.people["member"].pk))
    send(visitor)


def asked_for(visitor: Visitor, cast: Cast) -> tuple[int, int]:
    """How many periods the list of the month shows as met, how many party days to hold."""
    words = look_at(visitor, month_of(cast))
    link = f'main a.btn[href="/records/add/{cast.units["branch"].pk}/party_day/"]'
    with override("zh-hans"):
        met = words.count(str(DUTY_STATUSES[DutyStatus.MET]))
    return met, visitor.page.locator(link).count()


def kept_here_for_two_months(cast: Cast) -> None:
    meeting(cast, kind="study_meeting")
    Entry.objects.update(at=clock.now() - timedelta(days=62))


def test_a_month_on_a_phone(visit, transactional_db) -> None:
    cast, visitor = assemble(), visit(LOOK)
    kept_here_for_two_months(cast)
    sign_in(visitor, cast, "branch_secretary")
    look_at(visitor, "/")
    look_at(visitor, "/duties/")
    met, to_hold = asked_for(visitor, cast)
    record = party_day_with_a_lecture(visitor, cast)
    assert asked_for(visitor, cast) == (met + 1, to_hold - 1)
    assert set(record.parts.values_list("kind", flat=True)) == {
        "party_day",
        "party_lecture",
    }
    assert record.took_place_on == clock.today()
    told = hours(visitor)
    assert (told["周明远"], told["何秋实"]) == ("2.0", "0.0")
    study_made_up(visitor, cast, record)
    assert hours(visitor)["何秋实"] == "2.0"
    register = look_at(visitor, "/records/registers/meetings/")
    assert register.count("井冈山精神") == 1
    record_from_the_list(visitor, cast, "branch_committee_meeting")
    visitor.page.fill("#id_topic", "研究下月安排")
    send(visitor)
    assert asked_for(visitor, cast) == (met + 2, to_hold - 1)
