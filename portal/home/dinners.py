"""Dinners where they are told outside their own pages: on Hjem, and to a resident's relatives."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.easyread.line import Line
from portal.home.today import Concern
from portal.meals.queries import DinnerFacts
from portal.meals.rules import Stage, Standing
from portal.meals.seats import Seat, seats_of
from portal.people.consent.rules import Shown
from portal.web.dates import near_day, time_in_words
from portal.web.locale import language

SOON = timedelta(days=6)  # "på torsdag" is one night to six nights away
MOST_DINNERS = 2  # that Hjem tells of


def concerns(dinners: Sequence[DinnerFacts], *, moment: datetime) -> list[Concern]:
    """What Hjem says about the dinners somebody wants to come to, of those that are near."""
    today = moment.astimezone(COPENHAGEN).date()
    near = (dinner for dinner in dinners if dinner.on - today <= SOON)
    return [concern for dinner in near if (concern := _concern(dinner, moment=moment, today=today)) is not None]


def relative_lines(session: Session, resident_id: int, today: date) -> list[Shown]:
    """When a resident eats with the others, and when she has said no. What is not certain is not told."""
    moment = clock.now()
    return [
        Shown(_for_relative(seat, is_in=seat.standing(moment) is Standing.IN, today=today))
        for seat in seats_of(session, resident_id, today)
        if not seat.is_cancelled and seat.standing(moment) in (Standing.IN, Standing.OUT)
    ]


def _concern(dinner: DinnerFacts, *, moment: datetime, today: date) -> Concern | None:
    day, standing = near_day(dinner.on, today=today, language=language()), dinner.standing(moment)
    if standing is Standing.IN:
        said = _("Du spiser med %(day)s %(time)s.", day=day, time=_time(dinner.on, dinner.starts))
        return Concern(Line(said, "eat_together"), "mad")
    if standing is Standing.IN_LINE:
        return Concern(Line(_("Du er på ventelisten til maden %(day)s.", day=day), "waiting"), "mad")
    if standing in (Standing.MAYBE, Standing.ASKED) and dinner.stage(moment) is Stage.OPEN:
        said = Line(_("Sig ja eller nej til maden %(day)s.", day=day), "question")
        return Concern(said, "mad", f"/mad/{dinner.id}", _("Svar om maden"))
    return None


def _for_relative(seat: Seat, *, is_in: bool, today: date) -> Line:
    day = near_day(seat.on, today=today, language=language())
    if not is_in:
        return Line(_("%(name)s spiser ikke med %(day)s.", name=seat.first_name, day=day), "no")
    when = _time(seat.on, seat.starts)
    return Line(_("%(name)s spiser med %(day)s %(time)s.", name=seat.first_name, day=day, time=when), "eat_together")


def _time(on: date, starts: time) -> str:
    return time_in_words(datetime.combine(on, starts, COPENHAGEN), language=language())
