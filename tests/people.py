"""The people tests are about, and what they need: cards, tablets, agreements."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions as agreements
from portal.agreements.models import Place, Version, Wording
from portal.db import writing
from portal.people import actions, queries
from portal.people.models import Device, Person
from portal.people.rules import Role

QUIET = {
    "sentence": "Jeg holder ro efter klokken 22.",
    "picture": "quiet",
    "why": "Mange i opgangen skal sove.",
    "why_picture": "sleep",
    "goes_wrong": "Så taler vi om det sammen.",
    "goes_wrong_picture": "speech",
    "helper": "Anne hjælper mig.",
    "helper_picture": "staff_helper",
    "question": "Må jeg spille høj musik klokken 23?",
    "question_picture": "music_loud",
    "answer": False,
    "explained": "Klokken 23 sover mange.",
    "explained_picture": "sleep",
}
VISITORS = {"sentence": "Jeg må have gæster.", "picture": "visitor"}
KNOCKS = {"sentence": "Jeg skruer ned, hvis naboen banker.", "picture": "neighbour"}


class Village:
    """Demo people by name. Every method is a transaction of its own, as a request would be."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.anne = self.person("Anne", Role.LEADER)
        self.bo = self.person("Bo", Role.STAFF)
        self.mette = self.person("Mette", Role.STAFF)
        self.karin = self.person("Karin", Role.RELATIVE)
        self.maja = self.person("Maja", Role.RESIDENT, staff=[self.anne, self.bo])
        self.ali = self.person("Ali", Role.RESIDENT, staff=[self.mette])

    def person(self, name: str, role: Role, *, staff: Sequence[Person] = (), demo: bool = True) -> Person:
        with writing(self.engine) as session:
            made = Person(slug=name.lower(), first_name=name, role=role, is_demo=demo)
            made.contact_id = staff[0].id if staff else None
            session.add(made)
            session.flush()
            for each in staff:
                actions.attach(session, staff=each, resident=made)
        return made

    def card(self, resident: Person) -> str:
        """A new card's secret."""
        with writing(self.engine) as session:
            return actions.make_card(session, resident=resident, made_by_id=self.anne.id, moment=clock.now())

    def revoke_cards(self, resident: Person) -> None:
        with writing(self.engine) as session:
            actions.revoke_cards(session, resident=resident, by_id=self.anne.id, moment=clock.now())

    def link(self, resident: Person | None = None) -> str:
        """The secret of a one-time link: for a shared tablet, or for a resident's own device."""
        with writing(self.engine) as session:
            return actions.offer_enrolment(
                session, name="Tablet", resident=resident, made_by_id=self.anne.id, moment=clock.now()
            )  # fmt: skip

    def device(self, resident: Person | None = None) -> tuple[Device, str]:
        """An enrolled device and the secret its cookie holds."""
        token = self.link(resident)
        with writing(self.engine) as session:
            enrolment = queries.enrolment_by_token(session, token, clock.now())
            assert enrolment is not None
            made = actions.enrol(session, enrolment, moment=clock.now())
            assert made is not None
            return made

    def agreement(
        self,
        resident: Person,
        *points: agreements.Words,
        title: str = "Ro i opgangen",
        moment: datetime | None = None,
        publish: bool = True,
    ) -> int:
        """An agreement, published unless told otherwise; then it is only begun. Its id."""
        with writing(self.engine) as session:
            made = agreements.begin(
                session, resident_id=resident.id, kind="nabo-og-stoej", moment=moment or clock.now()
            )
            if publish:
                agreements.publish(
                    session, made.id, title=title, picture="quiet", by_id=self.anne.id, moment=moment or clock.now(),
                    points=[(None, words) for words in points or (QUIET, VISITORS)],
                )  # fmt: skip
            return made.id

    def points(self, agreement_id: int) -> list[Wording]:
        """The newest version's wordings in order."""
        with Session(self.engine) as session:
            newest = sa.select(sa.func.max(Version.id)).where(Version.agreement_id == agreement_id).scalar_subquery()
            return list(
                session.scalars(
                    sa.select(Wording)
                    .join(Place, Place.wording_id == Wording.id)
                    .where(Place.version_id == newest)
                    .order_by(Place.position)
                )
            )

    def new_version(self, agreement_id: int, points: Sequence[agreements.PointWords]) -> None:
        """Publish the next version with these points."""
        with writing(self.engine) as session:
            title = session.scalars(sa.select(Version.title).where(Version.agreement_id == agreement_id)).first()
            agreements.publish(
                session, agreement_id, title=title or "", picture="quiet", points=points,
                by_id=self.anne.id, moment=clock.now(),
            )  # fmt: skip
