"""Reminders of one's own choice: a digest, and a calendar to subscribe to."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "lianxin.desks.reminders"
    label = "reminders"
