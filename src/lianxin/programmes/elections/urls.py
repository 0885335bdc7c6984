"""Addresses of elections."""

from django.urls import path

from lianxin.programmes.elections import views

app_name = "elections"
urlpatterns = [
    path("", views.elections, name="list"),
    path("register/", views.register, name="register"),
    path("begin/<int:unit_pk>/", views.begin, name="begin"),
    path("<int:pk>/", views.election, name="election"),
    path("<int:pk>/conclude/", views.conclude, name="conclude"),
    path("<int:pk>/empty-places/", views.empty_places, name="empty_places"),
    path("<int:pk>/files/<int:file_pk>/", views.file, name="file"),
    path("<int:pk>/files/<int:file_pk>/remove/", views.remove_file, name="remove_file"),
    path("<int:pk>/letters/<slug:code>/", views.letter, name="letter"),
    path("<int:pk>/names/", views.names, name="names"),
    path("<int:pk>/offices/<slug:office>/", views.office, name="office"),
    path("<int:pk>/papers/<slug:code>/", views.paper, name="paper"),
    path("<int:pk>/step/<slug:code>/", views.step, name="step"),
    path("<int:pk>/step/<slug:code>/correct/", views.correct, name="correct"),
    path("<int:pk>/steps/<slug:code>/", views.about, name="about"),
    path("<int:pk>/steps/<slug:code>/files/", views.add_files, name="add_files"),
    path("<int:pk>/vote/", views.vote, name="vote"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
