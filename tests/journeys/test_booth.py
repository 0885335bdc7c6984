"""Twelve voters recommend five of seven in secret: registrar, trustees, booth, result."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command

from lianxin.base.accounts.models import User
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from lianxin.facts.polls.operations import Planned
from lianxin.org.people.models import Affiliation, Person
from tests.cast import AT, LONG_AGO, Cast, assemble
from tests.facts.polls.sealed import HOLDER, VOTERS
from tests.journeys.conftest import Visitor
from tests.journeys.people import send
from tests.kernel.ballots.test_foreign_tool import tool

SEVEN = ("陈一", "林二", "黄三", "周四", "吴五", "郑六", "王七")


def more_staff(cast: Cast) -> list[str]:
    """Four more who work in the department, so that there are twelve."""
    names = [f"extra{number}" for number in range(4)]
    for name in names:
        account = User.objects.create(username=name, created_at=AT)
        person = Person.objects.create(name=name, employee_number=name, account=account)
        Affiliation.objects.create(
            person=person,
            unit=cast.units["department"],
            belonging="staff",
            valid_from=LONG_AGO,
        )
        cast.people[name] = person
    return names


def become(visitor: Visitor, cast: Cast, role: str) -> None:
    session = cast.client(role).cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": visitor.base}
    visitor.context.add_cookies([cookie])


class Table:
    """The machines of the registrar and of the three trustees: files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def do(self, step: str, *arguments: object) -> None:
        call_command("ballots", step, *map(str, arguments))

    def each(self, ending: str) -> list[Path]:
        return [self.folder / f"{place}.{ending}" for place in (1, 2, 3)]

    def agree(self) -> None:
        """The trustees' three rounds."""
        certificates, dealings, shown = map(
            self.each, ("certificate", "dealing", "public")
        )
        for place, (key, file) in enumerate(
            zip(self.each("key"), certificates, strict=True), start=1
        ):
            who = ("--place", place, "--of", 3, "--threshold", 2)
            self.do("certificate", *who, "--key", key, "--shown", file)
        for key, file in zip(self.each("key"), dealings, strict=True):
            self.do("deal", "--key", key, "--shown", file, *certificates)
        for key, file in zip(self.each("key"), shown, strict=True):
            self.do("finish", "--key", key, "--shown", file, *dealings)
        files = ("--certificates", *certificates, "--dealings", *dealings)
        target = self.folder / "trustees.json"
        self.do("trustees", *files, "--keys", *shown, "--shown", target)


def fill_in(visitor: Visitor, chosen: Sequence[int], code: str) -> None:
    """Mark these of the seven, mistype the code, type it without dashes, seal."""
    page = visitor.page
    mark(visitor, chosen)
    page.click("[data-question]:not([hidden]) [data-next]")
    page.fill("[data-code]", code[:-1])
    page.click("[data-seal]")
    assert "15 letters and digits" in page.inner_text("[data-said]")
    page.fill("[data-code]", code.replace("-", ""))
    page.click("[data-seal]")
    page.wait_for_selector("button[data-cast]:enabled", state="visible")


def mark(visitor: Visitor, chosen: Sequence[int]) -> None:
    """Mark these; nobody passes by without a mark, and "none of these" stands alone."""
    page = visitor.page
    answers = page.locator("[data-question] input:not([data-none])")
    none = page.get_by_label("None of these")
    if not chosen:
        page.click("[data-question]:not([hidden]) [data-next]")
        assert "Please choose an answer" in page.inner_text("[data-said]")
        answers.first.check()
        none.check()
        assert not answers.first.is_checked()
    else:
        none.check()
    for answer in chosen:
        answers.nth(answer).check()
    assert none.is_checked() is not bool(chosen)


def cast_it(visitor: Visitor) -> str:
    visitor.page.click("button[data-cast]")
    visitor.page.wait_for_selector("[data-receipt] textarea", state="visible")
    return visitor.page.inner_text("[data-receipt] [data-tracker]")


def recommendation(cast: Cast) -> Poll:
    planned = Planned(
        kind="recommendation",
        title="推荐年度先进工作者",
        held_on=AT.date(),
        mode="sealed",
        seats=5,
        lines=SEVEN,
    )
    return operations.prepare_poll(
        unit=cast.units["department"], planned=planned, actor=cast.actor(HOLDER), at=AT
    )


def set_up(visitor: Visitor, poll: Poll, table: Table, uuid: str) -> None:
    visitor.go(f"/polls/{poll.pk}/set-up/")
    visitor.page.fill("#id_uuid", uuid)
    for name in ("credentials", "trustees"):
        visitor.page.set_input_files(f"#id_{name}", table.folder / f"{name}.json")
    send(visitor)


def download(visitor: Visitor, poll: Poll, archive: Path) -> None:
    visitor.go(f"/polls/{poll.pk}/board/")
    visitor.check()
    with visitor.page.expect_download() as saved:
        visitor.page.click(f'a[href="/polls/{poll.pk}/archive/"]')
    saved.value.save_as(archive)


def all_vote(
    visitor: Visitor, cast: Cast, poll: Poll, voters: Sequence[tuple[str, str]]
) -> tuple[list[int], list[str], str]:
    """What was voted by answer, the trackers, and one ballot opened instead."""
    counted: Counter[int] = Counter()
    trackers, opened = [], ""
    for place, (role, code) in enumerate(voters):
        chosen = [(place + step) % 7 for step in range(place % 6)]
        become(visitor, cast, role)
        visitor.go(f"/polls/{poll.pk}/booth/")
        fill_in(visitor, chosen, code)
        if place == 1:
            visitor.check()
            opened = open_instead(visitor)
        trackers.append(cast_it(visitor))
        counted.update(chosen)
    return [counted[answer] for answer in range(7)], trackers, opened


def decrypt(
    visitor: Visitor, poll: Poll, table: Table, archive: Path, fingerprint: str
) -> None:
    """Two of the three trustees decrypt, and the result is published."""
    for place in (1, 3):
        shown = table.folder / f"{place}.decryption"
        key = table.folder / f"{place}.key"
        asked = ("--key", key, "--credentials", fingerprint, "--shown", shown)
        table.do("decrypt", archive, *asked)
        visitor.go(f"/polls/{poll.pk}/decrypt/")
        visitor.page.set_input_files("#id_shown", shown)
        send(visitor)
    visitor.go(f"/polls/{poll.pk}/publish/")
    send(visitor)


def test_a_recommendation_of_five_of_seven(
    visit, transactional_db, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cast, table = assemble(), Table(tmp_path)
    voters = [*VOTERS, *more_staff(cast)]
    poll = recommendation(cast)
    codes = tmp_path / "codes.txt"
    public = ("--public", tmp_path / "credentials.json")
    table.do("credentials", "--count", len(voters), "--codes", codes, *public)
    told = capsys.readouterr().out.splitlines()
    uuid, fingerprint = (line.rpartition(" ")[2] for line in told[:2])
    table.agree()
    visitor = visit("en")
    visitor.page.set_default_timeout(60_000)
    become(visitor, cast, HOLDER)
    set_up(visitor, poll, table, uuid)
    pairs = list(zip(voters, codes.read_text().split(), strict=True))
    counted, trackers, opened = all_vote(visitor, cast, poll, pairs)
    become(visitor, cast, HOLDER)
    visitor.go(f"/polls/{poll.pk}/close/")
    send(visitor)
    archive = tmp_path / "board" / f"{uuid}.bel"
    archive.parent.mkdir()
    download(visitor, poll, archive)
    spoilt = tmp_path / "opened.json"
    spoilt.write_text(opened, encoding="utf-8")
    table.do("opened", archive, "--opened", spoilt)
    assert SEVEN[1] in capsys.readouterr().out
    decrypt(visitor, poll, table, archive, fingerprint)
    download(visitor, poll, archive)
    capsys.readouterr()
    table.do("verify", archive, "--json")
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["result"] == [counted]
    assert verdict["trackers"] == trackers
    code, _, words = tool("election", "verify", "--dir", str(archive.parent))
    assert (code, "all checks passed" in words, "W:" in words) == (0, True, False)


def open_instead(visitor: Visitor) -> str:
    """Open the sealed ballot, which cannot be cast then; seal another."""
    page = visitor.page
    page.click("[data-audit]")
    page.wait_for_selector("[data-opened] textarea", state="visible")
    assert page.is_disabled("button[data-cast]")
    opened = page.input_value("[data-opened] textarea")
    page.click("[data-again]")
    page.wait_for_selector("button[data-cast]:enabled", state="visible")
    return opened
