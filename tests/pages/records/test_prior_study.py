"""The list of prior study, topics taken from it, and the register that writes itself."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import load_workbook

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Nature
from lianxin.facts.records.models import Matter, Record
from lianxin.facts.records.operations import settle_item
from tests.cast import AT, Cast
from tests.facts.records.prior_study import a_list
from tests.facts.records.test_record_from_list import record

REGISTER = "/records/registers/prior-study/"


def rows(cast: Cast, address: str, role: str = "clerk") -> list[list[object]]:
    page = cast.client(role).get(address)
    return [[cell.value for cell in row] for row in page.context["table"].rows]


def address(cast: Cast, unit: str = "root") -> str:
    return f"/records/matters/{cast.units[unit].pk}/"


def test_a_new_edition_begins_as_the_one_in_force_stands(cast: Cast):
    a_list(cast)
    form = cast.client("clerk").get(f"{address(cast)}new/").context["form"]
    assert form.initial["board"] == ["发展规划", "重大投资项目"]
    assert form.initial["managers"] == ["涉及职工权益的措施"]


def test_a_list_is_entered_and_read(cast: Cast):
    client = cast.client("clerk")
    sent = {
        "since": "2026-11-01",
        "basis": "党委会决定",
        "board": "发展规划\r\n\r\n重大投资项目",
        "managers": "大额捐赠",
    }
    answer = client.post(f"{address(cast)}new/", sent)
    assert answer["Location"] == address(cast)
    day = date(2026, 11, 1)
    assert rows(cast, address(cast)) == [
        [1, "发展规划", "Board of directors", day, "党委会决定"],
        [2, "重大投资项目", "Board of directors", day, "党委会决定"],
        [3, "大额捐赠", "Managers", day, "党委会决定"],
    ]


def test_a_former_edition_is_read_by_choice(cast: Cast):
    former = a_list(cast)
    a_list(cast, since=date(2026, 11, 1), matters=[("机构调整", "board")])
    assert [row[1] for row in rows(cast, address(cast))] == ["机构调整"]
    chosen = rows(cast, f"{address(cast)}?edition={former.pk}")
    assert [row[1] for row in chosen] == [
        "发展规划",
        "重大投资项目",
        "涉及职工权益的措施",
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis": ""}, "basis"),
        ({"board": "", "managers": ""}, "board"),
        ({"board": "长" * 201}, "board"),
        ({"managers": "发展规划"}, "managers"),
        ({"since": "2019-01-01"}, "since"),
    ],
)
def test_a_refusal_stands_beside_the_field(cast: Cast, values, field: str):
    sent = {"since": "2026-11-01", "basis": "决定", "board": "发展规划", "managers": ""}
    answer = cast.client("clerk").post(f"{address(cast)}new/", {**sent, **values})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Matter.objects.count() == 0


def test_a_branch_keeps_no_list(cast: Cast):
    assert cast.client("clerk").get(address(cast, "branch")).status_code == 404


def test_topics_are_taken_from_the_list_when_the_meeting_is_entered(cast: Cast):
    matter = a_list(cast).matters.get(number=2)
    client = cast.client("clerk")
    where = f"/records/add/{cast.units['root'].pk}/committee_meeting/"
    offered = client.get(where).context["form"].fields["matters"].queryset
    assert [one.text for one in offered] == [
        "发展规划",
        "重大投资项目",
        "涉及职工权益的措施",
    ]
    sent = {"when": "2026-11-20T09:00", "topics": "传达学习", "matters": [matter.pk]}
    answer = client.post(where, sent)
    found = Record.objects.get()
    assert answer["Location"] == f"/records/{found.pk}/"
    assert list(queries.items_of(found).values_list("topic", "nature", "matter")) == [
        ("传达学习", "first", None),
        ("重大投资项目", "pre_study", matter.pk),
    ]


def test_a_committee_without_a_list_is_offered_none(cast: Cast):
    where = f"/records/add/{cast.units['root'].pk}/committee_meeting/"
    assert "matters" not in cast.client("clerk").get(where).context["form"].fields


def decided(cast: Cast) -> Record:
    found = record(cast, 2, 3)
    item = found.items.get(matter__number=2)
    settle_item(
        item,
        nature=Nature.PRE_STUDY,
        is_major=True,
        opinion="同意提交董事会",
        result="董事会通过",
        decided_on=date(2026, 11, 22),
        matter=item.matter,
        version=item.version,
        actor=cast.actor("clerk"),
        at=AT,
    )
    return found


STUDIED = [date(2026, 11, 20), "华岭集团"]
DECIDED = ["重大投资项目", "2. 重大投资项目", "Yes", "同意提交董事会", "Board of directors", "董事会通过", date(2026, 11, 22)]  # fmt: skip
WAITING = ["涉及职工权益的措施", "3. 涉及职工权益的措施", "", "", "Managers", "", None]


def test_the_register_writes_itself(cast: Cast):
    decided(cast)
    unit = cast.units["root"].short_name
    both = [[STUDIED[0], unit, *DECIDED], [STUDIED[0], unit, *WAITING]]
    assert rows(cast, REGISTER) == both
    assert rows(cast, f"{REGISTER}?decided=yes") == both[:1]
    assert rows(cast, f"{REGISTER}?decided=no") == both[1:]
    assert rows(cast, f"{REGISTER}?q=董事会") == both[:1]
    assert rows(cast, f"{REGISTER}?since=2026-11-21") == []
    assert rows(cast, REGISTER, role="branch_secretary") == []


def test_a_file_has_what_the_filter_shows(cast: Cast):
    decided(cast)
    answer = cast.client("clerk").get(f"{REGISTER}?decided=no&format=xlsx")
    file = ContentFile(answer.getvalue())
    sheet = load_workbook(file).active
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "涉及职工权益的措施" in words
    assert "重大投资项目" not in words


def test_the_record_tells_which_matter_it_was(cast: Cast):
    found = decided(cast)
    page = cast.client("clerk").get(f"/records/{found.pk}/").content.decode()
    assert "2. 重大投资项目" in page
    assert '<time class="text-secondary" datetime="2026-11-22">' in page


def test_a_unit_shows_its_list(cast: Cast):
    where = reverse("units:unit", args=[cast.units["root"].pk])
    assert f'href="{address(cast)}"' in cast.client("clerk").get(where).content.decode()
    assert address(cast) not in cast.client("secretary").get(where).content.decode()
    a_list(cast)
    assert address(cast) in cast.client("secretary").get(where).content.decode()


@pytest.mark.parametrize("studied", [1, 3])
def test_the_register_costs_the_same_for_any_number_of_rows(
    cast: Cast, studied: int, django_assert_num_queries
):
    record(cast, *range(1, studied + 1))
    client = cast.client("clerk")
    client.get(REGISTER)
    with django_assert_num_queries(10):
        page = client.get(REGISTER)
    assert len(page.context["table"].rows) == studied


def test_the_journal_says_in_words_what_a_topic_is(cast: Cast):
    found = decided(cast)
    page = cast.client("clerk").get(f"/records/{found.pk}/").content.decode()
    assert "pre_study" not in page
    assert "Ordinary topic → Studied before the board decides" in page
