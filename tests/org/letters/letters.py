"""Letters for the tests, made through the operations."""

from datetime import date

from lianxin.org.letters import operations
from lianxin.org.letters.models import Letter
from tests.cast import AT, TODAY, Cast

MATTER = {"matter": "联合开展主题党日", "text": "请贵支部派五名党员参加。"}
INTRODUCTION = {
    "person_name": "何秋实",
    "gender": "女",
    "age": "31",
    "ethnicity": "汉族",
    "standing": "正式党员",
    "from_unit": "检修一支部",
    "to_unit": "运行二支部",
    "dues_until": "2026年11月",
    "days": "90",
}


def draft(cast: Cast, template: str = "free_letter", **changes) -> Letter:
    values = INTRODUCTION if template == "introduction" else MATTER
    given = {
        "template": template,
        "unit": cast.units["branch"],
        "values": values,
        "addressee": "运行二支部",
        "actor": cast.actor("branch_secretary"),
        "at": AT,
    }
    return operations.draft_letter(**given | changes)


def issue(cast: Cast, letter: Letter, dated_on: date = TODAY, **changes) -> Letter:
    given = {
        "word": "检修函",
        "dated_on": dated_on,
        "version": letter.version,
        "actor": cast.actor("branch_secretary"),
        "at": AT,
    }
    return operations.issue_letter(letter, **given | changes)
