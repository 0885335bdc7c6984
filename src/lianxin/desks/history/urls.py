"""Addresses of this app."""

from django.urls import path

from lianxin.desks.history import views

app_name = "history"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("<int:pk>/", views.entry, name="entry"),
]
