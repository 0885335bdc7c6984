"""How people cite a clause: 三(一), 二·一是, 第三章第十条."""

import re

_DECORATION = re.compile(r"[\s、．.,，：:;；﹑]+")


def label_of(marker: str | None, place: int) -> str:
    """Return the short form of a marker; `place` counts headings without one."""
    if marker is None:
        return f"[{place}]"
    plain = _DECORATION.sub("", marker) if not marker[:1].isdigit() else _number(marker)
    return plain.translate(_HALF_WIDTH) or f"[{place}]"


def path_of(labels: list[str]) -> str:
    """Return the labels from outermost to innermost as one citation."""
    path = labels[0]
    for label in labels[1:]:
        joined = label[0] in "([第" or not label[0].isalnum()
        path += label if joined else f"·{label}"
    return path


def _number(marker: str) -> str:
    return re.sub(r"[、．.,，：:;；﹑\s]+$", "", marker)


_HALF_WIDTH = str.maketrans("（）〔〕【】", "()()()")
