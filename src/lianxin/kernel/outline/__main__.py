"""Print the outline of one file: `python -m lianxin.kernel.outline [--tree] FILE`."""

import json
import sys
from pathlib import Path

from lianxin.kernel.outline import outline
from lianxin.kernel.outline.readers import Unreadable, read


def main(arguments: list[str]) -> int:
    """Print the outline of the last argument as JSON, or as a tree with --tree."""
    path = Path(arguments[-1])
    try:
        found = outline(read(path.read_bytes(), path.name))
    except Unreadable as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    if "--tree" in arguments:
        sys.stdout.write(f"{found.as_tree()}\n")
    else:
        json.dump(found.as_json(), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
