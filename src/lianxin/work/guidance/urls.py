"""Addresses of this app."""

from django.urls import path

from lianxin.work.guidance.views import intake, review, tasks

app_name = "guidance"
urlpatterns = [
    path("take-in/", intake.take_in, name="take_in"),
    path("<int:pk>/review/", review.shown, name="review"),
    path("<int:pk>/review/clauses/", review.clauses, name="clauses"),
    path("<int:pk>/review/names/", review.names, name="names"),
    path("<int:pk>/review/edit/", tasks.edit, name="edit"),
    path("<int:pk>/review/rows/", tasks.act, name="rows"),
    path("<int:pk>/tasks/<int:task_pk>/", tasks.task, name="task"),
    path(
        "<int:pk>/documents/<int:document_pk>/", intake.correct, name="correct_document"
    ),
]
