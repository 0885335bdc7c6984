#!/usr/bin/env python3
"""Check an exported log without the software that made it: Python, nothing else.

    python3 verify_log.py FOLDER [ROOT]

FOLDER is what `lianxin log --export FOLDER` wrote; ROOT is a root hash written down
earlier. Every seal is computed anew (RFC 9162); a difference is told with exit code 1.
"""

import hashlib
import json
import sys
from pathlib import Path


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(peaks: list[bytes], size: int, entry: bytes) -> None:
    """Add one entry to the roots of the perfect trees that `size` entries fill."""
    peak = hashlib.sha256(b"\x00" + entry).digest()
    while size & 1:
        peak = node(peaks.pop(), peak)
        size >>= 1
    peaks.append(peak)


def root_of(peaks: list[bytes]) -> str:
    """The root over these perfect trees."""
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node(peak, root)
    return root.hex()


def main(folder: Path, expected: str = "") -> str:
    """What is wrong, or an empty text."""
    with (folder / "seals.jsonl").open() as lines:
        seals = {seal["size"]: seal["root"] for seal in map(json.loads, lines)}
    if expected and expected not in seals.values():
        return f"no seal has the root {expected}"
    peaks: list[bytes] = []
    sound = size = 0
    with (folder / "log.jsonl").open("rb") as log:
        for size, line in enumerate(log, start=1):
            append(peaks, size - 1, line.rstrip(b"\n"))
            if size in seals:
                if root_of(peaks) != seals.pop(size):
                    return f"an entry of lines {sound + 1} to {size} was changed"
                sound = size
    if seals:
        return f"entries are missing: a seal covers {max(seals)}, there are {size}"
    sys.stdout.write(f"{sound} entries are sound, {size - sound} are not sealed\n")
    return ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:3]) or 0)
