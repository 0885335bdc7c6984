"""Random but reproducible histories of goals, made by the operations themselves."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from lianxin.facts.records import queries as records
from lianxin.facts.records.operations import Held, amend_record, withdraw_record
from lianxin.kernel.rules import due_on
from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.operations import agree, return_, withdraw
from lianxin.work.goals import operations, queries
from lianxin.work.goals.models import Evidence, Goal
from tests.cast import TODAY, Cast
from tests.work.goals.given import at, give, meet, undertaking

SHARE_OF_WITHDRAWALS = 0.15
SIDE_BY_SIDE = 2


class History:
    """Lets a few goals of the branch live, one act a step, the days going by."""

    def __init__(self, cast: Cast, seed: int, *, since: date = TODAY) -> None:
        self.cast = cast
        self.random = Random(seed)  # noqa: S311 -- invented histories
        self.day = since
        self.secretary = cast.actor("branch_secretary")
        self.clerk = cast.actor("sub_clerk")
        self.acts: tuple[Callable[[Goal], object], ...] = (
            self.link,
            self.link,
            self.unlink,
            self.report,
            self.verify,
            self.ask,
            self.decide,
            self.amend,
            self.withdraw,
            self.withdraw_evidence,
            self.reword,
            self.refine,
            self.reach,
            self.propose,
            self.decide_on_own,
            self.take_back,
        )

    def live(self, steps: int) -> Iterator[date]:
        """Do one act after the other; yields the day of each act that was possible."""
        self.give(None)
        yield self.day
        for _ in range(steps):
            self.day += timedelta(days=self.random.randint(0, 6))
            still_open = [g for g in queries.all_goals() if not self._ended(g)]
            if len(still_open) < SIDE_BY_SIDE:
                self.give(None)
                yield self.day
            elif self._act(self.random.choice(still_open)):
                yield self.day

    def _act(self, goal: Goal) -> bool:
        """The first possible one of some acts; a goal asks for only some at a time."""
        return any(act(goal) for act in self.random.sample(self.acts, 5))

    def _ended(self, goal: Goal) -> bool:
        struck = goal.reports.filter(verification__struck_off=True).exists()
        return struck or hasattr(goal, "withdrawal")

    def give(self, _: Goal | None) -> object:
        deadline = self.day + timedelta(days=self.random.randint(0, 40))
        kinds: tuple[dict[str, object] | None, ...] = (
            {"deadline": deadline},
            {
                "deadline": deadline,
                "measure": "milestones",
                "milestones": [(self.day, "方案"), (deadline, "验收")],
            },
            None,
            {"deadline": None, "due_kind": "long_term"},
            {"deadline": deadline + timedelta(days=80), "due_kind": "every_month"},
        )
        asked = kinds[Goal.objects.count() % len(kinds)]
        if asked is None:
            return operations.draft_own_goal(
                self.cast.units["branch"],
                kind="secretary_project",
                asked=undertaking(deadline=deadline + timedelta(days=600)),
                actor=self.secretary,
                at=at(self.day),
            )
        return give(self.cast, at=at(self.day), **asked)

    def reword(self, goal: Goal) -> object:
        return operations.reword_goal(
            goal,
            text=f"{goal.text[:200]}，再加一项",
            standard=goal.standard,
            reason="要求提高",
            version=goal.version,
            actor=self.clerk,
            at=at(self.day) + timedelta(hours=1),
        )

    def refine(self, goal: Goal) -> object:
        return operations.refine_goal(
            goal,
            text="班组每周查一次隐患",
            actions="",
            version=goal.refinements.count(),
            actor=self.secretary,
            at=at(self.day) + timedelta(hours=2),
        )

    def reach(self, goal: Goal) -> object:
        waiting = goal.milestones.filter(reached_on=None).order_by("pk").first()
        return waiting and operations.reach_milestone(
            waiting, on=self.day, words="见记录", actor=self.secretary, at=at(self.day)
        )

    def propose(self, goal: Goal) -> object:
        verdict = queries.judge([goal], as_of=self.day)[goal.pk]
        if verdict.status != "drafted" or goal.deadline < self.day:
            return None
        return operations.propose_own_goal(goal, actor=self.secretary, at=at(self.day))

    def decide_on_own(self, goal: Goal) -> object:
        approval = self._asked_for(goal)
        if approval is None:
            return None
        if self.random.random() < 0.5:
            return agree(approval, actor=self.clerk, at=at(self.day))
        return return_(approval, reason="再想想", actor=self.clerk, at=at(self.day))

    def take_back(self, goal: Goal) -> object:
        approval = self._asked_for(goal)
        return approval and withdraw(
            approval, reason="改一改", actor=self.secretary, at=at(self.day)
        )

    def _asked_for(self, goal: Goal) -> Approval | None:
        verdict = queries.judge([goal], as_of=self.day)[goal.pk]
        if verdict.status != "proposed":
            return None
        return Approval.objects.get(pk=goal.proposals.latest("pk").approval_id)

    def link(self, goal: Goal) -> object:
        record = meet(self.cast, on=self.day)
        return operations.link_evidence(
            goal, record=record, reason="研究", actor=self.secretary, at=at(self.day)
        )

    def unlink(self, goal: Goal) -> object:
        linked = goal.evidence.filter(removed_on__isnull=True).first()
        return linked and operations.unlink_evidence(
            linked, reason="选错", actor=self.secretary, at=at(self.day)
        )

    def report(self, goal: Goal) -> object:
        if queries.open_report(goal):
            return None
        return operations.report_done(
            goal, result="完成", actor=self.secretary, at=at(self.day)
        )

    def verify(self, goal: Goal) -> object:
        waiting = queries.open_report(goal)
        if waiting is None:
            return None
        if self.random.random() < 0.4:
            return operations.strike_off(waiting, actor=self.clerk, at=at(self.day))
        return operations.return_report(
            waiting, opinion="补充", actor=self.clerk, at=at(self.day)
        )

    def ask(self, goal: Goal) -> object:
        if queries.open_extension(goal):
            return None
        days = self.random.randint(50, 90)
        due = due_on(queries.facts_of([goal])[goal.pk], as_of=self.day)
        if due is None:
            return None
        return operations.ask_for_later_deadline(
            goal,
            deadline=max(due, self.day) + timedelta(days=days),
            reason="推迟",
            actor=self.secretary,
            at=at(self.day),
        )

    def decide(self, goal: Goal) -> object:
        request = queries.open_extension(goal)
        if request is None:
            return None
        approval = Approval.objects.get(pk=request.approval_id)
        if self.random.random() < 0.7:
            return agree(approval, actor=self.clerk, at=at(self.day))
        return return_(approval, reason="按期", actor=self.clerk, at=at(self.day))

    def amend(self, goal: Goal) -> object:
        linked = self._standing_evidence(goal)
        if linked is None or linked.record.took_place_on == self.day:
            return None
        record = linked.record
        held = Held(
            kind=record.kind,
            took_place_on=self.day,
            topic=record.topic,
            attendance=records.marks_of(record),
        )
        return amend_record(
            record,
            held=held,
            reason="日期写错",
            version=record.version,
            actor=self.secretary,
            at=at(self.day),
        )

    def _standing_evidence(self, goal: Goal) -> Evidence | None:
        return Evidence.objects.filter(
            goal=goal, removed_on__isnull=True, record__withdrawn_at__isnull=True
        ).first()

    def withdraw_evidence(self, goal: Goal) -> object:
        linked = self._standing_evidence(goal)
        return linked and withdraw_record(
            linked.record, reason="记错", actor=self.secretary, at=at(self.day)
        )

    def withdraw(self, goal: Goal) -> object:
        if self.random.random() > SHARE_OF_WITHDRAWALS:
            return None
        return operations.withdraw_goal(
            goal, reason="并入", actor=self.clerk, at=at(self.day)
        )


def one_after_the_other(
    cast: Cast, seeds: tuple[int, ...], steps: int
) -> Iterator[date]:
    """Several histories of the same branch; each begins when the one before has ended."""
    day = TODAY
    for seed in seeds:
        history = History(cast, seed, since=day)
        yield from history.live(steps)
        day = history.day
