"""The workbook of a unit: its year on paper, in the order of the handbook."""

from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "lianxin.desks.workbook"
    label = "workbook"
