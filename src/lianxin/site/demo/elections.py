"""Elections in the demo: one with a vote on a tie to come, one from request to posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from lianxin.facts.polls import operations as polls
from lianxin.facts.polls import queries as poll_queries
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.operations import Counted
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts import queries as posts
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Unit
from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY

NAMES = UUID("5f0a3f1e-2d61-4e0c-9d0b-6a6f2f0f5c13")
SEATS, CANDIDATES = 3, 4
STEPS = (
    ("request", 40, "关于支部委员会换届选举的请示（支发〔{year}〕3号）"),
    ("reply", 33, "关于同意换届选举的批复（北党〔{year}〕27号）"),
    ("consultation", 20, "党员大会听取意见，个别征求群众意见，汇总表1份"),
    ("candidates", 12, "关于候选人预备人选的批复（北党〔{year}〕31号）"),
    ("notice", 8, "会议通知和选举办法（草案）"),
)
KINDS = ("branch_secretary", "organisation_member", "publicity_member")


@dataclass
class Elections:
    """Of the first branch, and of the one beside it."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """A tie in the first branch; in the branch beside, all is done."""
        first = Unit.objects.get(name=FIRST_BRANCH)
        self._vote(first, tied=True)
        beside = (
            Unit.objects.filter(parent=first.parent, kind="branch")
            .exclude(pk=first.pk)
            .order_by("path")
            .first()
        )
        if beside is not None:
            self._conclude(self._vote(beside, tied=False))

    def _vote(self, unit: Unit, *, tied: bool) -> Election:
        """Up to the declared result of the vote, two days ago."""
        holder = self._holder(unit)
        election = operations.begin_election(
            unit=unit,
            seats=SEATS,
            meeting_on=day_of(self._ago(2)),
            actor=holder,
            at=self._ago(41),
        )
        for code, days, words in STEPS:
            self._step(election, code, days, words, holder)
        people = list(
            poll_queries.entitled_people(
                poll_queries.kinds_of(unit)[0], unit, today=day_of(self._ago(2))
            )
        )
        poll = operations.prepare_vote(
            election,
            title="选举新一届支部委员会委员",
            held_on=day_of(self._ago(2)),
            people=people[:CANDIDATES],
            actor=holder,
            at=self._ago(3),
        )
        self._count(poll, holder, people, tied=tied)
        return Election.objects.get(pk=election.pk)

    def _count(
        self, poll: Poll, holder: Actor, people: Sequence[Person], *, tied: bool
    ) -> None:
        """Two of the four have equal votes for the last seat, or one has too few."""
        tellers, all_ = people[CANDIDATES : CANDIDATES + 2], len(people)
        half = all_ // 2 + 1
        votes = (all_ - 1, all_ - 2, half, half if tied else 1)
        polls.open_poll(poll, tellers=tellers, actor=holder, at=self._ago(2))
        counted = Counted(
            present=all_,
            issued=all_,
            returned=all_,
            votes={
                item.pk: {"for": number, "against": all_ - number, "abstain": 0}
                for item, number in zip(poll.items.all(), votes, strict=True)
            },
        )
        for person in tellers:
            actor = self._as(person, None)
            polls.enter_count(poll, counted=counted, actor=actor, at=self._ago(2))
        polls.declare_result(poll, actor=holder, at=self._ago(2))

    def _conclude(self, election: Election) -> None:
        """The result is reported and approved; the elected hold their posts."""
        words = "关于选举结果的报告（支发〔{year}〕5号）"
        self._step(election, "report", 1, words, self._holder(election.unit))
        chosen = queries.elected(election, queries.votes_of(election)) or ()
        people = [item.person for item in chosen if item.person is not None]
        held_on = day_of(self._ago(2))
        ends_on = posts.end_by_rule(election.unit.kind, held_on)
        assert ends_on is not None  # noqa: S101 -- a branch has a term of office
        operations.conclude_election(
            election,
            posts_given=dict(zip([person.pk for person in people], KINDS, strict=True)),
            ends_on=ends_on,
            basis=f"关于同意选举结果的批复（北党〔{self.at.year}〕36号）",
            actor=self.actor(FIRST_COMPANY, "office_clerk", 1),
            at=self.at,
        )

    def _step(
        self, election: Election, code: str, days: int, words: str, holder: Actor
    ) -> None:
        operations.take_step(
            election,
            code=code,
            taken_on=day_of(self._ago(days)),
            words=words.format(year=self.at.year),
            actor=holder,
            at=self._ago(days),
        )

    def _holder(self, unit: Unit) -> Actor:
        """The secretary of the branch as the demo was made."""
        today = day_of(self.at)
        held = Appointment.objects.filter(
            in_force(today), post__unit=unit, post__kind="branch_secretary"
        ).select_related("person", "post__unit")
        chosen = held.order_by("pk")[0]
        return self._as(chosen.person, chosen)

    def _as(self, person: Person, chosen: Appointment | None) -> Actor:
        action = uuid5(NAMES, f"elections{person.pk}")
        return posts.actor_of(
            person, chosen=chosen, today=day_of(self.at), action=action
        )

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)
