"""A register that a clerk dropped in lately in the demo, with rows to be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from lianxin.base.exports import operations as files
from lianxin.desks.imports import operations
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.identity import birth_of
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.site.demo.names import identity_number
from lianxin.site.demo.signins import FIRST_BRANCH, FIRST_COMPANY

HEADING = ["序号", "姓 名", "性别", "民族", "身份证号码", "出生年月", "学历", "所在支部",
           "入党时间", "转正时间", "党员类别", "政工职称"]  # fmt: skip
NAMES = ("康宁", "毕 然", "季春生", "柳青", "鲍文", "华小强", "尚勇", "包晓")


@dataclass
class Imports:
    """Dropped in by the clerk of the first company; nothing of it is taken yet."""

    at: datetime
    actor: Callable[[str, str, int], Actor]

    def tell(self) -> None:
        """Eight people: right, repaired, and wrong in the ways that are usual."""
        company = Unit.objects.get(name=FIRST_COMPANY)
        actor = self.actor(FIRST_COMPANY, "office_clerk", 1)
        at = self.at - timedelta(hours=5)
        table = files.Sheet("党员花名册", HEADING, self._rows())
        made, _is_new = operations.drop_file(
            files.write("xlsx", table),
            name="新转入党员花名册.xlsx",
            unit=units.ref(company),
            actor=actor,
            at=at,
        )
        operations.read_import(made, actor=actor, at=at)

    def _rows(self) -> list[list[object]]:
        random = Random(5)  # noqa: S311 -- invented people, the same every time
        rows: list[list[object]] = []
        for number, name in enumerate(NAMES, start=1):
            identity = identity_number(
                random, year=1975 + number, month=number, day=10 + number
            )
            born = birth_of(identity)
            sex = "男" if int(identity[16]) % 2 else "女"
            row = [number, name, sex, "汉族", identity, f"{born:%Y.%m}", "大学本科"]
            rows.append([*row, FIRST_BRANCH, "2009.6.30", "2010.7.1", "正式党员", ""])
        rows[2][7] = f"{FIRST_BRANCH[:-3]}支部"
        rows[4][4] = str(rows[4][4])[:15]
        rows[5][8], rows[5][9] = "2010年7月1日", "2009年6月30日"
        rows[6][10] = "预备"
        return rows
