"""What is damaged or made to hurt ends with a sentence, within time and memory."""

import io
import zipfile
from collections.abc import Callable

import pytest

from lianxin.base.jobs import bounded
from lianxin.kernel.outline.readers import Unreadable

LEVELS = 100_000
BOMB = "".join(
    f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' if n else '<!ENTITY b0 "炸">'
    for n in range(10)
)


def outlined(data: bytes, name: str) -> bytes:
    """Read in the process and within the limits of production, but sooner."""
    return bounded.run(
        "lianxin.kernel.outline.files:outline_of_file",
        data,
        seconds=40,
        megabytes=512,
        arguments={"name": name},
        tells=[Unreadable],
    )


def word(content: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", content)
    return whole.getvalue()


def body(content: str) -> str:
    return f'<w:document xmlns:w="w"><w:body>{content}</w:body></w:document>'


def nested_tables() -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return word(body(opening * LEVELS + closing * LEVELS))


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("空.docx", lambda: b"", "empty"),
        ("程序.txt", lambda: bytes(range(256)) * 4_000, "binary"),
        ("炸弹.docx", lambda: word(" " * 300_000_000), "too_large"),
        (
            "实体.docx",
            lambda: word(f"<!DOCTYPE w [{BOMB}]>" + body("&b9;")),
            "forbidden_content",
        ),
        ("嵌套.docx", nested_tables, "too_deep"),
        ("嵌套.html", lambda: b"<table><tr><td>" * LEVELS, "too_deep"),
        ("嵌套.md", lambda: b"> " * LEVELS, "too_deep"),
        ("大.txt", lambda: b"1" * 200_000_000, "too_large"),
    ],
)
def test_it_is_refused_by_name(name: str, make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        outlined(make(), name)
    assert raised.value.code == code
    assert name in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n}. 学习\n" for n in range(LEVELS)),
        "（一" * LEVELS,
        "“《" * LEVELS,
        "一是学习，" * LEVELS,
        "\t1" * LEVELS,
        "第" + "一" * LEVELS + "条",
        "(fā" * LEVELS,
        "1." * LEVELS,
    ],
    ids=lambda text: text[:4],
)
def test_a_text_that_is_only_odd_gets_an_outline(text: str) -> None:
    assert outlined(text.encode(), "怪.txt").startswith(b'{"text": ')
