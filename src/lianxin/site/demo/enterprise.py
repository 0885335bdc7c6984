"""Units, people, posts and standings of the invented enterprise, streamed as rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.actor.paths import segment
from lianxin.kernel.zh import name_pinyin, text_pinyin
from lianxin.org.people import operations as people_operations
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.posts.models import Appointment, Charge, Post, Reserve, Term
from lianxin.org.posts.queries import end_by_rule
from lianxin.org.units import operations as unit_operations
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.site.demo.names import identity_number, name_of, other_numbers
from lianxin.site.demo.rows import Rows, finish

ROOT = ("华岭能源集团党委", "集团党委")
DEPARTMENTS = (
    "党委工作部",
    "组织人事部",
    "纪检监察部",
    "安全生产部",
    "计划财务部",
    "工程建设部",
    "科技信息部",
    "市场营销部",
    "物资采购部",
    "法律合规部",
    "审计部",
    "综合管理部",
)
COMPANIES = (
    "北川发电",
    "南屏检修",
    "东湖新能源",
    "西岭燃料",
    "云台科技",
    "金沙水电",
    "青石矿业",
    "望江输变电",
    "松原热电",
    "海晏工程",
)
BRANCHES = (
    "检修一",
    "检修二",
    "运行一",
    "运行二",
    "运行三",
    "燃料",
    "化学",
    "热控",
    "电气",
    "综合",
    "机关",
    "物资",
)
WORKSHOPS = ("检修车间", "运行车间", "燃料车间", "化学车间", "热控车间", "综合办公室")
FIELDS = (  # a leader's field and the department in charge of it
    ("党的建设、组织人事", "党委工作部"),
    ("安全生产、科技创新", "安全生产部"),
    ("纪检监察、审计", "纪检监察部"),
    ("计划财务、工程建设", "计划财务部"),
)
BRANCH_POSTS = (
    "branch_secretary",
    "branch_deputy",
    "organisation_member",
    "publicity_member",
    "discipline_officer",
)
LONG_AGO = 3200
NATIONS = (*["汉族"] * 16, "回族", "满族", "土家族")
EDUCATION = (*["大学"] * 5, *["大专"] * 4, *["中专"] * 2, "高中", "硕士研究生")


@dataclass
class Tables:
    """The tables that the enterprise fills, in an order that foreign keys allow."""

    units: Rows = field(default_factory=lambda: Rows(Unit))
    placements: Rows = field(default_factory=lambda: Rows(Placement))
    names: Rows = field(default_factory=lambda: Rows(UnitName))
    people: Rows = field(default_factory=lambda: Rows(Person))
    contacts: Rows = field(default_factory=lambda: Rows(Contact))
    affiliations: Rows = field(default_factory=lambda: Rows(Affiliation))
    standings: Rows = field(default_factory=lambda: Rows(PartyStanding))
    posts: Rows = field(default_factory=lambda: Rows(Post))
    appointments: Rows = field(default_factory=lambda: Rows(Appointment))
    charges: Rows = field(default_factory=lambda: Rows(Charge))
    reserve: Rows = field(default_factory=lambda: Rows(Reserve))
    terms: Rows = field(default_factory=lambda: Rows(Term))

    def all(self) -> list[Rows]:
        """Every table, parents first."""
        return list(vars(self).values())


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as the generator needs it again."""

    id: int
    path: str
    kind: str
    name: str


@dataclass
class Enterprise:
    """Makes the enterprise; afterwards knows the branches and who leads them."""

    people: int
    today: date
    random: Random = field(default_factory=lambda: Random(20261123))  # noqa: S311 -- invented data
    tables: Tables = field(default_factory=Tables)
    secretaries: dict[int, int] = field(default_factory=dict)
    holders: dict[tuple[str, str], int] = field(default_factory=dict)
    plain: dict[str, int] = field(default_factory=dict)
    branches: list[Place] = field(default_factory=list)
    identities: set[str] = field(default_factory=set)
    is_one_repeated: bool = False

    def make(self) -> None:
        """Write all rows; memory does not grow with the number of people."""
        self.root = self._unit("committee", *ROOT, parent=None, position=0)
        departments = [
            self._unit("department", name, name, parent=self.root, position=10 + n)
            for n, name in enumerate(DEPARTMENTS)
        ]
        union = self._unit(
            "union", "华岭能源集团工会", "集团工会", parent=self.root, position=5
        )
        offices = self._office_branches()
        self._staff_of_headquarters(departments, union, offices)
        for number, people in enumerate(self._company_sizes(), start=1):
            self._company(number, people)
        self._post(
            self.first_shop,
            "department_head",
            self._person(self.first_shop, self.first_branch, "full"),
        )
        finish(self.tables.all())
        people_operations.rebuild_keys()
        unit_operations.rebuild_keys()

    def _company_sizes(self) -> Iterator[int]:
        left = self.people - 150
        companies = max(len(COMPANIES) // 2, left // 2500)
        for number in range(companies):
            yield left // companies + (number < left % companies)

    def _office_branches(self) -> list[Place]:
        names = ("党群", "安全生产", "经营管理", "工程科技")
        branches = []
        for n, name in enumerate(names):
            title = f"集团机关{name}党支部"
            short = f"{name}支部"
            branches.append(
                self._unit("branch", title, short, parent=self.root, position=30 + n)
            )
        self.branches += branches
        return branches

    def _staff_of_headquarters(
        self, departments: list[Place], union: Place, offices: list[Place]
    ) -> None:
        for kind in (
            "committee_secretary", "leader_in_charge", "office_clerk", "organiser",
            "discipline_officer", "administrator",
        ):  # fmt: skip
            person = self._person(departments[0], offices[0], "full")
            self._post(self.root, kind, person)
        second = self._person(departments[0], offices[0], "full")
        self._post(self.root, "leader_in_charge", second, number=2)
        self.tables.reserve.add(
            post_id=1, person_id=second, valid_from=self._ago(200),
            basis="华岭党〔2026〕3号",
        )  # fmt: skip
        for n, (text, name) in enumerate(FIELDS):
            self.tables.charges.add(
                post_id=2 if n % 2 == 0 else self.tables.posts.last,
                field=text,
                unit_id=departments[DEPARTMENTS.index(name)].id,
                valid_from=self._ago(900),
            )
        for n, department in enumerate(departments):
            office = offices[n % len(offices)]
            self._post(
                department, "department_head", self._person(department, office, "full")
            )
            for _ in range(8):
                self._person(department, office, self._standing(share=0.5))
        self._post(union, "union_chair", self._person(departments[0], None, None))
        for number in range(1, self.tables.people.last + 1):
            self.tables.affiliations.add(
                person_id=number, unit_id=union.id, belonging="union",
                valid_from=self._ago(150),
            )  # fmt: skip
        for office in offices:
            self._branch_posts(office, departments[0])

    def _company(self, number: int, people: int) -> None:
        plain = COMPANIES[(number - 1) % len(COMPANIES)]
        series = (number - 1) // len(COMPANIES)
        name = plain + (f"第{series + 1}" if series else "")
        committee = self._unit(
            "committee",
            f"{name}公司党委",
            f"{name}党委",
            parent=self.root,
            position=50 + number,
        )
        shops = [
            self._unit(
                "workshop", f"{name}公司{shop}", shop, parent=committee, position=60 + n
            )
            for n, shop in enumerate(WORKSHOPS)
        ]
        if number == 1:
            self.first_shop = shops[0]
        clerk_shop = shops[-1]
        branches = max(4, round(people / 23))
        general: Place | None = None
        for n in range(branches):
            if n % 6 == 0 and branches > 7:
                general = self._unit(
                    "general_branch", f"{name}公司第{n // 6 + 1}党总支", f"第{n // 6 + 1}总支",
                    parent=committee, position=n,
                )  # fmt: skip
            size = people // branches + (n < people % branches)
            above = general if general is not None and n % 6 < 4 else committee
            branch = self._branch(name, n, above, shops[n % len(shops)], size)
            if number == 1 and n == 0:
                self.first_branch = branch
            if n == 0:
                for kind in (
                    "committee_secretary",
                    "office_clerk",
                    "discipline_officer",
                ):
                    self._post(
                        committee, kind, self._person(clerk_shop, branch, "full")
                    )

    def _branch(
        self, company: str, n: int, above: Place, shop: Place, size: int
    ) -> Place:
        stem = BRANCHES[n % len(BRANCHES)]
        series = n // len(BRANCHES)
        short = f"{stem}{series + 1 if series else ''}支部"
        branch = self._unit(
            "branch",
            f"{company}公司{short[:-2]}党支部",
            short,
            parent=above,
            position=n,
        )
        self.branches.append(branch)
        self._branch_posts(branch, shop)
        for g in range(2 if size > 20 else 1):
            group = self._unit(
                "group",
                f"{branch.name}第{g + 1}党小组",
                f"第{g + 1}小组",
                parent=branch,
                position=g,
            )
            self._post(group, "group_leader", self._person(shop, branch, "full"))
        for _ in range(max(0, size - len(BRANCH_POSTS) - 2)):
            standing = self._standing(share=0.55)
            belongs = branch if standing in ("full", "probationary") else None
            person = self._person(shop, belongs, standing)
            if standing in ("full", None):
                self.plain.setdefault("member" if standing else "employee", person)
        return branch

    def _branch_posts(self, branch: Place, shop: Place) -> None:
        for kind in BRANCH_POSTS:
            person = self._person(shop, branch, "full")
            self._post(branch, kind, person)
            if kind == "branch_secretary":
                self.secretaries[branch.id] = person

    def _standing(self, *, share: float) -> str | None:
        dice = self.random.random()
        if dice < share:
            return "probationary" if dice < 0.04 else "full"
        if dice < share + 0.08:
            return self.random.choice(("applicant", "activist", "development_target"))
        return None

    def _unit(
        self, kind: str, name: str, short: str, *, parent: Place | None, position: int
    ) -> Place:
        number = self.tables.units.last + 1
        path = (parent.path if parent else "") + segment(position, number)
        founded = self._ago(LONG_AGO)
        self.tables.units.add(
            kind=kind, name=name, short_name=short, pinyin=text_pinyin(name), path=path,
            founded_on=founded,
            parent_id=parent.id if parent else None, version=1,
        )  # fmt: skip
        self.tables.placements.add(
            unit_id=number, parent_id=parent.id if parent else None, position=position,
            valid_from=founded,
        )  # fmt: skip
        self.tables.names.add(
            unit_id=number, name=name, short_name=short, valid_from=founded
        )
        self._term(number, kind)
        return Place(number, path, kind, name)

    def _term(self, unit: int, kind: str) -> None:
        """The last election, at a day of its own for each unit; a few are overdue."""
        elected = self._ago(60 + unit * 137 % 1060)
        ends = end_by_rule(kind, elected)
        if ends is not None:
            self.tables.terms.add(
                unit_id=unit, elected_on=elected, ends_on=ends, due_first=ends,
                basis=f"华岭党〔{elected.year}〕{unit % 90 + 1}号", is_latest=True,
            )  # fmt: skip

    def _person(self, staff: Place, party: Place | None, standing: str | None) -> int:
        name = name_of(self.random)
        age = self.random.randint(23, 58)
        birth = date(
            self.today.year - age,
            self.random.randint(1, 12),
            self.random.randint(1, 28),
        )
        joined = self._ago(self.random.randint(200, LONG_AGO - 400))
        number = self.tables.people.add(
            name=name, pinyin=name_pinyin(name), gender=self.random.choice("mf"),
            employee_number=f"{self.tables.people.last + 1:06}", birth_on=birth,
            joined_on=joined, version=1,
            nation=NATIONS[self.tables.people.last % len(NATIONS)],
            education=EDUCATION[self.tables.people.last % len(EDUCATION)],
        )  # fmt: skip
        identity = self._identity(birth)
        phone = f"1400{number % 10_000_000:07}"
        self.tables.contacts.add(
            person_id=number, phone=phone, phone_hash=keyed_hash(phone),
            identity_number=identity, identity_hash=keyed_hash(identity),
        )  # fmt: skip
        self.tables.affiliations.add(
            person_id=number, unit_id=staff.id, belonging="staff", valid_from=joined
        )
        if party is not None:
            self.tables.affiliations.add(
                person_id=number, unit_id=party.id, belonging="party", valid_from=joined
            )
        if standing:
            since = self._ago(self.random.randint(60, 180))
            self.tables.standings.add(
                person_id=number, standing=standing,
                valid_from=joined if standing == "full" else since,
            )  # fmt: skip
        return number

    def _identity(self, birth: date) -> str:
        """A number of one's own; a single one stays repeated, as a slip would be."""
        drawn = identity_number(
            self.random, year=birth.year, month=birth.month, day=birth.day
        )
        if drawn in self.identities and self.is_one_repeated:
            others = other_numbers(birth)
            drawn = next((n for n in others if n not in self.identities), drawn)
        self.is_one_repeated |= drawn in self.identities
        self.identities.add(drawn)
        return drawn

    def _post(self, unit: Place, kind: str, person: int, *, number: int = 1) -> None:
        since = self._ago(self.random.randint(100, 1000))
        post = self.tables.posts.add(
            unit_id=unit.id, kind=kind, number=number, valid_from=self._ago(LONG_AGO)
        )
        self.tables.appointments.add(
            post_id=post, person_id=person, manner="regular", valid_from=since,
            basis=f"华岭党〔{since.year}〕{self.random.randint(1, 90)}号",
        )  # fmt: skip
        self.holders.setdefault((unit.name, kind), person)

    def _ago(self, days: int) -> date:
        return self.today - timedelta(days=days)
