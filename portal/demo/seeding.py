"""Fill an empty database with the demo's people, their agreements and what goes on in their town."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
import typst
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions
from portal.agreements.models import Agreement, Version, Wording
from portal.agreements.rules import Reading, Reply
from portal.agreements.templates import words_of
from portal.clock import COPENHAGEN
from portal.content.activities import Catalogue
from portal.content.demo import Demo, DemoAgreement, DemoPerson, DemoVersion
from portal.demo.activities import seed_activities
from portal.demo.dinners import seed_kitchen
from portal.demo.meetings import seed_meetings
from portal.demo.places import seed_places
from portal.media.photos import PhotoStore
from portal.people import actions as people
from portal.people.consent import actions as consent
from portal.people.consent.rules import Kin, Topic, last_day
from portal.people.models import Person
from portal.people.rules import Role

REPLIES = {"yes": Reply.UNDERSTOOD, "unsure": Reply.IN_DOUBT, "ask": Reply.ASKS}
PORTRAIT_DPI = 144.0


def seed(session: Session, demo: Demo, catalogue: Catalogue, *, portraits: Path, photos: PhotoStore) -> bool:
    """Make everybody, their agreements and all that goes on. Do nothing, and say so, when people live here already."""
    if session.scalar(sa.select(sa.exists().where(Person.id.is_not(None)))):
        return False
    persons = {each.slug: _person(session, each, photos, portraits) for each in demo.people}
    session.flush()
    for each in demo.people:
        person = persons[each.slug]
        person.contact_id = persons[each.contact].id if each.contact else None
        for slug in each.attached:
            people.attach(session, staff=persons[slug], resident=person)
    for agreement in demo.agreements:
        _agreement(session, agreement, persons)
    seed_places(session, demo.places, persons, moment=clock.now())
    places = {each.slug: each for each in demo.places}
    seed_meetings(session, demo.meetings, persons, places, moment=clock.now())
    seed_kitchen(session, demo.kitchen, persons, places, moment=clock.now())
    seed_activities(session, catalogue, moment=clock.now())
    for each in demo.people:
        if each.relative_of:
            _consents(session, each, persons[each.relative_of])
    session.flush()
    return True


def _person(session: Session, each: DemoPerson, photos: PhotoStore, portraits: Path) -> Person:
    role = Role.LEADER if each.leader else Role(each.role)
    drawing = portraits / Path(each.portrait).name
    person = Person(
        slug=each.slug, first_name=each.name, role=role, phone=each.phone or None, email=each.email or None,
        photo=photos.keep(_drawn(drawing)), is_demo=True,
    )  # fmt: skip
    session.add(person)
    return person


def _consents(session: Session, each: DemoPerson, resident: Person) -> None:
    """What a resident lets a relative see: she has said yes to it today, for six months."""
    moment, topics = clock.now(), [Topic(topic) for topic in each.may_see]
    relation = consent.propose(
        session, resident, first_name=each.name, kind=Kin(each.relation), email=each.email, topics=topics,
        by_id=resident.contact_id, moment=moment,
    )  # fmt: skip
    for topic in topics:
        consent.say_yes(session, relation, topic, until=last_day(moment.date(), 6), moment=moment)


def _drawn(drawing: Path) -> bytes:
    """A drawing as pixels: Typst is the only renderer we have, and it draws on a page."""
    page = '#set page(width: 256pt, height: 256pt, margin: 0pt)\n#image("portrait.svg", width: 256pt)'
    with TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "page.typ").write_text(page)
        (desk / "portrait.svg").write_bytes(drawing.read_bytes())
        return typst.compile(desk / "page.typ", root=desk, format="png", ppi=PORTRAIT_DPI)


def _agreement(session: Session, each: DemoAgreement, persons: Mapping[str, Person]) -> None:
    points: dict[str, int] = {}
    agreement: Agreement | None = None
    for document in each.versions:
        by, moment = persons[document.published_by], _moment(document.published_at)
        if agreement is None:
            agreement = actions.begin(session, resident_id=persons[each.resident].id, kind=each.kind, moment=moment)
        version = actions.publish(
            session, agreement.id, title=each.title, picture=each.picture, by_id=by.id, moment=moment,
            points=[(points.get(point.key), words_of(point)) for point in document.points],
        )  # fmt: skip
        wordings = {
            point.key: session.get_one(Wording, place.wording_id)
            for point, place in zip(document.points, version.places, strict=True)
        }
        points = {key: wording.point_id for key, wording in wordings.items()}
        _what_happened(session, agreement, version, document, wordings, persons)


def _what_happened(
    session: Session,
    agreement: Agreement,
    version: Version,
    document: DemoVersion,
    wordings: Mapping[str, Wording],
    persons: Mapping[str, Person],
) -> None:
    """The answers and the meetings a version has had."""
    for answer in document.answers:
        moment, beside = _moment(answer.at), persons.get(answer.together_with)
        wording = wordings[answer.point]
        tries = range(answer.tries if answer.how == "question" else 0)
        for number in tries:
            right = wording.answer if number == tries[-1] else not wording.answer
            actions.answer_question(session, wording, bool(right), tap=f"{number}", moment=moment)
        reading = Reading(beside.first_name if beside else "")
        actions.answer(session, wording, REPLIES[answer.answer], reading=reading, tap="0", moment=moment)
    for number, talk in enumerate(document.talks):
        there = [(persons[slug].id, persons[slug].first_name) for slug in talk.present]
        moment = datetime.combine(talk.on, datetime.min.time(), COPENHAGEN) + timedelta(hours=15)
        actions.talk(
            session, version.id, on=talk.on, people=there, said_yes=talk.said_yes,
            signature=None, tap=f"{number}", moment=moment,
        )  # fmt: skip
        if talk.talk_again_on:
            actions.plan_talk(session, agreement, talk.talk_again_on)


def _moment(wall: datetime) -> datetime:
    return wall.replace(tzinfo=COPENHAGEN)
