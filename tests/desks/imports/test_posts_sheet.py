"""Tables of who holds which post: judged beside what is entered, entered, taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.imports import queries as staged
from lianxin.base.journal.models import Entry
from lianxin.desks.imports.operations import undo_import
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.people.models import PartyStanding
from lianxin.org.posts import operations as posts
from lianxin.org.posts.models import Appointment, Post
from tests.cast import AT, TODAY, Cast
from tests.desks.imports.books import dropped, taken
from tests.desks.imports.test_read_import import counts_of, errors_of
from tests.kernel.sheets.books import of_rows

HEADING = ["序号", "任职党组织", "姓名", "党内职务", "任职方式", "任职时间", "免职时间", "任职依据"]  # fmt: skip


def row(name: str, post: str, since: str, until: str = "", **more: str) -> list[str]:
    return [
        "1", more.get("unit", "检修一支部"), name, post, more.get("manner", ""), since,
        until, more.get("basis", ""),
    ]  # fmt: skip


def book(*rows: list[str]) -> bytes:
    return of_rows([["党支部班子成员任职名册"], HEADING, *rows])


def test_posts_are_opened_and_held_and_all_of_it_is_taken_back(cast: Cast) -> None:
    before = set(Appointment.objects.values_list("pk", flat=True))
    posts_before = Post.objects.count()
    made = dropped(
        cast,
        book(
            row("何秋实", "宣传委员", "2025-03-01", basis="北党〔2025〕3号"),
            row("单雪", "纪检委员", "2022-03-01", "2024-03-01"),
            row("何秋实", "纪检委员", "2024-03-01", manner="兼任"),
            row("周明远", "书记", "2020-01-01"),
        ),
    )
    sheet = made.sheets.get()
    assert sheet.kind == "posts"
    counts = counts_of(made)
    assert (counts.new, counts.same, counts.wrong) == (3, 1, 0)
    assert taken(cast, made).rows_taken == 3
    held = Appointment.objects.exclude(pk__in=before).order_by("pk")
    assert [
        (h.person.name, h.post.kind, h.post.number, h.manner, h.valid_from, h.valid_to)
        for h in held
    ] == [
        ("何秋实", "publicity_member", 1, "regular", date(2025, 3, 1), None),
        ("单雪", "discipline_officer", 1, "regular", date(2022, 3, 1), date(2024, 3, 1)),
        ("何秋实", "discipline_officer", 1, "concurrent", date(2024, 3, 1), None),
    ]  # fmt: skip
    assert held[0].basis == "北党〔2025〕3号"
    assert held[1].post == held[2].post
    assert held[1].post.valid_from == date(2022, 3, 1)
    told = Entry.objects.filter(code="posts.many_appointed")
    assert list(told.values_list("unit_id", "after")) == [
        (cast.units["branch"].pk, {"people": 3})
    ]
    undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert set(Appointment.objects.values_list("pk", flat=True)) == before
    assert Post.objects.count() == posts_before


def test_the_same_table_again_changes_nothing(cast: Cast) -> None:
    taken(cast, dropped(cast, book(row("何秋实", "宣传委员", "2025-03-01"))))
    again = [row("何秋实", "宣传委员", "2025-03-01"), row("何秋实", "宣传委员", "")]
    counts = counts_of(dropped(cast, book(*again)))
    assert (counts.new, counts.same) == (0, 2)


def test_what_cannot_be_so_is_told(cast: Cast) -> None:
    rows = [
        row("何秋实", "宣传委员", "2025-03-01", unit="无此支部"),
        row("何秋实", "宣传委员", "2025-03-01", unit="运行二支部"),
        row("何秋实", "党委书记", "2025-03-01"),
        row("无此人", "宣传委员", "2025-03-01"),
        row("何秋实", "书记", "2025-03-01"),
        row("周明远", "书记", "2021-01-01"),
        row("何秋实", "宣传委员", "2019-03-01"),
        row("何秋实", "宣传委员", "2025-03-01", "2024-03-01"),
        row("何秋实", "系统管理员", "2025-03-01", unit="北川公司党委"),
        row("何秋实", "青年委员", "2025-03-01"),
        row("单雪", "青年委员", "2025-09-01"),
    ]
    assert errors_of(dropped(cast, book(*rows))) == [
        (3, "unit_unknown", "unit"),
        (4, "unit_out_of_reach", "unit"),
        (5, "choice_unknown", "post"),
        (6, "person_unknown", "name"),
        (7, "post_held", "post"),
        (8, "post_held_otherwise", "since"),
        (9, "unit_founded_later", "since"),
        (10, "date_order", "until"),
        (11, "no_right_to_post", "post"),
        (13, "post_held", "post"),
    ]


def test_what_the_rules_ask_is_told_and_not_enforced(cast: Cast) -> None:
    newcomer = cast.people["member"]
    PartyStanding.objects.filter(person=newcomer).update(valid_from=date(2026, 6, 1))
    posts.end_appointment(
        cast.appointments["branch_secretary"],
        ended_on=date(2026, 10, 1),
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    made = dropped(cast, book(row("何秋实", "党支部书记", "2026-10-01")))
    repaired = staged.rows_of(made.sheets.get(), Standing.REPAIRED, first=0, number=9)
    assert [
        (p["code"], p["values"]["found"], p["values"]["value"])
        for p in repaired[0].problems
    ] == [("asks_more_years", "0", "1")]
    assert repaired[0].effect == "new"


def test_nothing_is_taken_back_once_somebody_acted(cast: Cast) -> None:
    made = dropped(cast, book(row("何秋实", "宣传委员", "2025-03-01")))
    taken(cast, made)
    held = Appointment.objects.get(post__kind="publicity_member")
    Entry.objects.filter(code="imports.taken").update(post_id=held.pk)
    with pytest.raises(ValidationError, match="acted for one of these posts"):
        undo_import(made, actor=cast.actor("sub_clerk"), at=AT)
    assert Appointment.objects.filter(pk=held.pk).exists()
    Entry.objects.filter(post_id=held.pk).update(post_id=None)
    posts.end_appointment(held, ended_on=TODAY, actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError, match="changed since"):
        undo_import(made, actor=cast.actor("sub_clerk"), at=AT)


def test_no_post_is_taken_up_in_a_unit_that_ends(cast: Cast) -> None:
    unit = cast.units["branch"]
    unit.dissolved_on = date(2027, 3, 31)
    unit.save()
    rows = [
        row("何秋实", "宣传委员", "2025-03-01"),
        row("周明远", "书记", "2020-01-01"),
    ]
    made = dropped(cast, book(*rows))
    assert errors_of(made) == [(3, "unit_ends", "unit")]
    assert counts_of(made).same == 1


def test_a_pensioner_holds_a_post_of_the_branch(cast: Cast) -> None:
    person = cast.people["member"]
    person.left_on = date(2024, 1, 31)
    person.save()
    rows = [row("何秋实", "宣传委员", "2025-03-01")]
    assert counts_of(dropped(cast, book(*rows))).new == 1
    person.affiliations.filter(belonging="party").update(valid_to=TODAY)
    again = dropped(cast, book(*rows), name="再来.xlsx")
    assert errors_of(again) == [(3, "person_left", "name")]
