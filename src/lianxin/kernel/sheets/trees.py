"""Tables of units: everybody stands below a unit that exists, and nobody below themselves."""

from lianxin.kernel.sheets.drafts import Draft, Known, SheetDraft


def check_tree(sheet: SheetDraft, parent: str, name: str, known: Known) -> None:
    """Tell of unknown parents, of loops, and of a second unit that has none above it."""
    named = {row.values[name]: row for row in reversed(sheet.rows) if row.values[name]}
    root: Draft | None = None
    for row in sheet.rows:
        above = row.values[parent]
        if above is None:
            if root is not None and not row.is_wrong(parent) and row.values[name]:
                found = row.values[name]
                row.error("two_roots", parent, found=found, row=root.row)
            elif not row.is_wrong(parent):
                root = root or row
        elif not any(above in names for names in (named, known.units, known.above)):
            row.error("unit_unknown", parent, clear=True, found=above)
    for row in sheet.rows:
        if _is_in_loop(row, named, parent, name):
            row.error("loop", parent, found=row.values[name])


def _is_in_loop(row: Draft, named: dict[object, Draft], parent: str, name: str) -> bool:
    seen: set[object] = set()
    above = row.values[parent]
    while above in named and above not in seen:
        if above == row.values[name]:
            return True
        seen.add(above)
        above = named[above].values[parent]
    return False


def check_counts(sheet: SheetDraft, count: str, parent: str, name: str) -> None:
    """Tell where a unit states another number than the units below it add up to."""
    below: dict[object, list[object]] = {}
    for row in sheet.rows:
        below.setdefault(row.values[parent], []).append(row.values[count])
    for row in sheet.rows:
        stated, parts = row.values[count], below.get(row.values[name], [])
        numbers = [part for part in parts if isinstance(part, int)]
        if not parts or len(numbers) < len(parts) or row.values[name] is None:
            continue
        if isinstance(stated, int) and stated != sum(numbers):
            row.notice("count_differs", count, found=stated, value=sum(numbers))
