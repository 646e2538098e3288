"""A hall in Maja's street: a meeting with her idea on its agenda, and what she has told; new for every address."""

from dataclasses import dataclass
from datetime import date, time

from flask import Flask

from portal import clock
from portal.db import writing
from portal.meetings import idea_actions, meeting_actions, mode_actions, pieces
from portal.meetings.laying import WhenAndWhere
from portal.meetings.life import Word, steps_of, take_step
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.models import Complaint
from portal.meetings.rules import PieceKind, Step
from portal.meetings.survey_models import Survey, SurveyQuestion
from tests.people import Village

RUNNING = ("meetings_mode.", "meetings_cards.", "meetings_minutes.close", "meetings_minutes.who_was_there")
CLOSED = ("meetings_minutes.on_paper", "meetings_invited.minutes_on_paper", "meetings_invited.old_minutes")
COUNTED = ("meetings_mode.count_again", "meetings_mode.decide", "meetings_mode.show")  # no cards are shown any more
HALL_FORMS: dict[str, dict[str, str]] = {
    "meetings_ideas.answer_wording": {"svar": "ja", "nummer": "1"},
    "meetings_staff.type_in": {"text": "En gynge."},
    "meetings_steps.correct": {"til": "talked", "decided_by": "staff"},
    "meetings_steps.take": {"til": "no", "decided_by": "meeting", "reason": "Vi har ikke penge til den."},
    "meetings_complaints_staff.one": {"step": "heard"},
    "meetings_complaints_staff.correct": {"step": "yes"},
    "meetings_surveys.answer": {"svar-1": "glad"},
    "meetings_surveys_staff.new": {"questions": "1", "last_day": "2026-12-01"},
    "meetings_told.choose": {"pictures": "tea"},
    "meetings_told.draw": {"drawing": '[["stamp","sun",500,500]]'},
    "meetings_told.send": {"navn": "med"},
    "meetings_told.write": {"text": "En gynge."},
    "meetings_planning.plan": {
        "which": "1", "weekday": "1", "starts": "17:00", "place": "klubben", "first_day": "2027-01-01",
    },
    "meetings_agenda.cancel": {"because": "Bo er syg."},
    "meetings_agenda.put_idea": {"idea": "1"},
    "meetings_agenda.move_item": {"do": "op"},
    "meetings_minutes.close": {"hard_because": "Det står sådan."},
    "meetings_invited.reply": {"svar": "ja"},
    "meetings_invited.let_be_named": {"svar": "ja"},
    "meetings_cards.show": {"farve": "grøn", "runde": "1"},
    "meetings_mode.decide": {"outcome": "yes", "said": "Vi køber en bænk."},
}  # fmt: skip
"""What a good form of an address about meetings holds."""


@dataclass(frozen=True)
class Hall:
    """The numbers of one meeting and of what Maja told. `piece_id` is still her draft, `idea_piece_id` is sent."""

    meeting_id: int
    item_id: int
    idea_id: int
    step_id: int
    piece_id: int
    complaint_id: int
    survey_id: int
    kind: str = "moedet"  # a survey's template


def open_hall(app: Flask, village: Village, on: date, endpoint: str) -> Hall:
    """A meeting that everybody knows of; for an address of meeting mode it is running, with cards about its idea."""
    moment, store, maja = clock.now(), app.extensions["told"], village.maja.id
    mark = on.isoformat()
    with writing(village.engine) as session:
        pieces.add(session, maja, PieceKind.TEXT, tap=f"{mark}-a", text="Vi mangler en bænk.")
        idea = idea_actions.send(
            session, maja, named=True, tap=f"{mark}-b", moment=moment, renew=store.renew, dropped=lambda files: None
        )  # fmt: skip
        idea_actions.propose(
            session, idea.id, title="Vi vil have en bænk.", picture="park", lines=[("Vi kan sidde ude.", "sun")],
            hard_because="", by_id=village.bo.id, moment=moment,
        )  # fmt: skip
        idea_actions.answer_wording(session, idea.id, maja, number=1, is_right=True, said="", moment=moment)
        take_step(session, idea, Word(Step.TALKED), by_id=village.bo.id, moment=moment)
        if endpoint == "meetings_ideas.photo":
            take_step(session, idea, Word(Step.YES), by_id=village.bo.id, moment=moment)
            shown = Word(Step.DONE, photo=store.put(b"a photo", "webp"))
            take_step(session, idea, shown, by_id=village.bo.id, moment=moment)
        draft = pieces.add(session, maja, PieceKind.TEXT, tap=f"{mark}-c", text="En gynge.")
        if endpoint == "meetings_told.piece":
            drawn = store.put(b'[["stamp","sun",500,500]]', "json")
            draft = pieces.add(session, maja, PieceKind.DRAWING, tap=f"{mark}-d", file=drawn)
        complaint = Complaint(resident_id=maja, to_id=village.bo.id, sent_at=moment, tap=mark)
        session.add(complaint)
        if endpoint == "meetings_complaints.send" and not pieces.own_draft(session, maja, is_complaint=True):
            pieces.add(session, maja, PieceKind.TEXT, tap=f"{mark}-d", text="Naboen larmer.", is_complaint=True)
        if endpoint == "meetings_complaints_staff.correct":
            session.flush()
            for step in (Step.HEARD, Step.TALKED):
                take_step(session, complaint, Word(step), by_id=village.bo.id, moment=moment)
        survey = Survey(template="tilfredshed", title="Har du det godt?", last_day=on, made_at=moment)
        session.add(survey)
        session.flush()
        session.add(SurveyQuestion(survey_id=survey.id, position=1, sentence="Er du glad for at bo her?"))
        meeting = meeting_actions.meet_once(
            session, on, WhenAndWhere(time(17), "klubben", "i klubben"), by_id=village.bo.id, moment=moment
        )  # fmt: skip
        meeting_actions.announce(session, meeting.id, moment=moment)
        item = meeting_actions.put_on_agenda(session, meeting.id, idea.id)
        meeting_actions.write_agenda(
            session, meeting.id, [Written(ItemKind.PURCHASE, "Vi køber en ny kaffemaskine.", "coffee")]
        )
        if endpoint.startswith((*RUNNING, *CLOSED)):
            mode_actions.open_meeting(session, meeting.id, moment=moment)
        if endpoint.startswith(("meetings_mode.", "meetings_cards.")):
            mode_actions.open_voting(session, meeting.id, item.id)
        if endpoint.startswith(CLOSED):
            mode_actions.close_meeting(
                session, meeting.id, title="Beboermøde", picture="meeting",
                lines=[("item", "Vi køber en bænk.", "park")], hard_because="", without=(),
                by_id=village.bo.id, moment=moment,
            )  # fmt: skip
        if endpoint in COUNTED:
            mode_actions.close_voting(session, meeting.id, item.id, paper={})
        step = steps_of(session, idea)[-1]
        return Hall(meeting.id, item.id, idea.id, step.id, draft.id, complaint.id, survey.id)
