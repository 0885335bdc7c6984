"""The title of a document: the first line that is neither letterhead nor text."""

import re
from dataclasses import dataclass

from lianxin.kernel.outline.markers import starts_with_marker

_NUMBER = re.compile(
    r".{0,24}[〔\[﹝【（(]\s*\d{4}\s*[〕\]﹞】）)]\s*第?\s*\d+\s*[号號](?:\s.{0,20})?"
)
_FRONT = re.compile(
    rf"(?:{_NUMBER.pattern}"
    r"|(?:机密|秘密|绝密|特急|加急|急件|機密|秘密|絕密|特提|平急)(?:[★☆].*)?"
    r"|(?:签发人|簽發人|发布日期|發布日期|发布时间|發布時間|发文日期|时间|日期|來源|来源|作者|浏览次数|瀏覽次數|点击数|字号|字號|文号|文號|发文字号|编号|分享|编辑|索引号|发文机关|當前位置|当前位置)\s*[:：].*"
    r"|附件?\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?"
    r"|(?:[^>＞»›]{1,12}[>＞»›]+){2,}[^>＞»›]{0,30}|(?:首[页頁]|您?[當当]前)[^>＞»›]{0,12}[>＞»›].*"
    r"|[\d\s№No.]{1,12}|[-—=_*－―\s]{2,}|目\s*[录錄次])"
)
_NAMED = (
    "通知|意见|意見|方案|办法|辦法|规定|規定|条例|條例|细则|細則|计划|計劃|规划|規劃|总结|總結"
    "|报告|報告|要点|要點|制度|职责|職責|讲话|講話|致辞|致辭|决定|決定|决议|決議|公告|通报|通報|讲稿|講稿"
    "|清单|清單|任务表|任務表|责任书|準則|准则|规则|規則|章程|纲要|綱要|启事|啟事|公约|措施|汇报|匯報|安排|批复|函"
    "|问答|問答|指南|手册|表|体会|體會|思考|标准|標準|规范|規範|流程|须知|須知|倡议书|实施意见"
)
_NAME_END = re.compile(rf"(?:{_NAMED})(?:[（(【\[][^）)】\]]{{1,24}}[）)】\]])?》?$")
_CUT_SHORT = re.compile(
    r"(?:的|和|与|與|及|、|暨|关于|關於|对|對|在|中|为|為|印发|印發|转发|轉發)$"
)
_BODY = re.compile(r".*[。；;，,：:、]$")
_DATE = re.compile(
    r"[（(]?\s*[\d〇零一二三四五六七八九十]{4}\s*[年.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[月.\-/].{0,24}"
)
_NEWS_LEAD = re.compile(r"(?:本报|本報|新华社|新華社|人民网|中新社)")
_LONGEST, _LINES = 80, 12


@dataclass(frozen=True, slots=True)
class Title:
    """The title and where it stands; `after` is the end of its last line."""

    text: str
    start: int
    after: int


def title_in(text: str) -> Title | None:
    """Return the title of a cleaned text, or None if it begins without one."""
    lines = _first_lines(text)
    for place, (start, line) in enumerate(lines):
        if _FRONT.fullmatch(line) or _is_letterhead(lines, place):
            continue
        if not _may_be_title(line):
            return None
        return _with_second_line(lines, place, start, line)
    return None


def names_a_document(line: str) -> bool:
    """Return whether a line ends as titles do: …的通知, …实施方案（试行）, …》."""
    return line.endswith("》") or bool(_NAME_END.search(line))


def begins_anew(line: str) -> bool:
    """Return whether a line near the top cannot go on with a title."""
    dated = _DATE.fullmatch(line) or (line[0] in "（(" and line[-1] in "）)")
    return bool(dated or _NEWS_LEAD.match(line))


def _first_lines(text: str) -> list[tuple[int, str]]:
    lines, position = [], 0
    for line in text[:20_000].split("\n"):
        if line.strip():
            lines.append((position + len(line) - len(line.lstrip()), line.strip()))
        position += len(line) + 1
        if len(lines) == _LINES:
            break
    return lines


def _is_letterhead(lines: list[tuple[int, str]], place: int) -> bool:
    """Return whether a line (…委员会文件) stands right above a document number."""
    if not lines[place][1].endswith("文件"):
        return False
    return any(_NUMBER.fullmatch(line) for _, line in lines[place + 1 : place + 4])


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST or "\t" in line or "。" in line:
        return False
    if _BODY.fullmatch(line) or _NEWS_LEAD.match(line):
        return False
    return not starts_with_marker(line) and any("\u3400" <= c <= "\u9fff" for c in line)


def _with_second_line(
    lines: list[tuple[int, str]], place: int, start: int, line: str
) -> Title:
    after = start + len(line)
    if place + 1 < len(lines):
        begin, second = lines[place + 1]
        if title_goes_on(line, second):
            return Title(line + second, start, begin + len(second))
    return Title(line, start, after)


def title_goes_on(line: str, second: str) -> bool:
    """Return whether a title runs on from its first line into the second."""
    if not _may_be_title(second) or second[0] in "（(—―–-" or _DATE.fullmatch(second):
        return False
    if _NAME_END.search(line) or second == line:
        return False
    opens = line.count("《") > line.count("》")
    if opens or _CUT_SHORT.search(line):
        return True
    return bool(_NAME_END.search(second)) and len(line) + len(second) <= _LONGEST
