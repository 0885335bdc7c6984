"""Who reads which entries of the journal, and in which words."""

import pytest
from django.utils import translation

from lianxin.base.journal import operations as journal
from lianxin.base.journal.events import Event
from lianxin.base.journal.models import Entry
from lianxin.desks.history import queries
from lianxin.desks.history.queries import Change
from lianxin.kernel.actor import NotVisible, Ref
from lianxin.org.people.events import StandingSet
from lianxin.org.posts.events import PersonAppointed
from lianxin.org.units.events import UnitMoved, UnitRenamed
from tests.cast import AT, TODAY
from tests.facts.records.meetings import meeting
from tests.work.goals.given import give


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def write(cast, unit, event=UnitRenamed, *, subject=None, **values) -> Entry:
    ref = Ref("units.unit", cast.units[unit].pk) if unit else None
    journal.write(
        event(
            subject=subject or ref or Ref("accounts.user", 1),
            unit=ref,
            actor=cast.actor("clerk"),
            at=AT,
            **values,
        )
    )
    return Entry.objects.latest("pk")


@pytest.fixture
def entries(cast):
    units = ["root", "sub", "branch", "group", "other", None]
    return {unit: write(cast, unit) for unit in units}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("secretary", ["root", "sub", "branch", "group", "other"]),
        ("leader", ["root", "sub", "branch", "group", "other"]),
        ("clerk", ["root", "sub", "branch", "group", "other"]),
        ("sub_clerk", ["sub", "branch", "group"]),
        ("discipline_officer", ["sub", "branch", "group"]),
        ("branch_secretary", ["branch"]),
        ("outsider", ["other"]),
        ("branch_member", []),
        ("member", []),
        ("employee", []),
        ("organiser", []),
        ("administrator", []),
        ("union_chair", []),
        ("department_head", []),
    ],
)
def test_entries_are_seen_in_ones_own_reach(cast, entries, role, seen):
    rows = queries.visible_to(cast.actor(role))
    assert list(rows) == [entries[unit] for unit in reversed(seen)]


def test_a_job_sees_everything(cast, entries):
    assert queries.visible_to(cast.system).count() == 6


def test_what_tells_a_standing_is_not_for_every_reader(cast):
    entry = write(cast, "branch", StandingSet, subject=Ref("people.person", 1))
    assert list(queries.visible_to(cast.actor("discipline_officer"))) == []
    assert list(queries.visible_to(cast.actor("branch_secretary"))) == [entry]
    assert list(queries.visible_to(cast.actor("sub_clerk"))) == [entry]


def test_what_happened_to_a_unit_that_ended_stays_readable_above(cast, entries):
    group = cast.units["group"]
    group.path = None
    group.save()
    rows = queries.visible_to(cast.actor("sub_clerk"))
    assert entries["group"] in list(rows)


def test_one_entry_is_not_there_for_others(cast, entries):
    branch_secretary = cast.actor("branch_secretary")
    found = queries.entry_visible_to(branch_secretary, entries["branch"].pk)
    assert found == entries["branch"]
    with pytest.raises(NotVisible):
        queries.entry_visible_to(branch_secretary, entries["other"].pk)


def test_entries_about_one_thing(cast, entries):
    about = Ref("units.unit", cast.units["sub"].pk)
    assert list(queries.about(about, actor=cast.actor("clerk"))) == [entries["sub"]]


def changes(cast, event: type[Event], **values):
    entry = write(cast, "branch", event, **values)
    entry.refresh_from_db()
    return queries.changes_of(entry)


def test_before_and_after_stand_beside_each_other(cast):
    assert changes(
        cast,
        UnitMoved,
        before={"parent": "北川公司党委"},
        after={"parent": "华岭集团党委", "valid_from": TODAY, "basis": ""},
    ) == [
        Change("Unit above", "北川公司党委", "华岭集团党委"),
        Change("From", "", "2026-11-23"),
    ]


def test_codes_are_shown_as_words(cast):
    after = {"kind": "branch_secretary", "manner": "acting", "is": True}
    assert changes(
        cast, PersonAppointed, subject=Ref("posts.appointment", 1), after=after
    ) == [
        Change("Kind", "", "Branch secretary"),
        Change("Manner", "", "Acting"),
        Change("is", "", "Yes"),
    ]
    assert changes(cast, UnitRenamed, after={"kind": "branch"}) == [
        Change("Kind", "", "Party branch")
    ]
    assert changes(
        cast, UnitRenamed, subject=Ref("records.record", 1), after={"kind": "party_day"}
    ) == [Change("Kind", "", "Theme party day")]


def test_how_a_goal_is_measured_and_due_is_told_in_words(cast):
    give(cast)
    entry = Entry.objects.order_by("-pk")[0]
    told = {change.title: change.after for change in queries.changes_of(entry)}
    assert (told["Measure"], told["Kind of deadline"]) == (
        "Done or not, shown by evidence",
        "On a day",
    )


def test_personal_values_are_said_not_to_be_kept(cast):
    said = changes(
        cast, StandingSet, before={"standing": "full"}, after={"standing": "suspended"}
    )
    assert said == [Change("Standing", "(not kept)", "(not kept)")]


def test_personal_fields_that_were_empty_are_told_as_empty(cast):
    set_first = changes(
        cast, StandingSet, before={"standing": None}, after={"standing": "full"}
    )
    assert set_first == [Change("Standing", "", "(not kept)")]
    assert changes(cast, StandingSet, after={"basis": "", "standing": None}) == []


def test_lists_and_emptied_fields_are_told(cast):
    said = changes(cast, UnitRenamed, before={"name": "a"}, after={"order": ["a", "b"]})
    assert said == [Change("Name", "a", "—"), Change("Order", "", "a, b")]


def test_lists_are_told_with_the_comma_of_the_language(cast):
    for language, comma in (("zh-hans", "、"), ("zh-hant", "、"), ("en", ", ")):
        with translation.override(language):
            (said,) = changes(cast, UnitRenamed, after={"order": ["甲", "乙"]})
        assert said.after == f"甲{comma}乙"


def test_the_hour_is_told_without_seconds_and_a_record_by_its_name(
    cast, django_assert_num_queries
):
    record = meeting(cast)
    told = Entry.objects.get(code="records.recorded")
    linked = write(cast, "branch", before={"record": record.pk}, after={"record": 0})
    with django_assert_num_queries(5):
        lines = queries.lines([told, linked], actor=cast.actor("clerk"), today=TODAY)
    assert Change("Time", "", "15:30") in lines[told.pk].changes
    assert lines[linked.pk].changes == [
        Change("Record", "Theme party day · 学习重要文件", "0")
    ]
    unseen = queries.lines([linked], actor=cast.actor("outsider"), today=TODAY)
    assert unseen[linked.pk].changes == [Change("Record", str(record.pk), "0")]


def test_a_line_says_everything_in_few_queries(cast, django_assert_num_queries):
    entry = write(cast, "branch", before={"name": "甲"}, after={"name": "乙"})
    others = [write(cast, unit) for unit in ("sub", "other")]
    actor = cast.actor("secretary")
    for rows in ([entry], [entry, *others]):
        with django_assert_num_queries(2):
            lines = queries.lines(rows, actor=actor, today=TODAY)
    line = lines[entry.pk]
    assert (line.meaning, line.thing, line.unit, line.told) == (
        "A unit has a new name from a day on.",
        "检修一支部",
        "检修一支部",
        "Name: 甲 → 乙",
    )
    assert line.url == f"/org/units/{cast.units['branch'].pk}/"


def test_what_has_no_words_yet_is_shown_as_it_is(cast):
    assert queries.meaning_of("new.thing") == "new.thing"
    assert queries.thing_of("new.thing") == "new.thing"
