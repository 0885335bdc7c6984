"""Addresses of goals."""

from django.urls import path

from lianxin.work.goals import views

app_name = "goals"
urlpatterns = [
    path("", views.goals, name="list"),
    path("sheet/", views.sheet, name="sheet"),
    path("give/", views.give, name="give"),
    path("own/", views.draft, name="draft"),
    path("<int:pk>/", views.goal, name="goal"),
    path("<int:pk>/draft/", views.redraft, name="redraft"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("<int:pk>/refine/", views.refine, name="refine"),
    path("<int:pk>/figures/", views.figure, name="figure"),
    path("<int:pk>/milestones/<int:milestone_pk>/", views.reach, name="reach"),
    path("<int:pk>/targets/", views.target, name="target"),
    path("<int:pk>/targets/<int:target_pk>/", views.untarget, name="untarget"),
    path("<int:pk>/evidence/", views.link, name="link"),
    path("<int:pk>/evidence/<int:evidence_pk>/", views.unlink, name="unlink"),
    path("targets/<int:target_pk>/", views.serve_target, name="serve_target"),
    path("records/<int:record_pk>/", views.serve, name="serve"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("<int:pk>/reword/", views.reword, name="reword"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
