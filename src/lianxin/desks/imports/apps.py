"""Pages on which a clerk drops in workbooks, looks through their rows and takes them."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "lianxin.desks.imports"
    label = "imports"
