"""The letters of an election: the replies of the unit above, and the notice."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from lianxin.org.letters.models import Letter
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import PartyStanding
from lianxin.programmes.elections.models import Election
from tests.cast import AT, TODAY, Cast
from tests.org.letters.letters import issue
from tests.pages.elections.test_elections import HOLDER, text_of
from tests.pages.polls.test_polls import words_of
from tests.programmes.elections.changing import CLERK, begun, ready, settled, take

ENTITLED = ("sub_clerk", "branch_secretary", "branch_member", "discipline_officer")


def address(election: Election, code: str) -> str:
    return reverse("elections:letter", args=[election.pk, code])


def write(
    cast: Cast, role: str, election: Election, code: str, **filled: str
) -> Letter:
    """Take what stands in the form, with what is filled in besides, as a draft."""
    client, path = cast.client(role), address(election, code)
    form = client.get(path).context["form"]
    known = {name: form[name].value() for name in form.fields}
    sent = {name: str(value) for name, value in known.items() if value is not None}
    answer = client.post(path, sent | filled)
    letter = Letter.objects.get(about_id=election.pk, number=None)
    assert answer["Location"] == reverse("letters:letter", args=[letter.pk])
    return letter


def paper(cast: Cast, role: str, election: Election, code: str) -> HttpResponse:
    path = reverse("elections:paper", args=[election.pk, code])
    return cast.client(role).get(f"{path}?format=pdf")


def page(cast: Cast, role: str, election: Election) -> str:
    shown = reverse("elections:election", args=[election.pk])
    return cast.client(role).get(shown).content.decode()


def test_the_clerk_above_answers_the_request_under_a_number(cast: Cast) -> None:
    election = begun(cast)
    clerk = cast.client(CLERK)
    assert clerk.get(address(election, "reply")).status_code == 403
    take(cast, election, "request")
    step = election.steps.get()
    step.words = "关于支部委员会换届选举的请示（检修党〔2026〕3号）"
    step.save()
    assert address(election, "reply") in page(cast, CLERK, election)
    assert address(election, "reply") not in page(cast, HOLDER, election)
    letter = write(cast, CLERK, election, "reply")
    assert letter.unit == cast.units["sub"]
    assert letter.addressee == "检修一支部"
    assert letter.body.split("\n") == [
        "你单位《关于支部委员会换届选举的请示》（检修党〔2026〕3号）收悉。"
        "经研究，现批复如下：",
        "同意检修一支部于2026年11月23日召开党员大会进行换届选举。"
        "新一届委员会设委员2名，候选人不少于3名。",
        "请按照有关规定做好选举工作，并将选举结果报我单位审批。",
        "此复。",
    ]
    assert paper(cast, HOLDER, election, "reply").status_code == 404
    assert "papers/reply/" not in page(cast, HOLDER, election)
    issue(cast, letter, actor=cast.actor(CLERK), word="北党")
    assert address(election, "reply") not in page(cast, CLERK, election)
    assert "papers/reply/" in page(cast, HOLDER, election)
    asked = paper(cast, HOLDER, election, "reply")
    assert b"".join(asked).startswith(b"%PDF")
    assert "现批复如下" in text_of(cast, election, "reply")


def test_the_step_begins_with_the_number_of_the_reply(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    letter = write(cast, CLERK, election, "reply", asked_title="请示")
    issue(cast, letter, actor=cast.actor(CLERK), word="北党")
    step = reverse("elections:step", args=[election.pk, "reply"])
    form = cast.client(HOLDER).get(step).context["form"]
    named = "关于同意检修一支部换届选举的批复 (北党〔2026〕1号)"
    assert form.initial == {"taken_on": TODAY, "words": named}
    told = text_of(cast, election, "file").split("\n")
    first = next(
        place for place, line in enumerate(told) if line.startswith(f"{named}, 北川")
    )
    assert told[first + 2].startswith("同意检修一支部于2026年11月23日召开党员大会")


def test_the_notice_tells_day_place_agenda_and_who_may_elect(cast: Cast) -> None:
    election = ready(cast)
    # whoever is on probation does not elect
    standing = PartyStanding.objects.filter(person=cast.people["member"])
    standing.update(standing=Standing.PROBATIONARY)
    assert cast.client(CLERK).get(address(election, "notice")).status_code == 403
    missing = cast.client(HOLDER).post(
        address(election, "notice"), {"language": "zh-Hans"}
    )
    assert "place" in missing.context["form"].errors
    form = cast.client(HOLDER).get(address(election, "notice")).context["form"]
    names = form["entitled"].value().split("、")
    assert set(names) == {cast.people[role].name for role in ENTITLED}
    letter = write(
        cast, HOLDER, election, "notice", time="上午9时", place="检修车间会议室"
    )
    told = letter.body.split("\n")
    assert told[1:3] == [
        "时间：2026年11月23日上午9时。",
        "地点：检修车间会议室。",
    ]
    assert "以书面无记名投票方式选举委员2名" in told[3]
    assert told[4] == f"有选举权的党员{len(names)}名：{'、'.join(names)}。"
    issue(cast, letter, word="检修党")
    assert "地点：检修车间会议室。" in text_of(cast, election, "notice")
    assert "地点：检修车间会议室。" in text_of(cast, election, "file")


def test_the_result_is_agreed_to_and_the_posts_rest_on_that_letter(cast: Cast) -> None:
    election = settled(cast)
    clerk = cast.client(CLERK)
    assert clerk.get(address(election, "approval")).status_code == 403
    take(cast, election, "report")
    letter = write(cast, CLERK, election, "approval", asked_title="选举结果报告")
    names = [cast.people[role].name for role in (HOLDER, "branch_member")]
    [line] = [one for one in letter.body.split("\n") if one.startswith("同意")]
    assert line.startswith("同意检修一支部2026年11月23日的选举结果，")
    assert all(name in line for name in names)
    secretary = cast.people["branch_member"].name
    assert f"为新一届委员会委员，{secretary}为党支部书记。" in line
    assert line.endswith("任期至2029年11月23日。")
    issue(cast, letter, actor=cast.actor(CLERK), word="北党")
    conclude = reverse("elections:conclude", args=[election.pk])
    form = clerk.get(conclude).context["form"]
    assert form.initial["basis"] == "关于同意检修一支部选举结果的批复 (北党〔2026〕1号)"
    assert line in text_of(cast, election, "file")


def test_a_cancelled_reply_is_none(cast: Cast) -> None:
    election = begun(cast)
    take(cast, election, "request")
    letter = write(cast, CLERK, election, "reply", asked_title="请示")
    issue(cast, letter, actor=cast.actor(CLERK), word="北党")
    Letter.objects.filter(pk=letter.pk).update(cancelled_at=AT)
    assert paper(cast, HOLDER, election, "reply").status_code == 404
    assert address(election, "reply") in page(cast, CLERK, election)


@pytest.mark.parametrize("code", ["none", "request"])
def test_there_are_no_other_letters(cast: Cast, code: str) -> None:
    election = ready(cast)
    assert cast.client(CLERK).get(address(election, code)).status_code == 404
    assert "批复" not in words_of(cast.client(HOLDER).get(address(election, code)))
