"""An invented guidance document and unit names, drawn from a seed."""

from dataclasses import dataclass
from random import Random

FIRMS = ("岚山", "清河", "望川", "临江", "东岭", "北原", "云溪", "松浦")
TRADES = ("供电", "轧钢", "水运", "选矿", "机务", "纺织", "燃气", "工务")
DEPARTMENTS = ("安全监察部", "生产技术部", "人力资源部", "设备管理部", "企业管理部")
MATTERS = (
    ("夯实基本组织", "健全支部班子分工", "组织设置"),
    ("提高学习质量", "每季度开展一次集中学习", "学习教育"),
    ("联系服务职工", "建立委员联系班组制度", "联系职工"),
    ("推动降本增效", "围绕能耗组织党员攻关", "降本攻关"),
    ("守住安全底线", "开展党员身边无隐患活动", "安全生产"),
    ("培育技术骨干", "实行党员带徒", "人才培养"),
    ("改进工作作风", "压减会议和报表", "减负"),
    ("办好民生实事", "公布办实事清单", "民生"),
)
MANNERS = ("明确责任", "逐项落实", "注重实效", "持续改进", "形成闭环")
ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Invented:
    """A document of chapters and items; `items` are the headings that carry work."""

    firm: str
    branch: str
    department: str
    title: str
    text: str
    items: tuple[str, ...]


def invented(seed: int) -> Invented:
    """The same document and names for the same seed."""
    random = Random(seed)  # noqa: S311 -- invented words
    firm, trade = random.choice(FIRMS), random.choice(TRADES)
    department = random.choice(DEPARTMENTS)
    branch = f"{trade}{random.choice('甲乙丙丁')}班党支部"
    title = f"关于{random.choice(MATTERS)[0]}、加强基层党建工作的实施意见"
    chosen = random.sample(MATTERS, 6)
    lines, items = [title, ""], []
    for chapter in range(2):
        lines.append(
            f"{ORDINALS[chapter]}、{'重点任务' if chapter == 0 else '保障措施'}"
        )
        for n, (heading, work, _) in enumerate(chosen[chapter * 3 : chapter * 3 + 3]):
            lines.append(f"（{ORDINALS[n]}）{heading}")
            month = random.randint(1, 12)
            lines.append(
                f"{work}，{random.choice(MANNERS)}。由{department}牵头，各党支部配合，"
                f"{month}月底前完成。"
            )
            items.append(heading)
    return Invented(firm, branch, department, title, "\n".join(lines), tuple(items))
