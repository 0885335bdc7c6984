"""When periodic tasks were last begun."""

from django.db import models


class LastRun(models.Model):
    """The instant at which a periodic task was last handed to the worker."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()
