"""Addresses of this app."""

from django.urls import path

from lianxin.base.rules import views

app_name = "rules"
urlpatterns = [
    path("", views.library, name="list"),
    path("changes/", views.changes, name="changes"),
    path("self-check/", views.self_check, name="self_check"),
    path("<slug:code>/", views.rule, name="rule"),
]
