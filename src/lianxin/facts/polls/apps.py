"""What is decided: polls, their voters, their counts and their results."""

from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "lianxin.facts.polls"
    label = "polls"
