"""The numbers of one plan that is issued, and out for comment anew."""

from collections.abc import Mapping

from django.utils import translation

from lianxin.base.files.operations import store
from lianxin.work.guidance.models import Issue, Submission
from lianxin.work.guidance.queries import snapshot_of
from tests.cast import AT, TODAY, Cast
from tests.work.guidance.plans import NUMBER, agree, consult, plan
from tests.work.guidance.worded import former_wording


def numbers_of_plan(cast: Cast) -> Mapping[str, int]:
    """A plan, one of its rows, its issue, and the branch that is asked."""
    with translation.override("zh-hans"):
        of = plan(cast)
    document = of.documents.get()
    document.file = store("原文".encode(), name="original.txt", at=AT)
    document.file_name = "original.txt"
    document.save()
    said = {"plan": of, "snapshot": snapshot_of(of)}
    sent = Submission.objects.create(
        submitted_by=cast.people["clerk"], submitted_at=AT, **said
    )
    issue = Issue.objects.create(
        submission=sent,
        sequence=1,
        number=NUMBER,
        issued_on=TODAY,
        meeting="党委会",
        issued_by=cast.people["clerk"],
        issued_at=AT,
        given_at=AT,
        **said,
    )
    with translation.override("zh-hans"):  # the journal keeps the post's title
        asked = consult(cast, of).consulted.get(unit=cast.units["branch"])
        unasked, agreed = plan(cast), plan(cast)
        agree(cast, agreed)
    mistaken = plan(cast)
    mistaken.tasks.update(removed_at=AT)
    return {
        "wording": former_wording(cast).pk,
        "mistaken": mistaken.pk,
        "mistaken_document": mistaken.documents.get().pk,
        "unasked": unasked.pk,
        "agreed": agreed.pk,
        "plan": of.pk,
        "document": document.pk,
        "task": of.tasks.get().pk,
        "sequence": issue.sequence,
        "consulted": asked.pk,
    }
