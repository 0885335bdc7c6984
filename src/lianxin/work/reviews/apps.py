"""Quarterly reviews: how goals stand, and what hinders them."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "lianxin.work.reviews"
    label = "reviews"
