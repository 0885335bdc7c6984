"""Fields that several apps need: a day, a time of day, several files."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
NUMBER = re.compile(r"[0-9]{1,18}")
YEARS = range(1800, 3000)
TIMES = ["%H:%M", "%H:%M:%S", "%H：%M", "%H时%M分"]


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar or typed in the ways people write it.

    Of a year of `YEARS`: a slip such as 0026 or 20266 is no day, and days can be
    counted on from any that is taken.
    """

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = DAYS
    default_error_messages = {"invalid": _("Give a day, such as 2026-11-23.")}

    @override
    def to_python(self, value: Any) -> date | None:
        """The day; ValidationError where it is none, or of no year of ours."""
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class TimeField(forms.TimeField):
    """A time of day."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    input_formats = TIMES
    default_error_messages = {"invalid": _("Give a time, such as 14:30.")}


class FilesInput(forms.ClearableFileInput):
    """Takes several files; `static/js/files.js` lets people drop them."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files, up to `most`; cleaned to a list."""

    widget = FilesInput
    default_error_messages = {
        "too_many": _("Choose at most %(most)d files at a time."),
    }

    def __init__(self, *, most: int = 20, **kwargs: Any) -> None:  # noqa: ANN401 -- whatever Django's field takes
        self.most = most
        super().__init__(**kwargs)

    @override
    def clean(
        self,
        data: "Sequence[UploadedFile[Any]] | UploadedFile[Any] | None",
        initial: object = None,
    ) -> "list[UploadedFile[Any]]":
        """Check each file; ValidationError where one is empty or they are too many."""
        chosen = list(data) if isinstance(data, list | tuple) else [data]
        files = [file for file in chosen if file is not None]
        if not files:
            super().clean(None)
            return []
        if len(files) > self.most:
            raise forms.ValidationError(
                self.error_messages["too_many"], params={"most": self.most}
            )
        return [
            cast("UploadedFile[Any]", super(FilesField, self).clean(f)) for f in files
        ]


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no arguments at run time
    """Several rows to tick; a number that no row can have is a wrong choice."""

    @override
    def clean(self, value: Any) -> "QuerySet[Model]":
        """The rows; ValidationError for any that cannot be chosen."""
        for key in value if isinstance(value, list | tuple) else ():
            if not NUMBER.fullmatch(str(key)):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return cast("QuerySet[Model]", super().clean(value))
