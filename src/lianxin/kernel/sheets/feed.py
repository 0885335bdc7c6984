"""What the personnel system tells of people: CSV or JSON in, values and faults out."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxin.kernel.sheets.readers.csv import delimiter_of
from lianxin.kernel.zh.identity import is_identity

MOST_ROWS = 200_000
FIELDS = (
    "employee_number",
    "name",
    "gender",
    "birth_on",
    "joined_on",
    "left_on",
    "unit",
)
DAYS = frozenset({"birth_on", "joined_on", "left_on"})
HEADERS: Mapping[str, str] = {
    "工号": "employee_number",
    "员工编号": "employee_number",
    "人员编号": "employee_number",
    "职工编号": "employee_number",
    "员工号": "employee_number",
    "职工号": "employee_number",
    "姓名": "name",
    "性别": "gender",
    "出生日期": "birth_on",
    "入职日期": "joined_on",
    "参加工作时间": "joined_on",
    "入职时间": "joined_on",
    "离职日期": "left_on",
    "离职时间": "left_on",
    "部门": "unit",
    "部门名称": "unit",
    "所在部门": "unit",
    "单位": "unit",
    "单位名称": "unit",
} | {name: name for name in FIELDS}
GENDERS = {"": "", "f": "f", "m": "m", "女": "f", "男": "m", "女性": "f", "男性": "m"}
LONGEST = {"employee_number": 30, "name": 60, "unit": 120}
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# With the time of day that databases add; without signs a day has eight digits.
_DAY = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)


class FeedError(ValueError):
    """Nothing can be taken from this; `code` says why."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code} {value}".strip())
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Told:
    """A person as the personnel system tells it; None and "" where it does not."""

    line: int
    employee_number: str
    name: str
    gender: str = ""
    birth_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was not taken: its line, its field and what is the matter.

    Whom it is about, where it says so: it tells that somebody is there all the same.
    """

    line: int
    field: str
    code: str
    employee_number: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """The rows that can be taken, the faults of the others, and whether it is all.

    Who is missing from a complete feed has left.
    """

    rows: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_complete: bool = False


def read_feed(data: bytes, *, is_complete: bool = False) -> Feed:
    """Read CSV or JSON, whichever it is; FeedError where it is neither.

    JSON may say itself whether it is complete; of CSV the caller knows.
    """
    text = _decoded(data)
    if text.lstrip()[:1] in {"{", "["}:
        rows, complete = _from_json(text)
        is_complete = is_complete or complete
    else:
        rows = _from_csv(text)
    feed = Feed(is_complete=is_complete)
    seen: set[str] = set()
    for line, row in rows:
        _take(feed, line, row, seen)
    if not feed.rows and not feed.faults:
        raise FeedError("empty")
    return feed


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FeedError("not_text")


def _from_json(text: str) -> tuple[list[tuple[int, Mapping[str, object]]], bool]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError("not_json") from error
    people, complete = found, False
    if isinstance(found, dict):
        people, complete = found.get("people"), found.get("complete") is True
    if not isinstance(people, list) or not all(isinstance(p, dict) for p in people):
        raise FeedError("no_people")
    if len(people) > MOST_ROWS:
        raise FeedError("too_many", str(MOST_ROWS))
    unknown = {str(key) for person in people for key in person} - set(FIELDS)
    if unknown:
        raise FeedError("unknown_field", _NO_TEXT.sub("?", min(unknown))[:60])
    return list(enumerate(people, start=1)), complete


def _from_csv(text: str) -> list[tuple[int, Mapping[str, object]]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text))
    try:
        head = next(reader, [])
        names = [HEADERS.get(cell.strip()) for cell in head]
        if not {"employee_number", "name"} <= set(names):
            raise FeedError("no_header")
        twice = [
            h.strip()
            for h, n in zip(head, names, strict=True)
            if n and names.count(n) > 1
        ]
        if twice:
            raise FeedError("two_columns", _NO_TEXT.sub("?", "、".join(twice))[:60])
        rows: list[tuple[int, Mapping[str, object]]] = []
        for row in reader:
            if len(rows) >= MOST_ROWS:
                raise FeedError("too_many", str(MOST_ROWS))
            if any(cell.strip() for cell in row):
                told = {n: c for n, c in zip(names, row, strict=False) if n}
                rows.append((reader.line_num, told))
    except csv.Error as error:
        raise FeedError("not_csv") from error
    return rows


def _take(feed: Feed, line: int, row: Mapping[str, object], seen: set[str]) -> None:
    told = {name: _text(row.get(name)) for name in FIELDS}
    fault = _fault_in(told, seen)
    if fault is not None:
        number = told["employee_number"]
        is_known = len(number) <= LONGEST["employee_number"]
        is_known = is_known and not _NO_TEXT.search(number) and not is_identity(number)
        about = number if is_known else ""
        feed.faults.append(Fault(line, *fault, employee_number=about))
        return
    seen.add(told["employee_number"])
    days = {name: _day(told[name]) for name in DAYS}
    feed.rows.append(
        Told(
            line,
            told["employee_number"],
            told["name"],
            GENDERS[told["gender"].lower()],
            days["birth_on"],
            days["joined_on"],
            days["left_on"],
            told["unit"],
        )
    )


def _text(value: object) -> str:
    """A value as text; what is neither text nor a number becomes what is no text."""
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value).strip()
    return "\0"


def _fault_in(told: Mapping[str, str], seen: Iterable[str]) -> tuple[str, str] | None:
    unfit = [
        *((name, "no_text") for name in FIELDS if _NO_TEXT.search(told[name])),
        *((n, "missing") for n in ("employee_number", "name") if not told[n]),
        *((n, "too_long") for n, most in LONGEST.items() if len(told[n]) > most),
    ]
    if unfit:
        return unfit[0]
    if is_identity(told["employee_number"]):
        return "employee_number", "identity"
    if told["employee_number"] in seen:
        return "employee_number", "twice"
    if told["gender"].lower() not in GENDERS:
        return "gender", "unknown"
    wrong = [n for n in sorted(DAYS) if told[n] and _day(told[n]) is None]
    return (wrong[0], "no_day") if wrong else None


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None
