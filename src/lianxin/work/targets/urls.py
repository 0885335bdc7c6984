"""Addresses of business targets."""

from django.urls import path

from lianxin.work.targets import views

app_name = "targets"
urlpatterns = [
    path("", views.targets, name="list"),
    path("set/", views.set_target, name="set"),
    path("take-in/", views.take_in, name="take_in"),
    path("<int:pk>/", views.target, name="target"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/enter/", views.enter, name="enter"),
]
