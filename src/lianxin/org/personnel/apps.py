"""What the personnel system tells, held against what is entered; settled by people."""

from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "lianxin.org.personnel"
    label = "personnel"
