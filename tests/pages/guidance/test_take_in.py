"""Taking in a document at its page; what is secret leaves no trace."""

import io
import logging
import tempfile
import zipfile

import pytest
import xlsxwriter
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.base.files.models import StoredFile
from lianxin.base.files.operations import store
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.models import Document, Plan
from tests.cast import AT as THEN
from tests.cast import Cast
from tests.pages.asking import let_go
from tests.work.guidance.plans import issued, plan
from tests.work.guidance.taken_in import TEXT, take_in

AT = "/plans/take-in/"
SECRET = "某型设备泄漏数据甲乙丙"
MARKED = f"机密★1年\n关于某事的通知\n{SECRET}\n" + "一、做好工作。\n" * 3


def send(client: Client, **fields):
    return client.post(AT, {"openness": "public", **fields})


def word(body: str, header: str = "") -> bytes:
    made = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in body.split("\n"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.main+xml"/></Types>',
        )
        package.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body>{rows}</w:body></w:document>",
        )
        if header:
            package.writestr(
                "word/header1.xml",
                f"<w:hdr {space}><w:p><w:r><w:t>{header[:1]}</w:t></w:r>"
                f"<w:r><w:t>{header[1:]}</w:t></w:r></w:p></w:hdr>",
            )
    return made.getvalue()


@pytest.mark.django_db
def test_pasted_text_becomes_a_plan_under_review(cast: Cast):
    client = cast.client("clerk")
    answer = send(client, text=TEXT)
    plan = Plan.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/plans/{plan.pk}/review/",
    )
    page = client.get(answer["Location"]).content.decode()
    assert "关于加强基层党组织建设的意见" in page
    assert "3 clauses, 0 handled" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("要点.txt", TEXT.encode()),
        ("要点.txt", TEXT.encode("gb18030")),
        ("要点.md", b"# \xe8\xa6\x81\xe7\x82\xb9\n\n" + TEXT.encode()),
        ("要点.html", f"<html><body><p>{TEXT}</p></body></html>".encode()),
        ("要点.docx", word(TEXT)),
    ],
)
def test_files(cast: Cast, name: str, content: bytes):
    answer = send(cast.client("clerk"), file=SimpleUploadedFile(name, content))
    assert answer.status_code == 302, answer.content.decode()
    document = Document.objects.get()
    assert document.file_name == name
    keeps = not name.endswith("html")  # a page is read, but nobody is handed one
    assert (document.file is not None) == keeps
    address = f"/plans/documents/{document.pk}/file/"
    got = cast.client("clerk").get(address)
    assert got.status_code == (200 if keeps else 404)
    if keeps:
        assert b"".join(got.streaming_content) == content
    else:
        assert "was not kept" in cast.client("clerk").get(answer["Location"]).text


def code_of(client: Client, address: str) -> int:
    answer = client.get(address)
    let_go(answer)
    return answer.status_code


@pytest.mark.parametrize(("openness", "code"), [("public", 200), ("internal", 404)])
def test_whoever_has_a_goal_from_it_may_read_what_is_public(
    cast: Cast, openness: str, code: int
):
    of = plan(cast)
    document = of.documents.get()
    document.openness, document.file_name = openness, "要点.txt"
    document.file = store(b"text", name="a.txt", at=THEN)
    document.save()
    issued(cast, of)
    address = f"/plans/documents/{document.pk}/file/"
    branch = cast.client("branch_secretary")
    assert code_of(branch, address) == code
    goal = Goal.objects.get(unit=cast.units["branch"])
    assert (address in branch.get(f"/goals/{goal.pk}/").text) == (code == 200)
    assert code_of(cast.client("leader"), address) == 200
    assert code_of(cast.client("union_chair"), address) == 404


def test_a_mistaken_intake_is_taken_back_at_its_page(cast: Cast):
    client = cast.client("clerk")
    send(client, text=TEXT)
    of, document = Plan.objects.get(), Document.objects.get()
    address = f"/plans/{of.pk}/documents/{document.pk}/withdraw/"
    assert address in client.get(f"/plans/{of.pk}/review/").text
    assert "are deleted" in client.get(address).text
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, "/plans/")
    assert not Document.objects.exists()


def test_why_it_cannot_be_taken_back_is_said_instead_of_a_button(cast: Cast):
    of = plan(cast)
    document = of.documents.get()
    address = f"/plans/{of.pk}/documents/{document.pk}/withdraw/"
    client = cast.client("clerk")
    page = client.get(address).text
    assert "1 row was made of it." in page
    assert "Take it back" not in page
    assert client.post(address).status_code == 422


@pytest.mark.parametrize(
    "handed_in",
    [
        {"text": MARKED},
        {"file": ("通知.txt", MARKED.encode())},
        {"file": ("通知.txt", MARKED.encode() + b"\n" + b"x" * 3_000_000)},
        {"file": ("通知.docx", word(MARKED))},
        {"file": ("通知.docx", word(SECRET + TEXT, header="绝密★启用前"))},
        {"file": ("（机密）通知.txt", (SECRET + TEXT).encode())},
        {"text": MARKED.replace("机密★1年", "嚴禁外傳")},
    ],
    ids=["pasted", "text", "large", "word", "header", "name", "traditional"],
)
def test_what_is_marked_leaves_no_trace(
    cast: Cast, handed_in, caplog: pytest.LogCaptureFixture, monkeypatch, tmp_path
):
    """Nothing in tables, sessions, temporary files or logs, nor in the page."""
    caplog.set_level(logging.DEBUG)
    written: list[str] = []
    real = tempfile.NamedTemporaryFile

    def watched(*args, **kwargs):
        written.append("temporary file")
        return real(*args, **kwargs)

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", watched)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", watched)
    monkeypatch.setattr(
        "django.core.files.uploadedfile.tempfile.NamedTemporaryFile", watched
    )
    client = cast.client("clerk")
    fields = {
        key: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for key, value in handed_in.items()
    }
    answer = send(client, **fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "carries the marking" in page
    assert SECRET not in page
    assert (Document.objects.count(), Plan.objects.count()) == (0, 0)
    assert StoredFile.objects.count() == 0
    sessions = "".join(str(s.get_decoded()) for s in Session.objects.all())
    assert SECRET not in sessions
    assert SECRET not in caplog.text
    assert written == []


def test_the_line_is_named(cast: Cast):
    page = send(
        cast.client("clerk"), text=f"通知\n\n密级：秘密\n{TEXT}"
    ).content.decode()
    assert "Line 3 carries the marking “密级：秘密”" in page


def test_whose_session_has_expired_finds_nothing_kept(cast: Cast):
    client = Client()
    answer = client.post(AT, {"openness": "public", "text": MARKED, "owner": "x:y"})
    assert answer.status_code == 302
    assert SECRET not in str(dict(client.session))


def test_the_page_keeps_no_draft(cast: Cast):
    page = cast.client("clerk").get(AT).content.decode()
    assert "data-draft=" not in page
    assert "data-draft-" not in page
    assert 'name="owner"' not in page
    assert "draft.js" not in page
    assert "严禁外传" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": TEXT, "openness": ""}, "Please choose."),
        ({"text": " "}, "Choose a file or paste the text."),
        (
            {"text": TEXT, "file": SimpleUploadedFile("a.txt", TEXT.encode())},
            "not both",
        ),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00" + b"\0" * 99)}, "file"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04kaputt")}, "damaged"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 kaputt")}, "paste the text"),
    ],
)
def test_bad_input_is_told_in_words(cast: Cast, fields, says: str):
    answer = send(cast.client("clerk"), **fields)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Document.objects.exists()


def test_a_second_document_may_join_a_plan_of_the_unit(cast: Cast):
    plan = take_in(cast)
    send(cast.client("clerk"), text=TEXT, plan=plan.pk)
    assert plan.bases.count() == 2


def test_without_csrf_token_nothing_is_taken_in(cast: Cast):
    client = cast.client("clerk")
    client.handler.enforce_csrf_checks = True
    assert send(client, text=TEXT).status_code == 403
    assert not Document.objects.exists()


def test_a_table_pasted_from_excel_becomes_rows(cast: Cast):
    table = "序号\t任务\t牵头部门\t时限\n1\t党务公开\t安全生产部\t全年\n2\t学习\t宣传处\t9月\n"
    client = cast.client("clerk")
    answer = send(client, text=table)
    page = client.get(answer["Location"]).content.decode()
    rows = Plan.objects.get().tasks.order_by("order")
    assert [(t.text, t.lead_unit, t.remark) for t in rows] == [
        ("党务公开", cast.units["department"], ""),
        ("学习", None, "宣传处；9月"),
    ]
    assert "Line 3: “宣传处” is not found here." in page


def workbook(rows: list[list[str]], *, merged: bool = False) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    for line, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write(line, place, cell)
    if merged:
        sheet.merge_range(1, 0, 2, 0, "组织建设")
    book.close()
    return made.getvalue()


TABLE = [
    ["重点任务", "具体任务", "牵头部门", "完成时限"],
    ["组织建设", "党务公开", "安全生产部", "全年"],
    ["", "换届选举", "集团工会", "12月底前"],
]


def test_a_workbook_with_merged_cells_becomes_rows(cast: Cast):
    file = SimpleUploadedFile("分解表.xlsx", workbook(TABLE, merged=True))
    answer = send(cast.client("clerk"), file=file)
    assert answer.status_code == 302, answer.content.decode()
    rows = Plan.objects.get().tasks.order_by("order")
    assert [(t.key_task, t.text, t.lead_unit, t.due_kind) for t in rows] == [
        ("组织建设", "党务公开", cast.units["department"], "year"),
        ("组织建设", "换届选举", cast.units["union"], "month"),
    ]


@pytest.mark.parametrize("name", ["分解表.xlsx", "机密★1年.xlsx"])
def test_a_marked_or_damaged_workbook_is_refused(cast: Cast, name: str):
    marked = workbook([["秘密★5年"], *TABLE])
    for content in (marked, marked[:200]):
        answer = send(cast.client("clerk"), file=SimpleUploadedFile(name, content))
        assert answer.status_code == 422
    assert not Document.objects.exists()
