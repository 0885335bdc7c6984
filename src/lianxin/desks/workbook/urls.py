"""Addresses of this app."""

from django.urls import path

from lianxin.desks.workbook import views

app_name = "workbook"
urlpatterns = [
    path("", views.own, name="own"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/<int:year>/word/", views.paper, {"kind": "docx"}, name="word"),
    path("<int:pk>/<int:year>/pdf/", views.paper, {"kind": "pdf"}, name="pdf"),
]
