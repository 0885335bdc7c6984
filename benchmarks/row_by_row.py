"""The naive way of `imports.py`: django-import-export, each row checked and saved alone."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

COLUMNS = {
    "name": "姓名", "employee_number": "工号", "gender": "性别", "nation": "民族",
    "education": "学历", "job": "岗位", "job_title": "职称", "native_place": "籍贯",
    "joined_on": "入职时间",
}  # fmt: skip
# Django asks even columns that may be null for a value.
NULLABLE = ["birth_on", "worked_since", "left_on", "account", "merged_into"]


def naive_way(path: Path, units: Mapping[str, int]) -> Callable[[], None]:
    """What reads the register and enters its rows, and takes them back at the end."""
    import tablib
    from django.db import transaction
    from openpyxl import load_workbook

    resource = people(units)

    @transaction.atomic
    def act() -> None:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.active.iter_rows(values_only=True))
        data = tablib.Dataset(headers=rows[1])
        for row in rows[2:]:
            # A person's sex as the table has it; everything else as it stands.
            told = {"男": "m", "女": "f"}.get(str(row[3]), "")
            cells = [*row[:3], told, *(cell or "" for cell in row[4:])]
            data.append(cells + [""] * (len(rows[1]) - len(cells)))
        result = resource.import_data(data, raise_errors=True)
        assert result.totals["new"] == len(rows) - 2, result.totals
        transaction.set_rollback(True)

    return act


def people(units: Mapping[str, int]) -> Any:
    """A resource of people that enters where they belong and how to reach them."""
    from import_export import fields, resources

    from lianxin.org.people.models import Affiliation, Contact, Person

    class People(resources.ModelResource):
        class Meta:
            model = Person
            import_id_fields = ("employee_number",)
            fields = tuple(COLUMNS)

        def before_save_instance(self, instance: Any, row: Any, **_: Any) -> None:
            instance.full_clean(exclude=NULLABLE)

        def after_save_instance(self, instance: Any, row: Any, **_: Any) -> None:
            numbers = {"phone": row["联系电话"], "identity_number": row["身份证号码"]}
            place = Affiliation(
                person=instance,
                unit_id=units[row["部门"]],
                belonging="staff",
                valid_from=instance.joined_on,
            )
            for each in (place, Contact(person=instance, **numbers)):
                each.full_clean(exclude=["valid_to"])
                each.save()

    for name, title in COLUMNS.items():
        known = Person._meta.get_field(name)
        People.fields[name] = fields.Field(
            attribute=name,
            column_name=title,
            widget=People.widget_from_django_field(known)(),
        )
    return People()
