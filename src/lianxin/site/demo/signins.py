"""The sign-ins of the demo: the only accounts that have a password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from lianxin.base.accounts.models import User
from lianxin.org.people.models import Person
from lianxin.site.demo import DEMO_PASSWORD
from lianxin.site.demo.enterprise import COMPANIES, Enterprise

FIRST_COMPANY = f"{COMPANIES[0]}公司党委"
FIRST_BRANCH = f"{COMPANIES[0]}公司检修一党支部"

# sign-in name: kind of post, at which unit ("" = the root), what the page says
SIGN_INS = {
    "clerk": ("office_clerk", "", "集团党委党务干事"),
    "leader": ("leader_in_charge", "", "集团分管领导"),
    "head": ("department_head", "安全生产部", "部门负责人"),
    "subclerk": ("office_clerk", FIRST_COMPANY, "下级党委党务干事"),
    "secretary": ("branch_secretary", FIRST_BRANCH, "党支部书记"),
    "committee": ("organisation_member", FIRST_BRANCH, "支部组织委员"),
    "member": ("", "member", "普通党员"),
    "employee": ("", "employee", "普通员工"),
    "union": ("union_chair", "华岭能源集团工会", "工会主席"),
    "discipline": ("discipline_officer", FIRST_COMPANY, "纪检委员"),
    "organiser": ("organiser", "", "组织员"),
    "admin": ("administrator", "", "系统管理员"),
}


def open_accounts(enterprise: Enterprise, *, at: datetime) -> None:
    """Give the listed people an account each, all with the demo's password."""
    password = make_password(DEMO_PASSWORD)
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
