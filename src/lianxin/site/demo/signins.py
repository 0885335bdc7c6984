"""The sign-ins of the demo: the only accounts that have a password."""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from lianxin.base.accounts.models import User
from lianxin.org.people.models import Person
from lianxin.site.demo.enterprise import COMPANIES, WORKSHOPS, Enterprise

FIRST_COMPANY = f"{COMPANIES[0]}公司党委"
FIRST_BRANCH = f"{COMPANIES[0]}公司检修一党支部"
FIRST_SHOP = f"{COMPANIES[0]}公司{WORKSHOPS[0]}"

# sign-in name: kind of post, at which unit ("" = the root), what the page says in the
# reader's language
SIGN_INS = {
    "clerk": ("office_clerk", "", _("Office clerk of the group committee")),
    "leader": ("leader_in_charge", "", _("Leader of the group in charge")),
    "head": ("department_head", "安全生产部", _("Head of a department")),
    "subclerk": ("office_clerk", FIRST_COMPANY, _("Office clerk of a committee below")),
    "secretary": ("branch_secretary", FIRST_BRANCH, _("Branch secretary")),
    "committee": (
        "organisation_member",
        FIRST_BRANCH,
        _("Organisation member of the branch committee"),
    ),
    "member": ("", "member", _("Party member")),
    "employee": ("", "employee", _("Employee")),
    "union": ("union_chair", "华岭能源集团工会", _("Union chair")),
    "discipline": ("discipline_officer", FIRST_COMPANY, _("Discipline officer")),
    "organiser": ("organiser", "", _("Organiser")),
    "admin": ("administrator", "", _("System administrator")),
}


def open_accounts(enterprise: Enterprise, *, password: str, at: datetime) -> None:
    """Give the listed people an account each, all with this password, as it is stored."""
    for username, (kind, place, label) in SIGN_INS.items():
        unit = place or enterprise.root.name
        person = enterprise.holders[unit, kind] if kind else enterprise.plain[place]
        user = User.objects.create(
            username=username,
            password=password,
            is_demo=True,
            demo_label=label,
            created_at=at,
        )
        Person.objects.filter(pk=person).update(account=user)
