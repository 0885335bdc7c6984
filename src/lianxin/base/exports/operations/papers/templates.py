"""Word papers: our own templates, filled with text that is escaped, never markup."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from django.utils.translation import get_language

TEMPLATES = Path(__file__).parents[2] / "templates" / "exports"
_LANGUAGES = {"zh-hans": "zh-CN", "zh-hant": "zh-HK"}


def fill_template(name: str, title: str, context: Mapping[str, object]) -> bytes:
    """The template of this name with its places filled."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- slow to load; see site/urls
    from docxtpl import DocxTemplate  # noqa: PLC0415 -- as above

    template = DocxTemplate(TEMPLATES / f"{name}.docx")
    template.render(dict(context), autoescape=True)
    document = template.docx  # get_docx() would read the template anew
    document.core_properties.title = title[:255]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), _LANGUAGES.get(get_language() or "", "zh-CN"))
    out = BytesIO()
    template.save(out)
    return out.getvalue()
