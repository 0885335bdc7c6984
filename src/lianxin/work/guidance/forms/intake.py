"""What is asked when a document is taken in: as little as possible."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from lianxin.base.ui.forms import PageForm
from lianxin.kernel.zh.worktables import WorkTable, table_in
from lianxin.work.guidance.enums import Openness
from lianxin.work.guidance.forms.reading import content_of, recognise
from lianxin.work.guidance.models import Plan

NO_SECRETS = gettext_lazy(
    "State secrets, work secrets and trade secrets may not be taken in, nor anything "
    "marked 秘密, 机密, 绝密 or 严禁外传. Such a text is refused before any of it is stored."
)


class TakeIn(PageForm):
    """A document: public or internal first, then a file or pasted text."""

    openness = forms.ChoiceField(
        label=gettext_lazy("Is the document public or internal?"),
        choices=Openness.choices,
        widget=forms.RadioSelect,
        help_text=NO_SECRETS,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "Word (.docx), PDF with text, .txt, .md or .html. A table of tasks, also from "
            "Excel (.xlsx), is taken in row by row."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("or paste its text here"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Add it to a plan"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=gettext_lazy("Begin a new plan"),
    )

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:  # noqa: ANN401 -- whatever a form takes
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        field.queryset = plans  # type: ignore[attr-defined]  # a ModelChoiceField
        field.label_from_instance = lambda plan: plan.title  # type: ignore[attr-defined]  # as above
        if not plans.exists():
            del self.fields["plan"]

    @override
    def clean(self) -> dict[str, Any]:
        """Read it, once it is known that it holds no secrets."""
        data = super().clean() or {}
        if self.errors:
            return data
        file, text = data.get("file"), data.get("text", "")
        if file and text.strip():
            raise ValidationError(_("Choose a file or paste a text, not both."))
        if not file and not text.strip():
            raise ValidationError(_("Choose a file or paste the text."))
        try:
            data["recognised"] = (
                recognise(content_of(file), name=file.name)
                if file
                else recognise(text.encode(), name="")
            )
        except ValidationError as error:
            self._forget_what_was_marked(error)
            self.add_error("file" if file else "text", error)
        data["file_name"] = file.name if file else ""
        data["original"] = content_of(file) if file else None
        if "recognised" in data:
            data["table"] = _table_of(data["recognised"].text)
        return data

    def _forget_what_was_marked(self, error: ValidationError) -> None:
        """A marked text is not even sent back."""
        if error.code == "marked" and "text" in self.data:
            copy = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict since __init__
            copy["text"] = ""
            self.data = copy


def _table_of(text: str) -> WorkTable | None:
    """The table of work, where the text is one and not a document with a table in it."""
    lines = [line for line in text.splitlines() if line.strip()]
    if sum("\t" in line for line in lines) * 2 < len(lines):
        return None
    found = table_in(text)
    return found if found is not None and found.rows else None


class CorrectDocument(PageForm):
    """What was recognised, to be corrected."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    number = forms.CharField(
        label=gettext_lazy("Document number"), max_length=80, required=False
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issued by"), max_length=120, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
