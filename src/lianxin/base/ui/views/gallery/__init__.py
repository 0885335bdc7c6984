"""Every component in every state, for those who write pages and for the tests."""

from lianxin.base.ui.views.gallery.pages import gallery, gallery_form

__all__ = ["gallery", "gallery_form"]
