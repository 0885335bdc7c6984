"""Addresses of this app."""

from django.urls import path

from lianxin.org.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("add/", views.add, name="add"),
    path("find/", views.find, name="find"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/contact/", views.contact, name="contact"),
    path("<int:pk>/contact/set/", views.set_contact, name="set_contact"),
    path("<int:pk>/affiliate/", views.affiliate, name="affiliate"),
    path("<int:pk>/back/", views.come_back, name="come_back"),
    path(
        "<int:pk>/places/<int:place>/end/",
        views.end_affiliation,
        name="end_affiliation",
    ),
    path("<int:pk>/standing/", views.set_standing, name="set_standing"),
    path("<int:pk>/standing/extend/", views.extend, name="extend"),
    path(
        "<int:pk>/standing/extension/withdraw/",
        views.withdraw_extension,
        name="withdraw_extension",
    ),
    path("<int:pk>/touch/", views.touch, name="touch"),
    path("<int:pk>/situation/", views.begin_situation, name="begin_situation"),
    path(
        "<int:pk>/situations/<int:situation>/end/",
        views.end_situation,
        name="end_situation",
    ),
    path("<int:pk>/merge/<int:other>/", views.merge, name="merge"),
    path(
        "<int:pk>/mergings/<int:merging>/undo/",
        views.undo_merging,
        name="undo_merging",
    ),
    path("<int:pk>/standing/end/", views.end_standing, name="end_standing"),
]
