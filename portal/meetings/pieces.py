"""What somebody tells, piece by piece: a draft of her own until it is sent, kept on the server and nowhere else."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meetings.models import Complaint, Idea, Piece
from portal.meetings.rules import MOST_PICTURES, MOST_PIECES, PieceKind
from portal.refusal import N_, Refused

LONGEST_TEXT = 2_000  # characters

Renew = Callable[[str], str]
"""Gives a stored file another name that nothing connects with the first; the first is dropped later."""

ENOUGH = N_("Send det nu, for det kan ikke blive længere.")
NOTHING = N_("Fortæl noget, før du sender.")
GONE = N_("Fortæl det igen, for det er væk.")


def own_draft(session: Session, person_id: int, *, is_complaint: bool = False) -> Sequence[Piece]:
    """What somebody has begun to tell and not sent, in its order."""
    return session.scalars(_draft(person_id, is_complaint)).all()


def add(
    session: Session, person_id: int, kind: PieceKind, *, tap: str, is_complaint: bool = False, text: str = "",
    pictures: Sequence[str] = (), file: str | None = None, milliseconds: int | None = None,
) -> Piece:  # fmt: skip
    """Tell one thing more. The same tap twice is once: the first is given back, and its `file` is the one that counts.

    Raises `Refused` when there are `MOST_PIECES` already.
    """
    known = session.scalar(sa.select(Piece).where(Piece.owner_id == person_id, Piece.tap == tap))
    if known is not None:
        return known
    begun = own_draft(session, person_id, is_complaint=is_complaint)
    if len(begun) >= MOST_PIECES:
        raise Refused(ENOUGH)
    made = Piece(
        owner_id=person_id, is_complaint=is_complaint, position=max((piece.position for piece in begun), default=0) + 1,
        kind=kind, text=text[:LONGEST_TEXT], pictures=list(pictures)[:MOST_PICTURES], file=file,
        milliseconds=milliseconds, tap=tap,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # the other tap came first
        return session.scalars(sa.select(Piece).where(Piece.owner_id == person_id, Piece.tap == tap)).one()
    return made


def take_out(session: Session, person_id: int, piece_id: int) -> str | None:
    """Take one piece out of one's own draft; the name of its file, which is dropped when the change is kept."""
    piece = session.get(Piece, piece_id)
    if piece is None or piece.owner_id != person_id:
        return None
    session.delete(piece)
    session.flush()
    return piece.file


def give(session: Session, person_id: int, to: Idea | Complaint) -> None:
    """What somebody told belongs to what she sends now, with her name on it. Raises `Refused` when it is nothing."""
    is_complaint = isinstance(to, Complaint)
    for piece in _whole_draft(session, person_id, is_complaint):
        piece.owner_id = piece.tap = None
        if isinstance(to, Complaint):
            piece.complaint_id = to.id
        else:
            piece.idea_id = to.id
    session.flush()


def give_without_name(session: Session, person_id: int, to: Idea, *, renew: Renew) -> list[str]:
    """The same with nothing that leads back: new rows, new file names, the draft deleted.

    Gives the names of the draft's files, which are dropped when the change is kept.
    """
    begun = _whole_draft(session, person_id, False)
    for piece in begun:
        file = renew(piece.file) if piece.file else None
        session.add(
            Piece(
                idea_id=to.id, position=piece.position, kind=piece.kind, text=piece.text, pictures=piece.pictures,
                file=file, milliseconds=piece.milliseconds,
            )
        )  # fmt: skip
        session.delete(piece)
    session.flush()
    return [piece.file for piece in begun if piece.file]


def keep_text(session: Session, idea: Idea, text: str) -> None:
    """What somebody said or wrote on paper, as staff typed it."""
    session.add(Piece(idea_id=idea.id, position=1, kind=PieceKind.TEXT, text=text[:LONGEST_TEXT]))
    session.flush()


def _whole_draft(session: Session, person_id: int, is_complaint: bool) -> Sequence[Piece]:
    found = session.scalars(_draft(person_id, is_complaint).with_for_update()).all()
    if not found:
        raise Refused(NOTHING)
    return found


def _draft(person_id: int, is_complaint: bool) -> sa.Select[Piece]:
    mine = (Piece.owner_id == person_id, Piece.is_complaint.is_(is_complaint))
    return sa.select(Piece).where(*mine).order_by(Piece.position, Piece.id)
