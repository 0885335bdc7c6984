"""Letters of the branch, for the world of pages."""

from django.core.files.base import ContentFile
from django.utils import translation

from lianxin.kernel.actor import Ref
from lianxin.org.letters import operations
from tests.cast import AT, TODAY, Cast


# The journal keeps titles of posts in the language of whoever acts.
@translation.override("zh-hans")
def numbers_of_letters(cast: Cast) -> dict[str, int]:
    """A draft of a letter, an introduction under its number, and a letter that came."""
    secretary, branch = cast.actor("branch_secretary"), cast.units["branch"]
    draft = operations.draft_letter(
        template="free_letter",
        unit=branch,
        values={"matter": "联合开展主题党日", "text": "请贵支部派五名党员参加。"},
        addressee="运行二支部",
        actor=secretary,
        at=AT,
    )
    introduction = operations.draft_letter(
        template="introduction",
        unit=branch,
        values=INTRODUCTION,
        about=Ref("people.person", cast.people["member"].pk),
        addressee="运行二支部",
        actor=secretary,
        at=AT,
    )
    issued = operations.issue_letter(
        introduction,
        word="检修介",
        dated_on=TODAY,
        version=introduction.version,
        actor=secretary,
        at=AT,
    )
    received = operations.receive_letter(
        unit=branch,
        came=operations.Came(
            received_on=TODAY, sender="北川公司党委", title="关于做好组织生活会的通知"
        ),
        upload=ContentFile("请按时召开。".encode(), name="notice.txt"),
        actor=secretary,
        at=AT,
    )
    return {
        "letter": draft.pk,
        "issued_letter": issued.pk,
        "received_letter": received.pk,
    }


INTRODUCTION = {
    "person_name": "何秋实",
    "gender": "女",
    "age": "31",
    "ethnicity": "汉族",
    "standing": "正式党员",
    "from_unit": "检修一支部",
    "to_unit": "运行二支部",
    "dues_until": "2026年11月",
    "days": "90",
}
