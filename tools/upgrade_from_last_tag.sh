#!/usr/bin/env bash
# Takes data from the last tagged version to this one: the old version makes a demo, the
# new one migrates it, checks it, and every table still has the rows that it had.
set -euo pipefail
cd "$(dirname "$0")/.."

last=$(git tag --list 'v*' --sort=-version:refname --no-contains HEAD | head -n 1)
if [ -z "$last" ]; then
  echo 'Upgrade test: there is no earlier tag yet, so nothing to upgrade from.'
  exit 0
fi

echo "Upgrade test: from $last"
place=$(mktemp -d)
trap 'git worktree remove --force "$place/old" >/dev/null 2>&1 || true; rm -rf "$place"' EXIT
git worktree add --quiet --detach "$place/old" "$last"
export LIANXIN_DATA="$place/data" LIANXIN_DEMO=1 DATABASE_URL=
(cd "$place/old" && make setup >/dev/null && .venv/bin/lianxin migrate --verbosity 0 && .venv/bin/lianxin demo)

count() { # rows of every table of the software, by the names the old version knew
  python3 - "$LIANXIN_DATA/lianxin.sqlite3" "$place/tables" <<'PYTHON'
import pathlib, sqlite3, sys

database, listed = sqlite3.connect(sys.argv[1]), pathlib.Path(sys.argv[2])
tables = sorted(row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
ours = [name for name in tables if not name.startswith(("sqlite_", "django_", "auth_"))]
if not listed.exists():
    listed.write_text("\n".join(ours))
for name in listed.read_text().splitlines():
    if name in tables:
        print(name, database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])
PYTHON
}
count > "$place/before"
make setup >/dev/null
.venv/bin/lianxin migrate --verbosity 0
.venv/bin/lianxin check
.venv/bin/lianxin rebuild
count > "$place/after"
diff "$place/before" "$place/after"
echo "Upgrade test: all rows of $last are there."
