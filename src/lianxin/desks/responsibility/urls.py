"""Addresses of this app."""

from django.urls import path

from lianxin.desks.responsibility import views

app_name = "responsibility"
urlpatterns = [path("<int:pk>/", views.of_unit, name="unit")]
