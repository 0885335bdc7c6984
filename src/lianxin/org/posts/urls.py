"""Addresses of this app."""

from django.urls import path

from lianxin.org.posts import views
from lianxin.org.posts.views import deaths, registers, reinstating, reserve

app_name = "posts"
urlpatterns = [
    path("", views.posts, name="list"),
    path("powers/", views.powers, name="powers"),
    path("units/<int:pk>/", views.of_unit, name="of_unit"),
    path("units/<int:pk>/open/", views.open_, name="open"),
    path("units/<int:pk>/dissolve/", views.dissolve, name="dissolve"),
    path("units/<int:pk>/reinstate/", reinstating.reinstate, name="reinstate"),
    path("units/<int:pk>/split/", views.split, name="split"),
    path("units/<int:pk>/election/", views.note_election, name="note_election"),
    path("units/<int:pk>/staff-standard/", views.staff_standard, name="staff_standard"),
    path("staff/", views.staff, name="staff"),
    path("organisations/", registers.organisations, name="organisations"),
    path("terms/", views.terms, name="terms"),
    path("terms/<int:pk>/put-off/", views.put_off, name="put_off"),
    path("people/<int:pk>/leave/", views.leave, name="leave"),
    path("people/<int:pk>/death/", deaths.death, name="death"),
    path(
        "people/<int:pk>/death/take-back/",
        deaths.take_back_death,
        name="take_back_death",
    ),
    path("appointments/<int:pk>/end/", views.end, name="end"),
    path("charges/<int:pk>/end/", views.end_charge, name="end_charge"),
    path("reserve/<int:pk>/end/", reserve.end, name="end_reserve"),
    path("<int:pk>/reserve/", reserve.add, name="reserve"),
    path("<int:pk>/", views.post, name="post"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/appoint/", views.appoint, name="appoint"),
    path("<int:pk>/charge/", views.charge, name="charge"),
]
