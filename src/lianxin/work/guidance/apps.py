"""Guidance documents and the plans that are made from them."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "lianxin.work.guidance"
    label = "guidance"
