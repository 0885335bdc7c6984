"""Addresses of this app."""

from django.urls import path

from lianxin.org.units import views

app_name = "units"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/found/", views.found, name="found"),
    path("<int:pk>/rename/", views.rename, name="rename"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/restrict/", views.restrict, name="restrict"),
    path("<int:pk>/order/", views.order, name="order"),
    path("<int:pk>/order/change/", views.reorder, name="reorder"),
]
