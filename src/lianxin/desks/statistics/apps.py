"""Yearly statistics of members and organisations, each number with the rows behind it."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "lianxin.desks.statistics"
    label = "statistics"
