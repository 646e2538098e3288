"""Activities in the staff's editor: an entry is lines, and how the catalogue shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask import render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.activities import actions, indexing
from portal.activities.desk_queries import KIND
from portal.activities.models import Activity, Organiser, Venue
from portal.activities.rules import DAYS_AHEAD, MOST_LINES, Standing
from portal.easyread.line import Line
from portal.easyread.report import Audience
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.red_days import red_days
from portal.refusal import N_

LINE = "line"
PARTS = (Part(LINE, N_("Linje"), N_("Ny linje")),)

NO_TITLE = N_("Giv aktiviteten et navn.")
NO_LINE = N_("Skriv, hvad man laver.")
TOO_MANY = N_("Skriv højst 8 linjer om aktiviteten.")


def for_reader(subject: Subject, document: Document) -> str:
    """The words as they stand on the page of an entry."""
    back = url_for("publishing.edit", kind=subject.kind, subject_id=subject.id)
    return render_template(
        "activities/staff/preview.html", title=document.title or _("Uden navn"), lines=lines_of(document),
        preview={"reader": subject.reader, "back": back},
    )  # fmt: skip


class ActivityKind:
    """Activities, as `publishing.kinds.Kind` asks for them. They are nobody's own: all staff write in all of them."""

    name = KIND
    feature = "activities"
    audience = Audience.CATALOGUE
    parts = PARTS
    faces: Mapping[str, Face] = {"beboer": for_reader}

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        activity = session.get(Activity, subject_id)
        if activity is None:
            return None
        organiser = session.get_one(Organiser, activity.organiser_id)
        venue = session.get(Venue, activity.venue_id) if activity.venue_id else None
        return Subject(
            kind=KIND,
            id=subject_id,
            heading=_("Aktivitet %(title)s", title=activity.code),
            back=url_for("activities_desk.one", activity_id=subject_id),
            back_label=_("Alt om %(title)s", title=activity.code),
            reader=_("Læserne"),
            whose_id=None,
            names=(organiser.name, *((venue.name, venue.area) if venue else ())),
            number=2 if activity.title else 1,
            is_published=activity.standing is Standing.PUBLISHED,
            read_together=False,
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        activity = session.get(Activity, subject_id)
        if activity is None or not activity.title:
            return None
        return document_of(activity)

    def faults(self, document: Document) -> Sequence[Fault]:
        found = [] if document.title else [Fault("", NO_TITLE)]
        number = len(lines_of(document))
        if not number or number > MOST_LINES:
            found.append(Fault("", TOO_MANY if number else NO_LINE))
        return found

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        lines = [(line.sentence, line.picture) for line in lines_of(document)]
        actions.publish(session, subject_id, title=document.title, picture=document.picture, lines=lines, moment=moment)
        today = moment.date()
        red = red_days(today, today + timedelta(days=DAYS_AHEAD))
        actions.lay_occurrences(session, subject_id, red=red, today=today)  # what had ended has no days left
        indexing.renew(session, subject_id)

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        actions.end(session, subject_id, moment=moment)
        indexing.renew(session, subject_id)

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return ()  # an entry is for everybody: there is nobody to copy it for

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        old = session.get_one(Activity, of)
        made = actions.begin(session, interest=old.interest, organiser_id=old.organiser_id, moment=moment)
        made.venue_id = old.venue_id
        return made.id


def document_of(activity: Activity) -> Document:
    """An entry's words, to write on in. A line's `source` is its place, so that a changed one is known again."""
    lines = [
        DraftLine(new_line(LINE).id, LINE, str(sentence), picture, source=place)
        for place, (sentence, picture) in enumerate(activity.lines, start=1)
    ]
    return Document(activity.title, activity.picture, tuple(lines))


def lines_of(document: Document) -> list[Line]:
    """What a manuscript says; lines without words are left out."""
    return [Line(line.sentence, line.picture) for line in document.lines if line.sentence]
