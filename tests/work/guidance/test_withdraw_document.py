"""A mistaken intake is taken back, as long as nothing was made of it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from lianxin.base.files.models import StoredFile
from lianxin.base.files.operations import store
from lianxin.base.files.queries import path_of
from lianxin.base.journal.models import Entry
from lianxin.facts.records.models import RecordFile
from lianxin.kernel.actor import Refused
from lianxin.work.guidance.models import Clause, ClauseHandling, Document, Plan, Task
from lianxin.work.guidance.operations import (
    CellEdit,
    edit_tasks,
    handle_clauses,
    remove_task,
    withdraw_document,
)
from tests.cast import AT, Cast
from tests.work.goals.given import meet
from tests.work.guidance.plans import consult
from tests.work.guidance.taken_in import clause, quoted, take_in, task
from tests.work.guidance.test_take_in_table import take as take_table

ORIGINAL = "党委文件原文".encode()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path: Path):
    settings.LIANXIN_FILES = tmp_path / "files"


def withdraw(cast: Cast, plan: Plan, *, role: str = "clerk", place: int = 0) -> bool:
    document = plan.bases.order_by("order")[place].document
    return withdraw_document(plan, document, actor=cast.actor(role), at=AT)


def numbers() -> list[int]:
    kinds = (Document, Clause, Plan, Task, ClauseHandling, StoredFile)
    return [kind.objects.count() for kind in kinds]


def contents() -> list[Path]:
    files = Path(settings.LIANXIN_FILES)
    return [path for path in files.rglob("*") if path.is_file()]


def test_nothing_of_it_stays(cast: Cast, django_capture_on_commit_callbacks):
    plan = take_in(cast, original=ORIGINAL, file_name="原文.txt")
    assert [path.read_bytes() for path in contents()] == [ORIGINAL]
    handle_clauses(
        plan,
        clauses=[clause(plan, "二")],
        reason="原则",
        actor=cast.actor("clerk"),
        at=AT,
    )
    gone = task(cast, plan, quotes=[quoted(plan, "一(一)")])
    remove_task(plan, task=gone.pk, version=1, actor=cast.actor("clerk"), at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw(cast, plan) is False
    assert numbers() == [0, 0, 0, 0, 0, 0]
    assert contents() == []
    last = Entry.objects.order_by("pk").last()
    assert (last.code, last.before["with_plan"]) == (
        "guidance.document_withdrawn",
        True,
    )


def test_a_file_that_a_record_holds_too_stays(
    cast: Cast, django_capture_on_commit_callbacks
):
    plan = take_in(cast, original=ORIGINAL, file_name="原文.txt")
    stored = store(ORIGINAL, name="附件.txt", at=AT)
    RecordFile.objects.create(
        record=meet(cast),
        file=stored,
        name="附件.txt",
        added_by=cast.people["branch_secretary"],
        added_at=AT,
    )
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(cast, plan)
    assert path_of(stored.sha256).read_bytes() == ORIGINAL


def test_the_plan_stays_with_its_other_document(cast: Cast):
    plan = take_in(cast)
    kept = task(cast, plan, quotes=[quoted(plan, "一(一)")])
    take_in(cast, plan=plan)
    assert withdraw(cast, plan, place=1) is True
    assert list(plan.tasks.all()) == [kept]
    assert plan.bases.count() == Document.objects.count() == 1


def test_rows_made_of_it_are_named(cast: Cast):
    plan = take_in(cast)
    task(cast, plan, quotes=[quoted(plan, "一(一)")])
    with pytest.raises(ValidationError, match="1 row was made of it"):
        withdraw(cast, plan)
    assert Document.objects.exists()


def test_a_draft_that_was_sent_round_keeps_it(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan)
    consult(cast, plan)
    remove_task(plan, task=row.pk, version=1, actor=cast.actor("clerk"), at=AT)
    with pytest.raises(ValidationError, match="sent round for comments"):
        withdraw(cast, plan)


def test_a_table_goes_with_its_untouched_rows(cast: Cast):
    plan = take_table(cast)
    assert plan.tasks.exists()
    assert withdraw(cast, plan) is False
    assert numbers() == [0, 0, 0, 0, 0, 0]


def test_a_table_whose_rows_were_worked_on_stays(cast: Cast):
    plan = take_table(cast)
    row = plan.tasks.first()
    edit = CellEdit(row.pk, row.version, "remark", "已核")
    edit_tasks(plan, edits=[edit], actor=cast.actor("clerk"), at=AT)
    with pytest.raises(ValidationError, match="worked on already"):
        withdraw(cast, plan)


def test_a_table_among_other_documents_stays(cast: Cast):
    plan = take_in(cast)
    take_table(cast, plan=plan)
    with pytest.raises(ValidationError, match="stand among those"):
        withdraw(cast, plan, place=1)


@pytest.mark.parametrize("role", ["secretary", "leader", "branch_secretary"])
def test_only_the_clerk(cast: Cast, role: str):
    plan = take_in(cast)
    with pytest.raises(Refused):
        withdraw(cast, plan, role=role)
