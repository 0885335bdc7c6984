"""A secret vote on line through the pages: files up, ballots in, archive out."""

import json
from html import unescape
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from lianxin.facts.polls import operations
from lianxin.facts.polls.models import BoardEvent, Poll
from tests.cast import AT, Cast
from tests.facts.polls import sealed as secret
from tests.facts.polls.sealed import AGAINST, BALLOTS, FOR, HOLDER, VOTERS
from tests.kernel.ballots.test_foreign_tool import tool
from tests.pages.polls.test_polls import rows_of_sheet, words_of
from tests.pages.polls.test_polls import told as written

JSON = "application/json"


def address(name: str, one: secret.Sealed) -> str:
    return reverse(f"polls:{name}", args=[one.poll.pk])


def check_papers(cast: Cast, one: secret.Sealed, digest: str) -> None:
    """Minutes and count sheet name the archive; the sheet has who took part and how."""
    client = cast.client("outsider")
    for name in ("minutes", "sheet"):
        said = written(client.get(address(name, one)))
        assert f"SHA-256 of the archive: {digest}" in said
    assert [row[:2] for row in rows_of_sheet(client, one.poll)[1:]] == [
        ["People who may vote", "8"],
        ["Took part", "6"],
        ["Valid ballots", "6"],
        ["食堂午餐延长半小时", "4"],
        ["班车增加一班", "2"],
    ]


def test_from_the_trustees_files_to_a_result_that_two_programs_confirm(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, holder = secret.planned(cast), cast.client(HOLDER)
    files = {
        "uuid": one.uuid,
        "trustees": ContentFile(one.parties.trustees + b"\n", name="trustees.json"),
        "credentials": ContentFile(one.parties.credentials, name="credentials.json"),
    }
    assert holder.post(address("set_up", one), files).status_code == 302
    receipts = []
    for voter, votes in enumerate(BALLOTS):
        client = cast.client(VOTERS[voter])
        booth = client.get(address("booth", one))
        assert "no-store" in booth["Cache-Control"]
        answer = client.post(address("cast", one), one.ballot(voter, votes), JSON)
        assert (answer.status_code, set(answer.json())) == (200, {"tracker", "receipt"})
        receipts.append(answer.json()["receipt"])
        assert client.get(address("booth", one)).status_code == 403
    assert "You have voted" in words_of(client.get(address("poll", one)))
    assert holder.post(address("close", one)).status_code == 302
    board = cast.client("outsider").get(address("board", one))
    assert 'id="poll-result"' not in board.content.decode()
    for place in (1, 3):
        file = ContentFile(one.shown(place), name=f"{place}.decryption")
        assert holder.post(address("decrypt", one), {"shown": file}).status_code == 302
    assert holder.post(address("publish", one)).status_code == 302
    page = words_of(cast.client("outsider").get(address("poll", one)))
    assert "食堂午餐延长半小时 4 1 1" in page
    assert "班车增加一班 2 3 1" in page
    path = tmp_path / f"{one.uuid}.bel"
    archive = b"".join(cast.client("outsider").get(address("archive", one)))
    path.write_bytes(archive)
    call_command("ballots", "verify", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["ballots"], told["result"]) == (6, [[4, 1, 1], [2, 3, 1]])
    code, _, words = tool("election", "verify", "--dir", str(tmp_path))
    assert (code, "all checks passed" in words, "W:" in words) == (0, True, False)
    board = words_of(cast.client("outsider").get(address("board", one)))
    assert [t for t in told["trackers"] if t not in board] == []
    assert told["archive"] in board
    assert "食堂午餐延长半小时 4 1 1" in board
    assert "班车增加一班 2 3 1" in board
    assert "Look for the tracker of your receipt in the list below" in board
    check_papers(cast, one, told["archive"])
    kept = tmp_path / "receipt.json"
    kept.write_text(receipts[2], encoding="utf-8")
    call_command("ballots", "receipt", str(path), "--receipt", str(kept))
    assert told["trackers"][2] in capsys.readouterr().out


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff\x00", b"null", b'"x"'])
def test_what_is_no_ballot_is_refused_in_words(cast: Cast, body: bytes) -> None:
    one = secret.begun(cast)
    answer = cast.client(VOTERS[0]).post(address("cast", one), body, JSON)
    assert answer.status_code == 422
    assert answer.json()["refused"]
    assert BoardEvent.objects.count() == 1


def test_a_ballot_of_ten_megabytes_is_refused_unread(cast: Cast) -> None:
    one = secret.begun(cast)
    answer = cast.client(VOTERS[0]).post(address("cast", one), b" " * 10_000_000, JSON)
    assert answer.status_code == 400
    assert BoardEvent.objects.count() == 1


def test_only_oneself_is_told_whether_one_has_voted(cast: Cast) -> None:
    one = secret.begun(cast)
    voter, other, holder = (cast.client(r) for r in (VOTERS[0], VOTERS[1], HOLDER))
    voter.post(address("cast", one), one.ballot(0, [FOR, AGAINST]), JSON)
    name = cast.people[VOTERS[0]].name
    pages = [
        client.get(target).content.decode()
        for client in (other, holder)
        for target in (
            address("poll", one),
            address("board", one),
            reverse("polls:list"),
        )
    ]
    assert [page for page in pages if name in page.partition("<main")[2]] == []
    listed = reverse("polls:list")
    assert address("booth", one) not in voter.get(listed).content.decode()
    assert address("booth", one) in other.get(listed).content.decode()


def test_an_archive_with_private_results_is_for_who_held_the_vote(cast: Cast) -> None:
    """Whoever has the decrypted archive has every person's grades."""
    one = secret.closed(cast, ballots=0)
    target = address("archive", one)
    assert cast.client("outsider").get(target).status_code == 200
    Poll.objects.filter(pk=one.poll.pk).update(kind="team_review")
    assert cast.client("outsider").get(target).status_code == 403
    assert cast.client("outsider").get(address("board", one)).status_code == 200
    assert cast.client(HOLDER).get(target).status_code == 200


PROMISES = (
    "A ballot can be opened only where 2 of the 3 trustees work together; the server has "
    "no key. Only the sum is decrypted.",
    "Each ballot was signed with a code of the registrar's list, and each code has one "
    "ballot.",
    "The server could note who sent which sealed ballot; without the trustees it cannot "
    "open one.",
    "Nothing protects against somebody who looks over your shoulder or makes you vote, "
    "nor against an infected phone.",
    "Where all vote the same, the result tells how each voted.",
)


def test_the_board_says_what_is_promised_and_what_is_not(cast: Cast) -> None:
    one = secret.begun(cast)
    page = words_of(cast.client("outsider").get(address("board", one)))
    assert " ".join(PROMISES) in page


LATER = (
    "Ballots are listed as they come, so that each voter finds their own; what share "
    "of those entitled took part is told once the voting has ended: the "
    "software's own choice; no regulation kept here speaks of it."
)
ON_THE_BOARD = "Ballots on the board 1"


def test_who_took_part_in_a_consultation_is_told_after_the_end(cast: Cast) -> None:
    one, holder = secret.begun(cast), cast.client(HOLDER)
    secret.vote(cast, one, 0, [FOR, FOR])
    board, poll = (address(name, one) for name in ("board", "poll"))
    assert f"1 ballot {LATER}" in unescape(words_of(holder.get(board)))
    assert "Ballots on the board" not in words_of(holder.get(poll))
    holder.post(address("close", one))
    said = unescape(words_of(holder.get(board)))
    assert "1 ballot 1 of the 8 entitled took part (12.5%)." in said
    assert LATER not in said
    assert ON_THE_BOARD in words_of(holder.get(poll))


def test_a_congress_knows_meanwhile_whether_enough_take_part(cast: Cast) -> None:
    voters = secret.delegates(cast, 8)
    one = secret.planned(
        cast,
        unit="union",
        holder="union_chair",
        kind="congress_motion",
        basis="省总工会〔2026〕5号",
    )
    chair = cast.actor("union_chair")
    operations.set_up_board(one.poll, parties=one.parties, actor=chair, at=AT)
    record = one.ballot(0, [FOR, FOR])
    cast.client(voters[0]).post(address("cast", one), record, JSON)
    client = cast.client("union_chair")
    assert (
        "1 ballot 1 of the 8 entitled have voted so far (12.5%). That is told before the "
        "end for the sake of a rule: Rules on democratic management in enterprises (not "
        "yet verified)."
    ) in words_of(client.get(address("board", one)))
    assert ON_THE_BOARD in words_of(client.get(address("poll", one)))


def test_who_sets_up_is_told_first_what_too_many_lost_keys_mean(cast: Cast) -> None:
    one = secret.planned(cast)
    page = words_of(cast.client(HOLDER).get(address("set_up", one)))
    assert (
        "Where fewer than 5 ballots are cast, nothing is decrypted. If so many trustees "
        "lose their keys that too few are left, nobody can ever learn the result."
        in page
    )


def test_nothing_but_the_site_s_own_files_runs_in_the_booth(cast: Cast) -> None:
    one = secret.begun(cast)
    booth = cast.client(VOTERS[0]).get(address("booth", one))
    policy = dict(
        directive.split(" ", 1)
        for directive in booth["Content-Security-Policy"].split("; ")
    )
    asked = ("default-src", "script-src", "worker-src", "connect-src")
    assert {name: policy[name] for name in asked} == {
        "default-src": "'none'",
        "script-src": "'self'",
        "worker-src": "'self'",
        "connect-src": "'self'",
    }


def test_a_ballot_opened_in_the_booth_is_refused_when_it_is_cast(cast: Cast) -> None:
    one, client = secret.begun(cast), cast.client(VOTERS[0])
    booth = client.get(address("booth", one)).content.decode()
    assert f'data-spoil="{address("spoil", one)}"' in booth
    record = one.ballot(0, [FOR, AGAINST])
    answer = client.post(address("spoil", one), record, JSON)
    assert (answer.status_code, set(answer.json())) == (200, {"spoilt"})
    answer = client.post(address("cast", one), record, JSON)
    assert (answer.status_code, answer.json()) == (
        422,
        {
            "refused": "This ballot was opened to check it; seal a new one.",
            "code": "ballot_opened",
        },
    )
    answer = client.post(address("cast", one), one.ballot(0, [FOR, FOR]), JSON)
    assert answer.status_code == 200
