"""Random histories of people and units: every past day equals a replay of the acts."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.org.people.models import Affiliation
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units import operations as units
from tests.org.transfers.histories import ACTS, BEGIN, play


def members_on(day: date) -> list[tuple[int, int]]:
    rows = Affiliation.objects.filter(in_force(day), belonging="party")
    return sorted(rows.values_list("person", "unit"))


def check_whole(day: date) -> None:
    """Nobody belongs to a unit, or holds a post, that is not there on the day."""
    there = Q(unit__founded_on__lte=day) & (
        Q(unit__dissolved_on__isnull=True) | Q(unit__dissolved_on__gte=day)
    )
    belong = Affiliation.objects.filter(in_force(day))
    assert list(belong.exclude(there)) == [], day
    twice = belong.values("person", "belonging").annotate(number=Count("pk"))
    assert list(twice.filter(number__gt=1)) == [], day
    open_posts = Post.objects.filter(in_force(day))
    assert list(open_posts.exclude(there)) == [], day
    held = Appointment.objects.filter(in_force(day))
    assert list(held.exclude(post__in=open_posts)) == [], day
    assert list(held.filter(person__left_on__lt=day)) == [], day
    each = held.values("post").annotate(number=Count("pk"))
    assert list(each.filter(number__gt=1)) == [], day


class Histories(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=4, max_size=18))
    def test_members_of_any_day_equal_a_replay(self, acts):
        """Nobody is ever in two units, and between two units nobody is nowhere."""
        begun = [("enter", 0, number, -20, 0) for number in range(3)]
        world, today = play([*begun, *acts])
        days = {BEGIN - timedelta(days=30), today + timedelta(days=60)}
        days |= {today + timedelta(days=n) for n in range(-25, 26)}
        for rows in world.told.values():
            days |= {day + timedelta(days=n) for day, _ in rows for n in (-1, 0, 1)}
        for day in sorted(days):
            assert members_on(day) == sorted(world.on(day).items()), day
            check_whole(day)
        assert units.rebuild_paths(today=today) == 0

    def test_the_acts_are_not_all_refused(self):
        """The same, with one history in which every kind of act has its effect."""
        acts = [
            ("enter", 0, 0, -20, 1),
            ("enter", 0, 0, -20, 0),
            ("enter", 0, 1, -20, 0),
            ("move", 0, 1, -9, 3),
            ("inside", 1, 2, 0, 5),
            ("merge", 0, 1, 20, 5),
            ("split", 0, 0, 0, 5),
            ("out", 1, 0, 0, 5),
            ("in", 1, 2, 0, 5),
            ("ask", 1, 0, 0, 5),
            ("take", 0, 0, 0, 5),
            ("appoint", 0, 1, 0, 5),
            ("dismiss", 0, 0, 1, 5),
            ("enter", 0, 0, 0, 1),
            ("double", 0, 0, 0, 0),
            ("part", 0, 0, 0, 0),
            ("leave", 0, 0, 0, 5),
            ("come", 0, 0, 3, 5),
            ("split", 0, 1, 6, 5),
            ("dissolve", 0, 1, 0, 5),
            ("reinstate", 0, 0, 0, 5),
        ]
        world, today = play(acts)
        assert world.done == Counter(verb for verb, *_rest in acts)
        for number in range(120):
            day = today - timedelta(days=number)
            assert members_on(day) == sorted(world.on(day).items()), day
