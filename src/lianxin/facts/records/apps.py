"""Records of what took place."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lianxin.facts.records"
    label = "records"
