"""Pages of business targets."""

from django.urls import reverse

from lianxin.work.targets.models import Actual, Target
from tests.pages.world import World


def test_the_page_tells_what_units_do_for_it(world: World) -> None:
    client = world.cast.client("branch_secretary")
    page = client.get(reverse("targets:target", args=[world.numbers["target"]]))
    assert "开展一次学习" in page.content.decode()


def test_a_target_is_set_and_a_value_entered(world: World) -> None:
    client = world.cast.client("department_head")
    department = world.cast.units["department"]
    made = client.post(
        reverse("targets:set"),
        {
            "unit": f"#{department.pk}",
            "name": "综合能耗",
            "measured_in": "吨标煤",
            "value": "1200",
            "begins_on": "2026-01-01",
            "ends_on": "2026-12-31",
        },
    )
    assert made.status_code == 302
    target = Target.objects.get(name="综合能耗")
    assert (target.unit, target.more_is_better) == (department, False)
    form = client.get(reverse("targets:amend", args=[target.pk])).context["form"]
    assert form["value"].value() == "1200"
    client.post(
        reverse("targets:enter", args=[target.pk]),
        {"on": "2026-06-30", "value": "610.5", "words": "上半年"},
    )
    assert str(Actual.objects.get(target=target).value) == "610.500"
    page = client.get(reverse("targets:target", args=[target.pk])).content.decode()
    assert "2026-01-01 to 2026-12-31" in page


def test_what_is_wrong_is_told_at_its_field(world: World) -> None:
    client = world.cast.client("department_head")
    answer = client.post(
        reverse("targets:enter", args=[world.numbers["target"]]),
        {"on": "2099-01-01", "value": "1"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"on": ["This day has not come yet."]}
