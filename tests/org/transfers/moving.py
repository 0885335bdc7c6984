"""Transfers for the tests, made through the operations."""

from datetime import date, timedelta

from lianxin.org.approvals import operations as approvals
from lianxin.org.letters import operations as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.models import Letter
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.transfers import operations, queries
from lianxin.org.transfers.enums import Stage
from lianxin.org.transfers.models import Transfer
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.letters.letters import INTRODUCTION

ELSEWHERE = "江城供电公司检修党支部"
CAME = operations.Came(
    elsewhere=ELSEWHERE,
    their_number="江供组介〔2026〕8号",
    their_day=TODAY - timedelta(days=10),
    standing="full",
    standing_from=date(2015, 7, 1),
)


def ask(cast: Cast, role: str = "sub_clerk", **changes) -> Transfer:
    given = {
        "to_unit": cast.units["other"],
        "reason": "工作调动",
        "actor": cast.actor(role),
        "at": AT,
    }
    return operations.ask_for_transfer(cast.people["member"], **given | changes)


def ask_out(cast: Cast, role: str = "branch_secretary") -> Transfer:
    return ask(cast, role, to_unit=None, elsewhere=ELSEWHERE)


def release(cast: Cast, transfer: Transfer, role: str = "branch_secretary") -> Transfer:
    approvals.agree(transfer.approval, actor=cast.actor(role), at=AT)
    return queries.whole_transfer(transfer.pk)


def introduce(cast: Cast, transfer: Transfer, dated_on: date = TODAY) -> Letter:
    secretary = cast.actor("branch_secretary")
    letter = operations.draft_introduction(
        transfer,
        unit=cast.units["branch"],
        values=INTRODUCTION,
        addressee=ELSEWHERE,
        language=Language.HANS,
        actor=secretary,
        at=AT,
    )
    return letters.issue_letter(
        letter,
        word="检修介",
        dated_on=dated_on,
        version=letter.version,
        actor=secretary,
        at=AT,
    )


def receive(cast: Cast, transfer: Transfer, role: str = "outsider", day=TODAY):
    return operations.receive_member(
        transfer, received_on=day, actor=cast.actor(role), at=AT
    )


def newcomer(cast: Cast) -> Person:
    """Somebody of the workshop's staff who is no member here."""
    person = Person.objects.create(name="新来", pinyin="xinlai", employee_number="T099")
    Affiliation.objects.create(
        person=person,
        unit=cast.units["workshop"],
        belonging="staff",
        valid_from=LONG_AGO,
    )
    return person


def stage(transfer: Transfer, today: date = TODAY) -> Stage:
    return queries.stage_of(queries.whole_transfer(transfer.pk), today=today)


def memberships(person: Person) -> list[tuple[str, date, date | None]]:
    rows = person.affiliations.filter(belonging="party").order_by("valid_from")
    return [(row.unit.name, row.valid_from, row.valid_to) for row in rows]
