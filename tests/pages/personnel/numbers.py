"""A difference of the branch and a token, for the world of pages."""

from django.utils import translation

from lianxin.kernel.sheets.feed import Feed, Told
from lianxin.org.personnel import operations
from lianxin.org.personnel.models import Difference
from tests.cast import AT, Cast


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_personnel(cast: Cast) -> dict[str, int]:
    """The personnel system calls a member of the branch by another name."""
    clerk = cast.actor("sub_clerk")
    person = cast.people["member"]
    told = Told(2, person.employee_number, "何秋石")
    operations.take_update(
        Feed(rows=[told]), unit=cast.units["sub"], actor=clerk, at=AT
    )
    token = operations.make_token(
        name="人事系统", post=cast.appointments["sub_clerk"].post, actor=clerk, at=AT
    ).token
    return {"difference": Difference.objects.get().pk, "token": token.pk}
