"""An agenda in the staff's editor: each line is one thing to talk about; residents, paper and screen show it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.db import db
from portal.easyread.report import Audience
from portal.meetings import meeting_actions, meeting_paper, minutes_queries
from portal.meetings.agenda_queries import ItemFacts, agenda_of
from portal.meetings.laying import AGENDA
from portal.meetings.meeting_actions import Written, items_of
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import WRITTEN, ItemKind, Stage
from portal.meetings.meeting_words import agenda_line, say_about
from portal.meetings.minutes_queries import Own
from portal.meetings.planning_words import KINDS
from portal.meetings.said_and_decided import PICTURE, title_of
from portal.people import queries as people
from portal.people.rules import Role
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.refusal import N_, Refused
from portal.web.dates import day_in_words
from portal.web.locale import language

PART_OF = {kind: kind.value.replace(" ", "_") for kind in WRITTEN}
KIND_OF = {part: kind for kind, part in PART_OF.items()}
PARTS = tuple(Part(PART_OF[kind], KINDS[kind], KINDS[kind]) for kind in WRITTEN)
MOST_LINES = 10  # what can be talked about in an hour

NO_LINE = N_("Skriv, hvad I skal tale om.")
TOO_MANY = N_("Skriv højst 10 linjer til et møde.")
NO_COPY = N_("Skriv hvert møde for sig.")


def for_resident(subject: Subject, document: Document) -> str:
    """The page of the meeting with these lines on its agenda."""
    meeting = _meeting(subject)
    said = say_about(meeting, Own(), _agenda(meeting, document), None, None, clock.now())
    return render_template("meetings/meeting.html", said=said, preview=_preview(subject))


def for_print(subject: Subject, document: Document) -> Response:
    """The agenda as it hangs on the wall."""
    meeting = _meeting(subject)
    return meeting_paper.agenda(meeting, _agenda(meeting, document))


def for_screen(subject: Subject, document: Document) -> str:
    """One item at a time in letters that can be read from a sofa."""
    meeting = _meeting(subject)
    items = [agenda_line(each) for each in _agenda(meeting, document)]
    number = min(max(request.args.get("nummer", 1, type=int), 1), max(len(items), 1))
    return render_template(
        "meetings/staff/agenda_screen.html", title=title_of(meeting), items=items, number=number,
        address=request.path, preview=_preview(subject),
    )  # fmt: skip


class AgendaKind:
    """Agendas, as `publishing.kinds.Kind` asks for them. They are nobody's own: all staff write in all of them."""

    name = AGENDA
    feature = "meetings"
    audience = Audience.RESIDENT
    parts = PARTS
    faces: Mapping[str, Face] = {"beboer": for_resident, "print": for_print, "skaerm": for_screen}

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        meeting = minutes_queries.meeting_called(session, subject_id)
        if meeting is None or meeting.stage is Stage.CANCELLED:
            return None
        is_published = any(item.kind in WRITTEN for item in items_of(session, subject_id))
        return Subject(
            kind=AGENDA,
            id=subject_id,
            heading=_("Dagsorden"),
            back=url_for("meetings_agenda.one", meeting_id=subject_id),
            back_label=day_in_words(meeting.on, today=clock.today(), language=language()),
            reader=_("Beboerne"),
            whose_id=None,
            names=names_known(session),
            number=2 if is_published else 1,
            is_published=is_published,
            read_together=False,
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        meeting = minutes_queries.meeting_called(session, subject_id)
        items = [item for item in items_of(session, subject_id) if item.kind in WRITTEN]
        if meeting is None or not items:
            return None
        lines = [
            DraftLine(new_line("").id, PART_OF[item.kind], item.sentence, item.picture, source=item.id)
            for item in items
        ]
        return Document(title_of(meeting), PICTURE, tuple(lines))

    def faults(self, document: Document) -> Sequence[Fault]:
        number = len(written_in(document))
        if not number or number > MOST_LINES:
            return [Fault("", TOO_MANY if number else NO_LINE)]
        return []

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        meeting_actions.write_agenda(session, subject_id, written_in(document))

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        meeting_actions.write_agenda(session, subject_id, ())

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return ()

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        raise Refused(NO_COPY)


def empty_agenda(meeting: MeetingFacts) -> Document:
    """To begin with: one line to write in."""
    return Document(title_of(meeting), PICTURE, (new_line(PART_OF[ItemKind.PURCHASE]),))


def written_in(document: Document) -> list[Written]:
    """What a manuscript says; lines without words are left out."""
    return [
        Written(KIND_OF.get(line.part, ItemKind.OTHER), line.sentence, line.picture, line.source)
        for line in document.lines
        if line.sentence
    ]


def names_known(session: Session) -> tuple[str, ...]:
    """Everybody who may be spoken of at a meeting: no hard words for those who know them."""
    return tuple(each.first_name for each in people.all_of(session, *Role))


def _agenda(meeting: MeetingFacts, document: Document) -> list[ItemFacts]:
    """The agenda as it is when this is published: what is written takes the places of what was written before."""
    waiting = iter(ItemFacts(0, each.kind, each.sentence, each.picture) for each in written_in(document))
    order: list[ItemFacts] = []
    for item in agenda_of(db.session, meeting):
        here = next(waiting, None) if item.kind in WRITTEN else item
        order += [here] if here is not None else []
    return [*order, *waiting]


def _meeting(subject: Subject) -> MeetingFacts:
    found = minutes_queries.meeting_called(db.session, subject.id)
    assert found is not None  # the subject is that meeting
    return found


def _preview(subject: Subject) -> dict[str, str]:
    return {
        "reader": subject.reader,
        "back": url_for("publishing.edit", kind=subject.kind, subject_id=subject.id),
    }
