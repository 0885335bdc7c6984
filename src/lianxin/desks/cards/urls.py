"""Addresses of this app."""

from django.urls import path

from lianxin.desks.cards import views

app_name = "cards"
urlpatterns = [
    path("", views.roster, name="roster"),
    path("coming/", views.coming, name="coming"),
    path("elsewhere/", views.elsewhere, name="elsewhere"),
    path("alike/", views.alike, name="alike"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/line/", views.line, name="line"),
]
