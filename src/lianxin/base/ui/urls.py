"""Addresses of this app."""

from django.urls import URLPattern, path

from lianxin.base.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("", views.gallery, name="gallery"),
    path("form/", views.gallery_form, name="gallery_form"),
    path("preferences/", views.preferences, name="preferences"),
    path("worker.js", views.worker, name="worker"),
]
