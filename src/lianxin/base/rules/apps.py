"""The rules library: what regulations ask, as pages and files."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "lianxin.base.rules"
    label = "rules"
