"""Cells of a register of people as values of an entry."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.identity import birth_of, plain_identity
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import Person
from lianxin.org.people.operations import Particulars, Since

GENDERS = {"男": "m", "女": "f"}
# Columns of registers that are fields of an entry as they stand.
PARTICULARS: Mapping[str, str] = {
    "nation": "nation",
    "education": "education",
    "job": "job",
    "rank": "job_title",
}
LONGEST = {
    name: getattr(Person._meta.get_field(name), "max_length", None) or 0
    for name in ("gender", *PARTICULARS.values())
}
CANDIDATES, MEMBERS = "预备党员", "正式党员"


def day(values: Mapping[str, Any], code: str) -> date | None:
    """A day; of a month its first, which the reader has told of."""
    text = values.get(code)
    if not text:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def born(values: Mapping[str, Any]) -> date | None:
    """The day of birth: of the identity number, else of the column if it has the day."""
    number = plain_identity(values.get("id_number") or "")
    if number:
        return birth_of(number)
    text = values.get("birth") or ""
    return date.fromisoformat(text) if len(text) == 10 else None


def fields_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of a person, by the names of an entry's fields."""
    found: dict[str, Any] = {
        "gender": GENDERS.get(values.get("sex") or "", ""),
        "birth_on": born(values),
        "joined_on": day(values, "hired"),
    }
    found |= {name: values.get(code) or "" for code, name in PARTICULARS.items()}
    return found


def too_long(fields: Mapping[str, Any]) -> str:
    """The name of a field that is longer than an entry holds; empty for none."""
    for name, longest in LONGEST.items():
        if len(fields[name]) > longest:
            return name
    return ""


def particulars_of(fields: Mapping[str, Any]) -> Particulars:
    """The particulars among the fields."""
    return Particulars(**{name: fields[name] for name in PARTICULARS.values()})


STEPS = (
    ("applied", Standing.APPLICANT),
    ("activist", Standing.ACTIVIST),
    ("candidate", Standing.DEVELOPMENT_TARGET),
)


def steps_in(row: StagedRow) -> tuple[Since, ...]:
    """Applicant, activist, development target: as far as a row dates them.

    Of two on the same day only the later one holds. The order of the days and the
    waits between them have been checked by the rules of the kind of sheet.
    """
    found: dict[date, Since] = {}
    for code, standing in STEPS:
        first = day(row.values, code)
        if first is not None:
            found[first] = Since(standing=standing, valid_from=first)
    return tuple(found[first] for first in sorted(found))


def standings_in(row: StagedRow) -> tuple[Since, ...]:
    """What a row of the register of members says that somebody is, and since when.

    Whatever is not said is told as an error, not guessed.
    """
    values = row.values
    joined, full = day(values, "join_date"), day(values, "full_date")
    kind = values.get("member_type") or (MEMBERS if full else "")
    if not kind:
        row.error("standing_unsaid", "member_type")
        return ()
    if joined is None and full is None:
        row.error("joined_unsaid", "join_date")
        return ()
    if kind == CANDIDATES:
        if full is not None or joined is None:
            row.error("candidate_with_full_date", "full_date")
            return ()
        return (Since(standing=Standing.PROBATIONARY, valid_from=joined),)
    if joined is None or full is None or full <= joined:
        first = full or joined
        assert first is not None  # noqa: S101 -- one of them is there
        row.notice("full_from_one_day", "full_date", value=first)
        return (Since(standing=Standing.FULL, valid_from=first),)
    return (
        Since(standing=Standing.PROBATIONARY, valid_from=joined),
        Since(standing=Standing.FULL, valid_from=full),
    )


def column_of(name: str) -> str:
    """The column of a sheet that fills this field of an entry."""
    columns = {"job_title": "rank", "birth_on": "birth", "joined_on": "hired"}
    return columns.get(name, {"gender": "sex"}.get(name, name))


def began_before_birth(fields: Mapping[str, Any]) -> bool:
    """Whether somebody would have started work before being born."""
    born, began = fields["birth_on"], fields["joined_on"]
    return bool(born and began and began <= born)
