"""Lighthouse of five pages on a phone, and what a first visit transfers: `make bench`.

Serves the demo enterprise on loopback and opens each page in headless Chromium, signed
in by a cookie. Exits 1 if a page scores less than 95 in performance, accessibility or
best practices, or a first visit transfers more than 150 kB.

    python benchmarks/lighthouse.py --out /tmp/reports
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from load import ROOT, served

LEAST, MOST_TRANSFERRED = 95, 150_000
AREAS = ("performance", "accessibility", "best-practices")
CHROMIUM = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = Path(sys.executable).with_name("node")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
# The role that opens the page; none for the page on which one signs in.
PAGES = (
    ("", "/accounts/login/"),
    ("secretary", "/"),
    ("secretary", "/goals/"),
    ("secretary", "/records/add/{branch}/branch_committee_meeting/"),
    ("clerk", "/org/units/"),
)


def missing() -> str:
    """What keeps Lighthouse from running here; "" for nothing."""
    if not LIGHTHOUSE.exists():
        return "Lighthouse is not installed: npm ci --include=dev"
    return "" if CHROMIUM else "there is no Chromium: set CHROME_PATH"


def report_of(address: str, cookie: str, out: Path) -> dict[str, object]:
    """What Lighthouse found on one page, with its own preset for a phone."""
    command = [
        *(NODE, LIGHTHOUSE, address, "--quiet", "--output=json"),
        *(f"--output-path={out}", f"--chrome-flags={FLAGS}"),
        f"--only-categories={','.join(AREAS)}",
    ]
    if cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    subprocess.run(command, env=environment, cwd=ROOT, check=True, timeout=180)
    report: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return report


def line_of(path: str, report: dict[str, object]) -> tuple[str, bool]:
    """The page's line in the table, and whether it keeps what is promised."""
    categories: dict[str, dict[str, float]] = report["categories"]  # type: ignore[assignment]  # JSON
    audits: dict[str, dict[str, object]] = report["audits"]  # type: ignore[assignment]  # JSON
    scores = [round(100 * (categories[area]["score"] or 0)) for area in AREAS]
    details: dict[str, list[dict[str, int]]] = audits["network-requests"]["details"]  # type: ignore[assignment]  # JSON
    transferred = sum(item.get("transferSize", 0) for item in details["items"])
    kept = min(scores) >= LEAST and transferred <= MOST_TRANSFERRED
    figures = "".join(f"{score:>16}" for score in scores)
    return f"{path:<44}{figures}{transferred / 1000:>12.1f}", kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="folder that keeps the reports")
    parser.add_argument("--people", type=int, default=1500, help="size of the demo")
    options = parser.parse_args()
    reason = missing()
    if reason:
        print(f"Lighthouse left out: {reason}.")
        return 0
    lines, all_kept = [], True
    with (
        tempfile.TemporaryDirectory() as folder,
        served("SQLite", people=options.people) as (port, known),
    ):
        out = options.out or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        for number, (role, page) in enumerate(PAGES, start=1):
            path = page.format(**known)
            cookies: dict[str, str] = known["cookies"]  # type: ignore[assignment]  # JSON
            cookie = f"{known['name']}={cookies[role]}" if role else ""
            report = report_of(
                f"http://127.0.0.1:{port}{path}", cookie, out / f"{number}.json"
            )
            line, kept = line_of(path, report)
            lines.append(line)
            all_kept &= kept
    print(f"\n{'page':<44}{''.join(f'{area:>16}' for area in AREAS)}{'kB':>12}")
    print("\n".join(lines))
    return 0 if all_kept else 1


if __name__ == "__main__":
    sys.exit(main())
