"""The card of a person, and the pages that change it."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation
from lianxin.org.people.operations import edit_person, leave, set_contact
from tests.cast import AT, LONG_AGO, TODAY, Cast

PHONE = "13800138000"
IDENTITY = "110101199001019968"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def at(cast: Cast, role: str) -> str:
    return f"/org/people/{cast.people[role].pk}/"


def with_contact(cast: Cast, role: str) -> None:
    set_contact(
        cast.people[role],
        phone=PHONE,
        identity_number=IDENTITY,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("administrator", 200),
        ("clerk", 200),
        ("secretary", 200),
        ("leader", 200),
        ("organiser", 200),
        ("sub_clerk", 200),
        ("discipline_officer", 200),
        ("branch_secretary", 200),
        ("branch_member", 200),
        ("member", 200),
        ("employee", 200),
        ("department_head", 404),
        ("union_chair", 404),
        ("outsider", 404),
    ],
)
def test_who_sees_a_member_of_the_branch(cast: Cast, role, status):
    assert cast.client(role).get(at(cast, "member")).status_code == status


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("clerk", True),
        ("secretary", True),
        ("organiser", True),
        ("branch_secretary", True),
        ("member", True),  # oneself
        ("administrator", False),
        ("discipline_officer", False),
        ("employee", False),
    ],
)
def test_who_sees_the_standing(cast: Cast, role, sees):
    page = text(cast.client(role).get(at(cast, "member")))
    assert ("Full member" in page) is sees


@pytest.mark.parametrize("role", ["administrator", "employee"])
def test_who_does_not_see_the_branch_of_a_member(cast: Cast, role):
    page = text(cast.client(role).get(at(cast, "member")))
    assert "检修车间" in page
    assert "检修一支部" not in page


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("clerk", True),
        ("sub_clerk", True),
        ("branch_secretary", True),
        ("member", True),  # oneself
        ("administrator", False),
        ("secretary", False),
        ("branch_member", False),
        ("employee", False),
    ],
)
def test_a_look_at_the_numbers_is_journaled(cast: Cast, role, may):
    with_contact(cast, "member")
    client = cast.client(role)
    masked = text(client.get(at(cast, "member")))
    assert PHONE not in masked
    assert IDENTITY not in masked
    assert ("138******00" in masked) is may
    response = client.post(f"{at(cast, 'member')}contact/")
    looked = Entry.objects.filter(code="people.contact_looked_up")
    if not may:
        assert response.status_code == 403
        assert looked.count() == 0
        return
    page = text(response)
    assert PHONE in page
    assert IDENTITY in page
    entry = looked.get()
    assert entry.person_id == cast.people[role].pk
    assert entry.subject_id == cast.people["member"].pk
    assert "no-store" in response["Cache-Control"]


def test_the_numbers_are_not_shown_by_asking_again(cast: Cast):
    with_contact(cast, "member")
    assert cast.client("clerk").get(f"{at(cast, 'member')}contact/").status_code == 405


MAY_EDIT = ("administrator", "clerk", "sub_clerk")


@pytest.mark.parametrize(
    "role", [*MAY_EDIT, "secretary", "branch_secretary", "member", "employee"]
)
@pytest.mark.parametrize("act", ["edit", "affiliate"])
def test_only_clerks_change_entries(cast: Cast, role, act):
    response = cast.client(role).get(f"{at(cast, 'member')}{act}/")
    assert response.status_code == (200 if role in MAY_EDIT else 403)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("clerk", 200),
        ("sub_clerk", 200),
        ("administrator", 403),
        ("branch_secretary", 403),
        ("outsider", 404),
    ],
)
@pytest.mark.parametrize("act", ["standing", "standing/end", "contact/set"])
def test_only_clerks_set_standings_and_numbers(cast: Cast, role, status, act):
    response = cast.client(role).get(f"{at(cast, 'member')}{act}/")
    assert response.status_code == status


def test_no_standing_is_chosen_beforehand(cast: Cast):
    client, address = cast.client("clerk"), f"{at(cast, 'member')}standing/"
    assert client.get(address).context["form"]["standing"].value() is None
    before = list(PartyStanding.objects.values())
    refused = client.post(address, {"standing": "", "valid_from": "2026-11-23"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (
        422,
        ["standing"],
    )
    assert list(PartyStanding.objects.values()) == before


def test_somebody_is_entered(cast: Cast):
    response = cast.client("sub_clerk").post(
        "/org/people/add/",
        {
            "name": "曾雨桐",
            "employee_number": "N100",
            "gender": "f",
            "staff_unit": "检修车间",
            "party_unit": "检修一支部",
            "standing": "probationary",
            "since": "2026-11-01",
        },
    )
    made = Person.objects.get(employee_number="N100")
    assert response.status_code == 302
    assert response.url == f"/org/people/{made.pk}/"
    assert made.pinyin == "zengyutong zyt"
    assert Affiliation.objects.filter(person=made).count() == 2
    assert PartyStanding.objects.get(person=made).standing == "probationary"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"employee_number": "T001"}, "employee_number"),
        ({"name": ""}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"staff_unit": "安全生产部"}, "staff_unit"),
        ({"staff_unit": ""}, "staff_unit"),
        ({"party_unit": "检修车间"}, "party_unit"),
        ({"since": "??"}, "since"),
        ({"gender": "x"}, "gender"),
        ({"standing": "saint"}, "standing"),
        ({"birth_on": "2030-01-01", "joined_on": "2020-01-01"}, "joined_on"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(cast: Cast, values, field):
    sent = {
        "name": "曾雨桐",
        "employee_number": "N100",
        "staff_unit": "检修车间",
        "since": "2026-11-01",
    }
    response = cast.client("sub_clerk").post("/org/people/add/", sent | values)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Person.objects.filter(name="曾雨桐").exists()


@pytest.mark.parametrize("role", ["branch_secretary", "member", "employee"])
def test_others_enter_nobody(cast: Cast, role):
    assert cast.client(role).get("/org/people/add/").status_code == 403


def test_the_second_of_two_sees_what_the_first_did(cast: Cast):
    edit_person(
        cast.people["member"],
        name="何秋石",
        employee_number="T009",
        version=1,
        actor=cast.actor("sub_clerk"),
        at=clock.now(),
    )
    sent = {"version": 1, "name": "何秋实", "employee_number": "T0110"}
    client = cast.client("clerk")
    response = client.post(f"{at(cast, 'member')}edit/", sent)
    page = text(response)
    assert response.status_code == 422
    assert "何秋石" in page
    assert 'value="T0110"' in page
    assert 'name="version" value="2"' in page
    again = client.post(f"{at(cast, 'member')}edit/", sent | {"version": 2})
    assert again.status_code == 302
    cast.people["member"].refresh_from_db()
    assert cast.people["member"].employee_number == "T0110"


def test_a_person_is_found_by_the_whole_number_only(cast: Cast):
    with_contact(cast, "member")
    client = cast.client("branch_secretary")
    for number, found in ((PHONE, True), ("138 0013 8000", True), ("1380013", False)):
        page = text(client.post("/org/people/find/", {"number": number}))
        assert ("何秋实" in page) is found
    other = text(cast.client("outsider").post("/org/people/find/", {"number": PHONE}))
    assert "何秋实" not in other
    assert cast.client("employee").get("/org/people/find/").status_code == 403


def test_a_place_ends(cast: Cast):
    place = Affiliation.objects.get(person=cast.people["employee"])
    address = f"{at(cast, 'employee')}places/{place.pk}/end/"
    client = cast.client("sub_clerk")
    assert client.get(address).status_code == 200
    early = client.post(address, {"ended_on": LONG_AGO.isoformat()})
    assert early.status_code == 422
    assert client.post(address, {"ended_on": "2026-11-20"}).status_code == 302
    assert client.get(address).status_code == 404
    others = cast.client("clerk").get(f"{at(cast, 'member')}places/{place.pk}/end/")
    assert others.status_code == 404


def test_a_probation_is_extended_once_and_its_end_is_shown(cast: Cast) -> None:
    member = cast.people["member"]
    PartyStanding.objects.filter(person=member).delete()
    PartyStanding.objects.create(
        person=member, standing="probationary", valid_from=date(2026, 1, 10)
    )
    client, path = cast.client("sub_clerk"), at(cast, "member")
    assert "By the rule until 2027-01-10" in text(client.get(path))
    form = text(client.get(f"{path}standing/extend/"))
    assert "From 6 to 12, counted from the end of probation, once:" in form
    given = {"decided_on": "2026-11-20", "months": "3", "basis": "支部大会决议"}
    refused = client.post(f"{path}standing/extend/", given)
    assert refused.status_code == 422
    assert "By the rule from 6 to 12 months" in text(refused)
    done = client.post(f"{path}standing/extend/", given | {"months": "6"})
    assert done["Location"] == path
    shown = text(client.get(path))
    assert "Extended until 2027-07-10: 支部大会决议" in shown
    assert f"{path}standing/extend/" not in shown
    client.post(f"{path}standing/extension/withdraw/")
    assert "By the rule until 2027-01-10" in text(client.get(path))


def test_the_secretary_notes_being_in_touch(cast: Cast) -> None:
    member = cast.people["member"]
    Situation.objects.create(
        person=member, circumstance="abroad", valid_from=date(2026, 3, 1), place="某国"
    )
    client, path = cast.client("branch_secretary"), at(cast, "member")
    assert "Not yet in touch" in text(client.get(path))
    done = client.post(f"{path}touch/", {"touched_on": "2026-11-20"})
    assert done["Location"] == path
    assert "Last in touch on 2026-11-20" in text(client.get(path))
    assert "Note a contact" not in text(cast.client("branch_member").get(path))


def gone(cast: Cast, role: str) -> None:
    last = clock.today() - timedelta(days=9)
    leave(cast.people[role], left_on=last, version=1, actor=cast.actor("clerk"), at=AT)


def test_who_left_comes_back(cast: Cast):
    client = cast.client("clerk")
    address = f"{at(cast, 'employee')}back/"
    assert address not in text(client.get(at(cast, "employee")))
    gone(cast, "employee")
    assert address in text(client.get(at(cast, "employee")))
    today = clock.today().isoformat()
    sent = {"unit": "安全生产部", "valid_from": today}
    assert client.post(address, sent).status_code == 302
    assert Person.objects.get(pk=cast.people["employee"].pk).left_on is None
    assert client.post(address, sent).status_code == 422


def test_of_a_member_who_left_the_branch_is_told_what_is_to_be_done(cast: Cast):
    told = "The membership stays in the branch until it is transferred out."
    client = cast.client("branch_secretary")
    assert told not in text(client.get(at(cast, "member")))
    gone(cast, "member")
    page = text(client.get(at(cast, "member")))
    assert told in page
    assert f"/org/transfers/ask/?person={cast.people['member'].pk}" in page
    assert told not in text(cast.client("administrator").get(at(cast, "member")))


def test_nobody_comes_back_who_has_died(cast: Cast):
    gone(cast, "employee")
    Situation.objects.create(
        person=cast.people["employee"], circumstance="deceased", valid_from=TODAY
    )
    assert "/back/" not in text(cast.client("clerk").get(at(cast, "employee")))


def test_a_member_is_not_offered_an_end_in_the_branch(cast: Cast):
    page = text(cast.client("clerk").get(at(cast, "member")))
    assert "End in 检修车间" in page
    assert "End in 检修一支部" not in page
