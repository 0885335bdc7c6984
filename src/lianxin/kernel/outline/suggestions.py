"""What the words of a clause suggest: by when, who, how much, and what is work."""

import re
from collections.abc import Iterator

from lianxin.kernel.outline.cuts import Cleaned
from lianxin.kernel.outline.nodes import Passage, Suggestions
from lianxin.kernel.outline.parties import is_only_about_parties, parties

_YEAR = r"(?:(?:19|20)\d{2}年(?:度)?|今年|明年|本年度?|当年|當年|次年)"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]"
_EDGE = r"(?:底|末|初|中旬|上旬|下旬|底前|末前|前|以前|之前|内|內)"
# The looks ahead name every first sign: without them each sign of a text would be
# tried against each alternative.
_DEADLINE = re.compile(
    r"(?=[\d一二三四五六七八九十两兩半今明本当當次每全年上下长長常持即第至到之起月季学學])(?:"
    rf"{_YEAR}?(?:{_MONTH})(?:{_DAY})?{_EDGE}{{1,2}}"
    rf"|{_YEAR}(?:{_MONTH})?(?:{_DAY})?{_EDGE}{{1,2}}"
    rf"|{_YEAR}(?:{_MONTH}){_DAY}|{_YEAR}{_MONTH}|(?:19|20)\d{{2}}[.\-/]\d{{1,2}}(?:[.\-/]\d{{1,2}})?(?:前|之前)?"
    r"|(?:到|至)(?:19|20)\d{2}年"
    r"|每(?:个|個)?(?:半年|半个月|半個月|两周|兩週|年度|季度|月度|学期|學期|年|季|月|周|週|日|天|旬)(?:至少|不少于|不少於)?(?:[一二两兩三四五六七八九十\d]+次)?"
    r"|(?:全年|年内|年內|年底|年底前|年初|月底前?|季度末|学期末|上半年|下半年|长期|長期|常年|持续推进|即日起|第?[一二三四]季度)"
    r"|(?:之日起|起)(?:[一二三四五六七八九十\d]+)[个個]?(?:工作日|日|天|月)[内內]"
    r"|(?:[一二两三四五六七八九十\d]+)(?:个|個)?(?:工作日|月|天|日)(?:内|內|以内|以內)"
    r"|至[^，。；、\s\d]{1,8}(?:结束|結束|解除|为止|為止|完成))"
)
_MEASURE = re.compile(
    r"(?=[\d百不至达達超最控减減提增])(?:不少于|不少於|不低于|不低於|不超过|不超過|不得超过|不得少于|不高于|至少|达到|達到|超过|超過|最多|控制在|减少|减低|提高|增长|增長)?"
    r"(?:百分之[一二三四五六七八九十百]+|\d+(?:\.\d+)?[ ]?(?:%|％|‰|余|多)?"
    r"(?:万元|萬元|亿元|億元|元|个百分点|個百分點|学时|學時|课时|課時|小时|小時|分钟|人次|场次|場次|平方米|公里|万人|人|名|次|场|場|项|項|个|個|篇|期|份|件|户|戶|家|分|天|条|條|课|課|批|届|吨|册|套|字|支|对|倍)"
    r"|\d+(?:\.\d+)?[ ]?[%％‰]"
    r"|(?:不少于|不少於|至少|不低于|不低於|不超过)[一二两兩三四五六七八九十]{1,3}(?:次|场|場|项|項|个|個|名|人|篇|期|学时|學時|小时|小時|天))"
)
_WORK_VERB = re.compile(
    r"建立|健全|完善|制定|制訂|修订|修訂|开展|開展|组织|組織|举办|舉辦|召开|召開|落实|落實|实施|實施|推进|推進|推动|推動"
    r"|加强|加強|强化|強化|深化|规范|規範|严格|嚴格|做好|抓好|抓实|抓實|完成|每年|每季|每月|每周|定期|按时|按時|及时|及時"
    r"|编制|編制|印发|印發|报送|報送|上报|上報|检查|檢查|督查|督查|考核|评选|評選|评议|評議|培训|培訓|学习|學習|宣传|宣傳"
    r"|走访|走訪|慰问|慰問|调研|調研|排查|整改|更新|公开|公開|公示|签订|簽訂|设立|設立|成立|配备|配備|选派|選派|发展|發展"
    r"|实行|實行|推行|公布|压减|壓減|征集|徵集|答复|答覆|梳理|创建|創建|培育|培养|培養|引导|引導|评比|評比|办结|辦結|办好|辦好|办理|辦理|解决|解決|化解|帮扶|幫扶"
    r"|应当|應當|必须|必須|不得|须|須|要|指导|指導|协助|協助|配合|负责|負責|提交|审批|審批|讨论|討論|选举|選舉"
)
_REASON = re.compile(
    r"^[\s　]*(?:是|作为|作為|只有|因为|因為|由于|由於|当前|當前|近年来|近年來|党的|黨的|实践证明|實踐證明|可以说|我们党|我們黨|这是|這是|事关|事關)"
    r"|具有(?:重要|重大|深远|十分)|重要(?:意义|意義|保证|保證|举措|舉措|基础|基礎)|的(?:关键|關鍵|根本|基础|基礎|保障|保证|保證|体现|體現|需要|要求|抓手|举措|舉措)[。；]?$"
    r"|奠定.{0,12}基础|提供.{0,14}(?:保证|保證|保障|支撑|支撐|动力|動力)[。；]?$|新局面|新台阶|新臺階|再上"
)
_SENTENCE = re.compile(r"[^。；;！!？?\n\s][^。；;！!？?\n]*[。；;！!？?]?")


def suggest(cleaned: Cleaned, start: int, end: int) -> Suggestions:
    """Return what the cleaned text from `start` to `end` suggests.

    The passages are placed in the source text.
    """
    work, reasons = _sentences(cleaned, start, end)
    named = parties(cleaned.text, start, end)
    return Suggestions(
        deadlines=tuple(_passages(_DEADLINE, cleaned, start, end)),
        responsible=tuple(name for name, _ in named),
        supports=tuple(name for name, helps in named if helps),
        measures=tuple(_passages(_MEASURE, cleaned, start, end)),
        work=work,
        reasons=reasons,
    )


def passage(cleaned: Cleaned, start: int, end: int) -> Passage:
    """Return a stretch of the cleaned text with its place in the source."""
    return Passage(
        cleaned.text[start:end], cleaned.source_offset(start), cleaned.source_end(end)
    )


def _passages(
    pattern: re.Pattern[str], cleaned: Cleaned, start: int, end: int
) -> Iterator[Passage]:
    for match in pattern.finditer(cleaned.text, start, end):
        yield passage(cleaned, match.start(), match.end())


def _sentences(
    cleaned: Cleaned, start: int, end: int
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    work, reasons = [], []
    for match in _SENTENCE.finditer(cleaned.text, start, end):
        sentence = match.group()
        found = passage(cleaned, match.start(), match.end())
        if _REASON.search(sentence):
            reasons.append(found)
        elif _is_work(sentence) and not is_only_about_parties(sentence):
            work.append(found)
    return tuple(work), tuple(reasons)


def _is_work(sentence: str) -> bool:
    """Whether something is to be done: by its verb, or since a number has a deadline."""
    if _WORK_VERB.search(sentence):
        return True
    return bool(_DEADLINE.search(sentence) and _MEASURE.search(sentence))
