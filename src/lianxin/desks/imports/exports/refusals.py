"""Why a file could not be read, in words for pages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OF_FILES: Mapping[str, "StrOrPromise"] = {
    "empty": _("%(name)s is empty. Check that the right file was chosen."),
    "no_table": _(
        "%(name)s holds no table. Check that the right file was chosen, or copy the table into a workbook."
    ),
    "too_large": _(
        "%(name)s is larger than %(megabytes)s MB, packed or unpacked. Split it into several workbooks."
    ),
    "too_many_sheets": _(
        "%(name)s has more than %(sheets)s sheets. Split it into several workbooks."
    ),
    "too_deep": _(
        "%(name)s nests its parts too deeply to be a workbook. Copy its cells into a new workbook and take that."
    ),
    "too_slow": _(
        "%(name)s could not be read within %(seconds)s seconds. Split it into several workbooks."
    ),
    "too_hungry": _(
        "%(name)s needs more than %(megabytes)s MB of memory to be read. Split it into several workbooks."
    ),
    "binary": _(
        "%(name)s is neither a workbook nor a text. Open it where it was made and save it as .xlsx or .csv."
    ),
    "unknown_encoding": _(
        "The characters of %(name)s are neither UTF-8, UTF-16, GB18030 nor Big5. Open it in Excel or WPS and save it as .xlsx."
    ),
    "damaged": _(
        "%(name)s is damaged and could not be opened as %(format)s. Ask for the file again, or open it in Excel or WPS and save it anew."
    ),
    "locked": _(
        "%(name)s is protected by a password. Open it with the password, save it without one, and try again."
    ),
    "forbidden_content": _(
        "%(name)s holds declarations that a workbook never needs and that can do harm (a DTD with entities). Open it in Excel or WPS and save it anew as .xlsx."
    ),
    "other_format": _(
        "%(name)s is %(format)s, which cannot be read here. Save it as .xlsx, .xls or .csv, or give a Word file (.docx) with the table."
    ),
    "broken_reader": _(
        "%(name)s could not be read; the reader itself failed. Save it anew as .xlsx, and report the file."
    ),
}

FORMATS: Mapping[str, "StrOrPromise"] = {
    "a picture (JPEG)": _("a picture (JPEG)"),
    "a picture (PNG)": _("a picture (PNG)"),
    "a picture (GIF)": _("a picture (GIF)"),
    "a picture (TIFF)": _("a picture (TIFF)"),
    "rich text (.rtf)": _("rich text (.rtf)"),
    "an archive (RAR)": _("an archive (RAR)"),
    "an archive (7z)": _("an archive (7z)"),
    "an archive (gzip)": _("an archive (gzip)"),
    "a program": _("a program"),
    "a DjVu book": _("a DjVu book"),
    "a CAJ book": _("a CAJ book"),
    "a web archive (.mht)": _("a web archive (.mht)"),
    "a binary workbook (.xlsb)": _("a binary workbook (.xlsb)"),
    "a presentation (.pptx)": _("a presentation (.pptx)"),
    "an OFD document": _("an OFD document"),
    "an OpenDocument file (.ods)": _("an OpenDocument file (.ods)"),
    "a workbook (.xlsx)": _("a workbook (.xlsx)"),
    "an old workbook (.xls)": _("an old workbook (.xls)"),
    "a table as text (.csv)": _("a table as text (.csv)"),
    "an archive (ZIP)": _("an archive (ZIP)"),
    "an old Word or WPS document": _("an old Word or WPS document"),
    "a PDF": _("a PDF"),
    "a workbook as XML of 2003": _("a workbook as XML of 2003"),
    "a web page, whatever its ending says": _("a web page, whatever its ending says"),
}


def refusal_in_words(refusal: Mapping[str, Any]) -> str:
    """Why a file could not be read; empty where it could."""
    if not refusal:
        return ""
    told = dict(refusal["values"])
    if "format" in told:
        told["format"] = FORMATS.get(told["format"], told["format"])
    return str(OF_FILES[refusal["code"]]) % told
