"""What each event means.

A meaning is the first sentence of its event's docstring; a test holds the two together.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEANINGS: Mapping[str, "StrOrPromise"] = {
    "goals.given": _("A unit was given a goal."),
    "goals.reworded": _("Whoever gave a goal changed its wording, with a reason."),
    "goals.withdrawn": _("Whoever gave a goal took it back, with a reason."),
    "goals.evidence_linked": _("Somebody judged that a record serves a goal."),
    "goals.evidence_unlinked": _(
        "Somebody took back the judgement that a record serves a goal."
    ),
    "goals.reported": _("The unit reported a goal done."),
    "goals.struck_off": _(
        "The giver's side verified the report and struck the goal off."
    ),
    "goals.report_returned": _("The giver's side returned the report with a reason."),
    "goals.later_deadline_asked": _(
        "The unit asked for a later deadline; it counts once it is agreed to."
    ),
    "duties.added": _("A unit asked the units below it for something more."),
    "duties.ended": _("A unit no longer asks for what it had asked for."),
    "duties.window_told": _(
        "A unit told when the meetings of a review year are to be held."
    ),
    "duties.waiver_asked": _("A unit asked that one period of a duty be waived."),
    "goals.issued": _("Units were given the goals of an issued plan, so many of them."),
    "goals.changed": _(
        "A plan was issued anew: all goals of one row were changed or withdrawn."
    ),
    "goals.refined": _("The unit worded a goal for its own business."),
    "goals.own_drafted": _("A unit drafted a goal of its own, or changed its draft."),
    "goals.own_proposed": _(
        "A unit sent a goal of its own to the unit above for agreement."
    ),
    "goals.milestone_reached": _("The unit said that a milestone was reached."),
    "goals.figure_entered": _("The unit entered the number reached by a day."),
    "goals.target_linked": _("Somebody judged that a goal serves a business target."),
    "goals.target_unlinked": _(
        "Somebody took back that a goal serves a business target."
    ),
    "guidance.document_taken_in": _("A document was taken in."),
    "guidance.table_taken_in": _("A table of tasks was taken in."),
    "guidance.document_corrected": _(
        "Title, number or issuer of a document were corrected."
    ),
    "guidance.document_withdrawn": _("A mistaken intake was taken back."),
    "guidance.task_written": _("A row was added to a plan."),
    "guidance.task_changed": _("Rows of a plan were edited, merged, split or moved."),
    "guidance.task_removed": _("A row was taken out of a plan."),
    "guidance.task_restored": _("A removed row was put back into a plan."),
    "guidance.clause_carried": _(
        "A clause was found to be carried out by an existing duty."
    ),
    "guidance.clause_handled": _("Clauses were set aside as principles."),
    "guidance.clause_reopened": _("A clause that was set aside is open again."),
    "reviews.opened": _("A unit opened the review of a quarter."),
    "reviews.closed": _("The review of a quarter was closed."),
    "reviews.lines_entered": _("A unit said how its goals go on."),
    "targets.set": _("A unit set a business target."),
    "targets.amended": _("A business target was changed."),
    "targets.actual_entered": _("The value reached by a day was entered."),
    "guidance.plan_begun": _("A unit began a plan."),
    "guidance.consultation_opened": _("A plan's draft was sent round for comments."),
    "guidance.consultation_closed": _("No more comments on a plan's draft are taken."),
    "guidance.draft_commented": _(
        "A unit commented on a plan's draft, or said that it has no comment."
    ),
    "guidance.comments_answered": _(
        "It was decided which comments on a plan's draft are adopted."
    ),
    "guidance.plan_submitted": _("A plan was sent for approval."),
    "guidance.plan_issued": _(
        "A plan was issued under a number, or issued anew after a change."
    ),
    "guidance.issue_given": _("All goals of an issued plan have reached their units."),
    "guidance.wording_added": _("A unit says something no more, and what it says now."),
    "guidance.wording_removed": _(
        "A row was taken out of a unit's table of former wordings."
    ),
    "guidance.trial_begun": _(
        "A task of a plan is tried out before the plan is issued."
    ),
    "inspections.begun": _("A unit began to inspect units below it."),
    "inspections.found": _("An inspection found a problem in a unit."),
    "inspections.withdrawn": _(
        "A finding turned out to be a mistake and was withdrawn."
    ),
    "elections.begun": _("A unit began to prepare the election of its committee."),
    "elections.step_taken": _("A step of an election was taken."),
    "elections.step_corrected": _(
        "What was noted of a step of an election was corrected."
    ),
    "elections.files_added": _("Files were put beside a step of an election."),
    "elections.file_removed": _("A file was taken away from a step of an election."),
    "elections.named": _(
        "It was said who is meant by names that voters wrote in and elected."
    ),
    "elections.vote_withdrawn": _(
        "The vote of an election was thrown away before it was opened."
    ),
    "elections.left_empty": _(
        "The meeting agreed to leave places empty that the votes had not filled."
    ),
    "elections.vote_prepared": _("The vote of an election was prepared."),
    "elections.concluded": _(
        "The unit above approved an election: the elected hold their posts."
    ),
    "polls.prepared": _("A unit prepared a poll."),
    "polls.discarded": _("A poll that had not been opened was thrown away."),
    "polls.opened": _("A poll was opened: who may vote is fixed from then on."),
    "polls.count_entered": _(
        "A teller entered a count, or corrected it; its figures are not in the journal."
    ),
    "polls.closed": _(
        "The voting in secret on line ended; so many ballots lie on the board."
    ),
    "polls.decryption_added": _(
        "A trustee's part of the decryption was put on the board."
    ),
    "polls.grades_decided": _(
        "A committee decided on the grades after a review; no grade is in the journal."
    ),
    "polls.declared": _("The result of a poll was declared and is fixed from then on."),
    "records.past_recorded": _("What a unit had held was taken in from its ledger."),
    "records.past_withdrawn": _(
        "Records that were made from a ledger were struck out."
    ),
    "records.recorded": _("A unit recorded what it held."),
    "records.amended": _(
        "A record was corrected; the former values stay readable beside it."
    ),
    "records.withdrawn": _(
        "A record turned out to be a mistake and counts for nothing any more."
    ),
    "records.item_settled": _(
        "It was noted what a topic of a committee's meeting is, and what became of it."
    ),
    "records.matters_listed": _("A unit listed what it studies before others decide."),
    "records.made_up": _("Somebody who was not there made the study up."),
    "records.files_added": _("Files were put beside a record."),
    "records.file_removed": _("A file was taken away from a record."),
    "approvals.requested": _("A unit asked for approval."),
    "approvals.agreed": _("The holder of a step's post agreed."),
    "approvals.returned": _(
        "The holder of a step's post returned the request; it ends there."
    ),
    "approvals.withdrawn": _("The asker took the request back."),
    "letters.drafted": _("A letter was drafted."),
    "letters.edited": _("The draft of a letter was changed."),
    "letters.discarded": _("The draft of a letter was thrown away; it had no number."),
    "letters.issued": _("A letter was issued under its number; it changes no more."),
    "letters.cancelled": _(
        "An issued letter was cancelled; its number is not used again."
    ),
    "letters.receipt_noted": _("The receipt of a letter of introduction came back."),
    "letters.received": _("A letter that a unit received was entered in its register."),
    "letters.received_cancelled": _(
        "A received letter was struck out of the register; its number is not used again."
    ),
    "personnel.update_taken": _(
        "The personnel system told of people; nothing was changed by that."
    ),
    "personnel.adopted": _("What the personnel system tells of somebody was adopted."),
    "personnel.settled": _(
        "What the personnel system tells of somebody was settled in another way."
    ),
    "personnel.token_made": _(
        "A token was made with which the personnel system may send updates."
    ),
    "personnel.token_revoked": _("A token of the personnel system was revoked."),
    "units.founded": _("A unit was founded under another one, or as the root."),
    "units.renamed": _("A unit has a new name from a day on."),
    "units.moved": _(
        "A unit, with all below it, stands under another unit from a day on."
    ),
    "transfers.asked": _("Somebody's membership is to move to another organisation."),
    "transfers.received": _("A membership was received, and moved on that day."),
    "transfers.refused": _(
        "The receiving organisation sent a transfer back, with a reason."
    ),
    "transfers.withdrawn": _(
        "Whoever asked for a transfer took it back, with a reason."
    ),
    "units.dissolved": _("A unit ended."),
    "units.reinstated": _("The end of a unit was taken back."),
    "posts.election_noted": _(
        "A unit's committee or secretary was elected, and a term began."
    ),
    "posts.election_put_off": _(
        "A term ends on another day than was decided at the election."
    ),
    "units.restricted": _(
        "A unit was said to be abroad or classified, or to be so no more."
    ),
    "units.reordered": _("The units directly below a unit stand in another order."),
    "people.merged": _("Two entries turned out to be of one person and became one."),
    "people.merging_undone": _("Two entries that had become one were parted again."),
    "people.added": _("Somebody was entered."),
    "people.many_added": _("Many people were entered at once, so many of them."),
    "people.many_completed": _(
        "What a table says besides was added to the entries of many people at once."
    ),
    "people.many_withdrawn": _(
        "Many people that had been entered from a table were taken back."
    ),
    "units.many_founded": _("Many units were founded at once, so many of them."),
    "units.many_withdrawn": _(
        "Many units that had been founded from a table were taken back."
    ),
    "imports.dropped": _(
        "Somebody dropped in a workbook; nothing of it is entered by that."
    ),
    "imports.columns_chosen": _("Somebody said what the columns of a sheet mean."),
    "imports.taken": _("The right rows of a sheet were entered, so many of them."),
    "imports.given_back": _(
        "Somebody took along the rows that could not be entered, with the reasons."
    ),
    "imports.undone": _("All that was entered from a workbook was taken back."),
    "imports.discarded": _("A workbook was thrown away, with all rows that waited."),
    "people.edited": _("Somebody's entry was corrected or completed."),
    "people.affiliated": _("Somebody belongs to a unit from a day on."),
    "people.affiliation_ended": _("Somebody belongs to a unit no more."),
    "people.standing_set": _("What somebody is to the Party changed."),
    "people.standing_ended": _("Somebody has no standing in the Party any more."),
    "people.probation_extended": _(
        "Somebody's probation was extended by a resolution."
    ),
    "people.extension_withdrawn": _(
        "An extension of probation was entered by mistake and is taken back."
    ),
    "people.touched": _("The unit was in touch with a member who is elsewhere."),
    "people.situation_begun": _("A member is elsewhere, is suspended or has died."),
    "people.situation_ended": _("A member is back, or suspended no more."),
    "people.death_taken_back": _(
        "A death had been noted by mistake; what it had ended goes on."
    ),
    "people.contact_set": _(
        "Somebody's phone or identity number was entered or changed."
    ),
    "people.contact_looked_up": _(
        "Somebody looked at a person's phone and identity number."
    ),
    "people.left": _("Somebody left the enterprise."),
    "people.returned": _(
        "Somebody who had left, or was going to, works here again from a day on."
    ),
    "people.account_given": _("Somebody has an account from now on."),
    "posts.opened": _("A unit has a post more."),
    "posts.closed": _("A unit has a post no more."),
    "posts.appointed": _("Somebody holds a post from a day on."),
    "posts.many_appointed": _("Many people hold posts of a unit, as a table says."),
    "posts.many_withdrawn": _("Appointments that a table had made were struck out."),
    "posts.appointment_ended": _(
        "Somebody holds a post no more, and has no right from it."
    ),
    "posts.sessions_ended": _(
        "Open sessions of the holder ended on the day on which the post did."
    ),
    "posts.staff_standard_set": _(
        "A unit says how many people it is to have for the Party's office work."
    ),
    "posts.charge_added": _(
        "A field of responsibility goes with a post from a day on."
    ),
    "posts.charge_ended": _("A field of responsibility goes with a post no more."),
    "posts.reserve_added": _("Somebody is kept in reserve for a post from a day on."),
    "posts.reserve_ended": _("Somebody is kept in reserve for a post no more."),
    "accounts.opened": _("A clerk made an account and a one-time code for it."),
    "accounts.code_issued": _(
        "A new one-time code replaced a forgotten password; open sessions ended."
    ),
    "accounts.closed": _("An account was closed; open sessions ended."),
    "accounts.reopened": _("A closed account was opened again, with a one-time code."),
    "accounts.second_factor_removed": _(
        "The second factor was taken off an account, as its phone was lost."
    ),
    "accounts.password_changed": _("Somebody changed the password of the own account."),
    "accounts.sign_in_linked": _(
        "An account was tied to its holder's sign-in at the enterprise's provider."
    ),
    "accounts.address_changed": _(
        "Somebody changed the mail address of the own account."
    ),
    "crypto.given_up": _(
        "Encrypted values whose key is lost were given up, so many of each column."
    ),
    "archives.asked": _("Somebody asked for an archive of the whole organisation."),
    "archives.taken": _(
        "Somebody took an archive of the whole organisation out of the system."
    ),
    "archives.discarded": _("An archive of the whole organisation was deleted."),
    "cards.card_taken": _("Somebody took the card of a person away as a file."),
    "workbook.asked": _("Somebody had the workbook of a unit's year made."),
    "workbook.taken": _("Somebody took the workbook of a unit's year away as a file."),
    "mine.calendar_opened": _(
        "Somebody made a secret address for the own calendar of deadlines."
    ),
    "mine.calendar_closed": _(
        "Somebody withdrew the address of the own calendar of deadlines."
    ),
    "mine.reminders_chosen": _("Somebody chose how to be reminded."),
    "mine.data_taken": _(
        "Somebody took a copy of all that the system holds about them."
    ),
}
