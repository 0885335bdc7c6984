"""Powers, reaches and kinds of data in the words of those whom they concern."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lianxin.kernel.actor import Reach

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

POWERS: Mapping[str, "StrOrPromise"] = {
    "units.see": _("See the organisation's units"),
    "units.restricted": _("See restricted units (abroad, classified)"),
    "units.edit": _("Found, rename, move and dissolve units"),
    "people.see": _("See people and where they work"),
    "people.edit": _("Enter people and correct their entries"),
    "people.standing": _("See what people are to the Party"),
    "people.contact": _("Look up phone and identity numbers; each look-up is kept"),
    "posts.edit": _("Open posts, appoint people and end appointments"),
    "goals.see": _("See goals"),
    "goals.give": _("Give goals to units"),
    "goals.verify": _("Verify reports: strike goals off or return them"),
    "goals.report": _("Report goals done and ask for later deadlines"),
    "plans.see": _("See plans and how far they have come"),
    "plans.edit": _("Make plans, send them for approval and issue them"),
    "plans.reply": _("Answer when a plan is out for comment"),
    "targets.see": _("See business targets"),
    "targets.edit": _("Set business targets and enter what was reached"),
    "records.see": _("See records"),
    "records.record": _("Record meetings and correct the records"),
    "letters.see": _("See letters that units wrote and received"),
    "letters.write": _("Write letters, issue them, and enter those that come"),
    "transfers.see": _("See transfers of members from and to these units"),
    "transfers.handle": _("Ask for transfers, receive members and send back"),
    "transfers.release": _("Decide whether a member is released"),
    "personnel.update": _("Take in what the personnel system tells"),
    "personnel.settle": _("Settle where the personnel system differs"),
    "journal.see": _("Read the journal: who changed what"),
    "accounts.manage": _("Open and close accounts, hand out one-time codes"),
    "system.administer": _("Administer the system"),
}

REACHES: Mapping[Reach, "StrOrPromise"] = {
    Reach.OWN: _("of %(unit)s"),
    Reach.BELOW: _("of %(unit)s and all units below"),
    Reach.ALL: _("everywhere"),
}

# What the file with one's own data calls its parts; one for each table that names a
# person, and the parts that are found in other ways.
PARTS: Mapping[str, "StrOrPromise"] = {
    "person": _("Your entry"),
    "account": _("Your account, without the password"),
    "journal_by_me": _("What you did, from the journal"),
    "journal_about_me": _("What others did to your entry, from the journal"),
    "people.affiliation": _("Where you belong and belonged"),
    "people.partystanding": _("What you are and were to the Party"),
    "people.situation": _("When you were elsewhere or suspended"),
    "people.personkeyledger": _("Parts of your name and number by which you are found"),
    "people.contact": _("Your phone and identity number"),
    "posts.appointment": _("Posts you hold and held"),
    "elections.election": _("Elections that you began"),
    "elections.step": _("Steps of elections that you noted"),
    "elections.conclusion": _("Elections that you concluded"),
    "polls.poll": _("Votes you prepared"),
    "polls.item": _("Votes in which you were a candidate or were graded"),
    "polls.voter": _("Votes in which you might take part"),
    "polls.teller": _("Votes in which you were a teller"),
    "polls.result": _("Results that you declared"),
    "records.record": _("Meetings you chaired or recorded"),
    "records.participation": _("Meetings you were expected at, and whether you came"),
    "records.leave": _("Why you had leave"),
    "records.formerleave": _("Why you had leave, as it stood before a correction"),
    "records.amendment": _("Records you corrected"),
    "records.recordfile": _("Files you added"),
    "records.makeup": _("Study you made up, or entered as made up"),
    "guidance.document": _("Documents you took in"),
    "guidance.plan": _("Plans you began"),
    "guidance.clausehandling": _("Clauses you set aside as principles"),
    "guidance.taskperson": _("Tasks for which you are responsible"),
    "guidance.task": _("Tasks that name you"),
    "guidance.consultation": _("Drafts you sent round for comments"),
    "guidance.comment": _("Comments on drafts that you entered"),
    "guidance.commentanswer": _("Comments on which you decided"),
    "guidance.submission": _("Plans you sent for approval"),
    "guidance.issue": _("Plans you issued"),
    "guidance.trial": _("Trials of tasks that you began"),
    "goals.goal": _("Goals you gave"),
    "goals.goalchange": _("Goals whose wording you changed"),
    "goals.goalwithdrawal": _("Goals you took back"),
    "goals.goaltarget": _("Goals you linked to business targets"),
    "goals.refinement": _("Goals you worded for your unit"),
    "goals.milestone": _("Milestones you said were reached"),
    "goals.figure": _("Numbers you entered for goals"),
    "reviews.round": _("Quarterly reviews you opened"),
    "reviews.line": _("What you said of goals in quarterly reviews"),
    "targets.target": _("Business targets you set"),
    "targets.actual": _("Values you entered for business targets"),
    "goals.evidence": _("Records you judged to serve a goal"),
    "goals.completionreport": _("Goals you reported done"),
    "goals.verification": _("Reports you verified"),
    "letters.letter": _("Letters you wrote or issued"),
    "letters.receivedletter": _("Letters received that you entered"),
    "personnel.token": _("Tokens you made for the personnel system"),
    "personnel.difference": _("What the personnel system tells of you"),
    "transfers.transfer": _("Transfers that concern you or that you asked for"),
    "transfers.ending": _("Transfers you brought to an end"),
    "approvals.approval": _("Approvals you asked for"),
    "approvals.decision": _("Approvals you decided"),
    "approvals.withdrawal": _("Requests you took back"),
}
