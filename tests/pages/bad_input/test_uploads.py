"""Files that are not what their names say: refused in words, all else kept."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from lianxin.base.files.models import StoredFile
from lianxin.facts.records.models import Record, RecordFile
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ROLES, client_of, let_go, path_of, undone
from tests.pages.bad_input.forms_of_the_site import in_days
from tests.pages.bad_input.reading_forms import form_at, forms_of
from tests.pages.bad_input.sending import Sender, watched
from tests.pages.world import World

pytestmark = pytest.mark.django_db
DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
MACROS = "application/vnd.ms-word.document.macroEnabled.main"
FORMS = ("records:enter", "records:add_files")


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _word(kind: str, more: Mapping[str, bytes]) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{DOCUMENT}" ContentType="{kind}+xml"/></Types>'
    )
    return _zipped({CONTENT_TYPES: types.encode(), DOCUMENT: b"<w/>", **more})


def _bomb() -> bytes:
    """300 megabytes of nothing in a part of a document."""
    made = io.BytesIO(_word(MAIN, {}))
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/media/a.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b"\0" * 1_000_000)
    return made.getvalue()


LIES: Mapping[str, tuple[str, bytes]] = {
    "a program as PDF": ("通知.pdf", b"MZ\x90\x00" + b"\0" * 200),
    "a page as photo": ("photo.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
    "a drawing with a script": (
        "x.png",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ),
    "Word with macros": (
        "计划.docx",
        _word(MACROS, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    ),
    "Word with hidden macros": (
        "计划.docx",
        _word(MAIN, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    ),
    "a bomb": ("bomb.docx", _bomb()),
    "empty": ("empty.pdf", b""),
    "too large": ("large.pdf", b"%PDF-1.7\n" + b"\0" * (21 * 1024 * 1024)),
    "a program": ("setup.exe", b"MZ\x90\x00" + b"\0" * 200),
    "two endings": ("a.pdf.exe", b"%PDF-1.7\n%%EOF"),
}


def _send(sender: Sender, files: list[SimpleUploadedFile]) -> HttpResponse:
    typed = {"topic": ["我的主题"], "place": ["二楼"], "minutes": ["第一\n第二"]}
    known = {k: v for k, v in typed.items() if k in sender.shown.controls}
    data: Any = sender.right | known | {"uploads": files}
    return sender.client.post(sender.path, data)  # type: ignore[return-value]  # Django's test response


def _on_disk(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("lie", LIES)
def test_a_file_that_lies_is_refused_and_nothing_else_lost(
    sender: Sender, lie: str, settings: Any, tmp_path: Path
) -> None:
    settings.LIANXIN_FILES = tmp_path
    before = (Record.objects.count(), RecordFile.objects.count())
    called, content = LIES[lie]
    with undone():
        answer = _send(sender, [SimpleUploadedFile(called, content)])
        assert (Record.objects.count(), RecordFile.objects.count()) == before
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["uploads"]
    assert _on_disk(tmp_path) == set()
    again = form_at(answer.content.decode(), sender.path).data
    for field in {"topic", "place", "minutes"} & set(sender.shown.controls):
        assert (
            again[field]
            == {
                "topic": ["我的主题"],
                "place": ["二楼"],
                "minutes": ["第一\n第二"],
            }[field]
        )


@pytest.mark.parametrize("name", FORMS)
def test_one_lie_among_good_files_stores_none(
    sender: Sender, settings: Any, tmp_path: Path
) -> None:
    settings.LIANXIN_FILES = tmp_path
    before = (RecordFile.objects.count(), StoredFile.objects.count())
    files = [
        SimpleUploadedFile("good.txt", "好".encode()),
        SimpleUploadedFile(*LIES["a program as PDF"]),
    ]
    with undone():
        answer = _send(sender, files)
        after = (RecordFile.objects.count(), StoredFile.objects.count())
    assert (answer.status_code, after) == (422, before)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("called", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\x\\a\u202etxt.txt", "atxt.txt"),
        ("<script>alert(1).txt", "scriptalert(1).txt"),
        ("=1+1.txt", "=1+1.txt"),
    ],
)
def test_a_hostile_name_is_made_a_name(
    sender: Sender, called: str, kept: str, settings: Any, tmp_path: Path
) -> None:
    settings.LIANXIN_FILES = tmp_path
    file = SimpleUploadedFile("x.txt", "好".encode())
    file._name = called  # type: ignore[attr-defined]  # as a browser of ill will sends it
    with undone():
        answer = _send(sender, [file])
        assert answer.status_code == 302
        assert RecordFile.objects.order_by("-pk")[0].name == kept
        page = sender.client.get(answer["Location"]).content.decode()
    assert kept in page
    assert "\u202e" not in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("name", FORMS)
def test_too_many_files_are_told_so(sender: Sender) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(21)]
    with undone():
        few = _send(sender, files)
        many = _send(sender, files * 6)
    assert few.status_code == 422
    assert (many.status_code, "too much at once" in many.content.decode()) == (
        400,
        True,
    )


# Every other form that takes a file: who may send it, which files, its words besides.
ELSEWHERE: Mapping[str, tuple[str, Sequence[str], Mapping[str, str]]] = {
    "elections:add_files": ("branch_secretary", ["uploads"], {}),
    "guidance:take_in": ("clerk", ["file"], {"openness": "public"}),
    "letters:receive": (
        "clerk",
        ["file"],
        {"received_on": in_days(0), "sender": "市总工会", "title": "来函"},
    ),
    "personnel:take": ("clerk", ["file"], {}),
    "polls:decrypt": ("department_head", ["shown"], {}),
    "polls:set_up": (
        "department_head",
        ["credentials", "trustees"],
        {"uuid": "21UAKdFM3Zfz4x"},
    ),
    "statistics:roster": ("clerk", ["workbook"], {"unit": "检修一支部"}),
    "targets:take_in": ("clerk", ["file"], {}),
}
# Takes whatever comes and keeps it until it was read in a process of its own, which
# tests/pages/imports and tests/kernel/sheets hold to lies.
WAITS = {"imports:drop"}


def test_every_form_that_takes_a_file_is_here(world: World) -> None:
    found = set()
    for name, row in TABLE.items():
        if "." in row.split() and name not in POSTED:
            client = client_of(ROLES[row.split().index(".")], world)
            with undone():
                page = client.get(path_of(name, world))
                let_go(page)  # type: ignore[arg-type]  # Django's test response
            if not page.streaming and takes_a_file(
                page.content.decode(errors="replace")
            ):
                found.add(name)
    assert found == {*FORMS, *ELSEWHERE, *WAITS, "ui:gallery", "ui:gallery_form"}


def takes_a_file(html: str) -> bool:
    return any(
        control.kind == "file"
        for form in forms_of(html)
        for control in form.controls.values()
    )


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_in_words_wherever_a_file_is_taken(
    world: World, name: str, lie: str, settings: Any, tmp_path: Path
) -> None:
    settings.LIANXIN_FILES = tmp_path
    role, fields, typed = ELSEWHERE[name]
    path, client = path_of(name, world), client_of(role, world)
    files = {field: SimpleUploadedFile(*LIES[lie]) for field in fields}
    with undone(), watched() as written:
        answer: Any = client.post(path, {**typed, **files})
    assert (answer.status_code, written.tables) == (422, set())
    told = set(answer.context["form"].errors)
    assert told
    assert told <= {*fields, "__all__"}
    assert _on_disk(tmp_path) == set()
    again = form_at(answer.content.decode(), path).data
    assert {key: again[key] for key in typed} == {k: [v] for k, v in typed.items()}
