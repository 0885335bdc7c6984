"""Addresses of inspections."""

from django.urls import path

from lianxin.programmes.inspections import views

app_name = "inspections"
urlpatterns = [
    path("", views.inspections, name="list"),
    path("problems/", views.problems, name="problems"),
    path("responsibility/", views.responsibility, name="responsibility"),
    path("rectification/", views.rectification, name="rectification"),
    path("begin/", views.begin, name="begin"),
    path("<int:pk>/", views.inspection, name="inspection"),
    path("<int:pk>/units/<int:unit_pk>/", views.evidence, name="evidence"),
    path("<int:pk>/units/<int:unit_pk>/find/", views.find, name="find"),
    path("findings/<int:pk>/rectify/", views.rectify, name="rectify"),
    path("findings/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
