"""Addresses of this app."""

from django.urls import path

from lianxin.desks.search import views

app_name = "search"
urlpatterns = [path("", views.search, name="search")]
