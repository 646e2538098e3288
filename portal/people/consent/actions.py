"""What happens between residents and relatives. Each verb flushes; the request's end keeps or discards.

Every verb about a relation first takes its row for itself, so that two taps at once come one after the other.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.people.actions import note, secret
from portal.people.consent import entrances, rules
from portal.people.consent.models import Consent, FeedKey, MailLink, Relation
from portal.people.consent.rules import MOST_LINKS, Answer, Kin, Topic
from portal.people.models import LogKind, Person
from portal.people.newcomers import add_person
from portal.people.rules import Role, hashed
from portal.refusal import N_, Refused

# --- staff propose --------------------------------------------------------------------------------------------


def propose(
    session: Session,
    resident: Person,
    *,
    first_name: str,
    kind: Kin,
    email: str,
    topics: Iterable[Topic],
    by_id: int | None,
    moment: datetime,
) -> Relation:
    """Name a relative, and ask the resident about topics. Somebody with this address keeps the name they have.

    Raise `Refused` when the address is a resident's or a member of staff's.
    """
    relative = entrances.person_by_email(session, email)
    if relative is None:
        relative = add_person(
            session, first_name=first_name, role=Role.RELATIVE, email=email, is_demo=resident.is_demo
        )  # fmt: skip
    if relative.role is not Role.RELATIVE:
        raise Refused(N_("En anden bruger den adresse, så skriv en anden."))
    relative.left_at = None
    relation = _relation(session, resident, relative, kind, by_id=by_id, moment=moment)
    ask(session, relation, topics, by_id=by_id, moment=moment)
    return relation


def ask(session: Session, relation: Relation, topics: Iterable[Topic], *, by_id: int | None, moment: datetime) -> None:
    """Put questions to the resident. What is asked already, or has a yes, is left alone."""
    _take(session, relation)
    for topic in topics:
        newest = _newest(session, relation, topic)
        if not rules.may_be_asked(rules.standing_of(_answer(newest), today=moment.date())):
            continue
        _end(newest, moment)
        session.flush()  # only one row may be alive
        session.add(Consent(relation_id=relation.id, topic=topic, asked_at=moment, asked_by_id=by_id))
        note(session, LogKind.ASKED_CONSENT, moment=moment, who_id=by_id, whose_id=relation.resident_id)


def end_relation(session: Session, relation: Relation, *, by_id: int | None, moment: datetime) -> None:
    """This person is no relative any more: everything is closed to her at once. Twice is once."""
    _take(session, relation)
    if relation.ended_at is not None:
        return
    relation.ended_at = moment
    if _end_all(session, relation, moment):
        note(session, LogKind.ENDED_CONSENT, moment=moment, who_id=by_id, whose_id=relation.resident_id)
    session.execute(
        sa.update(Consent)
        .where(Consent.relation_id == relation.id, Consent.ended_at.is_(None))
        .values(ended_at=moment)
    )  # fmt: skip


# --- the resident decides -------------------------------------------------------------------------------------


def say_yes(session: Session, relation: Relation, topic: Topic, *, until: date, moment: datetime) -> bool:
    """The resident's yes, with its last day. Give back whether it is the first since the relative was proposed."""
    _still_there(session, relation)
    if until > rules.last_day(moment.date(), rules.LONGEST):
        raise Refused(N_("Vælg højst 12 måneder."))
    newest = _newest(session, relation, topic)
    if newest is not None and newest.said_yes and newest.ended_at is None and newest.ends_on == until:
        return False  # the same tap once more
    first = not _has_said_yes(session, relation)
    consent = newest
    if consent is None or consent.answered_at is not None or consent.ended_at is not None:
        _end(newest, moment)
        session.flush()  # only one row may be alive
        consent = Consent(relation_id=relation.id, topic=topic, asked_at=moment)
        session.add(consent)
    consent.answered_at, consent.said_yes, consent.ends_on = moment, True, until
    note(session, LogKind.GAVE_CONSENT, moment=moment, who_id=relation.resident_id, whose_id=relation.resident_id)
    return first


def say_no(session: Session, relation: Relation, topic: Topic, *, moment: datetime) -> None:
    """The resident's no: to a question, or to a yes that goes on. It counts from the next request."""
    _still_there(session, relation)
    newest = _newest(session, relation, topic)
    if newest is None or newest.ended_at is not None:
        return
    if newest.answered_at is None:
        newest.answered_at, newest.said_yes = moment, False
        session.flush()
    elif newest.said_yes:
        _end(newest, moment)
        _note_end(session, relation, moment)


def hide_all(session: Session, relation: Relation, *, moment: datetime) -> None:
    """End every yes at once, and answer every open question with no."""
    _still_there(session, relation)
    if _end_all(session, relation, moment):
        _note_end(session, relation, moment)
    session.execute(
        sa.update(Consent)
        .where(Consent.relation_id == relation.id, Consent.answered_at.is_(None), Consent.ended_at.is_(None))
        .values(answered_at=moment, said_yes=False)
    )


# --- coming in ------------------------------------------------------------------------------------------------


def make_link(session: Session, person: Person, *, lasts: timedelta, moment: datetime) -> str:
    """A one-time link's secret for a letter."""
    token = secret()
    session.add(MailLink(token_hash=hashed(token), person_id=person.id, made_at=moment, ends_at=moment + lasts))
    session.flush()
    return token


def make_another_link(session: Session, person: Person, *, lasts: timedelta, moment: datetime) -> str | None:
    """The same when somebody asks for it. `None` when enough have been sent to this address lately."""
    session.execute(sa.select(Person.id).where(Person.id == person.id).with_for_update())
    if entrances.links_sent(session, person.id, moment) >= MOST_LINKS:
        return None
    return make_link(session, person, lasts=lasts, moment=moment)


def use_link(session: Session, token: str, *, moment: datetime) -> Person | None:
    """Use a link up and give back whom it lets in. `None` when it is used or too old."""
    owner = entrances.owner_of_link(session, token, moment)
    used = session.execute(
        sa.update(MailLink)
        .where(MailLink.token_hash == hashed(token), MailLink.used_at.is_(None), MailLink.ends_at > moment)
        .values(used_at=moment)
        .returning(MailLink.id)
    ).first()
    return None if used is None else owner


def renew_feed(session: Session, person_id: int, *, moment: datetime) -> str:
    """A new secret for somebody's calendar; the old address is dead at once."""
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update())
    end_feed(session, person_id, moment=moment)
    token = secret()
    session.add(FeedKey(person_id=person_id, token_hash=hashed(token), made_at=moment))
    session.flush()
    return token


def end_feed(session: Session, person_id: int, *, moment: datetime) -> None:
    """The address of somebody's calendar is dead at once. Twice is once."""
    session.execute(
        sa.update(FeedKey).where(FeedKey.person_id == person_id, FeedKey.ended_at.is_(None)).values(ended_at=moment)
    )


def note_reading(session: Session, person_id: int, resident_ids: Iterable[int], *, moment: datetime) -> None:
    """Log that somebody's calendar was read: once a day for each resident it showed."""
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update())
    for resident_id in sorted(set(resident_ids) - entrances.residents_read_today(session, person_id, moment)):
        note(session, LogKind.READ_FEED, moment=moment, who_id=person_id, whose_id=resident_id)


# --- within ---------------------------------------------------------------------------------------------------


def _take(session: Session, relation: Relation) -> None:
    """Take the relation for oneself until the end: SQLite's writer is alone already, PostgreSQL takes the row."""
    session.flush()  # a refresh forgets what is not yet written
    session.refresh(relation, with_for_update=True)


def _still_there(session: Session, relation: Relation) -> None:
    _take(session, relation)
    if relation.ended_at is not None:
        raise Refused(N_("Spørg personalet om det."))


def _relation(
    session: Session, resident: Person, relative: Person, kind: Kin, *, by_id: int | None, moment: datetime
) -> Relation:
    between = sa.select(Relation).where(Relation.resident_id == resident.id, Relation.relative_id == relative.id)
    found = session.scalar(between)
    if found is None:
        made = Relation(
            resident_id=resident.id, relative_id=relative.id, kind=kind, proposed_by_id=by_id, proposed_at=moment
        )
        try:
            with session.begin_nested():
                session.add(made)
            return made
        except IntegrityError:  # a colleague was a moment faster
            found = session.scalars(between).one()
    if found.ended_at is not None:  # she is proposed anew, and let in anew
        found.ended_at, found.proposed_at, found.proposed_by_id = None, moment, by_id
    found.kind = kind
    return found


def _newest(session: Session, relation: Relation, topic: Topic) -> Consent | None:
    rows: Sequence[Consent] = session.scalars(
        sa.select(Consent)
        .where(Consent.relation_id == relation.id, Consent.topic == topic)
        .order_by(Consent.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).all()
    return rows[0] if rows else None


def _answer(consent: Consent | None) -> Answer | None:
    return Answer(consent.said_yes, consent.ends_on, consent.ended_at is not None) if consent else None


def _has_said_yes(session: Session, relation: Relation) -> bool:
    said = sa.exists().where(
        Consent.relation_id == relation.id, Consent.said_yes.is_(True), Consent.answered_at >= relation.proposed_at
    )
    return session.scalar(sa.select(said)) or False


def _end(consent: Consent | None, moment: datetime) -> None:
    if consent is not None and consent.ended_at is None:
        consent.ended_at = moment


def _end_all(session: Session, relation: Relation, moment: datetime) -> bool:
    """End every yes; whether there was any."""
    ended = session.execute(
        sa.update(Consent)
        .where(Consent.relation_id == relation.id, Consent.said_yes.is_(True), Consent.ended_at.is_(None))
        .values(ended_at=moment)
        .returning(Consent.id)
    ).all()
    return bool(ended)


def _note_end(session: Session, relation: Relation, moment: datetime) -> None:
    note(session, LogKind.ENDED_CONSENT, moment=moment, who_id=relation.resident_id, whose_id=relation.resident_id)
