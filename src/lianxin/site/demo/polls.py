"""Votes in the demo: one by hands, a secret one on line, an open one by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid5

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Board, Poll
from lianxin.facts.polls.operations import Counted, Parties, Planned
from lianxin.kernel.actor import Actor
from lianxin.kernel.ballots import canonical, keys
from lianxin.kernel.ballots.ballots import seal
from lianxin.kernel.ballots.credentials import (
    make_code,
    make_uuid,
    public_of,
    secret_of,
    write_credentials,
)
from lianxin.kernel.ballots.verifier import verify
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.posts import queries as posts
from lianxin.org.units.models import Unit
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_SHOP
from lianxin.work.goals import operations as goals
from lianxin.work.goals.enums import OwnKind
from lianxin.work.goals.operations import Undertaking

NAMES = UUID("5f0a3f1e-2d61-4e0c-9d0b-6a6f2f0f5c12")
DEPARTMENT = "安全生产部"
TRUSTEES, NEEDED = 3, 2
MOST_BALLOTS = 12


@dataclass
class Polls:
    """Held by the secretary of the first branch and by the head of a department."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """A resolution and the goal made of it, a review with its grades, consultations, a recommendation."""
        branch = Unit.objects.get(name=FIRST_BRANCH)
        holder = self.actor(FIRST_BRANCH, "branch_secretary", 2)
        self._resolve(branch, holder)
        self._review(branch, holder)
        self._consult()
        self._recommend()
        self._ask_workshop()

    def _resolve(self, branch: Unit, holder: Actor) -> None:
        poll = self._prepared(
            branch,
            holder,
            kind="branch_motion",
            title="表决通过下半年支部工作计划",
            mode="hands",
            lines=["同意下半年支部工作计划"],
        )
        voters = self._voters(poll)
        row = {"for": len(voters) - 1, "against": 0, "abstain": 1}
        self._counted(poll, holder, voters[:2], [row])
        [motion] = queries.motions_passed(Poll.objects.get(pk=poll.pk))
        goals.draft_own_goal(
            branch,
            kind=OwnKind.ANNUAL_PLAN,
            asked=Undertaking(
                text="落实下半年支部工作计划",
                deadline=day_of(self.at) + timedelta(days=60),
            ),
            actor=holder,
            at=self._ago(1),
            source=queries.motion_ref(motion),
        )

    def _review(self, branch: Unit, holder: Actor) -> None:
        """The yearly review of members, counted; the committee has decided on grades."""
        poll = operations.begin_review(
            unit=branch,
            kind="member_review",
            held_on=day_of(self._ago(2)),
            actor=holder,
            at=self._ago(3),
        )
        voters = self._voters(poll)
        codes = [code for code, _title in queries.columns_of(poll)]
        rows = [
            dict.fromkeys(codes, 0) | {codes[0]: len(voters) - 2, codes[1]: 2}
            for _item in poll.items.all()
        ]
        self._counted(poll, holder, voters[:2], rows)
        poll = Poll.objects.get(pk=poll.pk)
        limit = queries.limit_of(poll)
        most = limit.most if limit else 0
        operations.decide_grades(
            poll,
            grades={
                item.pk: codes[0 if place < most else 1]
                for place, item in enumerate(poll.items.all())
            },
            decided_on=day_of(self._ago(1)),
            actor=holder,
            at=self._ago(1),
        )

    def _recommend(self) -> None:
        """By name on line, open still; half of the department has voted."""
        unit = Unit.objects.get(name=DEPARTMENT)
        holder = self.actor(DEPARTMENT, "department_head", 1)
        kind = next(k for k in queries.kinds_of(unit) if k.code == "recommendation")
        people = list(queries.entitled_people(kind, unit, today=day_of(self.at)))
        planned = Planned(
            kind=kind.code,
            title="推荐季度安全标兵",
            held_on=day_of(self.at),
            mode="named",
            seats=min(2, len(people)),
            people=people[:5],
        )
        poll = operations.prepare_poll(
            unit=unit, planned=planned, actor=holder, at=self._ago(1)
        )
        operations.open_poll(poll, actor=holder, at=self._ago(1))
        items = [item.pk for item in poll.items.all()]
        for place, person in enumerate(people[: len(people) // 2]):
            chosen = items[place % len(items)]
            operations.vote_by_name(
                poll, votes={chosen: "for"}, actor=self._as(person), at=self.at
            )

    def _ask_workshop(self) -> None:
        """By name on line, open still: nobody of the workshop has answered yet."""
        unit = Unit.objects.get(name=FIRST_SHOP)
        holder = self.actor(FIRST_SHOP, "department_head", 1)
        poll = self._prepared(
            unit,
            holder,
            kind="consultation",
            title="征求对班前会时间的意见",
            mode="named",
            lines=["班前会提前十分钟", "班前会先讲当天作业风险"],
        )
        operations.open_poll(poll, actor=holder, at=self._ago(1))

    def _consult(self) -> None:
        unit = Unit.objects.get(name=DEPARTMENT)
        holder = self.actor(DEPARTMENT, "department_head", 3)
        poll = self._prepared(
            unit,
            holder,
            kind="consultation",
            title="征求对班车时间的意见",
            mode="sealed",
            lines=["早班车提前十分钟", "周五晚班车增加一班"],
        )
        files, trustees = made_trustees()
        uuid = make_uuid()
        codes = [make_code() for _ in self._voters(poll)]
        listed = write_credentials([public_of(code, uuid) for code in codes])
        operations.set_up_board(
            poll,
            parties=Parties(uuid=uuid, trustees=trustees, credentials=listed.record),
            actor=holder,
            at=self._ago(2),
        )
        self._vote(Poll.objects.get(pk=poll.pk), uuid, codes)
        operations.close_board(poll, actor=holder, at=self._ago(1))
        for key in files[:NEEDED]:
            operations.add_decryption(
                poll, shown=_decrypted(key, poll), actor=holder, at=self._ago(1)
            )
        operations.publish_result(poll, actor=holder, at=self._ago(1))

    def _vote(self, poll: Poll, uuid: str, codes: Sequence[str]) -> None:
        election = queries.election_of(Board.objects.get(poll=poll))
        pairs = zip(self._voters(poll), codes, strict=True)
        for place, (person, code) in enumerate(list(pairs)[:MOST_BALLOTS]):
            votes = [_marked(place % 3), _marked(place % 2)]
            operations.cast_ballot(
                poll,
                record=seal(election, secret_of(code, uuid), votes).record,
                actor=self._as(person),
                at=self._ago(1),
            )

    def _prepared(
        self,
        unit: Unit,
        holder: Actor,
        *,
        kind: str,
        title: str,
        mode: str,
        lines: Sequence[str] = (),
    ) -> Poll:
        planned = Planned(
            kind=kind,
            title=title,
            held_on=day_of(self._ago(2)),
            mode=mode,
            lines=lines,
        )
        return operations.prepare_poll(
            unit=unit, planned=planned, actor=holder, at=self._ago(3)
        )

    def _voters(self, poll: Poll) -> Sequence[Person]:
        kind = queries.kind_of(poll)
        return list(queries.entitled_people(kind, poll.unit, today=poll.held_on))

    def _counted(
        self,
        poll: Poll,
        holder: Actor,
        tellers: Sequence[Person],
        rows: Sequence[dict[str, int]],
    ) -> None:
        number = len(self._voters(poll))
        operations.open_poll(poll, tellers=tellers, actor=holder, at=self._ago(2))
        items = [item.pk for item in poll.items.all()]
        counted = Counted(
            present=number,
            issued=number,
            returned=number,
            votes=dict(zip(items, rows, strict=True)),
        )
        for person in tellers:
            operations.enter_count(
                poll, counted=counted, actor=self._as(person), at=self._ago(2)
            )
        operations.declare_result(poll, actor=holder, at=self._ago(2))

    def _as(self, person: Person) -> Actor:
        today = day_of(self.at)
        action = uuid5(NAMES, f"polls{person.pk}")
        return posts.actor_of(person, chosen=None, today=today, action=action)

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)


def _marked(place: int) -> list[int]:
    return [int(place == one) for one in range(3)]


def made_trustees() -> tuple[list[keys.Key], bytes]:
    """The trustees' keys after their three rounds, and what they show."""
    first = [keys.made_key(n, TRUSTEES, NEEDED) for n in range(1, TRUSTEES + 1)]
    certificates = [shown for _, shown in first]
    second = [keys.dealt(key, certificates) for key, _ in first]
    dealings = [shown for _, shown in second]
    third = [keys.finished(key, dealings) for key, _ in second]
    record = keys.group_record(certificates, dealings, [shown for _, shown in third])
    return [key for key, _ in third], record


def _decrypted(key: keys.Key, poll: Poll) -> bytes:
    """A trustee's part, as the trustee's own program writes it."""
    content = b"".join(queries.archive_of(Board.objects.get(poll=poll)))
    board = verify(BytesIO(content))
    _, owner, record = keys.decrypted(
        key,
        board,
        least=queries.least_ballots(poll),
        credentials=board.credentials.fingerprint,
    )
    value = {"owner": owner, "decryption": canonical.read(record)}
    return canonical.write(value)
