"""Addresses of quarterly reviews."""

from django.urls import path

from lianxin.work.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.rounds, name="list"),
    path("open/", views.open_round, name="open"),
    path("<int:pk>/", views.round_, name="round"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/paper/", views.paper, name="paper"),
    path("<int:pk>/table/", views.table, name="table"),
]
