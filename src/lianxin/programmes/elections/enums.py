"""The steps of an election that the software itself knows, and its letters."""

from collections.abc import Mapping

VOTE, REPORT = "vote", "report"
ANNOUNCEMENT = "announcement"
REPLY, NOTICE, APPROVAL = "reply", "notice", "approval"
# the letters of an election, by the template of each
LETTERS: Mapping[str, str] = {
    REPLY: "election_reply",
    NOTICE: "election_notice",
    APPROVAL: "election_approval",
}
# the step that a letter answers: it must have been taken
ANSWERED: Mapping[str, str] = {REPLY: "request", APPROVAL: REPORT}
