"""Addresses of imports."""

from django.urls import path

from lianxin.desks.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="list"),
    path("drop/", views.drop, name="drop"),
    path("<int:pk>/", views.one_import, name="import"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("sheets/<int:pk>/", views.sheet, name="sheet"),
    path("sheets/<int:pk>/columns/", views.choose, name="columns"),
    path("sheets/<int:pk>/take/", views.take, name="take"),
    path("sheets/<int:pk>/wrong/", views.wrong, name="wrong"),
]
