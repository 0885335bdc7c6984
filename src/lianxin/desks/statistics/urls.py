"""Addresses of statistics."""

from django.urls import path

from lianxin.desks.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.tables, name="tables"),
    path("roster/", views.roster, name="roster"),
    path("<slug:code>/", views.table, name="table"),
    path("<slug:code>/<int:row>/<int:column>/", views.rows, name="rows"),
]
