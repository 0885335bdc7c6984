"""A step noted wrongly is corrected with a reason; how it stood is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.programmes.elections import operations
from lianxin.programmes.elections.models import FormerStep, Step
from tests.cast import AT, TODAY, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import begun, take

YESTERDAY = TODAY - timedelta(days=1)


def correct(cast: Cast, election, role: str = HOLDER, **values) -> Step:
    given = {
        "code": "request",
        "taken_on": YESTERDAY,
        "words": "检修党〔2026〕11号",
        "reason": "文号录错",
        "version": 0,
    }
    return operations.correct_step(
        election, actor=cast.actor(role), at=AT, **given | values
    )


def test_the_step_is_right_and_its_former_version_is_kept(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    step = correct(cast, election)
    assert (step.taken_on, step.words) == (YESTERDAY, "检修党〔2026〕11号")
    assert list(
        FormerStep.objects.values_list(
            "step", "taken_on", "words", "reason", "corrected_by__name"
        )
    ) == [(step.pk, TODAY, "检修党〔2026〕1号", "文号录错", cast.people[HOLDER].name)]
    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.before["words"], entry.after["words"]) == (
        "elections.step_corrected",
        "检修党〔2026〕1号",
        "检修党〔2026〕11号",
    )


def test_what_cannot_be_corrected(cast: Cast) -> None:
    election = begun(cast)
    with pytest.raises(ValidationError, match="not noted yet"):
        correct(cast, election)
    take(cast, election, "request")
    for values, field in (
        ({"reason": " "}, "reason"),
        ({"words": ""}, "words"),
        ({"taken_on": TODAY + timedelta(days=1)}, "taken_on"),
        ({"taken_on": TODAY, "words": "检修党〔2026〕1号"}, "__all__"),
    ):
        with pytest.raises(ValidationError) as error:
            correct(cast, election, **values)
        assert set(getattr(error.value, "error_dict", {"__all__": 1})) == {field}
    with pytest.raises(Refused):
        correct(cast, election, "member")
    assert not FormerStep.objects.exists()


def test_what_somebody_corrected_meanwhile_is_not_written_over(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    correct(cast, election)
    with pytest.raises(Conflict) as conflict:
        correct(cast, election, words="检修党〔2026〕12号")
    assert conflict.value.current == {
        "taken_on": YESTERDAY,
        "words": "检修党〔2026〕11号",
    }
    assert conflict.value.expected == 1
    correct(cast, election, words="检修党〔2026〕12号", version=1)
    assert FormerStep.objects.count() == 2
