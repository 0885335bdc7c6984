"""Addresses of goals."""

from django.urls import path

from lianxin.work.goals import views

app_name = "goals"
urlpatterns = [
    path("", views.goals, name="list"),
    path("give/", views.give, name="give"),
    path("<int:pk>/", views.goal, name="goal"),
    path("<int:pk>/evidence/", views.link, name="link"),
    path("<int:pk>/evidence/<int:evidence_pk>/", views.unlink, name="unlink"),
    path("records/<int:record_pk>/", views.serve, name="serve"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("<int:pk>/reword/", views.reword, name="reword"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
