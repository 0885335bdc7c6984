"""What is said of somebody who is entered."""

from dataclasses import dataclass, fields
from datetime import date

from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody belongs, in which way, from which day on."""

    unit: Unit
    belonging: Belonging
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a register of staff says besides: 民族, 籍贯, 学历, 学位, 岗位, 职称 …"""

    nation: str = ""
    native_place: str = ""
    education: str = ""
    degree: str = ""
    job: str = ""
    job_title: str = ""
    employment: str = ""
    worked_since: date | None = None

    @classmethod
    def of(cls, person: Person) -> "Particulars":
        """What an entry says now."""
        return cls(**{field.name: getattr(person, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A standing from a day on, until the next one."""

    standing: Standing
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be entered, with all that a register says.

    Without an employee number the person gets one of ours. `standings` are in the
    order of their days, such as probationary and then full.
    """

    name: str
    employee_number: str = ""
    places: tuple[Place, ...] = ()
    gender: str = ""
    birth_on: date | None = None
    joined_on: date | None = None
    particulars: Particulars = Particulars()
    standings: tuple[Since, ...] = ()
    phone: str = ""
    identity_number: str = ""
