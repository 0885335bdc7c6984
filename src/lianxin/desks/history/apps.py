"""The journal, for those entitled."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "lianxin.desks.history"
    label = "history"
