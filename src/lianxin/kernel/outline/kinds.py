"""Whether work may be taken from a text, and why: guidance, partly, or not."""

import re

from lianxin.kernel.outline.nodes import Guidance

_HEAD = 600
# News may name its reporter at the end.
_TAIL = 80
_CALL = re.compile(
    r"征文|徵文|征稿|徵稿|约稿|約稿|征集(?!意见)|徵集|投稿|论文评选|征询稿件"
)
_CALL_BODY = re.compile(
    r"投稿|来稿|來稿|截稿|稿件|参赛作品|參賽作品|应征|應徵|字数|字數|征文主题|徵文主題|征文|徵文|邮箱|郵箱"
)
_LEAD = re.compile(
    r"本报[^\n。]{0,12}(?:讯|訊|电|電)|本報[^\n。]{0,12}(?:讯|訊|电|電)|新华社[^\n。]{0,14}(?:电|電)|新華社[^\n。]{0,14}(?:电|電)"
    r"|[（(](?:本报|本報)?(?:记者|記者|通讯员|通訊員)|(?:中新|人民)网[^\n。]{0,12}(?:讯|电)|(?:记者|記者)[^\n。]{1,8}(?:报道|報道)"
)
_WHOLE_TEXT = re.compile(
    r"如下[。：:]|全文|现予公布|現予公布|现就.{0,60}(?:通知|提出)|制定(?:本|如下)|印发给你们|印發給你們"
)
_NOTIFIES = re.compile(
    r"(?:通知|意见|意見|部署|要求)如下|(?:制定|制订|制訂)(?:本|如下)|印发给你们|印發給你們"
)
_TELLS = re.compile(
    r"强调|強調|指出|表示|出席|参加会议|參加會議|介绍了|介紹了|据悉|據悉|据了解|近日|日前|记者|記者|主持会议|主持會議|讲话要求|会议要求|会议认为|在.{2,12}(?:举行|舉行|召开|召開)"
)
_INTERVIEW = re.compile(r"(?m)^[ \t\u3000]*(?:本报)?(?:记者|記者)[：:]")
_DOCUMENT = re.compile(
    r"(?:计划|計劃|规划|規劃|要点|要點|方案|通知|意见|意見|办法|辦法|规定|規定|条例|條例|细则|細則|制度|职责|職責|准则|準則|规则|規則"
    r"|章程|守则|守則|规程|規程|预案|預案|须知|須知|纲要|綱要|清单|清單|任务表|任務表|分解表|责任书|責任書|决定|決定|措施|安排|标准|標準|规范|規範|流程|指南|手册|公约)"
    r"(?:[（(【\[][^）)】\]]{1,24}[）)】\]])?》?(?:的通知|》?)?$"
)
_REPORT = re.compile(
    r"纪要|紀要|总结|總結|小结|小結|汇报|匯報|述职|述職|报告|報告|回顾|回顧|经验|經驗|做法|纪实|紀實|案例|情况通报|典型材料|材料|成效|体系|體系|工作法|探索|实践|實踐"
)
_TALK = re.compile(
    r"党课|黨課|讲稿|講稿|讲话|講話|授课|发言|發言|致辞|致辭|讲座|講座|宣讲|演讲|演講"
)
_TALK_BODY = re.compile(
    r"给大家(?:上|讲|作)|給大家|今天,?，?我|我们?今天|下面,?，?我|同志们|同志們|谢谢大家|謝謝大家|各位(?:代表|领导|来宾|同志)"
)
_QUESTIONS = re.compile(
    r"(?m)^[^\n]{0,8}(?:问|問)[:：]|问答|問答|知识竞赛|知識競賽|百问|百問"
)
_ESSAY = re.compile(
    r"浅谈|淺談|浅议|浅析|思考|探讨|探討|研究|论|論|刍议|体会|體會|心得|启示|啟示|测试题|试题|題庫|创新|創新|锻造|如何|以.{2,12}(?:促|引领|推动)"
)
_STUDY = re.compile(
    r"课题组|課題組|调研发现|調研發現|本文|笔者|筆者|摘要|关键词|供稿|作者单位"
)
_PAST = re.compile(
    r"(?:开展|開展|取得|荣获|榮獲|完成|召开|召開|组织|組織|实现|實現|提升|推动|推動|建成|形成|获得|夯实)了|全年共|荣获|榮獲|圆满完成|圓滿完成"
)
_DEMAND = re.compile(
    r"要|应当|應當|必须|必須|不得|应|應|须|須|加强|加強|落实|落實|建立|完善|开展|開展|做好|推进|推進|強化|强化|严格|嚴格|制定|健全"
)


def kind_of(
    title: str | None, text: str, *, nodes: int, main_items: int, work_table: bool
) -> tuple[Guidance, str]:
    """Return whether the text is guidance and the reason (a key of nodes.REASONS).

    `nodes` is how many items the text has, `main_items` how many of them stand at the
    start of a line with a number that headings have (一、 or 第一条, not 一是).
    """
    head = text[:_HEAD]
    name = title or ""
    if work_table:
        return "yes", "work_table"
    if _calls_for_papers(name, text):
        return "no", "call_for_papers"
    if _is_news(name, head, text, main_items):
        return "no", "news"
    return _by_name(name, text, nodes, main_items)


def _by_name(name: str, text: str, nodes: int, main_items: int) -> tuple[Guidance, str]:
    head = text[:_HEAD]
    if _TALK.search(name) or (not _DOCUMENT.search(name) and _TALK_BODY.search(head)):
        return "partly", "talk"
    if _QUESTIONS.search(name) or len(_QUESTIONS.findall(text)) > 2:
        return "partly", "questions"
    if _DOCUMENT.search(name) or "印发" in name:
        return "yes", "document"
    if not name and nodes and _NOTIFIES.search(head):
        return "yes", "document"
    if _REPORT.search(name):
        return "partly", "report"
    if _ESSAY.search(name) or _STUDY.search(text[:3000]) or _STUDY.search(text[-300:]):
        return "partly", "essay"
    return _by_words(text[:20_000], nodes, main_items)


def _by_words(text: str, nodes: int, main_items: int) -> tuple[Guidance, str]:
    past, demands = len(_PAST.findall(text)), len(_DEMAND.findall(text))
    if not nodes:
        return "no", "no_items"
    if past * 6 > demands:
        return "partly", "report"
    return ("yes", "demands") if main_items > 1 else ("partly", "essay")


def _calls_for_papers(name: str, text: str) -> bool:
    cues = set(_CALL_BODY.findall(text[:6000]))
    return (bool(_CALL.search(name)) and len(cues) >= 1) or len(cues) >= 4


def _is_news(name: str, head: str, text: str, main_items: int) -> bool:
    if main_items > 2 and (_WHOLE_TEXT.search(head) or _DOCUMENT.search(name)):
        return False
    if main_items == 0 and _LEAD.search(text[-_TAIL:]):
        return True
    told = _TELLS.findall(text[:6000])
    if _LEAD.search(head) or len(_INTERVIEW.findall(text[:6000])) > 1:
        return main_items < 8 or len(told) > main_items
    if _DOCUMENT.search(name) or _TALK.search(name) or _REPORT.search(name):
        return False
    return len(set(told)) >= (3 if main_items == 0 else 4) and main_items <= 3
