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
from lianxin.programmes.elections.enums import Office
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
KINDS = ("organisation_member", "publicity_member")
PASSED = "举手表决，全体同意"


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
        half = len(people) // 2 + 1
        votes = (len(people) - 1, len(people) - 2, half, half if tied else 1)
        tellers, watch = people[CANDIDATES : CANDIDATES + 2], people[-1]
        polls.open_poll(
            poll,
            tellers=tellers,
            scrutineers=[watch],
            passed=PASSED,
            actor=holder,
            at=self._ago(2),
        )
        self._count(poll, holder, tellers, votes, present=len(people))
        return Election.objects.get(pk=election.pk)

    def _count(
        self,
        poll: Poll,
        holder: Actor,
        tellers: Sequence[Person],
        votes: Sequence[int],
        *,
        present: int,
    ) -> None:
        """All who are present hand in a ballot; both tellers count the same."""
        counted = Counted(
            present=present,
            issued=present,
            returned=present,
            votes={
                item.pk: {"for": number, "against": present - number, "abstain": 0}
                for item, number in zip(poll.items.all(), votes, strict=True)
            },
        )
        for person in tellers:
            actor = self._as(person, None)
            polls.enter_count(poll, counted=counted, actor=actor, at=self._ago(2))
        polls.declare_result(poll, actor=holder, at=self._ago(2))

    def _plenary(self, election: Election, elected: Sequence[Person]) -> Person:
        """The new committee elects its secretary; who was secretary goes on, if elected."""
        holder = self._holder(election.unit)
        former = holder.person.id if holder.person else 0
        chosen = next((one for one in elected if one.pk == former), elected[0])
        poll = operations.prepare_office_vote(
            election,
            office=Office.SECRETARY,
            title="选举支部委员会书记",
            held_on=day_of(self._ago(2)),
            people=[chosen],
            actor=holder,
            at=self._ago(2),
        )
        able = poll_queries.people_who_count(poll, poll_queries.voters_of(poll))
        tellers = list(able.exclude(pk__in=[one.pk for one in elected])[:2])
        watch = next(one for one in elected if one != chosen)
        polls.open_poll(
            poll,
            tellers=tellers,
            scrutineers=[watch],
            passed=PASSED,
            actor=holder,
            at=self._ago(2),
        )
        number = len(elected)
        self._count(poll, holder, tellers, (number,), present=number)
        return chosen

    def _conclude(self, election: Election) -> None:
        """The result is announced, reported and approved; the elected hold their posts."""
        holder = self._holder(election.unit)
        words = "当场公布选举结果，并在支部公开栏张贴"
        self._step(election, "announcement", 2, words, holder)
        chosen = queries.elected(election, queries.votes_of(election)) or ()
        people = [item.person for item in chosen if item.person is not None]
        secretary = self._plenary(election, people)
        words = "关于选举结果的报告（支发〔{year}〕5号）"
        self._step(election, "report", 1, words, holder)
        others = [person.pk for person in people if person != secretary]
        held_on = day_of(self._ago(2))
        ends_on = posts.end_by_rule(election.unit.kind, held_on)
        assert ends_on is not None  # noqa: S101 -- a branch has a term of office
        operations.conclude_election(
            Election.objects.get(pk=election.pk),
            posts_given=dict(zip(others, KINDS, strict=True)),
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
