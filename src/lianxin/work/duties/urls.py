"""Addresses of duties."""

from django.urls import path

from lianxin.work.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.own, name="own"),
    path("asked/", views.asked, name="asked"),
    path("asked/add/", views.add, name="add"),
    path("asked/<int:pk>/end/", views.end, name="end"),
    path("window/", views.tell_window, name="window"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/below/", views.below, name="below"),
    path("<int:pk>/month/", views.month, name="month"),
    path("<int:pk>/<str:code>/<str:first>/", views.period, name="period"),
    path("<int:pk>/<str:code>/<str:first>/waive/", views.waive, name="waive"),
]
