"""Look through all committed text for what no other linter sees.

Untrimmed blocktranslate (its line breaks would enter the catalogues), addresses of
package registries (a mirror must be possible), and secrets.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATTERNS = {
    "an address of a package registry": re.compile(
        r"(?:npmjs|npmmirror|pythonhosted|jsdelivr|unpkg)\.\w+|\bpypi\.org|//deb\.debian",
        re.IGNORECASE,
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a key for encryption": re.compile(r"(?<![\w+/-])[\w-]{43}=(?![\w=])"),
    "a token": re.compile(r"\b(?:gh[pousr]_\w{36}|AKIA[0-9A-Z]{16}|sk-\w{40,})\b"),
}
UNTRIMMED = re.compile(r"\{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)")
LOCKS = (
    "package-lock.json",
    "requirements/bootstrap.txt",
    "requirements/run.txt",
    "requirements/dev.txt",
)


def committed() -> Iterator[Path]:
    """Every file that git tracks or would track, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(  # noqa: S603 -- a fixed command
        command, cwd=ROOT, capture_output=True, check=True
    )
    for name in sorted(set(listed.stdout.decode().split("\0")) - {""}):
        if (ROOT / name).is_file():
            yield Path(name)


def faults_in(text: str, *, name: str) -> Iterator[str]:
    """What is wrong with the text of the file `name`: ``name:line: words``."""
    for number, line in enumerate(text.splitlines(), start=1):
        for words, pattern in PATTERNS.items():
            if words == "a key for encryption" and name in LOCKS:
                continue  # hashes of the packages
            if pattern.search(line):
                yield f"{name}:{number}: {words}"
        if name.endswith(".html") and UNTRIMMED.search(line):
            yield f"{name}:{number}: blocktranslate without trimmed"


def all_faults() -> list[str]:
    """The faults of all committed text files."""
    found: list[str] = []
    for path in committed():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += faults_in(text, name=str(path))
    return found


if __name__ == "__main__":
    faults = all_faults()
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.exit(1 if faults else 0)
