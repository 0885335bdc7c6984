"""Workbooks on their way in: the file, its rows as they were read, what was made of them."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "lianxin.base.imports"
    label = "staging"
