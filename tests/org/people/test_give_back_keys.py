"""Whoever stays after all is found again, once a job has made the keys."""

import pytest

from lianxin.base.jobs import operations as jobs
from lianxin.kernel.actor import Ref
from lianxin.org.people.operations import give_back_keys


@pytest.mark.no_database
def test_a_job_is_asked_for_from_the_first_of_them_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, Ref]] = []
    monkeypatch.setattr(jobs, "later", lambda *given: asked.append(given))
    give_back_keys([7, 5, 6])
    give_back_keys([])
    assert asked == [("people.fill_keys", Ref("people.person", 5))]
