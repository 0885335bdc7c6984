"""Addresses of this app."""

from django.urls import path

from lianxin.desks.cards import views

app_name = "cards"
urlpatterns = [
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/line/", views.line, name="line"),
]
