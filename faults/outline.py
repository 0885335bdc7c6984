"""Damage files of every format and read them: only an outline or a clear refusal may come.

    PYTHONPATH=src python faults/outline.py [--seconds N] [--seed S]

Each case runs readers and recogniser in a worker process with limits; a crash, a case
that takes too long, an exception of another type or an outline that does not fit its
text is a fault. Case N of a seed is always the same. Prints counts and the seed; exits 1
at a fault and keeps its input.
"""

import argparse
import collections
import io
import json
import random
import resource
import select
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import typst

from lianxin.kernel.outline import outline
from lianxin.kernel.outline.readers import Unreadable, read
from lianxin.kernel.outline.source import Source

SECONDS_A_CASE = 20
MEGABYTES = 1_500
LEVELS = 100_000
FAULTS_TOLD = 10

PLAN = """某公司2026年党建工作计划
为做好全年工作，制订计划如下。
一、加强学习教育
（一）集中学习。每月组织一次，做到“三个一”：一是读书，二是讨论，三是笔记。
1.读原著。2026年6月底前完成。责任部门：党群工作部。
2、讲党课
①书记讲 ②委员讲
第二条 本计划由发(fā)布之日起实行；重?fù)?dān)部分另行通知。
二、落实任务
序号\t重点内容\t主要工作\t时间\t责任人
一\t学习\t1.组织读书活动\t每季度\t支部委员
2.开展主题党日\t全年\t全体党员
"""
PIECES = (
    *"一二三十、（）()．.：；。“”《》①⑳１\t\n\r\u3000\0\ufffd\u2028\ud7ff𠀀",
    "第一章", "（一）", "1.", "一是", "第二，", "\n\n", "(fā)", "?fù)?dān)", "序号\t工作\t时间",
    "- 3 -", "2026年6月底前", "责任部门：", "<td>", "<ol type=i>", "</table>", "**", "> ", "| a |\n|---|",
    "&#x0;", "&nbsp;", "```", "1\\.", "w:ilvl", "w:val=\"99999999999\"", "<w:tbl>", "</w:p>", "%1%9",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file to read and where it came from."""

    origin: str
    name: str
    data: bytes


def word_plan() -> bytes:
    document = docx.Document()
    for line in PLAN.splitlines()[:9]:
        document.add_paragraph(line, style="List Number" if "读" in line else None)
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "一"
    table.cell(1, 2).text = "每季度"
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def pdf_plan() -> bytes:
    quoted = PLAN.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ")
    source = (
        '#set page(width: 12cm, height: 9cm, numbering: "1", header: [文件])\n'
        f'#set text(font: "Noto Serif CJK SC")\n#text("{quoted}")\n'
        "#table(columns: 2, [序号], [工作], [一], [学习])"
    )
    return bytes(typst.compile(source.encode()))


def web_plan() -> bytes:
    items = "".join(f"<li>{line}</li>" for line in PLAN.splitlines()[:9])
    table = "<table><tr><td rowspan=2>一</td><td>学习</td></tr><tr><td>检查</table>"
    return f"<html><body><h1>计划</h1><ol>{items}</ol>{table}</body></html>".encode()


def markdown_plan() -> bytes:
    table = "\n| 序号 | 工作 |\n|---|---|\n| 一 | **学习** |\n"
    return ("# " + PLAN.replace("\n", "\n\n- ") + table).encode()


# --- ways to damage ------------------------------------------------------------------


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def drop_a_stretch(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 200) :]


def repeat_a_stretch(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 60)]
    return data[:start] + piece * chance.choice((2, 50, 2_000)) + data[start:]


def insert_pieces(data: bytes, chance: random.Random) -> bytes:
    damaged = data
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(damaged) + 1)
        piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
        damaged = damaged[:place] + piece * chance.choice((1, 1, 5)) + damaged[place:]
    return damaged


def damage_a_part(data: bytes, chance: random.Random) -> bytes:
    """Unpack a .docx, damage one of its parts as XML or as bytes, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    wanted = [part for part in parts if part.startswith("word/") and len(parts[part])]
    part = chance.choice([*wanted[:6], "word/document.xml", "word/numbering.xml"])
    damage = chance.choice((swap_tags, swap_tags, *BYTE_DAMAGES))
    parts[part] = damage(parts[part], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return whole.getvalue()


def swap_tags(data: bytes, chance: random.Random) -> bytes:
    """Exchange two stretches between tags, so that the XML often stays well formed."""
    pieces = data.split(b">")
    for _ in range(chance.randrange(1, 6)):
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
    return b">".join(pieces)


BYTE_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip_bytes,
    truncate,
    drop_a_stretch,
    repeat_a_stretch,
    insert_pieces,
)


def damaged(name: str, data: bytes, chance: random.Random) -> Case:
    ways = BYTE_DAMAGES
    if name.endswith(".docx"):
        ways = (*ways, *[damage_a_part] * 8)
    if name.endswith((".html", ".md")):
        ways = (*ways, swap_tags)
    way = chance.choice(ways)
    return Case(way.__name__, name, way(data, chance))


def random_case(chance: random.Random) -> Case:
    ending = chance.choice((".txt", ".docx", ".pdf", ".html", ".md", ""))
    size = chance.choice((1, 40, 4_000))
    if chance.random() < 0.3:
        return Case("random bytes", "r" + ending, chance.randbytes(size))
    text = "".join(chance.choice(PIECES) for _ in range(size))
    head = chance.choice(("", "%PDF-1.7\n", "<html>"))
    return Case("random text", "r" + ending, (head + text).encode("utf-8", "replace"))


def horrors() -> list[Case]:
    """Return the inputs of issue 3 that are made to hurt."""
    nested = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    bomb = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    )
    return [
        Case("empty", "h.txt", b""),
        Case("renamed", "h.txt", bytes(range(256)) * 4_000),
        Case("zip bomb", "h.docx", packed(" " * 400_000_000)),
        Case("entities", "h.docx", packed(bomb + "<w:document/>")),
        Case(
            "nested tables",
            "h.docx",
            packed(body(nested[0] * LEVELS + nested[1] * LEVELS)),
        ),
        Case("nested divisions", "h.html", b"<div>" * LEVELS),
        Case("nested tables", "h.html", b"<table><tr><td>" * LEVELS),
        Case("nested quotations", "h.md", b"> " * LEVELS),
        Case(
            "levels", "h.txt", "".join(f"{n}. 学习\n" for n in range(LEVELS)).encode()
        ),
        Case("brackets", "h.txt", "（一".encode() * LEVELS),
        Case("quotation marks", "h.txt", "“《".encode() * LEVELS),
        Case("one line", "h.txt", "一是学习，".encode() * LEVELS),
        Case("tabs", "h.txt", b"\t1" * LEVELS),
        Case("200 MB", "h.txt", b"a" * 200_000_000),
    ]


def packed(content: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", content)
    return whole.getvalue()


def body(content: str) -> str:
    return f'<w:document xmlns:w="w"><w:body>{content}</w:body></w:document>'


@cache
def seeds() -> dict[str, bytes]:
    """Return a valid file of every format, by name."""
    return {
        "a.txt": PLAN.encode(),
        "b.txt": PLAN.encode("gb18030", "replace"),
        "c.txt": PLAN.encode("utf-16"),
        "d.docx": word_plan(),
        "e.pdf": pdf_plan(),
        "f.html": web_plan(),
        "g.md": markdown_plan(),
    }


def case_of(seed: int, number: int) -> Case:
    """Return case `number`: the valid files first, then damaged ones without end."""
    files = seeds()
    if number < len(files):
        name = list(files)[number]
        return Case("undamaged", name, files[name])
    chance = random.Random(f"{seed}/{number}")
    if chance.random() < 0.1:
        return random_case(chance)
    name = chance.choice(list(files))
    return damaged(name, files[name], chance)


# --- the worker -----------------------------------------------------------------------


def work(seed: int, first: int) -> None:
    """Read case after case and print what each came to, until the parent ends it."""
    limit = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if first == 0:
        for case in horrors():
            print(f"horror {case.origin}: {outcome(case)}", flush=True)
    number = first
    while True:
        print(f"{number} {outcome(case_of(seed, number))}", flush=True)
        number += 1


def outcome(case: Case) -> str:
    """Return "outline", the code of a refusal, or "FAULT …"."""
    try:
        return read_and_check(case)
    except Exception:  # noqa: BLE001 -- whatever else comes is what we look for
        return "FAULT " + " / ".join(traceback.format_exc().splitlines()[-3:])


def read_and_check(case: Case) -> str:
    source: Source | Unreadable
    try:
        source = read(case.data, case.name)
    except Unreadable as refusal:
        source = refusal
    if isinstance(source, Unreadable):
        assert case.name in str(source)
        assert case.origin != "undamaged", source
        return source.code
    found = outline(source)
    json.dumps(found.as_json())
    found.as_tree()
    last = 0
    for node in found.nodes:
        assert last <= node.start <= node.end <= len(source.text), node
        last = node.start
    assert all(problem.sentence for problem in found.problems)
    return "outline"


# --- the parent -----------------------------------------------------------------------


@dataclass
class Run:
    """One run over many cases, with as many workers as crashes make necessary."""

    seed: int
    seconds: float
    number: int = 0
    done: bool = False

    def __post_init__(self) -> None:
        self.counts: collections.Counter[str] = collections.Counter()
        self.faults = 0
        self.until: float | None = None

    def go(self) -> None:
        while not self.done:
            command = [sys.executable, __file__, "--worker", str(self.number)]
            command += ["--seed", str(self.seed)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
                self._listen(worker)
                worker.kill()

    def _listen(self, worker: "subprocess.Popen[str]") -> None:
        """Take the worker's lines until time is up, or it crashes or hangs."""
        assert worker.stdout is not None
        while self.until is None or time.monotonic() < self.until:
            ready, _, _ = select.select([worker.stdout], [], [], SECONDS_A_CASE)
            line = worker.stdout.readline() if ready else ""
            if not line:
                ending = "crashed" if ready else f"took over {SECONDS_A_CASE} s"
                self._note(f"{self.number} FAULT {ending}")
                return
            self._note(line)
        self.done = True

    def _note(self, line: str) -> None:
        label, _, came_to = line.strip().partition(" ")
        if label == "horror":
            print(line.strip())
            came_to = came_to.rpartition(": ")[2]
        else:
            self.number = int(label) + 1
            # The horrors and the making of the valid files do not count.
            self.until = self.until or time.monotonic() + self.seconds
        self.counts[came_to.split(" ", 1)[0]] += 1
        if "FAULT" in line:
            self.faults += 1
            if self.faults <= FAULTS_TOLD:
                print(line.strip() + self._kept(label))

    def _kept(self, label: str) -> str:
        """Keep the input of a fault and return where."""
        if label == "horror":
            return ""
        case = case_of(self.seed, int(label))
        folder = Path(tempfile.gettempdir())
        path = folder / f"outline-fault-{self.seed}-{label}-{case.name}"
        path.write_bytes(case.data)
        return f" ({case.origin}; kept as {path})"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10**6)
    )
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker is not None:
        work(options.seed, options.worker)
    run = Run(options.seed, options.seconds)
    run.go()
    print(f"seed {options.seed}: {run.number} cases, {run.faults} faults")
    for came_to, count in run.counts.most_common():
        print(f"  {count:6} {came_to}")
    return bool(run.faults)


if __name__ == "__main__":
    sys.exit(main())
