"""The way into a manuscript, for every page that shows or changes one."""

from flask import abort

from portal.db import db
from portal.people.access import note_look
from portal.people.models import LogKind
from portal.people.visits import visitor
from portal.publishing.kinds import Kind, Subject, kind_called
from portal.publishing.models import Manuscript
from portal.publishing.queries import manuscript_of
from portal.web.sites import current_site


def subject_or_404(kind_name: str, subject_id: int) -> tuple[Kind, Subject]:
    """A kind and one of its subjects; one that this member of staff may not write about looks like none."""
    kind = kind_called(kind_name)
    if kind is None or kind.feature not in current_site().features:
        abort(404)
    subject = kind.subject(db.session, staff_id=visitor().id, subject_id=subject_id)
    if subject is None:
        abort(404)
    return kind, subject


def note_look_at(subject: Subject, kind: LogKind) -> None:
    """Log that somebody looks at a resident's thing. What is nobody's is no secret, and no look at it is kept."""
    if subject.whose_id is not None:
        note_look(kind, whose_id=subject.whose_id)


def manuscript_or_404(subject: Subject) -> Manuscript:
    """What is being written about it."""
    manuscript = manuscript_of(db.session, subject.kind, subject.id)
    if manuscript is None:
        abort(404)
    return manuscript
