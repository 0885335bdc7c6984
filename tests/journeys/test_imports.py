"""From an empty database to a secretary who signs in, by two workbooks.

`lianxin init` and the first clerk; then only the browser and what the worker does: the
table of units and the register of members are dropped in, looked through and entered,
the wrong row is mended in the workbook that is given back, accounts are printed, and
the secretary of a branch signs in with the printed code. Each page passes axe.
"""

import io
import logging
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import openpyxl
from django.core.management import call_command

from lianxin.base.accounts.policy import Holder
from lianxin.base.imports.models import Import, ImportSheet
from lianxin.base.ui import clock
from lianxin.desks.imports import tasks
from lianxin.org.people import operations as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Contact, Person
from lianxin.org.people.operations import Place
from lianxin.org.posts import operations as posts
from lianxin.org.posts import queries as posts_held
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import ref
from tests.desks.imports.books import member, members_book
from tests.desks.imports.test_units import book, unit
from tests.held_in_clear import dumped
from tests.journeys.conftest import Visitor
from tests.journeys.people import come_in, follow, number_in, send

ROOT, GENERAL, BRANCH = "华岭能源集团党委", "热电厂党总支", "锅炉党支部"
UNITS = book(
    unit(BRANCH, GENERAL), unit(GENERAL, ROOT, "党总支"), unit("汽机党支部", GENERAL)
)
MEMBERS = [
    member(1, "赵 明", BRANCH),
    member(2, "孙强", BRANCH),
    member(3, "周涛", "锅炉支部"),
]
PEOPLE = members_book(*MEMBERS)


def test_two_workbooks_make_an_organisation(
    visit, transactional_db, tmp_path: Path, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    clerk = visit("zh-hans")
    come_in(clerk, *_first_clerk(), second_factor=True)
    _take(clerk, _dropped(clerk, tmp_path / "党组织一览表.xlsx", UNITS))
    register = _dropped(clerk, tmp_path / "党员花名册.xlsx", PEOPLE)
    _take(clerk, register)
    _take(clerk, _dropped(clerk, tmp_path / "改好.xlsx", _mended(clerk, register)))
    names = Person.objects.filter(affiliations__unit__name=BRANCH).order_by("pk")
    assert list(names.values_list("name", flat=True)) == ["赵明", "孙强", "周涛"]
    _appoint("赵明")
    secretary = visit("zh-hans")
    come_in(secretary, *_printed_code(clerk, "赵明"), second_factor=False)
    assert BRANCH in secretary.page.locator("body").inner_text()
    _expect_no_number(dumped() + caplog.text)


def _expect_no_number(held: str) -> None:
    """Neither phone nor identity number of anybody of the register in clear."""
    numbers = [row[place] for row in MEMBERS for place in (3, 8)]
    assert all(contact.phone in numbers for contact in Contact.objects.all())
    assert Contact.objects.count() == len(MEMBERS)
    assert all(row[1].replace(" ", "") in held for row in MEMBERS)
    assert [number for number in numbers if number in held] == []


def _first_clerk() -> tuple[str, str]:
    """`lianxin init`, and the first clerk entered by the administrator."""
    call_command(
        "init",
        committee=ROOT,
        short_name="集团党委",
        person="管理员",
        number="00001",
        username="admin",
        founded=clock.today() - timedelta(days=4000),
        stdout=io.StringIO(),
    )
    root, admin = Unit.objects.get(), Person.objects.get()
    today, at = clock.today(), clock.now()
    held = posts_held.appointments_of(admin, today=today).get()
    by = {
        "actor": posts_held.actor_of(admin, chosen=held, today=today, action=uuid4()),
        "at": at,
    }
    place = Place(root, Belonging.STAFF, today)
    clerk = people.add_person(
        name="林若溪", employee_number="00002", places=[place], **by
    )
    post = posts.open_post(unit=root, kind="office_clerk", valid_from=today, **by)
    posts.appoint(post=post, person=clerk, valid_from=today, **by)
    path = (root.path or "",)
    holder = Holder(account=None, unit=ref(root), belongs=path, serves=path)
    ((_person, issued),) = people.make_accounts([(clerk, holder)], **by)
    return issued.user.username, issued.code


def _dropped(clerk: Visitor, path: Path, data: bytes) -> int:
    """The file dropped in on its page, and read by the worker."""
    path.write_bytes(data)
    clerk.go("/org/imports/")
    clerk.check()
    follow(clerk, "/org/imports/drop/")
    clerk.page.set_input_files('input[type="file"]', path)
    send(clerk)
    number = number_in(clerk)
    tasks.read.func("staging.import", number)
    clerk.go(f"/org/imports/{number}/")
    clerk.check()
    return number


def _take(clerk: Visitor, number: int) -> None:
    """Its rows looked through, the right ones asked for, and entered by the worker."""
    clerk.go(f"/org/imports/{number}/")
    sheet = ImportSheet.objects.get(dropped=number)
    follow(clerk, f"/org/imports/sheets/{sheet.pk}/")
    follow(clerk, f"/org/imports/sheets/{sheet.pk}/take/")
    send(clerk)
    tasks.take.func("staging.importsheet", sheet.pk)
    clerk.go(f"/org/imports/{number}/")
    clerk.check()
    sheet.refresh_from_db()
    assert sheet.taken_at is not None, sheet.refusal


def _mended(clerk: Visitor, number: int) -> bytes:
    """The wrong rows taken along, each with its reason, the branch's name mended."""
    assert Import.objects.filter(pk=number).exists()
    button = clerk.page.locator('main form[action$="/wrong/"] button').first
    with clerk.page.expect_download() as download:
        button.click()
    whole = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = whole.worksheets[0]
    (heading, row) = list(sheet.iter_rows())
    assert "锅炉支部" in str(row[-1].value)
    place = [cell.value for cell in heading].index("所在支部")
    row[place].value = BRANCH
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def _appoint(name: str) -> None:
    """The clerk appoints the secretary, as another journey does on the pages."""
    today, at = clock.today(), clock.now()
    clerk = Person.objects.get(name="林若溪")
    held = posts_held.appointments_of(clerk, today=today).get()
    by = {
        "actor": posts_held.actor_of(clerk, chosen=held, today=today, action=uuid4()),
        "at": at,
    }
    branch = Unit.objects.get(name=BRANCH)
    post = posts.open_post(unit=branch, kind="branch_secretary", valid_from=today, **by)
    person = Person.objects.get(name=name)
    posts.appoint(post=post, person=person, valid_from=today, **by)


def _printed_code(clerk: Visitor, name: str) -> tuple[str, str]:
    """The accounts made in bulk; the slip of one of them."""
    clerk.go("/administration/accounts/")
    follow(clerk, "/administration/accounts/codes/")
    send(clerk)
    slip = clerk.page.locator(".slip", has_text=name)
    words = slip.locator("dd").all_inner_texts()
    return words[1], words[2]
