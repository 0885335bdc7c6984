"""Addresses of this app."""

from django.urls import path

from lianxin.org.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.approvals, name="list"),
    path("<int:pk>/", views.approval, name="approval"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("<int:pk>/return/", views.return_, name="return"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
