"""Which kinds of file the house takes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the ends of name that go with it, and what people call it."""

    code: str
    media_type: str
    extensions: tuple[str, ...]
    title: str | Promise


_PICTURE = _("a picture")
_WORD = _("a Word document")
_EXCEL = _("an Excel workbook")

KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf", ("pdf",), _("a PDF document")),
        Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), _PICTURE),
        Kind("png", "image/png", ("png",), _PICTURE),
        Kind("webp", "image/webp", ("webp",), _PICTURE),
        Kind("heic", "image/heic", ("heic", "heif"), _PICTURE),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document", ("docx",), _WORD),
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), _EXCEL),
        Kind(
            "pptx",
            f"{_OFFICE}.presentationml.presentation",
            ("pptx",),
            _("a PowerPoint presentation"),
        ),
        Kind("doc", "application/msword", ("doc",), _WORD),
        Kind("xls", "application/vnd.ms-excel", ("xls",), _EXCEL),
        Kind("text", "text/plain", ("txt", "md", "csv"), _("a text")),
    )
}
EXTENSIONS = tuple(e for kind in KINDS.values() for e in kind.extensions)
