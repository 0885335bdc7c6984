"""The sealed log of journal entries."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "lianxin.base.log"
    label = "log"
