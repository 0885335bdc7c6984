"""Official letters on paper: one generator for Word and PDF."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "lianxin.base.documents"
    label = "documents"
