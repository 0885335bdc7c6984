"""Two writings of one meeting are joined by a person, or stand beside each other."""

import re
from datetime import date

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from tests.cast import Cast
from tests.facts.records.meetings import MEMBERS, meeting
from tests.facts.records.test_record_from_list import record, topics

ENTRY = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def address(cast: Cast, kind: str = "party_day") -> str:
    return f"/records/add/{cast.units['branch'].pk}/{kind}/"


def mine(cast: Cast, **values) -> dict[str, object]:
    marks = {f"attendance-{cast.people[role].pk}": "present" for role in MEMBERS}
    return {
        "when": "2026-11-20T09:00",
        "place": "党员活动室",
        "topic": "学习安全规程",
        "host": cast.people["branch_secretary"].pk,
        "minutes": "学了规程。",
        "resolutions": "每周检查一次",
        **marks,
        **values,
    }


def asked(cast: Cast, role: str = "branch_member", **values):
    answer = cast.client(role).post(address(cast), mine(cast, **values))
    assert answer.status_code == 422
    return answer


def carried(answer) -> dict[str, str]:
    return dict(ENTRY.findall(answer.content.decode()))


def test_both_stand_side_by_side_and_nothing_is_stored(cast: Cast):
    stored = meeting(cast)
    form = asked(cast).context["form"]
    member, officer = (
        cast.people["member"].pk,
        cast.people["discipline_officer"].pk,
    )
    assert [(field.name, field.value()) for field in form.choices] == [
        ("began_at", None),
        ("topic", None),
        ("minutes", None),
        ("resolutions", "mine"),
        (f"attendance_{member}", None),
        (f"attendance_{officer}", None),
    ]
    assert form.fields["topic"].choices == [
        ("stored", "Stored: 学习重要文件"),
        ("mine", "Written now: 学习安全规程"),
    ]
    assert [code for code, _words in form.fields["minutes"].choices] == [
        "stored",
        "mine",
        "both",
    ]
    stored.refresh_from_db()
    assert (Record.objects.count(), stored.version) == (1, 1)


def test_what_was_chosen_of_each_becomes_one_record(cast: Cast):
    stored = meeting(cast)
    member = cast.people["member"].pk
    officer = cast.people["discipline_officer"].pk
    chosen = {
        "take-began_at": "mine",
        "take-topic": "stored",
        "take-minutes": "both",
        "take-resolutions": "mine",
        f"take-attendance_{member}": "stored",
        f"take-attendance_{officer}": "mine",
    }
    sent = {**carried(asked(cast)), **chosen}
    answer = cast.client("branch_member").post(address(cast), sent)
    assert answer["Location"] == f"/records/{stored.pk}/"
    record = Record.objects.get()
    assert (record.began_at.hour, record.topic, record.minutes) == (
        9,
        "学习重要文件",
        "交流了体会。\n\n学了规程。",
    )
    assert queries.lists_of(record)["resolutions"] == ["每周检查一次"]
    marks = queries.marks_of(record)
    assert (marks[member], marks[officer]) == (Mark.SICK, Mark.PRESENT)
    (kept,) = queries.amendments_of(record)
    assert kept.former["minutes"] == "交流了体会。"


def test_who_wrote_the_minutes_is_chosen_as_well(cast: Cast):
    meeting(cast, topic="学习安全规程", minutes="", took_place_on=date(2026, 11, 20))
    answer = asked(cast, recorder=cast.people["member"].pk)
    form = answer.context["form"]
    assert form["recorder"].value() == "mine"
    chosen = {f"take-{field.name}": "mine" for field in form.choices}
    cast.client("branch_member").post(address(cast), {**carried(answer), **chosen})
    assert Record.objects.get().recorder == cast.people["member"]


def test_nothing_is_chosen_for_a_person(cast: Cast):
    meeting(cast)
    sent = {**carried(asked(cast)), "take-topic": "mine"}
    answer = cast.client("branch_member").post(address(cast), sent)
    assert answer.status_code == 422
    wrong = answer.context["form"].errors
    assert "topic" not in wrong
    assert wrong["minutes"] == ["Please choose."]
    assert Record.objects.get().version == 1
    assert carried(answer)["topic"] == "学习安全规程"


def test_what_was_corrected_meanwhile_is_asked_about_anew(cast: Cast):
    stored = meeting(cast)
    sent = carried(asked(cast))
    Record.objects.update(version=2, topic="别的题目")
    form = asked(cast).context["form"]
    choices = {f"take-{field.name}": "mine" for field in form.choices}
    answer = cast.client("branch_member").post(address(cast), {**sent, **choices})
    assert answer.status_code == 422
    stored.refresh_from_db()
    assert (stored.topic, stored.version) == ("别的题目", 2)
    again = {**carried(answer), **choices}
    cast.client("branch_member").post(address(cast), again)
    assert Record.objects.get().topic == "学习安全规程"


def test_another_meeting_of_the_same_day_is_recorded_besides(cast: Cast):
    stored = meeting(cast)
    sent = {**carried(asked(cast)), "besides": str(stored.pk)}
    answer = cast.client("branch_member").post(address(cast), sent)
    topics = list(Record.objects.order_by("pk").values_list("topic", flat=True))
    assert answer.status_code == 302
    assert topics == ["学习重要文件", "学习安全规程"]


def test_another_kind_day_or_unit_and_a_withdrawn_record_ask_nothing(cast: Cast):
    withdrawn = meeting(cast)
    Record.objects.filter(pk=withdrawn.pk).update(withdrawn_at="2026-11-21T00:00Z")
    client = cast.client("branch_secretary")
    for sent in (mine(cast), mine(cast, when="2026-11-19T09:00")):
        assert client.post(address(cast), sent).status_code == 302
    other = client.post(address(cast, "general_meeting"), mine(cast))
    assert other.status_code == 302
    assert Record.objects.count() == 4


def test_a_record_of_another_meeting_is_never_joined(cast: Cast):
    meeting(cast)
    sent = carried(asked(cast))
    other = meeting(cast, took_place_on=date(2026, 11, 18))
    answer = cast.client("branch_member").post(
        address(cast), {**sent, "join": str(other.pk)}
    )
    assert answer.status_code == 404
    for number in ("", "x", "9" * 30):
        answer = cast.client("branch_member").post(
            address(cast), {**sent, "join": number}
        )
        assert answer.status_code == 404, number


def test_topics_from_the_list_are_joined_as_such(cast: Cast):
    stored = record(cast, 2)
    matter = stored.items.get(matter__number=2).matter.edition.matters.get(number=3)
    where = f"/records/add/{cast.units['root'].pk}/committee_meeting/"
    typed = {"when": "2026-11-20T09:00", "topics": "传达学习", "matters": [matter.pk]}
    page = cast.client("clerk").post(where, typed)
    assert page.status_code == 422
    chosen = {f"take-{field.name}": "stored" for field in page.context["form"].choices}
    sent = {**carried(page), **chosen, "take-topics": "both"}
    answer = cast.client("clerk").post(where, sent)
    assert answer["Location"] == f"/records/{stored.pk}/"
    assert topics(Record.objects.get()) == [
        ("传达学习重要讲话", "first", None),
        ("重大投资项目", "pre_study", 2),
        ("传达学习", "ordinary", None),
        ("涉及职工权益的措施", "pre_study", 3),
    ]
