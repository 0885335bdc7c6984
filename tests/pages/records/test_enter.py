"""Recording a meeting on the page: at most eight entries."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.forms import RecordForm
from lianxin.facts.records.models import Record
from tests.cast import Cast
from tests.facts.records.meetings import MEMBERS, meeting

MOST_ENTRIES = 8


def address(cast: Cast, kind: str = "party_day", unit: str = "branch") -> str:
    return f"/records/add/{cast.units[unit].pk}/{kind}/"


def entries(cast: Cast, **values) -> dict[str, object]:
    marks = {f"attendance-{cast.people[role].pk}": "present" for role in MEMBERS}
    return {
        "when": "2026-11-20T15:30",
        "place": "活动室",
        "topic": "学习",
        "host": cast.people["branch_secretary"].pk,
        "minutes": "",
        **marks,
        **values,
    }


def test_a_meeting_takes_at_most_eight_entries(cast: Cast):
    """The kind is chosen before; the attendance is one entry, prefilled."""
    form = cast.client("branch_secretary").get(address(cast)).context["form"]
    entered = ["kind", *(field.name for field in form.often)]
    assert not form.is_unfolded
    assert entered == [
        "kind",
        "when",
        "place",
        "topic",
        "host",
        "attendance",
        "minutes",
        "uploads",
    ]
    assert len(entered) <= MOST_ENTRIES


def test_a_leader_from_above_is_chosen_as_lecturer(cast: Cast):
    """Named with the post by which they are known; the duty of their unit counts it."""
    client = cast.client("branch_secretary")
    page = client.get(address(cast, "party_lecture")).content.decode()
    offered = re.search(
        r'<optgroup label="From units above">(.*?)</optgroup>', page, re.DOTALL
    )
    assert offered is not None
    assert re.findall(r">([^<]+)</option>", offered[1]) == [
        "管理员甲 · 华岭集团党委 · System administrator",
        "林若溪 · 华岭集团党委 · Party-affairs office clerk",
        "沈国樑 · 华岭集团党委 · Committee secretary",
        "高远山 · 华岭集团党委 · Leader in charge",
        "陆文清 · 华岭集团党委 · Organiser",
    ]
    sent = entries(cast, host=cast.people["secretary"].pk)
    answer = client.post(address(cast, "party_lecture"), sent)
    record = Record.objects.get()
    assert answer["Location"] == f"/records/{record.pk}/"
    assert record.host == cast.people["secretary"]
    shown = queries.record_visible_to(cast.actor("secretary"), record.pk)
    assert queries.took_part(shown, actor=cast.actor("secretary"))


def test_a_party_day_offers_nobody_from_above(cast: Cast):
    page = cast.client("branch_secretary").get(address(cast)).content.decode()
    assert "From units above" not in page


def test_only_the_topic_must_be_typed(cast: Cast):
    """Everything else is there already: sent back as it came, with a topic."""
    client = cast.client("branch_secretary")
    page = client.get(address(cast)).content.decode()
    marks = dict.fromkeys(re.findall(r'name="(attendance-\d+)"', page), "present")
    when = re.search(r'name="when" value="([^"]+)"', page)
    assert when is not None
    sent = {"when": "2026-11-20T15:30", "topic": "学习", **marks}
    assert len(marks) == len(MEMBERS)
    assert client.post(address(cast), sent).status_code == 302
    found = queries.attendance_of([Record.objects.get()])[Record.objects.get().pk]
    assert (found.present, found.expected) == (5, 5)


def test_the_last_meeting_fills_in_the_next(cast: Cast):
    meeting(cast)
    form = cast.client("branch_secretary").get(address(cast)).context["form"]
    assert form.initial["place"] == "党员活动室"
    assert form.initial["when"].time().isoformat() == "15:30:00"
    assert form.initial["host"] == cast.people["branch_secretary"].pk


def test_it_is_stored_with_leave_and_files(cast: Cast):
    member = cast.people["member"].pk
    file = SimpleUploadedFile("签到.txt", "签到".encode())
    sent = entries(cast, **{f"attendance-{member}": "sick", "uploads": [file]})
    answer = cast.client("branch_secretary").post(address(cast), sent)
    record = Record.objects.get()
    assert answer["Location"] == f"/records/{record.pk}/"
    assert queries.marks_of(record)[member] is Mark.SICK
    assert [f.name for f in queries.files_of(record)] == ["签到.txt"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"topic": ""}, "topic"),
        ({"topic": "长" * 201}, "topic"),
        ({"when": "2999-01-01T08:00"}, "when"),
        ({"when": "2019-01-01T08:00"}, "when"),
        ({"when": "0001-01-01T00:00"}, "when"),
        ({"when": "9999-12-31T23:59"}, "when"),
        ({"when": ""}, "when"),
        ({"when": "gestern"}, "when"),
        ({"minutes": "字" * 20_001}, "minutes"),
        ({"host": "999999"}, "host"),
    ],
)
def test_a_refusal_stands_beside_the_field_and_loses_nothing(
    cast: Cast, values, field: str
):
    sent = entries(cast, place="二楼会议室", **values)
    answer = cast.client("branch_secretary").post(address(cast), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "二楼会议室" in answer.content.decode()
    assert Record.objects.count() == 0


def test_a_wrong_mark_is_refused(cast: Cast):
    member = cast.people["member"].pk
    sent = entries(cast, **{f"attendance-{member}": "<script>"})
    answer = cast.client("branch_secretary").post(address(cast), sent)
    assert list(answer.context["form"].errors) == ["attendance"]


def test_somebody_not_asked_about_is_not_stored(cast: Cast):
    stranger = cast.people["outsider"].pk
    sent = entries(cast, **{f"attendance-{stranger}": "present"})
    cast.client("branch_secretary").post(address(cast), sent)
    assert stranger not in queries.marks_of(Record.objects.get())


def test_a_file_that_lies_is_refused_beside_the_files(cast: Cast):
    lie = SimpleUploadedFile("photo.png", b"%PDF-1.7")
    sent = entries(cast, uploads=[lie])
    answer = cast.client("branch_secretary").post(address(cast), sent)
    assert list(answer.context["form"].errors) == ["uploads"]
    assert Record.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eevil", "𠮷🎉"]
)
def test_hostile_words_are_shown_as_words(cast: Cast, text: str):
    client = cast.client("branch_secretary")
    page = client.post(address(cast), entries(cast, topic=text), follow=True)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("branch_secretary", 200),
        ("branch_member", 200),
        ("member", 403),
        ("clerk", 403),
        ("employee", 403),
    ],
)
def test_who_opens_the_form(cast: Cast, role: str, status: int):
    assert cast.client(role).get(address(cast)).status_code == status


@pytest.mark.parametrize("kind", ["work_meeting", "nothing"])
def test_a_kind_that_the_unit_does_not_hold_does_not_exist(cast: Cast, kind: str):
    client = cast.client("branch_secretary")
    assert client.get(address(cast, kind)).status_code == 404


def test_the_chooser_offers_ones_own_unit_first(cast: Cast):
    choices = cast.client("branch_secretary").get("/records/add/").context["choices"]
    assert [unit.pk for unit, _kinds in choices] == [
        cast.units["branch"].pk,
        cast.units["group"].pk,
    ]


def test_every_kind_takes_at_most_eight_entries(cast: Cast):
    """Of a kind's own entries and the folded ones none is compulsory."""
    for unit in cast.units.values():
        for kind in queries.kinds_of(unit):
            form = RecordForm(kind=kind, unit=unit, people=(), today=clock.today())
            assert len(form.often) + 1 <= MOST_ENTRIES, kind.code
            assert [f.name for f in form.seldom if f.field.required] == []


def test_an_address_may_ask_for_a_day_and_a_topic(cast: Cast):
    client = cast.client("branch_secretary")
    asked = client.get(f"{address(cast)}?day=2026-11-05&topic=季度总结")
    assert asked.context["form"].initial["when"].date() == date(2026, 11, 5)
    assert 'value="季度总结"' in asked.content.decode()


@pytest.mark.parametrize("day", ["2999-01-01", "gestern", "", "0000-00-00"])
def test_a_day_that_cannot_be_recorded_is_today(cast: Cast, day: str):
    form = cast.client("branch_secretary").get(f"{address(cast)}?day={day}")
    assert form.context["form"].initial["when"].date() == clock.today()


def test_the_quorum_stands_on_the_form_with_its_article(cast: Cast):
    page = cast.client("branch_secretary").get(address(cast, "general_meeting"))
    found = page.context["quorum"]
    assert (found.quorum.entitled, found.quorum.needed) == (5, 3)
    assert found.source.endswith("Article 11")
    assert page.content.decode().count(" data-entitled>") == len(MEMBERS)


def test_a_lecture_in_a_party_day_is_entered_once(cast: Cast):
    sent = entries(
        cast,
        parts=["party_lecture"],
        resolutions="一、下月交流\n\n 二、整改照明 ",
    )
    cast.client("branch_secretary").post(address(cast), sent)
    record = Record.objects.get()
    assert sorted(record.parts.values_list("kind", flat=True)) == [
        "party_day",
        "party_lecture",
    ]
    assert record.hours == 2
    assert [r.text for r in queries.resolutions_of(record)] == [
        "一、下月交流",
        "二、整改照明",
    ]


def test_a_committees_agenda_begins_with_the_first_topic(cast: Cast):
    sent = entries(cast, topics="传达学习重要讲话\n研究检修计划", host="")
    del sent["topic"]
    client = cast.client("clerk")
    client.post(address(cast, "committee_meeting", "root"), sent)
    record = Record.objects.get()
    assert record.topic == "传达学习重要讲话"
    assert list(queries.items_of(record).values_list("topic", "nature")) == [
        ("传达学习重要讲话", "first"),
        ("研究检修计划", "ordinary"),
    ]


def test_headings_left_alone_are_no_minutes(cast: Cast):
    client = cast.client("branch_secretary")
    where = address(cast, "organisational_life_meeting")
    outline = client.get(where).context["form"].initial["minutes"]
    assert outline.startswith("1. ")
    client.post(where, entries(cast, minutes=outline))
    assert Record.objects.get().minutes == ""


def test_headings_left_above_pasted_minutes_go(cast: Cast):
    client = cast.client("branch_secretary")
    where = address(cast, "general_meeting")
    outline = client.get(where).context["form"].initial["minutes"]
    pasted = "会议地点：检修楼\n主持人：周明远"
    sent = entries(cast, minutes=f"{outline}\r\n{pasted}", read="1")
    page = client.post(where, sent)
    assert page.context["form"].initial["minutes"] == pasted
    client.post(where, entries(cast, minutes=f"{pasted}\r\n{outline}"))
    assert Record.objects.get().minutes == pasted


def test_words_under_the_headings_keep_them(cast: Cast):
    client = cast.client("branch_secretary")
    where = address(cast, "general_meeting")
    first, *others = client.get(where).context["form"].initial["minutes"].split("\n")
    written = "\n".join([first, "应到5人。", *others, "一致同意。"])
    client.post(where, entries(cast, minutes=written))
    assert Record.objects.get().minutes == written


def test_of_a_committee_only_who_sits_on_it_is_expected(cast: Cast):
    """Whoever else holds a post of the unit may be marked as there."""
    page = cast.client("clerk").get(address(cast, "committee_meeting", "root"))
    marks = page.context["form"].initial["attendance"]
    roles = ("secretary", "leader", "clerk", "administrator", "organiser")
    assert {role: marks[cast.people[role].pk] for role in roles} == {
        "secretary": "present",
        "leader": "",
        "clerk": "",
        "administrator": "",
        "organiser": "",
    }


def test_whoever_does_not_sit_on_a_committee_is_not_proposed_as_its_chair(cast: Cast):
    where = address(cast, "committee_meeting", "root")
    assert cast.client("clerk").get(where).context["form"].initial["host"] is None
    cast.appointments["secretary"].delete()
    shown = cast.client("clerk").get(where).context["form"]
    assert shown.initial["host"] == cast.people["clerk"].pk


def test_of_a_talk_is_asked_only_with_whom_it_was_held(cast: Cast):
    page = cast.client("branch_secretary").get(address(cast, "heart_to_heart_talk"))
    name = f'name="attendance-{cast.people["member"].pk}"'
    choice = page.content.decode().split(name)[1].split("</select>")[0]
    assert re.findall(r">([^<]+)</option>", choice) == ["—", "Took part"]


def test_where_nobody_sits_on_it_all_who_hold_posts_are_expected(cast: Cast):
    cast.appointments["secretary"].delete()
    page = cast.client("clerk").get(address(cast, "committee_meeting", "root"))
    marks = page.context["form"].initial["attendance"]
    assert set(marks.values()) == {"present"}


def test_the_agenda_comes_from_the_rulebook(cast: Cast):
    """Usual topics of a committee, and with them the one that another page asks for."""
    client = cast.client("clerk")
    where = address(cast, "committee_meeting", "root")
    usual = rulebook.record_kinds()["committee_meeting"].usual_agenda.en.split("\n")
    assert client.get(where).context["form"].initial["topics"] == usual
    asked = client.get(where, {"topic": "研究检修计划"}).context["form"]
    assert asked.initial["topics"] == [*usual, "研究检修计划"]


def test_what_the_rule_has_a_meeting_deal_with_stands_beside_its_topic(cast: Cast):
    client = cast.client("branch_secretary")
    shown = client.get(address(cast, "general_meeting")).context["deals_with"]
    assert shown.things[0] == "Hears and examines the committee's report"
    assert len(shown.things) == 5
    assert (shown.source, shown.url) == (
        "Regulations on the work of Party branches (trial), Article 11",
        "/rules/meeting_powers/",
    )
    page = client.get(address(cast, "general_meeting")).content.decode()
    assert page.count(shown.url) == 1
    assert client.get(address(cast)).context["deals_with"] is None


@pytest.mark.parametrize("role", ["member", "employee", "leader"])
def test_who_records_nothing_is_told_why(cast: Cast, role: str):
    answer = cast.client(role).get("/records/add/")
    assert answer.status_code == 403
    assert "Records are kept by" in answer.content.decode()
