"""Addresses of this app."""

from django.urls import path

from lianxin.desks.mine import views

app_name = "mine"
urlpatterns = [
    path("", views.me, name="me"),
    path("post/", views.post, name="post"),
    path("preferences/", views.preferences, name="preferences"),
    path("data/", views.data, name="data"),
    path("privacy/", views.privacy, name="privacy"),
]
