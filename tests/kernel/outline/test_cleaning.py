"""What cleaning takes out, what it leaves, and what it reports."""

import pytest

from lianxin.kernel.outline import Cut, clean
from lianxin.kernel.outline.cleaning import damage_in

WRAPPED = (
    "　　党支部要组织党员开展学习，每月不少于一次，做好\n"
    "记录，形成长效机制。支部委员要带头，党员要跟上，人\n"
    "人有计划。\n"
    "　　二、加强党员队伍建设，着力提升党员的政治能力和\n"
    "\n- 3 -\n\n"
    "业务本领\n"
    "　　党员要亮身份、作表率。\n"
)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("發(fā)布日期:", "發布日期:"),
        ("強(qiáng)化責(zé)任擔(dān)當", "強化責任擔當"),
        ("(xí)和文化氛圍,達(dá)到", "(xí)和文化氛圍,達到"),
        ("勇挑重?fù)?dān)。發(fā)揮", "勇挑重?fù)?dān)。發揮"),
        (
            "亳(bó)州是历史文化名城，党员们前往学习",
            "亳(bó)州是历史文化名城，党员们前往学习",
        ),
        ("開(kāi)大會(huì ),過(guò)程顯著(zhù)", "開大會,過程顯著"),
        ("五 、 坚持执行各项制度", "五 、 坚持执行各项制度"),
        ("“320分+100分”考核", "“320分+100分”考核"),
        ("至疫情\n解除", "至疫情解除"),
        ("开展learning\nby doing", "开展learning by doing"),
        ("加强\u200b学习   \n每月一次。", "加强学习\n每月一次。"),
        ("一、加强学习\n二、抓好落实", "一、加强学习\n二、抓好落实"),
    ],
)
def test_only_what_conversion_and_layout_left_is_taken_out(raw, cleaned):
    assert clean(raw).text == cleaned


def test_hard_wrapped_lines_are_joined_over_page_numbers():
    assert clean(WRAPPED).text == (
        "　　党支部要组织党员开展学习，每月不少于一次，做好记录，形成长效机制。"
        "支部委员要带头，党员要跟上，人人有计划。\n"
        "　　二、加强党员队伍建设，着力提升党员的政治能力和业务本领\n"
        "　　党员要亮身份、作表率。\n"
    )


def test_each_cut_says_what_it_was():
    cuts = clean("發(fā)展\u200b黨員 ").cuts

    assert cuts == (Cut(1, 5, "pinyin"), Cut(6, 7, "invisible"), Cut(9, 10, "space"))


def test_places_in_the_cleaned_text_lead_back_to_the_source():
    cleaned = clean("發(fā)展黨(dǎng)員")
    place = cleaned.text.index("員")

    assert cleaned.source_offset(place) == "發(fā)展黨(dǎng)員".index("員")
    assert cleaned.source_end(1) == 1


def test_damage_is_reported_with_its_place_and_never_twice():
    text = "勇挑重?fù)?dān)，口\ufffd\ufffd号，強(qiáng"
    found = [
        (problem.kind, text[problem.start : problem.end]) for problem in damage_in(text)
    ]

    assert found == [
        ("damaged_remnant", "?fù)?dān)"),
        ("undecodable", "\ufffd\ufffd"),
    ]


def test_running_heads_beside_the_page_numbers_are_left_out():
    line = "第{}行党支部要组织党员开展学习每月不少于一次做好记录\n"
    pages = [
        "".join(line.format(3 * page + row) for row in range(3)) for page in range(3)
    ]
    text = "".join(f"{page}- 1 -\n甲公司党委文件\n" for page in pages)

    assert clean(text).text == "".join(pages).replace("\n", "") + "\n"


def test_a_text_wrapped_before_its_conversion_is_joined():
    line = "堅持學習制度落實責任堅持學習制度落實責任堅持學習制度落實責任"
    converted = line.replace("學", "學(xué)").replace("實", "實(shí)")
    uneven = [line, converted, line[:-2] + "認(rèn)真", converted, line, converted]

    found = clean("工作要求\n" + "\n".join(uneven) + "做好工作。\n")

    expected = line * 2 + line[:-2] + "認真" + line * 3
    assert found.text == f"工作要求\n{expected}做好工作。\n"
