"""Addresses of letters."""

from django.urls import path

from lianxin.org.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="list"),
    path("new/", views.choose, name="choose"),
    path("new/<slug:template>/", views.write, name="write"),
    path("new/<slug:template>/preview/", views.preview, name="preview"),
    path("received/", views.received, name="received"),
    path("received/new/", views.receive, name="receive"),
    path("received/<int:pk>/", views.incoming, name="incoming"),
    path("received/<int:pk>/file/", views.file, name="file"),
    path("received/<int:pk>/cancel/", views.cancel_incoming, name="cancel_received"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/receipt/", views.receipt, name="receipt"),
    path("<int:pk>/word/", views.word, name="word"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
]
