"""Addresses of updates from the personnel system."""

from django.urls import path

from lianxin.org.personnel import views

app_name = "personnel"
urlpatterns = [
    path("", views.differences, name="list"),
    path("<int:pk>/", views.difference, name="difference"),
    path("<int:pk>/adopt/", views.adopt, name="adopt"),
    path("<int:pk>/settle/", views.settle, name="settle"),
    path("updates/", views.updates, name="updates"),
    path("updates/take/", views.take, name="take"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/make/", views.make_token, name="make_token"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="revoke"),
]
