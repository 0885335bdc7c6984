"""Contents are known by what they are, not by what they are called."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from lianxin.base.files import queries
from lianxin.base.files.models import StoredFile
from lianxin.base.files.operations import store
from tests.cast import AT

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)
PDF = b"%PDF-1.7\n1 0 obj\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    settings.LIANXIN_FILES = tmp_path / "files"
    with translation.override("en"):
        yield


def stream(name):
    return name.encode("utf-16-le") + b"\x00\x00"


def package(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def word():
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def excel():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


POWERPOINT = package(
    **{"[Content_Types].xml": "<Types/>", "ppt__presentation.xml": "<p/>"}
)
MACROS = package(
    **{
        "[Content_Types].xml": "<Types/>",
        "word__document.xml": "<w/>",
        "word__vbaProject.bin": "x",
    }
)
MACROS_BY_TYPE = package(
    **{
        "[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "xl__workbook.xml": "<x/>",
    }
)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PNG", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.webp", WEBP, "image/webp"),
        ("a.heic", HEIC, "image/heic"),
        ("纪要.txt", "会议纪要\r\n".encode(), "text/plain"),
        ("gb.txt", "会议纪要".encode("gb18030"), "text/plain"),
        ("bom.csv", "\ufeff姓名,工号".encode(), "text/plain"),
        ("wide.txt", "会议".encode("utf-16"), "text/plain"),
        ("bm.txt", b"BM is how a bitmap begins", "text/plain"),
        ("a.md", b"# Minutes\n<b>x</b>", "text/plain"),
        ("a.doc", OLE + stream("WordDocument"), "application/msword"),
        ("a.xls", OLE + stream("Workbook"), "application/vnd.ms-excel"),
        (
            "a.pptx",
            POWERPOINT,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (
            "a.docx",
            word(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "a.xlsx",
            excel(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_what_the_house_takes(name, content, media_type):
    assert store(content, name=name, at=AT).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.pdf",
            JPEG,
            "The name a.pdf does not fit the contents, which are a picture",
        ),
        ("a.png", PDF, "The name a.png does not fit the contents, which are a PDF"),
        ("a.docx", excel(), "which are an Excel workbook"),
        ("a.pdf", b"hello", "which are a text"),
        ("a", PDF, "The name a does not fit"),
        ("a.txt", b"MZ\x90\x00" + bytes(60), "not of a kind that is taken here"),
        ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(60), "not of a kind"),
        ("a.txt", b"#!/bin/sh\nrm -rf /", "not of a kind"),
        ("a.txt", b" \n<!DOCTYPE html><script>alert(1)</script>", "not of a kind"),
        ("a.txt", b"\xef\xbb\xbf<html>", "not of a kind"),
        ("a.txt", "<svg onload=x>".encode("utf-16"), "not of a kind"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not of a kind"),
        ("a.html", b"<script>alert(1)</script>", "not of a kind"),
        ("a.txt", b"a\x00b", "not of a kind"),
        ("a.txt", b"\xff\xff\xff", "not of a kind"),
        ("a.zip", package(x="y"), "not of a kind"),
        ("a.docx", b"PK\x03\x04broken", "not of a kind"),
        ("a.docx", MACROS, "contains programs (macros)"),
        ("a.xlsx", MACROS_BY_TYPE, "contains programs (macros)"),
        ("a.docm", MACROS, "contains programs (macros)"),
        ("a.doc", OLE + stream("WordDocument") + stream("_VBA_PROJECT"), "(macros)"),
        ("a.docx", OLE + stream("EncryptedPackage"), "locked with a password"),
        ("a.msi", OLE, "not of a kind"),
        ("a.gif", b"GIF89a" + bytes(40), "not of a kind"),
        ("a.txt", b"", "a.txt is empty."),
    ],
)
def test_what_the_house_does_not_take_and_why(name, content, said):
    with pytest.raises(ValidationError) as refused:
        store(content, name=name, at=AT)
    assert said in refused.value.messages[0]
    assert not StoredFile.objects.exists()


def unpacking_to(size):
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/zeros.xml", bytes(size))
    return out.getvalue()


def test_a_document_that_unpacks_to_a_thousand_times_its_size_is_not_taken():
    with pytest.raises(ValidationError) as refused:
        store(unpacking_to(21 * 1024 * 1024), name="a.docx", at=AT)
    assert "not of a kind that is taken here" in refused.value.messages[0]
    assert not StoredFile.objects.exists()


def test_a_document_may_unpack_to_what_does_no_harm():
    assert store(unpacking_to(1024 * 1024), name="a.docx", at=AT).pk


def test_a_page_may_take_fewer_kinds():
    with pytest.raises(ValidationError) as refused:
        store(PDF, name="a.pdf", at=AT, kinds=("png", "jpeg"))
    assert refused.value.messages == [
        "a.pdf is not of a kind that is taken here. Allowed are: jpg, jpeg, png."
    ]


def test_contents_lie_under_their_hash_once_and_nothing_is_left_beside(settings):
    first = store(PDF, name="a.pdf", at=AT)
    again = store(SimpleUploadedFile("b.pdf", PDF), name="b.pdf", at=AT)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (first.pk, first.sha256, first.size) == (again.pk, sha256, len(PDF))
    files = [p for p in Path(settings.LIANXIN_FILES).rglob("*") if p.is_file()]
    assert files == [Path(settings.LIANXIN_FILES) / sha256[:2] / sha256[2:]]
    with queries.open_file(first) as content:
        assert content.read() == PDF


def test_lost_contents_come_back_when_given_again():
    stored = store(PDF, name="a.pdf", at=AT)
    queries.path_of(stored.sha256).unlink()
    store(PDF, name="a.pdf", at=AT)
    with queries.open_file(stored) as content:
        assert content.read() == PDF


def test_too_large_is_said_with_the_limit(settings):
    with pytest.raises(ValidationError) as refused:
        store(PDF + bytes(20 * 1024 * 1024), name="a.pdf", at=AT)
    assert refused.value.messages == ["a.pdf is larger than 20 MB. Make it smaller."]
    assert [p for p in Path(settings.LIANXIN_FILES).rglob("*") if p.is_file()] == []
