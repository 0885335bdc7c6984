"""Approvals: a request about a thing, decided step by step by posts."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "lianxin.org.approvals"
    label = "approvals"
