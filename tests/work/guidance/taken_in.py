"""A small guidance document, taken in by the clerk of the root committee."""

import json

from lianxin.kernel.sheets.intake import outline_unless_marked
from lianxin.work.guidance.models import Clause, Plan, Task
from lianxin.work.guidance.operations import (
    Quoted,
    Recognised,
    take_in_document,
    write_task,
)
from lianxin.work.guidance.queries.review import proposals_of
from tests.cast import AT, Cast

TEXT = """中共华岭集团党委文件
华党发〔2026〕8号
关于加强基层党组织建设的意见
各党支部：
一、建强基层组织
（一）推进党务公开。基层党组织是战斗堡垒，具有重要意义。各党支部要在12月底前建立党务公开目录，定期公布。
（二）发挥政治核心作用。组织党员开展安全生产示范岗活动，每季度检查一次。责任部门：安全生产部、宣传处
二、提高认识
基层党建工作具有重大意义，是企业发展的重要保证。
"""


def recognise(text: str = TEXT, name: str = "") -> Recognised:
    found = json.loads(outline_unless_marked(text.encode(), name=name))
    outline = found["outline"]
    return Recognised(
        text=found["text"],
        title=outline["title"] or "",
        number=found["number"],
        issuer=found["issuer"],
        guidance=outline["guidance"],
        reason=outline["guidance_reason"],
        nodes=outline["nodes"],
        problems=outline["problems"],
    )


def take_in(cast: Cast, *, text: str = TEXT, role: str = "clerk", **values) -> Plan:
    given = {
        "unit": cast.units["root"],
        "recognised": recognise(text),
        "openness": "public",
        "actor": cast.actor(role),
        "at": AT,
    }
    return take_in_document(**given | values)


def clause(plan: Plan, path: str) -> Clause:
    return Clause.objects.get(document__plans__plan=plan, path=path)


def quoted(plan: Plan, path: str, index: int = 0) -> Quoted:
    found = clause(plan, path)
    proposal = proposals_of(found)[index]
    return Quoted(found, proposal.start, proposal.end)


def task(cast: Cast, plan: Plan, text: str = "建立党务公开目录", **values) -> Task:
    quotes = values.pop("quotes", ())
    after = values.pop("after", None)
    return write_task(
        plan,
        values={"text": text, **values},
        quotes=quotes,
        after=after,
        actor=cast.actor("clerk"),
        at=AT,
    )
