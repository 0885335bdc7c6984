"""Addresses of this app."""

from django.urls import path

from lianxin.work.guidance.views import (
    consultations,
    coverage,
    intake,
    issues,
    plans,
    review,
    rows,
    tasks,
    wordings,
)

app_name = "guidance"
urlpatterns = [
    path("", plans.plans, name="list"),
    path("asked/<int:pk>/", consultations.reply, name="reply"),
    path("asked/<int:pk>/draft/", consultations.draft, name="draft"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/changes/", plans.changes, name="changes"),
    path("<int:pk>/consult/", consultations.consult, name="consult"),
    path("<int:pk>/consultation/", consultations.consultation, name="consultation"),
    path("<int:pk>/consultation/adopted/", consultations.adopted, name="adopted"),
    path("<int:pk>/consultation/close/", consultations.close, name="close"),
    path(
        "<int:pk>/consultation/draft/",
        consultations.draft_for_all,
        name="draft_for_all",
    ),
    path("<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("<int:pk>/goals/", coverage.goals, name="goals"),
    path("<int:pk>/export/", plans.export, name="export"),
    path("<int:pk>/issue/", issues.issue, name="issue"),
    path("<int:pk>/progress/", issues.progress, name="progress"),
    path("<int:pk>/submit/", issues.submit, name="submit"),
    path("<int:pk>/tasks/<int:task_pk>/try/", issues.try_out, name="try"),
    path("<int:pk>/versions/<int:sequence>/", plans.version, name="version"),
    path("<int:pk>/way/", coverage.way, name="way"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/add/", wordings.add, name="add_wording"),
    path("wordings/<int:pk>/remove/", wordings.remove, name="remove_wording"),
    path("take-in/", intake.take_in, name="take_in"),
    path("<int:pk>/review/", review.shown, name="review"),
    path("<int:pk>/review/clauses/", review.clauses, name="clauses"),
    path("<int:pk>/review/names/", review.names, name="names"),
    path("<int:pk>/review/edit/", tasks.edit, name="edit"),
    path("<int:pk>/review/rows/", tasks.act, name="rows"),
    path("<int:pk>/tasks/", tasks.add, name="add_task"),
    path("<int:pk>/tasks/<int:task_pk>/", tasks.task, name="task"),
    path("<int:pk>/tasks/<int:task_pk>/row/", rows.reshape, name="reshape"),
    path("<int:pk>/review/removed/", rows.removed, name="removed"),
    path(
        "<int:pk>/documents/<int:document_pk>/", intake.correct, name="correct_document"
    ),
    path(
        "<int:pk>/documents/<int:document_pk>/withdraw/",
        intake.withdraw,
        name="withdraw_document",
    ),
    path("documents/<int:pk>/file/", intake.original, name="original"),
]
