"""Reading documents and plans, as far as the actor may see them."""

from lianxin.work.guidance.queries.plans import (
    EDITABLE,
    last_issue,
    last_submission,
    pill_of,
    stage_of,
    stages_of,
    with_course,
)
from lianxin.work.guidance.queries.seeing import (
    MATTER,
    all_plans,
    asked_of,
    documents_visible_to,
    issues_visible_to,
    plan_visible_to,
    visible_to,
)
from lianxin.work.guidance.queries.versions import (
    Difference,
    changed_fields,
    differences,
    due_in_words,
    snapshot_of,
    snapshots_of,
)

__all__ = [
    "EDITABLE",
    "MATTER",
    "Difference",
    "all_plans",
    "asked_of",
    "changed_fields",
    "differences",
    "documents_visible_to",
    "due_in_words",
    "issues_visible_to",
    "last_issue",
    "last_submission",
    "pill_of",
    "plan_visible_to",
    "snapshot_of",
    "snapshots_of",
    "stage_of",
    "stages_of",
    "visible_to",
    "with_course",
]
