"""A register of staff of any length, as an enterprise keeps it: 25 columns, .xlsx.

Invented people in the departments of the demo enterprise. The workbook is written as
Excel writes it (shared texts, numbers, dates as days with a style), row by row, so that
200,000 rows take no memory.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from lianxin.kernel.zh.identity import CHECK_CHARACTERS

HEADING = (
    "序号", "工号", "姓名", "性别", "民族", "身份证号码", "出生年月", "学历", "政治面貌",
    "部门", "岗位", "职称", "入职时间", "联系电话", "籍贯", "毕业院校", "所学专业",
    "婚姻状况", "健康状况", "合同类型", "合同期限", "家庭住址", "紧急联系人", "血型", "备注",
)  # fmt: skip
DATES = frozenset([12])
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = (
    "明志文建国海春晓雪玉立永思子嘉若雨浩天宇梦佳俊伟静秀丽红军卫东正清远秋冬景瑞安宁"
)
WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
EPOCH = date(1899, 12, 30)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def people(count: int, departments: Sequence[str]) -> Iterator[tuple[str | int, ...]]:
    """So many rows of the register, the same every time."""
    random = Random(11)  # noqa: S311 -- invented people, the same every time
    for number in range(1, count + 1):
        # Sequence codes 996 to 999 are given to nobody (GB 11643).
        born = date(1965, 1, 1) + timedelta(days=number % 10_000)
        sequence = 996 + number // 10_000 % 4
        region = 110101 + number // 40_000
        first = f"{region}{born:%Y%m%d}{sequence}"
        total = sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True))
        name = random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(GIVEN)
        hired = born.replace(day=1) + timedelta(days=8100 + number % 300)
        yield (
            number, f"R{number:06}", name, "男" if sequence % 2 else "女", "汉族",
            first + CHECK_CHARACTERS[total % 11], f"{born:%Y.%m}",
            ("大学本科", "大专", "中专", "硕士研究生")[number % 4],
            ("群众", "共青团员", "中共党员")[number % 3],
            departments[number % len(departments)],
            ("检修工", "运行值班员", "安全员", "会计", "司机")[number % 5],
            ("助理工程师", "工程师", "高级技师", "")[number % 4],
            (hired - EPOCH).days, f"139{number:08}", "河北石家庄", "华北电力大学",
            ("电力系统自动化", "会计学", "机械工程")[number % 3],
            ("已婚", "未婚")[number % 2], "健康", "无固定期限", "长期",
            f"光明小区{number % 900 + 1}号楼", f"家属{number % 5000}",
            ("A", "B", "O", "AB")[number % 4], "",
        )  # fmt: skip


def write(path: Path, count: int, departments: Sequence[str]) -> None:
    """The register as a workbook."""
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="职工花名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        package.writestr("xl/styles.xml", STYLES)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            rows: Iterator[Sequence[str | int]] = people(count, departments)
            for line, row in enumerate(_headed(rows), start=1):
                sheet.write(_row(line, row, texts).encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        package.writestr(
            "xl/sharedStrings.xml",
            f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>',
        )


def _headed(rows: Iterator[Sequence[str | int]]) -> Iterator[Sequence[str | int]]:
    yield ["职工花名册"]
    yield HEADING
    yield from rows


def _row(line: int, row: Sequence[str | int], texts: dict[str, int]) -> str:
    cells = []
    for place, value in enumerate(row):
        where = f"{chr(65 + place)}{line}"
        if isinstance(value, int):
            style = ' s="1"' if place in DATES else ""
            cells.append(f'<c r="{where}"{style}><v>{value}</v></c>')
        elif value:
            index = texts.setdefault(value, len(texts))
            cells.append(f'<c r="{where}" t="s"><v>{index}</v></c>')
    return f'<row r="{line}">{"".join(cells)}</row>'
