"""Members' memberships on their way from one Party organisation to another."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "lianxin.org.transfers"
    label = "transfers"
