"""The rulebook as the software reads it: parsed once, the same for everybody."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from lianxin.kernel.rules.book import (
    PostKind,
    Title,
    UnitKind,
    parse_post_kinds,
    parse_settings,
    parse_unit_kinds,
)
from lianxin.kernel.rules.case_files import Case, parse_cases
from lianxin.kernel.rules.duties import Duty
from lianxin.kernel.rules.duty_files import (
    DutyCase,
    Known,
    parse_duties,
    parse_duty_cases,
)
from lianxin.kernel.rules.election_files import (
    ElectionStep,
    ElectionWay,
    Way,
    parse_election_steps,
    parse_election_ways,
)
from lianxin.kernel.rules.letter_files import (
    parse_layout,
    parse_letter_kinds,
    parse_letter_templates,
    parse_lists,
    parse_words,
)
from lianxin.kernel.rules.letters import LetterKind, LetterTemplate, Measure
from lianxin.kernel.rules.next_step_files import NextStep, parse_next_steps
from lianxin.kernel.rules.poll_files import PollKind, parse_poll_kinds
from lianxin.kernel.rules.record_kinds import RecordKind, parse_record_kinds
from lianxin.kernel.rules.self_check import SelfCheck, parse_self_check
from lianxin.kernel.rules.statistics import StatisticalTable, parse_statistics
from lianxin.kernel.rules.value_files import (
    joined,
    parse_left_out,
    parse_regulations,
    parse_rules,
)
from lianxin.kernel.rules.values import Bounds, Edition, Regulation, Rule, Span
from lianxin.kernel.rules.wordings import Wording, parse_wordings
from lianxin.kernel.sheets.kinds import SheetKind, parse_sheet_kinds


def _text(name: str) -> str:
    return (files("lianxin") / "rulebook" / name).read_text(encoding="utf-8")


@cache
def unit_kinds() -> Mapping[str, UnitKind]:
    """Kinds of unit by code, in the order of the file."""
    return {k.code: k for k in parse_unit_kinds(_text("units.yaml"), "units.yaml")}


@cache
def post_kinds() -> Mapping[str, PostKind]:
    """Kinds of post by code, in the order of the file."""
    return {k.code: k for k in parse_post_kinds(_text("posts.yaml"), "posts.yaml")}


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Kinds of record by code, in the order of the file."""
    name = "records.yaml"
    return {k.code: k for k in parse_record_kinds(_text(name), name)}


@cache
def wordings() -> tuple[Wording, ...]:
    """Wordings that a newer one has replaced, in the order of the file."""
    return parse_wordings(_text("wordings.yaml"), "wordings.yaml")


@cache
def sheet_kinds() -> Mapping[str, SheetKind]:
    """Kinds of sheet by code, in the order of the file."""
    return {k.code: k for k in parse_sheet_kinds(text_of_sheet_kinds(), "sheets.yaml")}


@cache
def text_of_sheet_kinds() -> str:
    """The kinds of sheet as their file has them, to be parsed in a child process.

    Where a check names a rule, the rule's number and article stand in its place.
    """
    text = re.sub(r"\brule: (\w+)", _limit_of_rule, _text("sheets.yaml"))
    return re.sub(r"\bleast_rules?: (\[[\w, ]+\]|\w+)", _least_of_rules, text)


def _limit_of_rule(found: re.Match[str]) -> str:
    """`months` of a wait or of an age, `times` of what may be named so often at most."""
    edition = rules()[found[1]].latest
    value = edition.value
    if isinstance(value, Span):
        limit = f"months: {12 * value.years + value.months}"
    elif isinstance(value, Bounds) and value.most is not None:
        limit = f"times: {value.most}"
    elif isinstance(value, Bounds):
        limit = f"months: {12 * (value.least or 0)}"
    else:
        message = f"sheets.yaml: rule {found[1]} has no number; name another one."
        raise TypeError(message)
    basis = json.dumps(edition.source.cite("zh-hans"), ensure_ascii=False)
    return f"{limit}, basis: {basis}"


def _least_of_rules(found: re.Match[str]) -> str:
    """`times` of what is to be named so often at least; `leasts` where rules are listed."""
    editions = [rules()[code].latest for code in re.findall(r"\w+", found[1])]
    leasts = [
        edition.value.least for edition in editions if isinstance(edition.value, Bounds)
    ]
    if len(leasts) < len(editions) or None in leasts:
        message = f"sheets.yaml: of {found[1]} no least number is known; name another."
        raise TypeError(message)
    is_list = found[1].startswith("[")
    limit = f"leasts: {leasts}" if is_list else f"times: {leasts[0]}"
    basis = json.dumps(editions[0].source.cite("zh-hans"), ensure_ascii=False)
    return f"{limit}, basis: {basis}"


@cache
def number(code: str) -> int:
    """One number of `numbers.yaml`; KeyError where there is none of this name."""
    return parse_settings(_text("numbers.yaml"), "numbers.yaml")[code]


CHAPTERS = (
    "basics",
    "branches",
    "enterprise",
    "sizes",
    "terms",
    "elections",
    "rights",
    "quorum",
    "admission",
    "steps_of_admission",
    "members",
    "transfers",
    "dues",
    "yearly",
    "review",
    "schemes",
    "disclosure",
    "congress",
    "burden",
    "privacy",
    "statistics",
)


@cache
def regulations() -> Mapping[str, Regulation]:
    """What the rules are taken from, by code, in the order of the file."""
    name = "rules/regulations.yaml"
    return parse_regulations(_text(name), name)


@cache
def words_of_rules() -> Mapping[str, Title]:
    """What each code of a value is called: kinds of unit and post, and words.yaml."""
    units = {code: kind.title for code, kind in unit_kinds().items()}
    posts = {code: kind.title for code, kind in post_kinds().items()}
    own = parse_words(_text("rules/words.yaml"), "rules/words.yaml")
    return {**units, **posts, **own}


@cache
def pages_of_rules() -> Mapping[str, Title]:
    """What the pages that read rules are called, by their address."""
    return parse_words(_text("rules/pages.yaml"), "rules/pages.yaml")


@cache
def self_check() -> tuple[SelfCheck, ...]:
    """How the software stands to the rules on software, in the order of the file."""
    name = "rules/self_check.yaml"
    return parse_self_check(_text(name), name)


@cache
def rules_by_chapter() -> Mapping[str, Sequence[Rule]]:
    """What regulations ask, by chapter, in the order of the files."""
    return {
        chapter: parse_rules(
            _text(f"rules/{chapter}.yaml"), f"rules/{chapter}.yaml", regulations()
        )
        for chapter in CHAPTERS
    }


@cache
def rules() -> Mapping[str, Rule]:
    """What regulations ask, by code."""
    found = (rule for rows in rules_by_chapter().values() for rule in rows)
    return joined(found, words_of_rules())


def left_out() -> Mapping[str, str]:
    """Rows of the fact sheet that are no value, each with the reason why."""
    return parse_left_out(_text("left_out.yaml"), "left_out.yaml")


def value(code: str, *, on: date) -> Edition | None:
    """The value in force on a day, with its source; None where none is known for it.

    KeyError where there is no rule of this code.
    """
    return rules()[code].on(on)


@cache
def cases() -> tuple[Case, ...]:
    """The cases that stand beside the rules."""
    return tuple(
        case
        for chapter in CHAPTERS
        for case in parse_cases(
            _text(f"rules/{chapter}.cases.yaml"), f"rules/{chapter}.cases.yaml"
        )
    )


@cache
def duties() -> Mapping[str, Duty]:
    """What rules ask of units in each period, by code, in the order of the file."""
    regulations = "rules/regulations.yaml"
    known = Known(
        regulations=parse_regulations(_text(regulations), regulations),
        units=unit_kinds(),
        records=record_kinds(),
        posts=post_kinds(),
    )
    found = parse_duties(_text("duties.yaml"), "duties.yaml", known)
    return {duty.code: duty for duty in found}


def duty_cases() -> tuple[DutyCase, ...]:
    """The cases that stand beside the duties."""
    name = "duties.cases.yaml"
    return parse_duty_cases(_text(name), name)


FONTS = frozenset({"fangsong", "kai", "hei", "title", "song"})


@cache
def letter_series() -> Mapping[str, Title]:
    """What each run of numbers of letters is called, in the order of the file."""
    return parse_words(_text("letters/series.yaml"), "letters/series.yaml")


@cache
def letter_kinds() -> Mapping[str, LetterKind]:
    """Kinds of letter by code, in the order of the file."""
    name = "letters/kinds.yaml"
    return {k.code: k for k in parse_letter_kinds(_text(name), name, letter_series())}


@cache
def letter_templates() -> Mapping[str, LetterTemplate]:
    """Templates of letters by code, in the order of the file."""
    name = "letters/templates.yaml"
    found = parse_letter_templates(_text(name), name, letter_kinds())
    return {template.code: template for template in found}


@cache
def letter_words() -> Mapping[str, Title]:
    """What the page of a letter says by itself, by code."""
    return parse_words(_text("letters/words.yaml"), "letters/words.yaml")


@cache
def letter_layout() -> Mapping[str, Measure]:
    """The measures of the official page by code."""
    return parse_layout(_text("letters/layout.yaml"), "letters/layout.yaml")


@cache
def letter_fonts() -> Mapping[str, Sequence[str]]:
    """Fonts of the official page by what they are for, best first."""
    return parse_lists(_text("letters/fonts.yaml"), "letters/fonts.yaml", FONTS)


@cache
def poll_kinds() -> Mapping[str, PollKind]:
    """Kinds of poll by code, in the order of the file."""
    return parse_poll_kinds(_text("polls/kinds.yaml"), "polls/kinds.yaml", rules())


@cache
def election_steps() -> Mapping[str, ElectionStep]:
    """The steps of an election by code, in their order."""
    name = "polls/election_steps.yaml"
    templates = letter_templates()
    return parse_election_steps(_text(name), name, rules=rules(), letters=templates)


@cache
def election_ways() -> Mapping[Way, ElectionWay]:
    """Who may elect whom, in the order of the file."""
    name = "polls/election_ways.yaml"
    return parse_election_ways(_text(name), name, poll_kinds())


@cache
def next_steps() -> Sequence[NextStep]:
    """What comes next after a vote, by how it ended, in the order of the file."""
    name = "polls/next_steps.yaml"
    return parse_next_steps(_text(name), name, rules())


@cache
def statistical_tables() -> Mapping[str, StatisticalTable]:
    """The tables of the yearly statistics by code, in the order of the file."""
    return parse_statistics(_text("statistics/tables.yaml"), "statistics/tables.yaml")
