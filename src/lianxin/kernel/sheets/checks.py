"""Rules between cells, rows and sheets: which there are is data, what each does is here."""

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from lianxin.kernel.sheets import spans
from lianxin.kernel.sheets.cells import Month, Workbook
from lianxin.kernel.sheets.drafts import Draft, Known, SheetDraft
from lianxin.kernel.sheets.identities import sex_of
from lianxin.kernel.sheets.kinds import Check, SheetKind, Type
from lianxin.kernel.sheets.recognising import Recognised, recognise
from lianxin.kernel.sheets.trees import check_counts, check_tree
from lianxin.kernel.zh.identity import birth_of


def recognise_all(
    workbook: Workbook, kinds: Sequence[SheetKind], *, known: Known | None = None
) -> tuple[Recognised, ...]:
    """Return the sheets of a known kind, their rows judged against each other.

    Sheets of no kind, hidden and refused ones are not among them; their own problems
    say why.
    """
    found = [recognise(sheet, kinds) for sheet in workbook.sheets if sheet.rows]
    return checked([each for each in found if each is not None], known or Known())


def checked(sheets: Iterable[Recognised], known: Known) -> tuple[Recognised, ...]:
    """Judge the rows of sheets that came together by the checks of their kinds."""
    drafts = [SheetDraft(sheet) for sheet in sheets]
    for draft in drafts:
        _check_needs(draft, known)
        spans.check_past(draft, known.today)
        for check in draft.found.kind.checks:
            CHECKS[check.name](draft, check, drafts, known)
    return tuple(draft.finished() for draft in drafts)


Judge = Callable[[SheetDraft, Check, Sequence[SheetDraft], Known], None]


def _check_needs(sheet: SheetDraft, known: Known) -> None:
    of_kind = known.needs.get(sheet.found.kind.code, frozenset())
    needed = of_kind | known.needs.get("", frozenset())
    for row in sheet.rows:
        for code in sorted(needed & set(row.values)):
            if row.values[code] in (None, ()) and not row.is_wrong(code):
                row.error("needed", code, field=sheet.title(code))


def _identity(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Birth date and sex are those that the identity number holds."""
    birth, sex = check.values.get("birth"), check.values.get("sex")
    for row in sheet.rows:
        number = row.values[check.code("identity")]
        if not isinstance(number, str):
            continue
        if isinstance(birth, str):
            _compare_birth(row, birth, birth_of(number))
        if isinstance(sex, str) and row.values[sex] not in (None, sex_of(number)):
            row.error("sex_differs", sex, clear=True, value=sex_of(number))


def _compare_birth(row: Draft, field: str, born: date) -> None:
    stated = row.values[field]
    month = Month(born.year, born.month)
    same = stated == (month if isinstance(stated, Month) else born)
    if stated is not None and not same:
        row.error("birth_differs", field, clear=True, value=month)


def _unique(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A value stands once in all sheets of the kind; the second place is told.

    `per` columns, it stands once in each table for what these say.
    """
    field, per = check.code("unique"), check.codes("per")
    is_number = sheet.found.kind.column(field).type is Type.IDENTITY
    code = "identity_twice" if is_number else "name_twice"
    seen: dict[object, Draft] = {}
    for other in (sheet,) if per else sheets:
        if other.found.kind.code != sheet.found.kind.code:
            continue
        tables = other.found.tables
        for row in other.rows:
            value = row.values[field]
            key = value
            if per:
                key = (value, bisect(tables, row.row), *map(row.values.get, per))
            first = seen.setdefault(key, row)
            if value is not None and first is not row and other is sheet:
                name = first.sheet.found.sheet
                found = value if not is_number else ""
                row.error(code, field, row=first.row, other=name, found=found)


def _at_most(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A list names no more than so many."""
    field, times = check.code("at_most"), int(check.code("times"))
    for row in sheet.rows:
        listed = row.values[field]
        if isinstance(listed, tuple) and len(listed) > times:
            basis = check.code("basis")
            row.error("too_many", field, found=len(listed), times=times, basis=basis)


def _at_least(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A list names so many where a date is given; fewer are told, where it is asked for."""
    field, times = check.code("at_least"), int(check.code("times"))
    where, basis = check.code("where"), check.code("basis")
    for row in sheet.rows if field in sheet.letters else ():
        listed = row.values[field]
        count = len(listed) if isinstance(listed, tuple) else 0
        if row.values[where] is not None and count < times and not row.is_wrong(field):
            row.notice("too_few", field, found=count, times=times, basis=basis)


def _reach(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Of several numbers one is as high as is asked; where none is, it is told."""
    fields = check.codes("reach")
    leasts = [int(least) for least in check.codes("leasts")]
    for row in sheet.rows:
        numbers = [row.values[field] for field in fields]
        reached = [
            number >= least
            for number, least in zip(numbers, leasts, strict=True)
            if isinstance(number, int)
        ]
        if reached and not any(reached):
            given = [(f, n) for f, n in zip(fields, numbers, strict=True) if n]
            asked = "、".join(
                f"{sheet.title(field)} {least}"
                for field, least in zip(fields, leasts, strict=True)
            )
            found = "、".join(f"{sheet.title(field)} {n}" for field, n in given)
            basis = check.code("basis")
            field = given[0][0] if given else fields[0]
            row.notice("reaches_none", field, found=found, value=asked, basis=basis)


def _no_more_than(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Of two numbers the first is not more than the second."""
    part, whole = check.codes("no_more_than")
    for row in sheet.rows:
        less, more = row.values[part], row.values[whole]
        if isinstance(less, int) and isinstance(more, int) and less > more:
            row.error(
                "more_than", part, value=less, other=sheet.title(whole), found=more
            )


def _known_units(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    for row in sheet.rows if known.units else ():
        for field in check.codes("known_units"):
            value = row.values[field]
            if value is not None and value not in known.units:
                row.error("unit_unknown", field, clear=True, found=value)


def _known_people(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    people = known.people | known.members
    for row in sheet.rows if people else ():
        for field in check.codes("known_people"):
            value = row.values[field]
            listed = value if isinstance(value, tuple) else (value,)
            strange = [each for each in listed if each and each not in people]
            if strange:
                row.error("person_unknown", field, clear=True, found="、".join(strange))


def _known_members(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Whoever stands here is a member, where the members are known; one name stays."""
    for row in sheet.rows if known.members else ():
        for field in check.codes("known_members"):
            value = row.values[field]
            is_list = isinstance(value, tuple)
            listed = value if isinstance(value, tuple) else (value,)
            strange = [each for each in listed if each and each not in known.members]
            if strange:
                found = "、".join(strange)
                row.error("not_member", field, clear=is_list, found=found)


def _not_member(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Who is to become a member is none yet, where the numbers of members are known."""
    field = check.code("not_member")
    for row in sheet.rows if known.member_identities else ():
        if row.values[field] in known.member_identities:
            row.error("already_member", field)


def _elsewhere(
    check: Check, sheets: Sequence[SheetDraft], kind: str
) -> dict[object, Draft]:
    by = check.code("by")
    return {
        row.values[by]: row
        for sheet in sheets
        if sheet.found.kind.code == kind
        for row in sheet.rows
        if row.values.get(by) is not None
    }


def _not_in(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Who has left does not stand in the list that they left."""
    by = check.code("by")
    others = _elsewhere(check, sheets, check.code("not_in"))
    for row in sheet.rows:
        other = others.get(row.values[by])
        if other is not None:
            name = other.sheet.found.sheet
            row.error("still_listed", by, row=other.row, other=name)


def _also_in(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Who stands here stands in the whole list too, where the workbook has it."""
    by, kind = check.code("by"), check.code("also_in")
    whole = [each for each in sheets if each.found.kind.code == kind]
    others = _elsewhere(check, sheets, kind)
    for row in sheet.rows if whole else ():
        if row.values[by] is not None and row.values[by] not in others:
            row.error("not_listed", by, other=whole[0].found.sheet)


def _sum(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A total is the sum of its parts, where all of them can be read."""
    parts, total = check.code("sum"), check.code("total")
    for row in sheet.rows:
        listed, stated = row.values[parts], row.values[total]
        if not isinstance(listed, tuple) or row.is_wrong(parts):
            continue
        added = sum((each for each in listed if isinstance(each, Decimal)), Decimal())
        if isinstance(stated, Decimal) and stated != added:
            row.error("sum_differs", total, found=stated, value=added)


def _said_in(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A word in a remark fills a column that is empty; it is told."""
    said, fills = check.code("said_in"), check.code("fills")
    for row in sheet.rows:
        text = row.values[said]
        word = next((w for w in check.codes("words") if w in str(text or "")), None)
        if word is not None and row.values[fills] is None and not row.is_wrong(fills):
            row.values[fills] = word
            row.notice("derived", fills, value=word, found=text)


def _unset_says(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A word for a date that is still to come says something of the person; it is told."""
    unset, fills = check.code("unset_says"), check.code("fills")
    for row in sheet.rows:
        if row.values[unset] is not None or row.values[fills] is not None:
            continue
        found = next(
            (p for p in row.problems if (p.code, p.field) == ("none_yet", unset)), None
        )
        if found is not None and not row.is_wrong(fills):
            row.values[fills] = check.code("as")
            word = dict(found.values)["found"]
            row.notice("derived", fills, value=check.code("as"), found=word)


def _tree(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    check_tree(sheet, check.code("tree"), check.code("of"), known)


def _count_of(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    fields = (check.code("parent"), check.code("name"))
    check_counts(sheet, check.code("count_of"), *fields)


CHECKS: Mapping[str, Judge] = MappingProxyType(
    {
        "identity": _identity,
        "unique": _unique,
        "in_order": spans.in_order,
        "apart": spans.apart,
        "within": spans.within,
        "follows": spans.follows,
        "at_most": _at_most,
        "at_least": _at_least,
        "reach": _reach,
        "no_more_than": _no_more_than,
        "known_units": _known_units,
        "known_people": _known_people,
        "known_members": _known_members,
        "not_member": _not_member,
        "in_period": spans.in_period,
        "tree": _tree,
        "not_in": _not_in,
        "also_in": _also_in,
        "sum": _sum,
        "ended": spans.ended,
        "said_in": _said_in,
        "unset_says": _unset_says,
        "count_of": _count_of,
    }
)
