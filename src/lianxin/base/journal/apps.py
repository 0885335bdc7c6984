"""The only history."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "lianxin.base.journal"
    label = "journal"
