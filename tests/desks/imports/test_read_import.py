"""What is dropped in is read, and each row judged beside the entries."""

from django.db import connection

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.people.models import Person
from lianxin.org.people.operations import leave
from tests.cast import AT, TODAY, Cast
from tests.desks.imports.books import (
    dropped,
    identity,
    member,
    members_book,
    staff,
    staff_book,
    taken,
)


def errors_of(made: Import, *, number: int = 0) -> list[tuple[int, str, str]]:
    sheet = made.sheets.get(number=number)
    rows = staged.rows_of(sheet, Standing.WRONG, first=0, number=100)
    return [
        (row.row, p["code"], p["field"])
        for row in rows
        for p in row.problems
        if p["severity"] == "error"
    ]


def counts_of(made: Import) -> staged.Counts:
    sheet = made.sheets.get()
    return staged.counts_of([sheet])[sheet.pk]


def test_right_rows_wait_and_nothing_is_entered(cast: Cast) -> None:
    before = Person.objects.count()
    made = dropped(cast, members_book(member(1, "赵明"), member(2, "孙 强")))
    assert made.read_at is not None
    counts = counts_of(made)
    assert (counts.right, counts.repaired, counts.wrong, counts.new) == (1, 1, 0, 2)
    assert counts.skipped == 2
    assert Person.objects.count() == before


def test_what_is_wrong_beside_the_entries_is_told(cast: Cast) -> None:
    rows = [
        member(1, "赵明", "无此支部"),
        member(2, "孙强", "运行二支部"),
        member(3, "李丽", "检修车间"),
        member(4, "周涛", kind="", full=""),
        member(5, "吴敏", joined="", full=""),
        member(6, "郑军", kind="预备党员"),
        member(7, "王芳", ""),
    ]
    assert errors_of(dropped(cast, members_book(*rows))) == [
        (3, "unit_unknown", "branch"),
        (4, "unit_out_of_reach", "branch"),
        (5, "unit_of_other_line", "branch"),
        (6, "standing_unsaid", "member_type"),
        (7, "joined_unsaid", "join_date"),
        (8, "candidate_with_full_date", "full_date"),
        (9, "unit_unsaid", "branch"),
    ]


def test_nobody_is_in_two_branches(cast: Cast) -> None:
    taken(cast, dropped(cast, members_book(member(1, "赵明"))))
    other = members_book(member(1, "赵明", "检修一支部第一党小组"), title="党员名册")
    assert errors_of(dropped(cast, other)) == [(3, "in_another_unit", "branch")]
    namesake = members_book(member(1, "赵敏"))
    assert errors_of(dropped(cast, namesake)) == [(3, "name_of_other", "name")]


def test_a_member_who_left_stands_in_the_register_of_the_branch_still(
    cast: Cast,
) -> None:
    """Until the membership is transferred; in the register of staff no more."""
    taken(cast, dropped(cast, members_book(member(1, "赵明"))))
    person = Person.objects.get(name="赵明")
    leave(
        person,
        left_on=TODAY,
        version=person.version,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    again = dropped(cast, members_book(member(1, "赵明"), title="党员名册"))
    assert (errors_of(again), counts_of(again).same) == ([], 1)
    of_staff = dropped(cast, staff_book(staff(1, "赵明")))
    assert errors_of(of_staff) == [(3, "person_left", "name")]


def test_somebody_is_known_by_number_and_never_by_name_alone(cast: Cast) -> None:
    number = cast.people["member"].employee_number
    row = staff(1, "何秋实")
    made = dropped(cast, staff_book([number, *row[1:]], staff(2, "何秋实")))
    counts = counts_of(made)
    assert (counts.completes, counts.new, counts.wrong) == (1, 1, 0)


def test_a_clerk_without_the_right_to_numbers_enters_none(cast: Cast) -> None:
    made = dropped(cast, staff_book(staff(1, "赵明")), role="administrator")
    assert errors_of(made) == [(3, "no_right_to_numbers", "id_number")]


def test_a_file_that_cannot_be_read_is_refused_and_not_kept(cast: Cast) -> None:
    made = dropped(cast, b"%PDF-1.7 nothing", name="花名册.pdf")
    assert made.refusal["code"] == "other_format"
    assert staged.content_of(Import.objects.get()) is None


def test_identity_numbers_wait_encrypted(cast: Cast) -> None:
    dropped(cast, members_book(member(1, "赵明")))
    with connection.cursor() as cursor:
        for table in ("staging_stagedrows", "staging_importcontent"):
            cursor.execute(f"SELECT content FROM {table}")  # noqa: S608 -- names of our own tables
            held = str(cursor.fetchall())
            assert held.startswith("[('gAAAA")
            assert identity(1) not in held
