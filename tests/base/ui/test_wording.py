"""Every code of the kernel has words, and the words take its values."""

import ast
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from lianxin.base.ui.views.gallery.samples import verdicts_of
from lianxin.base.ui.wording import (
    COUNTED,
    ICONS,
    SENTENCES,
    STATUSES,
    Pill,
    bracketed,
    explain,
    labelled,
    pill,
    sentence,
)
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.duties import Exempt, Need
from lianxin.kernel.rules.verdict import Message, Status, Tone, Verdict
from tests.architecture.source import SOURCE
from tests.cast import TODAY

ACTOR = Actor(name="周明远", action=uuid4())


MET_OR_WAITING = ("met", "met_late", "open", "to_come")
SPELLED_OUT = {
    "f'goal.because_{status}'": {f"goal.because_{status}" for status in Status},
    "f'duty.because_{status}'": {f"duty.because_{status}" for status in MET_OR_WAITING},
    "f'duty.exempt_{slot.exempt}'": {f"duty.exempt_{code}" for code in Exempt},
    "f'duty.lacks_{need}'": {f"duty.lacks_{need}" for need in Need},
}


def codes_in_the_kernel() -> set[str]:
    """The first argument of every Message, f-strings spelled out."""
    found = set()
    for name in ("goals.py", "goal_reasons.py", "duty_judge.py", "verdict.py"):
        tree = ast.parse((SOURCE / "kernel" / "rules" / name).read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "Message":
                continue
            found |= codes_of(node.args[0])
    return found


def codes_of(code: ast.expr) -> set[str]:
    if isinstance(code, ast.Constant):
        return {code.value}
    if isinstance(code, ast.IfExp):
        return codes_of(code.body) | codes_of(code.orelse)
    return SPELLED_OUT[ast.unparse(code)]


def test_no_code_is_without_words_and_no_words_without_code() -> None:
    assert codes_in_the_kernel() == set(SENTENCES) | set(COUNTED)


def test_every_status_and_every_family_has_its_word_and_icon() -> None:
    assert set(STATUSES) == set(Status)
    assert set(ICONS) == set(Tone)
    assert len(set(ICONS.values())) == len(Tone)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize(
    "verdict",
    [v for _, v in verdicts_of(TODAY)],
    ids=[n for n, _ in verdicts_of(TODAY)],
)
def test_every_verdict_can_be_explained(verdict: Verdict, language: str) -> None:
    with translation.override(language):
        why = explain(verdict, actor=ACTOR, today=TODAY)
    said = [why.asked, why.basis, *why.reasons, *why.changes]
    said += [fact.why for fact in (*why.counted, *why.not_counted)]
    assert [words for words in said if "%(" in words or not words] == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "It is due today."), (1, "1 day is left."), (5, "5 days are left.")],
)
def test_days_that_are_left(days: int, words: str) -> None:
    due = TODAY + timedelta(days=days)
    with translation.override("en"):
        assert sentence(Message("goal.days_left", {"days": days, "due": due})) == words


def test_days_are_written_as_the_language_writes_them() -> None:
    message = Message("goal.asked", {"due": date(2026, 11, 23)})
    with translation.override("zh-hans"):
        assert "2026年11月23日" in sentence(message)


def pill_of(name: str) -> Pill:
    with translation.override("en"):
        return pill(dict(verdicts_of(TODAY))[name])


def test_what_is_due_soon_says_in_how_many_days() -> None:
    assert pill_of("soon") == Pill("2 days left", "soon")
    assert pill_of("today") == Pill("Due today", "soon")


def test_all_else_says_its_status() -> None:
    assert pill_of("late") == Pill("Overdue", "late")
    assert pill_of("struck_off") == Pill("Struck off", "done")


def test_a_fact_that_the_reader_may_not_see_has_no_title() -> None:
    verdict = dict(verdicts_of(TODAY))["under_way"]
    facts = explain(verdict, actor=ACTOR, today=TODAY).counted
    assert [(fact.title, fact.url) for fact in facts] == [("", "")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("孟刚（代理）", "理由：检修")),
        ("zh-hant", ("孟刚（代理）", "理由：检修")),
        ("en", ("孟刚 (代理)", "理由: 检修")),
    ],
)
def test_brackets_and_colons_are_those_of_the_language(
    language: str, words: tuple[str, str]
) -> None:
    with translation.override(language):
        assert (bracketed("孟刚", "代理"), labelled("理由", "检修")) == words
