"""The upward paths, listed here and nowhere else.

READERS: ledgers that follow an event within its transaction.
PANELS: blocks and buttons that an upper tier adds to a lower tier's page.
REFS: how a reference becomes a title and a link for somebody.
ABOUT_PEOPLE: what names a person and follows where two entries become one.

PERIODIC, besides: which tasks the worker begins by itself, and how often.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from lianxin.base.journal.events import Event
from lianxin.desks.cards import panels as card_panels
from lianxin.desks.history import panels as history_panels
from lianxin.desks.imports import panels as import_panels
from lianxin.desks.responsibility import panels as responsibility_panels
from lianxin.desks.workbook import panels as workbook_panels
from lianxin.facts.polls import panels as poll_panels
from lianxin.facts.records import events as records
from lianxin.facts.records import panels as record_panels
from lianxin.org.approvals import events as approvals
from lianxin.org.approvals import panels as approval_panels
from lianxin.org.letters import panels as letter_panels
from lianxin.org.people import panels as people_panels
from lianxin.org.personnel import panels as personnel_panels
from lianxin.org.posts import events as posts
from lianxin.org.posts import panels as post_panels
from lianxin.org.transfers import panels as transfer_panels
from lianxin.org.units import events as units
from lianxin.org.units import panels as unit_panels
from lianxin.programmes.elections import panels as election_panels
from lianxin.programmes.inspections import panels as inspection_panels
from lianxin.work.duties import events as duties
from lianxin.work.duties import operations as duty_ledger
from lianxin.work.duties import panels as duty_panels
from lianxin.work.goals import events as goals
from lianxin.work.goals import operations as goal_ledger
from lianxin.work.goals import panels as goal_panels
from lianxin.work.guidance import panels as guidance_panels
from lianxin.work.reviews import panels as review_panels
from lianxin.work.targets import panels as target_panels

READERS: Mapping[type[Event], Sequence[Callable[[Event], None]]] = {
    goals.GoalGiven: (goal_ledger.follow_goal,),
    goals.GoalWithdrawn: (goal_ledger.follow_goal,),
    goals.EvidenceLinked: (goal_ledger.follow_goal,),
    goals.EvidenceUnlinked: (goal_ledger.follow_goal,),
    goals.GoalReported: (goal_ledger.follow_goal,),
    goals.GoalStruckOff: (goal_ledger.follow_goal,),
    goals.ReportReturned: (goal_ledger.follow_goal,),
    goals.GoalReworded: (goal_ledger.follow_goal,),
    goals.GoalRefined: (goal_ledger.follow_goal,),
    goals.MilestoneReached: (goal_ledger.follow_goal,),
    goals.OwnGoalDrafted: (goal_ledger.follow_goal,),
    goals.OwnGoalProposed: (goal_ledger.follow_goal,),
    goals.GoalsIssued: (goal_ledger.follow_issued,),
    goals.GoalsChanged: (goal_ledger.follow_changed,),
    records.MeetingRecorded: (duty_ledger.follow_recorded,),
    records.PastMeetingsRecorded: (duty_ledger.follow_past,),
    records.PastMeetingsWithdrawn: (duty_ledger.follow_past_withdrawn,),
    records.RecordAmended: (goal_ledger.follow_record, duty_ledger.follow_record),
    records.RecordWithdrawn: (goal_ledger.follow_record, duty_ledger.follow_record),
    units.UnitFounded: (duty_ledger.follow_unit,),
    units.UnitDissolved: (duty_ledger.follow_move,),
    units.UnitReinstated: (duty_ledger.follow_move,),
    units.UnitMoved: (duty_ledger.follow_move,),
    units.UnitsFounded: (duty_ledger.follow_many_founded,),
    units.UnitsWithdrawn: (duty_ledger.follow_many_withdrawn,),
    posts.PersonAppointed: (duty_ledger.follow_unit,),
    posts.PeopleAppointed: (duty_ledger.follow_unit,),
    posts.AppointmentsWithdrawn: (duty_ledger.follow_unit,),
    posts.AppointmentEnded: (duty_ledger.follow_unit,),
    duties.DutyAdded: (duty_ledger.follow_asking,),
    duties.DutyEnded: (duty_ledger.follow_asking,),
    duties.ReviewWindowTold: (duty_ledger.follow_asking,),
    approvals.ApprovalAgreed: (
        goal_ledger.follow_approval,
        duty_ledger.follow_approval,
    ),
    approvals.ApprovalReturned: (goal_ledger.follow_approval,),
    approvals.ApprovalWithdrawn: (goal_ledger.follow_approval,),
}
PANELS: Mapping[str, Sequence[Callable[..., object]]] = {
    "approvals.approval": (
        guidance_panels.table_of_approval,
        history_panels.history,
    ),
    "elections.election": (
        election_panels.letters_of_election,
        history_panels.history,
    ),
    "goals.goal": (
        guidance_panels.source_of_goal,
        inspection_panels.finding_of_goal,
        goal_panels.vote_of_goal,
        history_panels.history,
    ),
    "guidance.plan": (history_panels.history,),
    "inspections.inspection": (history_panels.history,),
    "letters.letter": (history_panels.history,),
    "letters.receivedletter": (history_panels.history,),
    "people.actions": (card_panels.actions_of_person,),
    "people.person": (
        post_panels.posts_of_person,
        transfer_panels.transfers_of_person,
        letter_panels.letters_of_person,
        history_panels.history,
    ),
    "polls.adding": (election_panels.link_from_votes,),
    "polls.poll": (
        election_panels.election_of_poll,
        goal_panels.goals_of_motions,
        history_panels.history,
    ),
    "posts.post": (history_panels.history,),
    "goals.adding": (duty_panels.added_by_goal,),
    "goals.giving": (duty_panels.burden_below,),
    "records.record": (
        goal_panels.goals_of_resolutions,
        goal_panels.goals_of_record,
        duty_panels.met_by_record,
        history_panels.history,
    ),
    "records.registers": (election_panels.link_from_registers,),
    "targets.target": (goal_panels.goals_of_target, history_panels.history),
    "transfers.transfer": (history_panels.history,),
    "units.actions": (post_panels.actions_of_unit,),
    "units.dissolving": (
        people_panels.people_left_behind,
        post_panels.posts_left_behind,
        transfer_panels.transfers_left_open,
        election_panels.election_left_open,
        goal_panels.goals_left_open,
    ),
    "units.tree": (
        people_panels.link_from_tree,
        post_panels.link_from_tree,
        import_panels.link_from_tree,
    ),
    "units.unit_on": (post_panels.unit_as_it_was,),
    "units.unit": (
        post_panels.posts_of_unit,
        post_panels.terms_of_unit,
        post_panels.rules_of_unit,
        people_panels.people_of_unit,
        election_panels.elections_of_unit,
        record_panels.matters_of_unit,
        responsibility_panels.of_unit,
        duty_panels.duties_of_unit,
        goal_panels.goals_of_unit,
        letter_panels.letters_of_unit,
        workbook_panels.workbook_of_unit,
        history_panels.history,
    ),
}
REFS: Mapping[str, Callable[..., object]] = {
    "approvals.approval": approval_panels.links,
    "elections.election": election_panels.links,
    "duties.addedduty": duty_panels.added_links,
    "duties.reviewwindow": duty_panels.window_links,
    "duties.waiver": duty_panels.waiver_links,
    "goals.completionreport": goal_panels.report_links,
    "goals.extensionrequest": goal_panels.extension_links,
    "goals.goal": goal_panels.links,
    "goals.goalchange": goal_panels.change_links,
    "goals.milestone": goal_panels.milestone_links,
    "goals.verification": goal_panels.verification_links,
    "guidance.document": guidance_panels.document_links,
    "guidance.formerwording": guidance_panels.wording_links,
    "guidance.issue": guidance_panels.issue_links,
    "guidance.plan": guidance_panels.links,
    "guidance.task": guidance_panels.task_links,
    "guidance.task.source": guidance_panels.source_links,
    "inspections.finding": inspection_panels.finding_links,
    "inspections.finding.source": inspection_panels.finding_links,
    "inspections.inspection": inspection_panels.links,
    "letters.letter": letter_panels.links,
    "letters.receivedletter": letter_panels.received_links,
    "people.person": people_panels.links,
    "personnel.difference": personnel_panels.links,
    "polls.item": poll_panels.motion_links,
    "polls.item.source": poll_panels.motion_links,
    "polls.poll": poll_panels.links,
    "posts.appointment": post_panels.appointment_links,
    "posts.post": post_panels.links,
    "records.record": record_panels.links,
    "records.resolution": record_panels.resolution_links,
    "records.resolution.source": record_panels.resolution_links,
    "reviews.round": review_panels.links,
    "staging.import": import_panels.links,
    "targets.target": target_panels.links,
    "transfers.transfer": transfer_panels.links,
    "units.unit": unit_panels.links,
    "workbook.book": workbook_panels.links,
}

# Each column that names a person, but for those of org/people. What a row may not name
# twice stays with the former entry.
ABOUT_PEOPLE: Sequence[str] = (
    "approvals.Approval.asked_by",
    "approvals.Decision.decided_by",
    "approvals.Withdrawal.withdrawn_by",
    "duties.AddedDuty.added_by",
    "duties.ReviewWindow.told_by",
    "elections.Conclusion.concluded_by",
    "elections.Election.begun_by",
    "elections.FormerStep.corrected_by",
    "elections.Step.entered_by",
    "elections.StepFile.added_by",
    "goals.CompletionReport.reported_by",
    "goals.Evidence.linked_by",
    "goals.Figure.entered_by",
    "goals.Goal.given_by",
    "goals.GoalChange.changed_by",
    "goals.GoalTarget.linked_by",
    "goals.GoalWithdrawal.withdrawn_by",
    "goals.Milestone.reached_by",
    "goals.Refinement.refined_by",
    "goals.Verification.verified_by",
    "guidance.ClauseHandling.handled_by",
    "guidance.Comment.entered_by",
    "guidance.CommentAnswer.answered_by",
    "guidance.Consultation.opened_by",
    "guidance.Document.taken_in_by",
    "guidance.FormerWording.added_by",
    "guidance.Issue.issued_by",
    "guidance.Plan.begun_by",
    "guidance.Submission.submitted_by",
    "guidance.TaskPerson.person",
    "guidance.Trial.begun_by",
    "inspections.Finding.found_by",
    "inspections.Inspection.begun_by",
    "letters.Letter.issued_by",
    "letters.Letter.written_by",
    "letters.ReceivedLetter.entered_by",
    "personnel.Difference.person",
    "personnel.Token.made_by",
    "polls.Appraisal.decided_by",
    "polls.Item.person",
    "polls.Poll.prepared_by",
    "polls.Result.declared_by",
    "polls.Scrutineer.person",
    "polls.Teller.person",
    "polls.Voter.person",
    "posts.Appointment.person",
    "posts.Reserve.person",
    "records.Amendment.amended_by",
    "records.FormerLeave.person",
    "records.MakeUp.entered_by",
    "records.MakeUp.person",
    "records.MatterList.listed_by",
    "records.Participation.person",
    "records.Record.host",
    "records.Record.recorded_by",
    "records.Record.recorder",
    "records.Record.withdrawn_by",
    "records.RecordFile.added_by",
    "reminders.Digest.person",
    "reminders.Subscription.person",
    "reminders.Wish.person",
    "reviews.Line.entered_by",
    "reviews.Round.opened_by",
    "targets.Actual.entered_by",
    "targets.Target.set_by",
    "transfers.Ending.ended_by",
    "transfers.Transfer.asked_by",
    "transfers.Transfer.person",
    "workbook.Book.asked_by",
)

PERIODIC: Mapping[str, timedelta] = {
    "archives.prune": timedelta(days=1),
    "duties.renew": timedelta(days=1),
    "duties.tally": timedelta(minutes=1),
    "files.prune": timedelta(days=1),
    "imports.prune": timedelta(days=1),
    "goals.tally": timedelta(minutes=1),
    "log.seal": timedelta(minutes=1),
    "log.seal_everywhere": timedelta(days=1),
    "jobs.prune": timedelta(days=1),
    "posts.close_accounts": timedelta(hours=1),
    "reminders.forget": timedelta(days=1),
    "reminders.tell": timedelta(minutes=1),
    "units.follow_dates": timedelta(hours=1),
    "workbook.prune": timedelta(days=1),
}
