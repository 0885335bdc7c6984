"""What all pages share."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lianxin.base.ui"
    label = "ui"
