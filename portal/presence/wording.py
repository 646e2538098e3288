"""An answer in the words people use: the sentence, until when, what comes next, in how many nights, and who said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask_babel import gettext as _

from portal.clock import COPENHAGEN
from portal.easyread.line import Line
from portal.pictograms.clocks import clock_at
from portal.presence.facts import Reason
from portal.presence.queries import Face, Known
from portal.presence.rules import Answer, State, answer, nights_until, quarters_until
from portal.web.dates import day_in_words, near_day, near_moment, time_in_words
from portal.web.locale import language

MOST_DOTS = 16  # quarter hours; four hours is as far as dots can be counted
A_HOUR = 60  # minutes
CLOSED_TODAY = frozenset((Reason.CHANGED, Reason.HOLIDAY, Reason.MOVED, Reason.ILL))


@dataclass(frozen=True, slots=True)
class Said:
    """What a place's page, the front page and the sign say. Every line is one sentence with its picture.

    `short` says where, for pages about more than one place; `coming` says where and on which day, for the first page.
    `maybe` is a red day before the next opening, on which somebody may be there too. `dots` are quarter hours until
    somebody comes today, 0 when it is longer than dots can tell; `nights` are nights until the next opening.
    """

    place: Known
    answer: Answer
    line: Line
    short: Line
    until: Line | None
    because: tuple[Line, ...]
    following: Line | None
    coming: Line | None
    maybe: Line | None
    in_time: Line | None
    nights: int
    dots: int
    checked: str
    faces: tuple[Face, ...]

    @property
    def is_here(self) -> bool:
        return self.answer.state is State.HERE

    @property
    def is_closed(self) -> bool:
        """Nobody comes today any more."""
        return self.answer.state is State.NOT_TODAY

    @property
    def is_unknown(self) -> bool:
        return self.answer.state is State.UNKNOWN


def say_about(place: Known, moment: datetime, *, faces: Mapping[int, Face], places: Sequence[Known]) -> Said:
    """What is true of a place at a moment, in sentences. `places` are those a move may lead to."""
    found = answer(place.facts, moment)
    today = moment.astimezone(COPENHAGEN).date()
    quarters = quarters_until(found, moment)
    return Said(
        place=place,
        answer=found,
        line=_line(found),
        short=_short(found, place.where),
        until=_until(found),
        because=tuple(_because(found, today, faces, places)),
        following=_following(found, today),
        coming=_coming(found, place.where, today),
        maybe=_maybe(found, today),
        in_time=_in_time(found, moment),
        nights=nights_until(found, moment),
        dots=quarters if quarters <= MOST_DOTS else 0,
        checked=_checked(found, today, faces),
        faces=tuple(faces[who] for who in found.staff if who in faces),
    )


def _line(found: Answer) -> Line:
    if found.state is State.HERE:
        return Line(_("Der er nogen nu."), "open")
    if found.state is State.UNKNOWN:
        return Line(_("Vi ved det ikke lige nu."), "question")
    if found.state is State.COMES and found.opening:
        time = time_in_words(found.opening.starts, language=language())
        return Line(_("Der kommer nogen %(time)s.", time=time), clock_at(found.opening.starts))
    return Line(_("Der er lukket i dag.") if found.reason in CLOSED_TODAY else _("Der er lukket nu."), "closed")


def _short(found: Answer, where: str) -> Line:
    line = _line(found)
    if found.state is State.HERE:
        return Line(_("Der er personale %(where)s nu.", where=where), line.picture)
    if found.state is State.COMES and found.opening:
        time = time_in_words(found.opening.starts, language=language())
        return Line(_("Der kommer nogen %(where)s %(time)s.", where=where, time=time), line.picture)
    if found.state is State.UNKNOWN:
        return Line(_("Vi ved ikke, om nogen er %(where)s.", where=where), line.picture)
    return Line(_("Der er lukket %(where)s.", where=where), line.picture)


def _until(found: Answer) -> Line | None:
    if found.until is None:
        return None
    return Line(
        _("De er her til %(time)s.", time=time_in_words(found.until, language=language())), clock_at(found.until)
    )


def _following(found: Answer, today: date) -> Line | None:
    if found.state is not State.NOT_TODAY or found.opening is None:
        return None
    return Line(
        _("Der kommer nogen %(when)s.", when=near_moment(found.opening.starts, today=today, language=language())),
        "calendar",
    )


def _coming(found: Answer, where: str, today: date) -> Line | None:
    if found.state is not State.NOT_TODAY or found.opening is None:
        return None
    on = near_day(found.opening.starts.date(), today=today, language=language())
    return Line(_("Der kommer nogen %(where)s %(day)s.", where=where, day=on), "calendar")


def _maybe(found: Answer, today: date) -> Line | None:
    if not found.unsure_days:
        return None
    on = near_day(found.unsure_days[0], today=today, language=language())
    return Line(_("Måske er der åbent %(day)s.", day=on), "question")


def _in_time(found: Answer, moment: datetime) -> Line | None:
    nights = nights_until(found, moment)
    if nights and found.state is State.NOT_TODAY:
        return Line(_("Det er om 1 nat.") if nights == 1 else _("Det er om %(number)s nætter.", number=nights), "night")
    if found.state is not State.COMES or found.opening is None:
        return None
    # in UTC: two moments in one zone are subtracted as the clock on the wall shows them
    minutes = -((moment.astimezone(UTC) - found.opening.starts.astimezone(UTC)) // timedelta(minutes=1))
    if minutes <= 1:
        return Line(_("Det er om 1 minut."), "waiting")
    if minutes < A_HOUR:
        return Line(_("Det er om %(number)s minutter.", number=minutes), "waiting")
    return Line(_in_hours(*divmod(round(2 * minutes / A_HOUR), 2)), "waiting")


def _in_hours(hours: int, half: int) -> str:
    """In whole and half hours: the dots beside it can be counted."""
    if half and hours == 1:
        return _("Det er om halvanden time.")
    if half:
        return _("Det er om %(number)s og en halv time.", number=hours)
    return _("Det er om 1 time.") if hours == 1 else _("Det er om %(number)s timer.", number=hours)


def _because(found: Answer, today: date, faces: Mapping[int, Face], places: Sequence[Known]) -> list[Line]:
    if found.reason is Reason.MOVED:
        return [Line(_("I dag er det %(where)s.", where=each.where), each.picture) for each in places
                if each.id == found.moved_to]  # fmt: skip
    if found.reason in (Reason.HOLIDAY, Reason.HOLIDAY_UNSURE):
        return [Line(_("I dag er det helligdag."), "calendar")]
    if found.reason is Reason.LEFT:
        return [Line(_("Personalet er gået."), "exit")]
    lines = [Line(_("%(name)s er syg.", name=_name(who, faces)), "ill") for who in found.away]
    runs_today = found.opening if found.opening and found.opening.starts.date() <= today else None
    for ill, instead in runs_today.instead_of if runs_today else ():
        lines.append(Line(_("%(name)s er syg.", name=_name(ill, faces)), "ill"))
        lines.append(Line(_("%(name)s kommer i stedet.", name=_name(instead, faces)), "staff_helper"))
    return lines


def _checked(found: Answer, today: date, faces: Mapping[int, Face]) -> str:
    if found.checked is None:
        return ""
    at = found.checked.when.astimezone(COPENHAGEN)
    face = faces.get(found.checked.who)
    name = face.first_name if face else _("Personalet")
    if at.date() == today:
        return _("%(name)s tjekkede det %(time)s.", name=name, time=time_in_words(at, language=language()))
    return _("%(name)s tjekkede det %(day)s.", name=name, day=day_in_words(at.date(), today=today, language=language()))


def _name(who: int, faces: Mapping[int, Face]) -> str:
    return faces[who].first_name if who in faces else _("En fra personalet")
