"""Forms as all pages use them: cleaned input, drafts, conflicts, several files."""

from lianxin.base.ui.forms.drafts import owner_mark, owner_token
from lianxin.base.ui.forms.fields import DayField, FilesField, RowsField, TimeField
from lianxin.base.ui.forms.form_page import form_page
from lianxin.base.ui.forms.page_form import FilterForm, PageForm

__all__ = [
    "DayField",
    "FilesField",
    "FilterForm",
    "PageForm",
    "RowsField",
    "TimeField",
    "form_page",
    "owner_mark",
    "owner_token",
]
