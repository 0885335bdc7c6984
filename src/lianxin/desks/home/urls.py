"""Addresses of this app."""

from django.urls import path

from lianxin.desks.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]
