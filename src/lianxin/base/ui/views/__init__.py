"""Preferences of the looks, pages of errors, the gallery of components."""

from lianxin.base.ui.views.errors import bad_request, csrf_failure
from lianxin.base.ui.views.gallery import gallery, gallery_form
from lianxin.base.ui.views.preferences import preferences
from lianxin.base.ui.views.worker import worker

__all__ = [
    "bad_request",
    "csrf_failure",
    "gallery",
    "gallery_form",
    "preferences",
    "worker",
]
