"""An amended record refreshes the goals that it serves."""

from lianxin.facts.records import queries as records
from lianxin.facts.records.events import RecordAmended
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import follow_record, link_evidence
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, meet


def test_the_goals_it_serves_and_no_other(cast: Cast):
    served, other, record = give(cast), give(cast), meet(cast)
    link_evidence(
        served,
        record=record,
        reason="研究",
        actor=cast.actor("branch_secretary"),
        at=AT,
    )
    GoalLedger.objects.update(first_counted_on=None, reports=7)
    follow_record(RecordAmended(subject=records.ref(record), actor=cast.system, at=AT))
    rows = GoalLedger.objects.order_by("goal")
    assert list(rows.values_list("goal", "first_counted_on", "reports")) == [
        (served.pk, TODAY, 0),
        (other.pk, None, 7),
    ]
