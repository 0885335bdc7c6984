"""Speed, memory and score of the outline recogniser, beside a plain splitter.

    .venv/bin/python benchmarks/outline.py [--quick]

The text is the labelled corpus over and over ($LIANXIN_SHARED, default ../shared; the
invented texts of the tests if it is absent). Each size runs in a process of its own;
memory is the growth of its peak over what it held before the text was made. Exits 1 if
a promise is broken: 1 MB of text a second, growth of at most 20 times the text at 1 MB
and above, and time that grows no faster than the text.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LIANXIN_SHARED", ROOT.parent / "shared"))
SIZES = (10_000, 1_000_000, 20_000_000)
MEGABYTE = 1_000_000
MOST_GROWTH, LEAST_SPEED, LINEAR = 20, 1.0, 1.6

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "kernel" / "outline")]

# What one would write in an afternoon: a marker at the start of a line, and its level
# from the style of its numeral.
_PLAIN = re.compile(
    r"(?m)^[ \t\u3000]*(?P<marker>(?P<l1>第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]+、)"
    r"|(?P<l2>[（(][一二三四五六七八九十]+[）)])|(?P<l3>\d+[.．、])|(?P<l4>[（(]\d+[）)]))"
    r"[ \t\u3000]*(?P<heading>[^\n。；：]*)"
)


def plain_outline(text: str) -> dict[str, object]:
    """Split a text with one regular expression."""
    nodes = [
        {
            "level": next(n for n in (1, 2, 3, 4) if match.group(f"l{n}")),
            "marker": match.group("marker"),
            "heading": match.group("heading").strip(),
            "start": match.start("marker"),
        }
        for match in _PLAIN.finditer(text)
    ]
    title = next((line.strip() for line in text.split("\n") if line.strip()), None)
    return {"title": title, "script": "hans", "guidance": "yes", "nodes": nodes}


def our_outline(text: str) -> dict[str, object]:
    from lianxin.kernel.outline import outline

    return outline(text).as_json()


def labelled_texts() -> list[tuple[str, dict[str, object]]]:
    folder = SHARED / "corpus"
    if folder.exists():
        return [
            (
                (folder / "docs" / f"{label.stem}.txt").read_text(encoding="utf-8"),
                json.loads(label.read_text(encoding="utf-8")),
            )
            for label in sorted((folder / "labels").glob("*.json"))
        ]
    from labelled import all_names, labelled

    return [(labelled(n).text, labelled(n).as_label()) for n in all_names()]


def text_of(size: int) -> str:
    """Return about `size` bytes of text, ending at a whole character."""
    once = "\n".join(text for text, _ in labelled_texts()).encode()
    return (once * (size // len(once) + 1))[:size].decode("utf-8", "ignore")


def measure(size: int, which: str) -> None:
    """Print one measurement as JSON; runs in a process of its own."""
    from lianxin.kernel.outline import outline

    run: Callable[[str], object] = plain_outline if which == "plain" else outline
    run("一、预热\n1.热身。")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = text_of(size)
    best, kept = float("inf"), None
    for _ in range(1 if size > MEGABYTE else 3):
        began = time.process_time()
        kept = run(text)
        best = min(best, time.process_time() - began)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    del kept
    sys.stdout.write(json.dumps({"seconds": best, "grown": grown * 1024}))


def measured(size: int, which: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", str(size), which]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]  # our own child printed it


def scores(outline_of: Callable[[str], dict[str, object]]) -> str:
    sys.path.insert(0, str(SHARED / "tools"))
    try:
        import score_outline as scorer
    except ImportError:
        return "no scorer at hand"
    total: dict[str, int] = {}
    texts = labelled_texts()
    for text, label in texts:
        for key, value in scorer.score(outline_of(text), label).items():
            total[key] = total.get(key, 0) + value
    found = max(1, total["found"])
    return (
        f"F1 {scorer.f1(total):.3f}, level {total['level'] / found:.3f}, "
        f"heading {total['heading'] / found:.3f}, title {total['title']}/{len(texts)}, "
        f"news taken for guidance {total['wrongly_guidance']}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out 20 MB")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(int(options.measure[0]), options.measure[1])
        return 0
    broken, rates = [], []
    for size in SIZES[:2] if options.quick else SIZES:
        for which in ("lianxin", "plain"):
            result = measured(size, which)
            speed = size / MEGABYTE / result["seconds"]
            growth = result["grown"] / size
            print(
                f"{which:8} {size / MEGABYTE:6.2f} MB  {result['seconds']:8.3f} s  {speed:7.2f} MB/s  memory + {growth:5.1f} x text"
            )
            if which == "plain" or size < MEGABYTE:
                continue
            rates.append(speed)
            if speed < LEAST_SPEED:
                broken.append(f"{size} bytes: {speed:.2f} MB/s")
            if growth > MOST_GROWTH:
                broken.append(f"{size} bytes: memory grew {growth:.1f} times the text")
    if rates and max(rates) > LINEAR * min(rates):
        broken.append("time grows faster than the text")
    print("lianxin:", scores(our_outline))
    print("plain:  ", scores(plain_outline))
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
