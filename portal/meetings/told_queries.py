"""What was told, for whoever may hear and see it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings.models import Complaint, Idea, Piece

ME, IS_STAFF = sa.bindparam("person_id", type_=sa.Integer), sa.bindparam("is_staff", type_=sa.Boolean)
_PIECE = (
    sa.select(Piece.id, Piece.kind, Piece.file)
    .outerjoin(Idea, Idea.id == Piece.idea_id)
    .outerjoin(Complaint, Complaint.id == Piece.complaint_id)
    .where(
        Piece.id == sa.bindparam("piece_id"),
        Piece.file.is_not(None),
        sa.or_(
            Piece.owner_id == ME,
            Idea.author_id == ME,
            sa.and_(Piece.idea_id.is_not(None), IS_STAFF),
            Complaint.resident_id == ME,
            Complaint.to_id == ME,
        ),
    )
)


def piece_with_file(session: Session, piece_id: int, person_id: int, *, is_staff: bool) -> sa.Row | None:
    """A piece that is a file, as id, kind and name; `None` for whoever may not have it.

    A draft is its owner's, an idea its author's and the staff's, a complaint the resident's and the person's told.
    """
    return session.execute(
        _PIECE, {"piece_id": piece_id, "person_id": person_id, "is_staff": is_staff}
    ).one_or_none()  # fmt: skip
