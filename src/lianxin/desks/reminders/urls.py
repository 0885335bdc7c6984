"""Addresses of this app."""

from django.urls import path

from lianxin.desks.reminders import views

app_name = "reminders"
urlpatterns = [
    path("", views.reminders, name="mine"),
    path("calendar/", views.open_calendar, name="open_calendar"),
    path("calendar/end/", views.close_calendar, name="close_calendar"),
    path("calendar.ics", views.calendar, name="calendar"),
]
