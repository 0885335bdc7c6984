"""A register that waits with a right and a wrong row, and one that was taken."""

from lianxin.base.imports import operations as staging
from lianxin.base.imports.models import Import, ImportSheet, Made
from lianxin.kernel.sheets.staging import StagedBatch, StagedRow
from tests.cast import AT, Cast

COLUMNS = [
    ["A", "姓名", "name", False],
    ["B", "身份证号", "id_number", False],
    ["C", "所在支部", "branch", False],
    ["D", "政治面貌", "", False],
]
NOTHING_MADE: dict[str, object] = {
    "people": [],
    "affiliations": [],
    "standings": [],
    "fields": {},
}


def numbers_of_imports(cast: Cast) -> dict[str, int]:
    """Both dropped in by the clerk of the sub-committee."""
    waiting, sheet = waiting_import(cast, b"waiting")
    taken, its_sheet = waiting_import(cast, b"taken")
    its_sheet.asked_at = its_sheet.taken_at = AT
    its_sheet.taken_by, its_sheet.rows_taken = "唐小满", 1
    its_sheet.save()
    Made.objects.create(sheet=its_sheet, content=NOTHING_MADE)
    return {"import": waiting.pk, "sheet": sheet.pk, "taken_import": taken.pk}


def waiting_import(cast: Cast, content: bytes) -> tuple[Import, ImportSheet]:
    """A register of two members as the worker has read and judged it."""
    by = staging.Dropper(
        unit=cast.units["sub"].pk,
        person=cast.people["sub_clerk"].pk,
        name="唐小满",
        post=cast.appointments["sub_clerk"].pk,
        language="zh-hans",
    )
    made = staging.keep_file(content, name="党员花名册.xlsx", by=by, at=AT)
    told = {
        "problems": [],
        "sheets": [
            {
                "name": "在册党员",
                "title": "检修一支部党员花名册",
                "kind": "members",
                "header": 2,
                "columns": COLUMNS,
                "fingerprint": "f" * 64,
                "problems": [],
            }
        ],
    }
    sheet = staging.keep_sheets(made, told)[0]
    staging.keep_rows(sheet, 0, StagedBatch.of(_rows()))
    staging.finish_reading(made, at=AT)
    return made, sheet


def _rows() -> list[StagedRow]:
    right = StagedRow(
        3,
        {"name": "赵明", "id_number": "110101199003079972", "branch": "检修一支部"},
        cells=["赵明", "110101199003079972", "检修一支部", "党员"],
        effect="new",
    )
    wrong = StagedRow(
        4,
        {"name": "孙强", "branch": "无此支部"},
        cells=["孙强", "110101199003079", "无此支部", "党员"],
    )
    wrong.error("identity_length", "id_number", count="15")
    wrong.error("unit_unknown", "branch", found="无此支部")
    return [
        StagedRow(1, {}, why="title", cells=["党员花名册", "", "", ""]),
        right,
        wrong,
    ]
