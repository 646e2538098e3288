"""Pårørende: what residents let a relative see, one resident at a time, and the address of her calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from flask import Blueprint, abort, current_app, render_template, request
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import queries as agreements
from portal.db import db
from portal.people.access import allow, note_look
from portal.people.consent import actions, entrances
from portal.people.consent import queries as consents
from portal.people.consent.phrases import TOPICS
from portal.people.consent.queries import SeenResident
from portal.people.consent.rules import Shown, Topic
from portal.people.models import LogKind
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.settings import Settings

relative = Blueprint("relative", __name__, url_prefix="/paaroerende")

Lines = Callable[[Session, int, date], Sequence[Shown]]
"""What a feature shows a relative of one resident from today on."""


@relative.get("")
@allow(Role.RELATIVE, trust=Trust.SEE)
def front():
    """What one resident shows; the others who show something are a tap away."""
    me, today = visitor(), clock.today()
    known = consents.residents_known_to(db.session, me.id, today)
    seen = _chosen([each for each in known if each.topics])
    if seen is not None:
        note_look(LogKind.SAW_PROFILE, whose_id=seen.id)
    return render_template(
        "relatives/front.html",
        seen=seen,
        known=known,
        lines=_lines(seen, today) if seen else {},
        phrases=TOPICS,
        feed_began=entrances.feed_began(db.session, me.id),
    )


@relative.post("/kalender")
@allow(Role.RELATIVE, trust=Trust.SEE)
def renew_feed():
    """A new address for her calendar, shown this once. The old one is dead."""
    settings: Settings = current_app.extensions["settings"]
    renewed = entrances.feed_began(db.session, visitor().id) is not None
    token = actions.renew_feed(db.session, visitor().id, moment=clock.now())
    webcal = f"webcal:{settings.address.partition(':')[2]}/kalender/{token}.ics"
    return render_template("relatives/calendar.html", webcal=webcal, renewed=renewed)


def agreement_lines(session: Session, resident_id: int, today: date) -> list[Shown]:
    """The names of a resident's agreements, each leading to the agreement itself."""
    cards = agreements.cards_of(session, resident_id)
    return [Shown(card.line, f"/paaroerende/aftaler/{card.id}") for card in cards]


def _chosen(residents: Sequence[SeenResident]) -> SeenResident | None:
    """The resident who was asked for, otherwise the first. One who shows nothing looks the same as one not there."""
    asked = request.args.get("hvem")
    if asked is None:
        return residents[0] if residents else None
    found = next((each for each in residents if each.slug == asked), None)
    if found is None:
        abort(404)
    return found


def _lines(seen: SeenResident, today: date) -> Mapping[Topic, Sequence[Shown]]:
    showing: Mapping[Topic, Lines] = current_app.extensions["relative_topics"]
    return {
        topic: showing[topic](db.session, seen.id, today) if topic in showing else ()
        for topic in Topic
        if topic in seen.topics
    }
