"""Addresses of polls."""

from django.urls import path

from lianxin.facts.polls import views

app_name = "polls"
urlpatterns = [
    path("", views.polls, name="list"),
    path("add/", views.add, name="add"),
    path("add/<int:unit_pk>/<slug:kind>/", views.prepare, name="prepare"),
    path("begin/<int:unit_pk>/<slug:kind>/", views.begin, name="begin"),
    path("<int:pk>/", views.poll, name="poll"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/archive/", views.archive, name="archive"),
    path("<int:pk>/board/", views.board, name="board"),
    path("<int:pk>/booth/", views.booth, name="booth"),
    path("<int:pk>/cast/", views.cast, name="cast"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/decrypt/", views.decrypt, name="decrypt"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/end-unopened/", views.end_unopened, name="end_unopened"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/set-up/", views.set_up, name="set_up"),
    path("<int:pk>/ballot/", views.ballot, name="ballot"),
    path("<int:pk>/count/", views.count, name="count"),
    path("<int:pk>/declare/", views.declare, name="declare"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/grade/", views.grade, name="grade"),
    path("<int:pk>/minutes/", views.minutes, name="minutes"),
    path("<int:pk>/open/", views.open_, name="open"),
    path("<int:pk>/spoil/", views.spoil, name="spoil"),
    path("<int:pk>/vote/", views.vote, name="vote"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
]
