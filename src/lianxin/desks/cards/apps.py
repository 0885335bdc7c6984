"""What the facts tell of one person: a card to print, and a line of time."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    name = "lianxin.desks.cards"
    label = "cards"
