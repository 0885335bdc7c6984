"""Word: our own templates, filled with text that is escaped, never markup."""

from io import BytesIO
from pathlib import Path

from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate

from lianxin.base.documents.operations.contents import Paper, given

TEMPLATES = Path(__file__).parents[1] / "templates" / "documents"
_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-HK"}
ISSUER = "Issuer"


def write_word(paper: Paper) -> bytes:
    """The letter as a Word document that can be written on."""
    template = DocxTemplate(TEMPLATES / f"{paper.page}.docx")
    told = given(paper)
    template.render(dict(told), autoescape=True)
    document = template.docx  # get_docx() would read the template anew
    document.core_properties.title = str(told["title"])[:255]
    if ISSUER in document.styles:
        document.styles[ISSUER].font.size = Pt(float(str(told["issuer_size"])))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), _LANGUAGES[paper.language])
    out = BytesIO()
    template.save(out)
    return out.getvalue()
