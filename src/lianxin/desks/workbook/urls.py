"""Addresses of this app."""

from django.urls import path

from lianxin.desks.workbook import views

app_name = "workbook"
urlpatterns = [
    path("", views.own, name="own"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/<int:year>/ask/", views.ask, name="ask"),
    path("books/<int:pk>/", views.book, name="book"),
    path("books/<int:pk>/take/", views.take, name="take"),
]
