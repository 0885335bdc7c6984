"""Reads the rulebook's data files."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "lianxin.base.rulebook"
    label = "rulebook"
