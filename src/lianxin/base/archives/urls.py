"""Addresses of archives."""

from django.urls import path

from lianxin.base.archives import views

app_name = "archives"
urlpatterns = [
    path("", views.archives, name="list"),
    path("make/", views.ask, name="ask"),
    path("<int:pk>/file/", views.take, name="take"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
