"""The same invented people and units for every test."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.test import Client

from lianxin.base.accounts.models import User
from lianxin.kernel.actor import Actor, system_actor
from lianxin.kernel.actor.paths import segment
from lianxin.kernel.zh import name_pinyin, text_pinyin
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.operations import renew_keys
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations.keys import renew_keys as renew_unit_keys

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
ACTION = UUID("00000000-0000-4000-8000-000000000001")
PASSWORD = "a-long-test-password"

UNITS = {
    "root": ("committee", "华岭集团党委", None),
    "department": ("department", "安全生产部", "root"),
    "union": ("union", "集团工会", "root"),
    "sub": ("committee", "北川公司党委", "root"),
    "branch": ("branch", "检修一支部", "sub"),
    "group": ("group", "检修一支部第一党小组", "branch"),
    "workshop": ("workshop", "检修车间", "sub"),
    "other": ("branch", "运行二支部", "root"),
}

WITH_SECOND_FACTOR = {"administrator", "office_clerk"}

# role: name, number, unit and kind of post, staff unit, party unit, standing
PEOPLE = {
    "administrator": ("管理员甲", "root", "administrator", "department", None, None),
    "clerk": ("林若溪", "root", "office_clerk", "department", "other", "full"),
    "secretary": (
        "沈国樑",
        "root",
        "committee_secretary",
        "department",
        "other",
        "full",
    ),
    "leader": ("高远山", "root", "leader_in_charge", "department", "other", "full"),
    "department_head": (
        "马立群",
        "department",
        "department_head",
        "department",
        "other",
        "full",
    ),
    "sub_clerk": ("唐小满", "sub", "office_clerk", "workshop", "branch", "full"),
    "branch_secretary": (
        "周明远",
        "branch",
        "branch_secretary",
        "workshop",
        "branch",
        "full",
    ),
    "branch_member": (
        "单雪",
        "branch",
        "organisation_member",
        "workshop",
        "branch",
        "full",
    ),
    "member": ("何秋实", None, None, "workshop", "branch", "full"),
    "employee": ("曾晓", None, None, "workshop", None, "applicant"),
    "union_chair": ("罗春生", "union", "union_chair", "department", None, None),
    "discipline_officer": (
        "韩正阳",
        "sub",
        "discipline_officer",
        "workshop",
        "branch",
        "full",
    ),
    "organiser": ("陆文清", "root", "organiser", "department", "other", "full"),
    "outsider": ("钱卫东", "other", "branch_secretary", "department", "other", "full"),
}


@dataclass
class Cast:
    """Units by key, people and their appointments by role."""

    units: dict[str, Unit]
    people: dict[str, Person]
    appointments: dict[str, Appointment]

    def actor(self, role: str, *, today: date = TODAY) -> Actor:
        person = self.people[role]
        known = posts.person_of_account(person.account_id, today=today)
        assert known is not None
        return posts.actor_of(
            known, chosen=self.appointments.get(role), today=today, action=ACTION
        )

    def client(self, role: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(self.people[role].account)
        return client

    @property
    def system(self) -> Actor:
        return system_actor("tests.job", ACTION)


def found(kind: str, name: str, parent: Unit | None) -> Unit:
    """A unit with its rows, made without the operation under test."""
    unit = Unit.objects.create(
        kind=kind,
        name=name,
        short_name=name,
        pinyin=text_pinyin(name),
        parent=parent,
        founded_on=LONG_AGO,
    )
    unit.path = (parent.path if parent else "") + segment(0, unit.pk)
    unit.save()
    Placement.objects.create(unit=unit, parent=parent, valid_from=LONG_AGO)
    UnitName.objects.create(unit=unit, name=name, short_name=name, valid_from=LONG_AGO)
    renew_unit_keys([unit])
    return unit


def assemble() -> Cast:
    """The whole cast, new in the database."""
    units: dict[str, Unit] = {}
    for key, (kind, name, parent) in UNITS.items():
        units[key] = found(kind, name, units.get(parent or ""))
    people: dict[str, Person] = {}
    appointments: dict[str, Appointment] = {}
    for number, (role, row) in enumerate(PEOPLE.items(), start=1):
        name, unit, kind, staff, party, standing = row
        account = User(username=role, created_at=AT)
        account.set_password(PASSWORD)
        account.save()
        person = Person.objects.create(
            name=name,
            pinyin=name_pinyin(name),
            employee_number=f"T{number:03}",
            account=account,
        )
        people[role] = person
        if kind in WITH_SECOND_FACTOR:
            Authenticator.objects.create(user=account, type="totp", data={})
        for belonging, place in (("staff", staff), ("party", party)):
            if place:
                Affiliation.objects.create(
                    person=person,
                    unit=units[place],
                    belonging=belonging,
                    valid_from=LONG_AGO,
                )
        if standing:
            PartyStanding.objects.create(
                person=person, standing=standing, valid_from=LONG_AGO
            )
        if unit and kind:
            post = Post.objects.create(unit=units[unit], kind=kind, valid_from=LONG_AGO)
            appointments[role] = Appointment.objects.create(
                post=post, person=person, valid_from=LONG_AGO
            )
    renew_keys(*people.values())
    return Cast(units, people, appointments)
