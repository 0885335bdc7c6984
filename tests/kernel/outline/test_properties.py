"""What holds for any text at all."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.kernel.outline import clean, outline

SIGNS = (
    '一二三四十百第章节条編、．.，,。；：:（）()[]《》“”"①②⑴㈠123１２ \t\n　\r'
    "是要問问答黨党發发學学(fā)(xué)?fù)\ufffd\u200b-—年月日附件目录序号工作内容时限责任"
)
official = st.lists(
    st.one_of(
        st.sampled_from(
            ["一、", "（二）", "1.", "（1）", "一是", "第一，", "第三条 ", "第二章 ",
             "1.1", "①", "\n", "\n", "。", "：", "加强学习", "党支部", "\t", "序号\t工作\t时限",
             "- 3 -\n", "發(fā)", "建立制度，每月学习", "2026年6月30日", "目录\n", "附件：", "　　"]
        ),
        st.text(SIGNS, max_size=6),
    ),
    max_size=40,
).map("".join)  # fmt: skip
anything = st.one_of(official, st.text(max_size=60), st.text(SIGNS, max_size=80))
short = settings(max_examples=150, deadline=None)


@short
@given(anything)
def test_any_text_has_an_outline_with_spans_in_order_and_nested(text):
    found = outline(text)
    starts = [node.start for node in found.nodes]
    assert starts == sorted(set(starts))
    open_ends = []
    for node in found.nodes:
        assert 0 <= node.start <= node.text_start <= node.end <= len(text)
        del open_ends[node.level - 1 :]
        assert all(node.end <= end for end in open_ends)
        open_ends.append(node.end)


@short
@given(anything)
def test_passages_are_quoted_from_the_text(text):
    found = outline(text)
    for problem in found.problems:
        assert 0 <= (problem.start or 0) <= (problem.end or 0) <= len(text)
        assert problem.sentence
    for node in found.nodes:
        for passage in (*node.suggestions.deadlines, *node.suggestions.measures):
            assert 0 <= passage.start < passage.end <= len(text)


@short
@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text).text

    assert clean(once).text == once


@short
@given(anything)
def test_cleaning_loses_no_character(text):
    cleaned = clean(text)
    rebuilt, position = [], 0
    for cut in cleaned.cuts:
        rebuilt.append(text[position : cut.start])
        position = cut.end
    rebuilt.append(text[position:])

    assert re.sub(r"[\r\n]", " ", "".join(rebuilt)) == re.sub(
        r"[\r\n]", " ", cleaned.text
    )


@short
@given(anything)
def test_each_cleaned_character_stood_in_the_source(text):
    cleaned = clean(text)

    stood = [text[cleaned.source_offset(n)] for n in range(len(cleaned.text))]
    for sign, before in zip(cleaned.text, stood, strict=True):
        # A line break between two Latin words became a space.
        assert sign == before or (sign == " " and before in "\r\n")
