"""Addresses of this app."""

from django.urls import path

from lianxin.org.transfers import views

app_name = "transfers"
urlpatterns = [
    path("", views.transfers, name="list"),
    path("ask/", views.ask, name="ask"),
    path("out/", views.send_out, name="send_out"),
    path("in/", views.expect, name="expect"),
    path("<int:pk>/", views.transfer, name="transfer"),
    path("<int:pk>/letter/", views.letter, name="letter"),
    path("<int:pk>/receive/", views.receive, name="receive"),
    path("<int:pk>/back/", views.back, name="back"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
