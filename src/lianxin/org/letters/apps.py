"""Official letters of units, written and received, each in its register."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "lianxin.org.letters"
    label = "letters"
