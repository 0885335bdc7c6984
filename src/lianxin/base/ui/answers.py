"""Answers that are files to take along."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lianxin.base.exports.operations import MEDIA_TYPES, Format


def file_answer(content: bytes, kind: Format, *, name: str) -> HttpResponse:
    """A file to download as `name`, to which the ending of its `kind` is added."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    )
    return response
