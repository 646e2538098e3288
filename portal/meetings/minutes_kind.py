"""Minutes in the staff's editor: they exist when a meeting is closed, and are corrected by a new version."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Response, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.db import db
from portal.easyread.line import Line
from portal.easyread.report import Audience
from portal.meetings import meeting_actions, meeting_paper, minutes_queries, mode_actions
from portal.meetings.agenda_kind import names_known
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Stage
from portal.meetings.meeting_words import say_about
from portal.meetings.minutes_queries import MinutesFacts, Own
from portal.meetings.said_and_decided import DECISION, ITEM, REASON, RESULT, WHO, MinutesLine, title_of
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.refusal import N_, Refused
from portal.web.dates import day_in_words
from portal.web.locale import language

NAME = "referat"
PARTS = (
    Part(ITEM, N_("Punkt"), N_("Nyt punkt")),
    Part(RESULT, N_("Det sagde kortene"), N_("Det sagde kortene"), of=ITEM),
    Part(DECISION, N_("Beslutning"), N_("Beslutning"), of=ITEM),
    Part(REASON, N_("Derfor"), N_("Derfor"), of=ITEM),
    Part(WHO, N_("Hvem gør det?"), N_("Hvem gør det?"), of=ITEM),
)
NO_TITLE = N_("Giv referatet et navn.")
NO_LINE = N_("Skriv, hvad I talte om.")
NO_ITEM = N_("Skriv punktet over linjen.")
STAYS = N_("Ret referatet, for beboerne har læst det.")
NO_COPY = N_("Skriv hvert referat for sig.")


def for_resident(subject: Subject, document: Document) -> str:
    """The page of the meeting as residents will meet it."""
    meeting = _meeting(subject)
    there = minutes_queries.who_was_there(db.session, subject.id)
    said = say_about(meeting, Own(), (), _facts(subject, document), there, clock.now())
    preview = {"reader": subject.reader, "back": url_for("publishing.edit", kind=NAME, subject_id=subject.id)}
    return render_template("meetings/minutes.html", said=said, preview=preview)


def for_print(subject: Subject, document: Document) -> Response:
    """The paper itself."""
    there = minutes_queries.who_was_there(db.session, subject.id)
    return meeting_paper.minutes(_meeting(subject), _facts(subject, document), there)


class MinutesKind:
    """Minutes, as `publishing.kinds.Kind` asks for them. They are nobody's own."""

    name = NAME
    feature = "meetings"
    audience = Audience.RESIDENT
    parts = PARTS
    faces: Mapping[str, Face] = {"beboer": for_resident, "print": for_print}

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        meeting = minutes_queries.meeting_called(session, subject_id)
        found = minutes_queries.minutes_of(session, subject_id)
        if meeting is None or found is None:
            return None
        return Subject(
            kind=NAME,
            id=subject_id,
            heading=_("Referat"),
            back=url_for("meetings_agenda.one", meeting_id=subject_id),
            back_label=day_in_words(meeting.on, today=clock.today(), language=language()),
            reader=_("Beboerne"),
            whose_id=None,
            names=names_known(session),
            number=found.newest + 1,
            is_published=False,  # what is out stays out: it can only be corrected
            read_together=False,
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        found = minutes_queries.minutes_of(session, subject_id)
        if found is None:
            return None
        return document_of(found.title, found.picture, [(part, *_words(line)) for part, line in found.lines])

    def faults(self, document: Document) -> Sequence[Fault]:
        found = [] if document.title else [Fault("", NO_TITLE)]
        if not lines_in(document):
            found.append(Fault("", NO_LINE))
        has_item = False
        for line in document.lines:
            has_item = bool(line.sentence) if line.part == ITEM else has_item
            if line.sentence and not has_item:
                found.append(Fault(line.id, NO_ITEM))
        return found

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        meeting = meeting_actions.held_in(session, subject_id, {Stage.CLOSED})
        mode_actions.add_minutes(
            session, meeting, title=document.title, picture=document.picture, lines=lines_in(document),
            hard_because=hard_because, by_id=by_id, moment=moment,
        )  # fmt: skip

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        raise Refused(STAYS)

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return ()

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        raise Refused(NO_COPY)


def document_of(title: str, picture: str | None, lines: Sequence[MinutesLine]) -> Document:
    """Minutes as a manuscript."""
    drafted = [DraftLine(new_line("").id, part, sentence, drawn) for part, sentence, drawn in lines]
    return Document(title, picture, tuple(drafted))


def lines_in(document: Document) -> list[MinutesLine]:
    """What a manuscript says; lines without words are left out."""
    return [(line.part, line.sentence, line.picture) for line in document.lines if line.sentence]


def _words(line: Line) -> tuple[str, str | None]:
    return line.sentence, line.picture


def _facts(subject: Subject, document: Document) -> MinutesFacts:
    """A manuscript as the minutes it becomes."""
    lines = tuple((part, Line(sentence, picture)) for part, sentence, picture in lines_in(document))
    title = document.title or title_of(_meeting(subject))
    return MinutesFacts(subject.number, subject.number, title, document.picture, lines, clock.now())


def _meeting(subject: Subject) -> MeetingFacts:
    found = minutes_queries.meeting_called(db.session, subject.id)
    assert found is not None  # the subject is that meeting
    return found
