"""Tables as Excel, Word and PDF."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "lianxin.base.exports"
    label = "exports"
