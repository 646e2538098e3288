"""Reading what residents let their relatives see: asked at every request, never kept from one to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.consent import rules
from portal.people.consent.entrances import LET_IN
from portal.people.consent.models import Consent, Relation
from portal.people.consent.rules import ASKED_AGAIN, Answer, Kin, Standing, Topic
from portal.people.models import Person, photo_address


@dataclass(frozen=True, slots=True)
class SeenResident:
    """A resident as a relative may meet her just now."""

    id: int
    slug: str
    first_name: str
    photo: str | None
    topics: frozenset[Topic]

    @property
    def photo_url(self) -> str | None:
        return photo_address(self.photo)


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic between a resident and a relative."""

    topic: Topic
    standing: Standing
    answer: Answer | None
    is_open: bool  # asks for the resident's answer

    @property
    def ends_on(self) -> date | None:
        return self.answer.ends_on if self.answer else None

    @property
    def is_on(self) -> bool:
        return self.standing is Standing.YES

    @property
    def may_be_asked(self) -> bool:
        return rules.may_be_asked(self.standing)


@dataclass(frozen=True, slots=True)
class RelativeView:
    """A relative of one resident, with where every topic stands."""

    id: int  # of the relation
    person_id: int
    first_name: str
    photo: str | None
    email: str | None
    kind: Kin
    is_let_in: bool
    topics: tuple[TopicView, ...]

    @property
    def photo_url(self) -> str | None:
        return photo_address(self.photo)

    @property
    def open_topic(self) -> TopicView | None:
        return next((each for each in self.topics if each.is_open), None)

    @property
    def sees_something(self) -> bool:
        return any(each.is_on for each in self.topics)

    def topic(self, topic: Topic) -> TopicView:
        return next(each for each in self.topics if each.topic is topic)


# --- what may be seen: one statement each, built once ---------------------------------------------------------

_relation, _consent, _person = (sa.inspect(each).local_table for each in (Relation, Consent, Person))
_counts = sa.and_(
    _consent.c.said_yes.is_(True), _consent.c.ended_at.is_(None), _consent.c.ends_on >= sa.bindparam("today")
)
_MAY_SEE = (
    sa.select(_consent.c.topic)
    .join(_relation, _relation.c.id == _consent.c.relation_id)
    .join(_person, _person.c.id == _relation.c.resident_id)
    .where(
        _relation.c.relative_id == sa.bindparam("relative_id"),
        _relation.c.resident_id == sa.bindparam("resident_id"),
        _relation.c.ended_at.is_(None),
        _person.c.left_at.is_(None),
        _counts,
    )
)
_SEEN = (
    sa.select(_person.c.id, _person.c.slug, _person.c.first_name, _person.c.photo, _consent.c.topic)
    .join(_relation, _relation.c.resident_id == _person.c.id)
    .outerjoin(_consent, sa.and_(_consent.c.relation_id == _relation.c.id, _counts))
    .where(
        _relation.c.relative_id == sa.bindparam("relative_id"),
        _relation.c.ended_at.is_(None),
        _person.c.left_at.is_(None),
        LET_IN,
    )
    .order_by(_person.c.first_name, _person.c.id)
)


def may_see(session: Session, *, relative_id: int, resident_id: int, today: date) -> frozenset[Topic]:
    """What a relative may see of a resident, at this moment."""
    facts = {"relative_id": relative_id, "resident_id": resident_id, "today": today}
    return frozenset(session.scalars(_MAY_SEE, facts))


def residents_seen_by(session: Session, relative_id: int, today: date) -> tuple[SeenResident, ...]:
    """The residents who show a relative something just now."""
    return tuple(each for each in residents_known_to(session, relative_id, today) if each.topics)


def residents_known_to(session: Session, relative_id: int, today: date) -> tuple[SeenResident, ...]:
    """Also those who have shown her something and show nothing now. Of these she may know the first name, no more."""
    found: dict[int, SeenResident] = {}
    for row in session.execute(_SEEN, {"relative_id": relative_id, "today": today}):
        before = found[row.id].topics if row.id in found else frozenset[Topic]()
        topics = before | {row.topic} if row.topic else before
        found[row.id] = SeenResident(row.id, row.slug, row.first_name, row.photo, topics)
    return tuple(found.values())


# --- what the resident decides --------------------------------------------------------------------------------

_newest = (
    sa.select(sa.func.max(_consent.c.id).label("id")).group_by(_consent.c.relation_id, _consent.c.topic).subquery()
)
_RELATIVES = (
    sa.select(
        _relation.c.id, _relation.c.kind, _person.c.id.label("person_id"), _person.c.first_name, _person.c.photo,
        _person.c.email, LET_IN.label("let_in"), _consent.c.topic, _consent.c.said_yes, _consent.c.ends_on,
        _consent.c.ended_at,
    )
    .join(_person, _person.c.id == _relation.c.relative_id)
    .outerjoin(
        sa.join(_consent, _newest, _newest.c.id == _consent.c.id), _consent.c.relation_id == _relation.c.id
    )
    .where(
        _relation.c.resident_id == sa.bindparam("resident_id"),
        _relation.c.ended_at.is_(None),
        _person.c.left_at.is_(None),
    )
    .order_by(_person.c.first_name, _relation.c.id)
)  # fmt: skip
_WAITING = sa.select(
    sa.exists()
    .where(
        _relation.c.resident_id == sa.bindparam("resident_id"),
        _relation.c.ended_at.is_(None),
        _person.c.id == _relation.c.relative_id,
        _person.c.left_at.is_(None),
        _consent.c.relation_id == _relation.c.id,
        _consent.c.ended_at.is_(None),
        sa.or_(
            _consent.c.answered_at.is_(None),
            sa.and_(_counts, _consent.c.ends_on <= sa.bindparam("soon", type_=sa.Date)),
        ),
    )
)  # fmt: skip


def relatives_of(session: Session, resident_id: int, today: date) -> tuple[RelativeView, ...]:
    """A resident's relatives, each with all topics in their usual order."""
    rows: dict[int, list[sa.Row]] = {}
    for row in session.execute(_RELATIVES, {"resident_id": resident_id}):
        rows.setdefault(row.id, []).append(row)
    return tuple(_relative(each, today) for each in rows.values())


def waiting_for(session: Session, resident_id: int, today: date) -> bool:
    """Whether the resident is asked something about her relatives, or a yes of hers ends soon."""
    facts = {"resident_id": resident_id, "today": today, "soon": today + ASKED_AGAIN}
    return session.scalar(_WAITING, facts) or False


def _relative(rows: Sequence[sa.Row], today: date) -> RelativeView:
    answers: Mapping[Topic, Answer] = {
        row.topic: Answer(row.said_yes, row.ends_on, row.ended_at is not None) for row in rows if row.topic
    }
    first = rows[0]
    return RelativeView(
        first.id, first.person_id, first.first_name, first.photo, first.email, first.kind, first.let_in,
        tuple(_topic(topic, answers.get(topic), today) for topic in Topic),
    )  # fmt: skip


def _topic(topic: Topic, answer: Answer | None, today: date) -> TopicView:
    standing = rules.standing_of(answer, today=today)
    ends_on = answer.ends_on if answer else None
    return TopicView(topic, standing, answer, rules.is_open(standing, ends_on, today=today))
