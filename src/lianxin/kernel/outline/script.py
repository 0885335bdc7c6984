"""Which script a text is written in: simplified (hans) or traditional (hant)."""

from collections import Counter
from typing import Literal

# Pairs of the commonest characters that differ, simplified before traditional.
_PAIRS = (
    "为為这這国國个個们們来來时時对對学學会會发發说說产產过過经經现現关關动動"
    "实實进進机機样樣问問题題从從没沒间間业業员員党黨组組织織导導领領务務责責"
    "团團结結体體质質设設带帶头頭让讓强強还還应應当當战戰斗鬥长長门門见見观觀"
    "规規则則办辦开開报報导導级級纪紀统統决決议議认認识識论論训訓请請话話"
    "单單节節义義习習书書买買争爭亲親优優传傳伤傷价價众眾乐樂历歷厂廠县縣"
    "变變号號听聽启啟园園围圍图圖场場坚堅处處备備复復奖獎层層岁歲岗崗币幣师師"
    "广廣张張归歸录錄总總恶惡惯慣愿願户戶执執扩擴护護拟擬择擇据據损損换換"
    "数數断斷无無旧舊显顯权權条條极極构構标標档檔检檢梦夢欢歡气氣汇匯济濟测測"
    "满滿灵靈炼煉爱愛独獨环環监監盘盤确確离離种種积積稳穩竞競笔筆签簽简簡类類"
    "紧緊细細终終绍紹给給络絡绝絕继繼续續维維综綜绿綠缘緣网網罗羅职職联聯脑腦"
    "艺藝苏蘇药藥营營虽雖补補装裝计計订訂记記讲講许許诉訴评評试試诚誠详詳语語"
    "调調谈談谋謀负負财財败敗贡貢贯貫费費资資赛賽赞贊践踐车車转轉轮輪较較达達"
    "迁遷运運远遠违違连連选選遗遺邓鄧邮郵采採释釋针針钟鐘钱錢铁鐵银銀锋鋒错錯"
    "镇鎮闭閉闻聞阳陽阴陰际際陆陸险險难難须須顺順预預频頻风風飞飛馆館马馬验驗"
    "点點齐齊龙龍办辦劳勞区區协協卫衛参參双雙台臺后後圆圓壮壯声聲宁寧宝寶审審"
    "尽盡届屆属屬岛島弯彎异異归歸态態怀懷忆憶虑慮户戶抢搶拥擁挥揮"
)
_SIMPLIFIED = frozenset(a for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TRADITIONAL = frozenset(b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_SAMPLE = 50_000


def script_of(text: str) -> Literal["hans", "hant"]:
    """Return "hant" if more characters of the text are only traditional than only simplified.

    Looks at the first 50,000 characters. A text that shows neither is "hans".
    """
    counts = Counter(text[:_SAMPLE])
    simplified = sum(counts[character] for character in _SIMPLIFIED)
    traditional = sum(counts[character] for character in _TRADITIONAL)
    return "hant" if traditional > simplified else "hans"
