"""Pages of letters: from the template to the receipt; the registers."""

from io import BytesIO

import docx
import pypdf
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lianxin.base.ui import clock
from lianxin.org.letters import queries
from lianxin.org.letters.models import Letter, ReceivedLetter
from tests.cast import AT, TODAY, Cast
from tests.org.letters.letters import draft, issue
from tests.pages.world import World


def titles(answer) -> list[str]:
    return [row.title for row in answer.context["table"].page.object_list]


def test_a_letter_from_template_to_number(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    path = reverse("letters:write", args=["appoint_notice"])
    about = {"about": f"people.person:{cast.people['branch_member'].pk}"}
    page = client.get(path, about)
    form = page.context["form"]
    assert form["person_name"].value() == "单雪"
    assert form["post"].value() == "检修一支部组织委员"
    sent = {
        "person_name": "单雪",
        "post": "副书记",
        "day": "2026-11-20",
        "meeting": "支部党员大会",
        "addressee": "全体党员",
        "language": "zh-Hans",
    }
    answer = client.post(f"{path}?about={about['about']}", sent)
    letter = Letter.objects.get()
    assert answer["Location"] == reverse("letters:letter", args=[letter.pk])
    assert (letter.about_kind, letter.about_id) == (
        "people.person",
        cast.people["branch_member"].pk,
    )
    issued = client.post(
        reverse("letters:issue", args=[letter.pk]),
        {"version": "1", "word": "检修党", "dated_on": clock.today().isoformat()},
    )
    assert issued.status_code == 302
    letter.refresh_from_db()
    number = f"检修党〔{clock.today().year}〕1号"
    assert queries.number_of(letter) == number
    assert number in client.get(answer["Location"]).content.decode()


def test_what_is_missing_is_told_at_its_field(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    path = reverse("letters:write", args=["free_notice"])
    answer = client.post(path, {"matter": "学习", "language": "zh-Hans"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]
    assert not Letter.objects.exists()


def test_the_preview_says_what_is_missing_and_stores_nothing(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    path = reverse("letters:preview", args=["free_notice"])
    page = client.post(path, {"matter": "<学习>", "language": "zh-Hans"})
    words = page.content.decode()
    assert page.context["missing"] == ["Text"]
    assert "关于&lt;学习&gt;的通知" in words
    assert "＿＿＿＿" in words
    assert not Letter.objects.exists()


def test_a_request_that_came_is_answered(cast: Cast) -> None:
    world_client = cast.client("sub_clerk")
    world_client.post(
        reverse("letters:receive"),
        {
            "received_on": clock.today().isoformat(),
            "sender": "检修一支部",
            "their_number": "检修党〔2026〕2号",
            "title": "关于成立党小组的请示",
        },
    )
    came = ReceivedLetter.objects.get()
    page = world_client.get(reverse("letters:incoming", args=[came.pk])).content
    assert f"?answers={came.pk}" in page.decode()
    path = reverse("letters:write", args=["found_unit_reply"])
    form = world_client.get(path, {"answers": came.pk}).context["form"]
    assert form["asked_title"].value() == "关于成立党小组的请示"
    assert form["addressee"].value() == "检修一支部"
    sent = {name: form[name].value() or "党小组" for name in form.fields}
    answer = world_client.post(f"{path}?answers={came.pk}", sent)
    assert answer.status_code == 302
    assert Letter.objects.get().answers == came


def test_a_letter_that_one_may_not_see_is_not_answered(world: World) -> None:
    number = world.numbers["received_letter"]
    client = world.cast.client("outsider")
    path = reverse("letters:write", args=["free_letter"])
    assert client.get(path, {"answers": number}).status_code == 404


def test_word_and_pdf_say_the_same(world: World) -> None:
    client = world.cast.client("branch_secretary")
    number = world.numbers["letter"]
    word = client.get(reverse("letters:word", args=[number])).content
    pdf = client.get(reverse("letters:pdf", args=[number])).content
    lines = [p.text for p in docx.Document(BytesIO(word)).paragraphs]
    text = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
    for words in (
        "关于联合开展主题党日的函",
        "运行二支部：",
        "请贵支部派五名党员参加。",
    ):
        assert words in lines
        assert words in text


def test_the_register_is_filtered(world: World) -> None:
    client = world.cast.client("clerk")
    path = reverse("letters:list")
    everything = titles(client.get(path))
    assert sorted(everything) == [
        "中国共产党党员组织关系介绍信",
        "关于联合开展主题党日的函",
    ]
    for asked, expected in (
        ({"stage": "out"}, ["中国共产党党员组织关系介绍信"]),
        ({"stage": "draft"}, ["关于联合开展主题党日的函"]),
        ({"kind": "notice"}, []),
        ({"q": "主题党日"}, ["关于联合开展主题党日的函"]),
        ({"since": TODAY.isoformat()}, ["中国共产党党员组织关系介绍信"]),
        ({"unit": "运行二支部"}, []),
    ):
        assert titles(client.get(path, asked)) == expected, asked


def test_who_is_elsewhere_sees_none(world: World) -> None:
    for name in ("letters:list", "letters:received"):
        page = world.cast.client("outsider").get(reverse(name))
        assert titles(page) == []


def test_the_received_register_is_filtered(world: World) -> None:
    client = world.cast.client("clerk")
    path = reverse("letters:received")
    assert titles(client.get(path, {"q": "北川"})) == ["关于做好组织生活会的通知"]
    assert titles(client.get(path, {"until": "2020-01-01"})) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_asks_the_same_however_long(
    number: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client("branch_secretary")
    client.get(reverse("letters:list"))
    for _row in range(number):
        issue(cast, draft(cast))
    with django_assert_num_queries(8):
        client.get(reverse("letters:list"))


def test_units_and_people_show_their_letters_and_the_way_to_new_ones(
    world: World,
) -> None:
    person = reverse("people:person", args=[world.cast.people["member"].pk])
    page = world.cast.client("branch_secretary").get(person).content.decode()
    issued = reverse("letters:letter", args=[world.numbers["issued_letter"]])
    assert issued in page
    assert "?about=people.person:" in page
    seen = world.cast.client("leader").get(person).content.decode()
    assert issued in seen
    assert "?about=people.person:" not in seen
    assert issued not in world.cast.client("member").get(person).content.decode()


def test_the_receipt_comes_back(world: World) -> None:
    client = world.cast.client("branch_secretary")
    number = world.numbers["issued_letter"]
    answer = client.post(
        reverse("letters:receipt", args=[number]),
        {"receipt_on": clock.today().isoformat(), "sender": "运行二支部"},
    )
    assert answer.status_code == 302
    page = client.get(reverse("letters:letter", args=[number])).content.decode()
    assert "Receipt here" in page
    assert "Receipt came back" not in page


def test_the_file_of_a_received_letter_is_a_download(world: World) -> None:
    path = reverse("letters:file", args=[world.numbers["received_letter"]])
    answer = world.cast.client("branch_secretary").get(path)
    assert b"".join(answer.streaming_content).decode() == "请按时召开。"
    assert answer["Content-Disposition"].startswith("attachment")


def test_without_a_file_there_is_none_to_take(cast: Cast) -> None:
    came = ReceivedLetter.objects.create(
        unit=cast.units["branch"],
        year=2026,
        number=1,
        received_on=TODAY,
        sender="甲",
        title="乙",
        entered_by=cast.people["branch_secretary"],
        entered_at=AT,
    )
    path = reverse("letters:file", args=[came.pk])
    assert cast.client("branch_secretary").get(path).status_code == 404
