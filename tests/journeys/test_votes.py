"""Votes as they are held: a congress of sixty, a review of eight, a paper election."""

from collections.abc import Sequence
from datetime import date, timedelta

from lianxin.base.ui import clock
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.operations import Parties, Planned
from lianxin.kernel.ballots.credentials import (
    make_code,
    make_uuid,
    public_of,
    write_credentials,
)
from lianxin.org.people.models import PartyStanding
from lianxin.org.posts.models import Appointment, Term
from lianxin.programmes.elections.models import Election
from tests.cast import AT, LONG_AGO, Cast, assemble
from tests.facts.polls.sealed import Sealed, delegates, more_people
from tests.journeys.conftest import Visitor
from tests.journeys.looking import PHONE, Look
from tests.journeys.people import follow, number_in, send
from tests.journeys.test_booth import become
from tests.kernel.ballots.elections import trustees_of

TODAY = AT.date()
A_PHONE = Look("zh-hans", "dark", *PHONE)


def sealed_vote(cast: Cast, unit: str, holder: str, voters: int, **values) -> Sealed:
    """A secret vote on line that is open, with the codes and the trustees' keys."""
    poll = operations.prepare_poll(
        unit=cast.units[unit],
        planned=Planned(held_on=TODAY, mode="sealed", **values),
        actor=cast.actor(holder),
        at=AT,
    )
    uuid, codes = make_uuid(), tuple(make_code() for _ in range(voters))
    keys, trustees = trustees_of(2, 3)
    listed = write_credentials([public_of(code, uuid) for code in codes])
    parties = Parties(uuid=uuid, trustees=trustees, credentials=listed.record)
    operations.set_up_board(poll, parties=parties, actor=cast.actor(holder), at=AT)
    return Sealed(Poll.objects.get(pk=poll.pk), uuid, codes, keys, parties)


def send_ballots(
    cast: Cast, one: Sealed, voters: Sequence[str], votes: Sequence[list[list[int]]]
) -> None:
    """Ballots sealed by our own program, each sent by its voter."""
    for place, (role, vote) in enumerate(zip(voters, votes, strict=True)):
        record = one.ballot(place, vote)
        address = f"/polls/{one.poll.pk}/cast/"
        answer = cast.client(role).post(address, record, "application/json")
        assert answer.status_code == 200, answer.content


WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def fits(phone: Visitor) -> None:
    """What the phone shows now is well made, and no wider than the phone."""
    phone.check()
    assert phone.page.evaluate(WIDER) == 0


def vote_by_phone(
    phone: Visitor, one: Sealed, code: str, answers: Sequence[int]
) -> str:
    """From the page of the vote through the booth to the receipt, 390 pixels wide."""
    page = phone.page
    page.set_default_timeout(60_000)
    phone.go(f"/polls/{one.poll.pk}/")
    follow(phone, f"/polls/{one.poll.pk}/booth/")
    for answer in answers:
        shown = page.locator("[data-question]:not([hidden])")
        shown.locator("input").nth(answer).check()
        fits(phone)
        shown.locator("[data-next]").click()
    page.fill("[data-code]", code)
    fits(phone)
    page.click("[data-seal]")
    page.wait_for_selector("button[data-cast]:enabled", state="visible")
    fits(phone)
    page.click("button[data-cast]")
    page.wait_for_selector("[data-receipt] textarea", state="visible")
    fits(phone)
    return page.inner_text("[data-receipt] [data-tracker]")


def publish(cast: Cast, visitor: Visitor, one: Sealed, holder: str) -> None:
    """The voting ends, two trustees decrypt, and the result is published."""
    become(visitor, cast, holder)
    visitor.go(f"/polls/{one.poll.pk}/close/")
    send(visitor)
    for place in (2, 3):
        operations.add_decryption(
            one.poll, shown=one.shown(place), actor=cast.actor(holder), at=AT
        )
    visitor.go(f"/polls/{one.poll.pk}/publish/")
    send(visitor)


def table_of(visitor: Visitor) -> list[list[str]]:
    """The result on the page: of each row its first line and its numbers."""
    rows = visitor.page.locator("section[aria-labelledby=poll-result] tbody tr")
    return [
        [
            rows.nth(place).locator("th").inner_text().split("\n")[0],
            *rows.nth(place).locator("td").all_inner_texts(),
        ]
        for place in range(rows.count())
    ]


def test_a_motion_of_sixty_delegates(visit, transactional_db) -> None:
    cast = assemble()
    voters = delegates(cast, 60)
    one = sealed_vote(
        cast,
        "union",
        "union_chair",
        60,
        kind="congress_motion",
        title="表决集体合同草案",
        lines=["集体合同草案"],
        basis="省总工会〔2026〕5号",
    )
    votes = [[[1, 0, 0]]] * 40 + [[[0, 1, 0]]] * 15 + [[[0, 0, 1]]] * 4
    send_ballots(cast, one, voters[:59], votes)
    phone, visitor = visit(A_PHONE), visit("en")
    visitor.page.set_default_timeout(60_000)
    become(phone, cast, voters[59])
    tracker = vote_by_phone(phone, one, one.codes[59], [0])
    publish(cast, visitor, one, "union_chair")
    assert one.verdict().trackers[-1] == tracker
    assert one.verdict().result == ((41, 15, 4),)
    assert table_of(visitor) == [["集体合同草案", "41", "15", "4"]]
    words = visitor.page.inner_text("section[aria-labelledby=poll-result]")
    assert "Passed" in words


def test_a_review_of_eight_people_by_twelve_voters(visit, transactional_db) -> None:
    cast = assemble()
    of_branch = ["sub_clerk", "branch_secretary", "branch_member", "member"]
    voters = [*of_branch, "discipline_officer", *more_people(cast, 7, party="branch")]
    for name in voters[5:]:
        PartyStanding.objects.create(
            person=cast.people[name], standing="full", valid_from=LONG_AGO
        )
    graded = voters[:8]
    one = sealed_vote(
        cast,
        "branch",
        "branch_secretary",
        12,
        kind="member_review",
        title="民主评议党员",
        people=[cast.people[name] for name in graded],
    )
    # Voter n gives person p the grade (n + p) mod 3: excellent, qualified, barely.
    given = [
        [[int(grade == (n + p) % 3) for grade in range(4)] for p in range(8)]
        for n in range(12)
    ]
    send_ballots(cast, one, voters[:11], given[:11])
    phone, visitor = visit(A_PHONE), visit("en")
    visitor.page.set_default_timeout(60_000)
    become(phone, cast, voters[11])
    vote_by_phone(phone, one, one.codes[11], [(11 + p) % 3 for p in range(8)])
    publish(cast, visitor, one, "branch_secretary")
    assert table_of(visitor) == [
        [cast.people[name].name, "4", "4", "4", "0"] for name in graded
    ]
    visitor.check()
    become(visitor, cast, "member")  # is graded, and did not hold the review
    visitor.go(f"/polls/{one.poll.pk}/")
    assert table_of(visitor) == [[cast.people["member"].name, "4", "4", "4", "0"]]
    archive = cast.client("member").get(f"/polls/{one.poll.pk}/archive/")
    assert archive.status_code == 403


STEPS = ("request", "reply", "consultation", "candidates", "notice")
CANDIDATES = ("branch_secretary", "branch_member", "sub_clerk")


def test_a_paper_election_from_reminder_to_posts(visit, transactional_db) -> None:
    cast = assemble()
    branch = cast.units["branch"]
    ends = clock.today() + timedelta(days=100)
    Term.objects.create(
        unit=branch, elected_on=LONG_AGO, ends_on=ends, due_first=ends, is_latest=True
    )
    secretary = visit("en")
    become(secretary, cast, "branch_secretary")
    be_reminded(secretary, branch.pk, ends)
    follow(secretary, f"/elections/begin/{branch.pk}/")
    secretary.page.check('input[name="way"][value="meeting"]')
    secretary.page.fill("#id_seats", "2")
    secretary.page.fill("#id_meeting_on", clock.today().isoformat())
    send(secretary)
    election = number_in(secretary)
    for code in STEPS:
        note(secretary, election, code)
    follow(secretary, f"/elections/{election}/vote/")
    for role in CANDIDATES:
        secretary.page.get_by_label(cast.people[role].name, exact=True).check()
    send(secretary)
    first = Election.objects.get(pk=election).vote
    assert first is not None
    tie = {"branch_secretary": (4, 1), "branch_member": (3, 2), "sub_clerk": (3, 2)}
    hold(cast, secretary, first, tie)
    assert "A tie for the last place" in secretary.page.inner_text("main")
    follow(secretary, f"/polls/{first.pk}/again/")
    send(secretary)
    second = Poll.objects.get(follows=first)
    hold(cast, secretary, second, {"branch_member": (4, 1), "sub_clerk": (1, 4)})
    note(secretary, election, "announcement")
    elect_secretary(cast, secretary, election)
    note(secretary, election, "report")
    put_beside(secretary, election, "report")
    appoint(cast, visit("en"), election)
    held = Appointment.objects.filter(post__unit=branch, valid_to__isnull=True)
    assert sorted(held.values_list("person__name", "post__kind")) == sorted(
        [
            (cast.people["branch_secretary"].name, "branch_secretary"),
            (cast.people["branch_member"].name, "organisation_member"),
        ]
    )
    assert Term.objects.get(unit=branch, is_latest=True).basis == "北党〔2026〕9号"


def be_reminded(secretary: Visitor, unit: int, ends: date) -> None:
    """The end of the term is brought to mind before it comes, and leads to the unit."""
    secretary.go("/")
    lines = secretary.page.locator("main li", has_text="The term of office ends")
    assert "prepare the election" in lines.first.inner_text()
    assert ends > clock.today()
    follow(secretary, f"/org/units/{unit}/")


def elect_secretary(cast: Cast, secretary: Visitor, election: int) -> None:
    """The two who were elected meet, and elect one of them."""
    secretary.go(f"/elections/{election}/")
    follow(secretary, f"/elections/{election}/offices/secretary/")
    name = cast.people["branch_secretary"].name
    secretary.page.get_by_label(name, exact=True).check()
    send(secretary)
    vote = Election.objects.get(pk=election).office_votes.get().vote
    hold(
        cast,
        secretary,
        vote,
        {"branch_secretary": (2, 0)},
        watching="branch_member",
        present=2,
    )


def put_beside(secretary: Visitor, election: int, code: str) -> None:
    """The signed paper of a step, put beside it on the step's page."""
    secretary.go(f"/elections/{election}/")
    follow(secretary, f"/elections/{election}/steps/{code}/")
    follow(secretary, f"/elections/{election}/steps/{code}/files/")
    signed = {"name": "signed.txt", "mimeType": "text/plain", "buffer": b"signed"}
    secretary.page.set_input_files("#id_uploads", [signed])
    send(secretary)
    assert "signed.txt" in secretary.page.inner_text("main")


def appoint(cast: Cast, clerk: Visitor, election: int) -> None:
    """The clerk above finds it on the desk, and gives the elected their posts."""
    become(clerk, cast, "sub_clerk")
    clerk.go("/")
    follow(clerk, f"/elections/{election}/")
    follow(clerk, f"/elections/{election}/conclude/")
    # the secretary is elected; a post is chosen for the other member
    member = cast.people["branch_member"].pk
    clerk.page.select_option(f"#id_post_{member}", "organisation_member")
    clerk.page.fill("#id_basis", "北党〔2026〕9号")
    send(clerk)
    assert "Concluded" in clerk.page.inner_text("main")


def note(visitor: Visitor, election: int, code: str) -> None:
    """Note that a step was taken, from the page of the election."""
    visitor.go(f"/elections/{election}/")
    visitor.page.click(f'main a[href="/elections/{election}/step/{code}/"]')
    visitor.page.fill("#id_words", f"检修党〔2026〕{code}")
    visitor.page.locator("main form button.btn-primary").click()
    visitor.page.wait_for_url(f"**/elections/{election}/")


def hold(
    cast: Cast,
    visitor: Visitor,
    poll: Poll,
    votes: dict[str, tuple[int, int]],
    *,
    watching: str = "discipline_officer",
    present: int = 5,
) -> None:
    """Open the vote; the two tellers count, each alone; declare the result."""
    visitor.go(f"/polls/{poll.pk}/open/")
    tellers = ("member", "discipline_officer")
    for name, role in zip(("first_teller", "second_teller"), tellers, strict=True):
        visitor.page.select_option(f"#id_{name}", str(cast.people[role].pk))
    watcher = cast.people[watching].pk
    visitor.page.check(f'input[name="scrutineers"][value="{watcher}"]')
    visitor.page.fill("#id_passed", "举手表决，全体同意")
    visitor.page.locator("main form button.btn-primary").click()
    visitor.page.wait_for_url(f"**/polls/{poll.pk}/")
    for role in tellers:
        become(visitor, cast, role)
        visitor.go(f"/polls/{poll.pk}/count/")
        for name in ("present", "issued", "returned"):
            visitor.page.fill(f"#id_{name}", str(present))
        visitor.page.fill("#id_invalid", "0")
        for item in poll.items.all():
            found = next(r for r in votes if cast.people[r].pk == item.person_id)
            numbers = (*votes[found], 0)
            for column, number in zip(
                ("for", "against", "abstain"), numbers, strict=True
            ):
                visitor.page.fill(f"#id_votes_{item.pk}_{column}", str(number))
        visitor.page.locator("main form button.btn-primary").click()
        visitor.page.wait_for_url(f"**/polls/{poll.pk}/")
    become(visitor, cast, "branch_secretary")
    visitor.go(f"/polls/{poll.pk}/declare/")
    send(visitor)
