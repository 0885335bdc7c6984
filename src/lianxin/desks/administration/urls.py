"""Addresses of this app."""

from django.urls import URLPattern, path

from lianxin.desks.administration import views

app_name = "administration"
urlpatterns: list[URLPattern] = [
    path("accounts/", views.account_list, name="accounts"),
    path("accounts/codes/", views.codes, name="codes"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/make/", views.make, name="make"),
    path("accounts/<int:pk>/code/", views.issue_code, name="issue_code"),
    path("accounts/<int:pk>/close/", views.close, name="close"),
    path("accounts/<int:pk>/reopen/", views.reopen, name="reopen"),
    path(
        "accounts/<int:pk>/second-factor/",
        views.remove_second_factor,
        name="remove_second_factor",
    ),
    path("state/", views.state, name="state"),
    path("mail/", views.mail, name="mail"),
]
