"""Addresses of this app."""

from django.urls import path

from lianxin.facts.records import views

app_name = "records"
urlpatterns = [
    path("", views.records, name="list"),
    path("registers/meetings/", views.meetings, name="meetings"),
    path("registers/talks/", views.talks, name="talks"),
    path("registers/hours/", views.hours, name="hours"),
    path("registers/prior-study/", views.prior_study, name="prior_study"),
    path("matters/<int:unit_pk>/", views.matters, name="matters"),
    path("matters/<int:unit_pk>/new/", views.list_matters, name="list_matters"),
    path("add/", views.add, name="add"),
    path("without-network/", views.without_network, name="without_network"),
    path("add/<int:unit_pk>/<slug:kind>/", views.enter, name="enter"),
    path("<int:pk>/", views.record, name="record"),
    path("<int:pk>/amend/", views.amend, name="amend"),
    path("<int:pk>/word/", views.paper, {"kind": "docx"}, name="word"),
    path("<int:pk>/pdf/", views.paper, {"kind": "pdf"}, name="pdf"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/topics/<int:item_pk>/", views.settle, name="settle"),
    path("<int:pk>/made-up/", views.make_up, name="make_up"),
    path("<int:pk>/files/", views.add_files, name="add_files"),
    path("<int:pk>/files/<int:file_pk>/", views.file, name="file"),
    path("<int:pk>/files/<int:file_pk>/remove/", views.remove_file, name="remove_file"),
]
