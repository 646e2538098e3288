"""What a resident reads about what she has told: to whom, and every answer, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal import clock
from portal.easyread.line import Line
from portal.meetings.complaint_queries import Answer, Told
from portal.meetings.rules import Step
from portal.meetings.strip_words import StopSaid, say_strip
from portal.meetings.telling import COMPLAINT_SAYS
from portal.refusal import N_
from portal.web.dates import near_day
from portal.web.locale import language

NOT_HEARD = N_("%(name)s har ikke svaret endnu.")
LEFT = N_("%(name)s arbejder her ikke mere, så vælg en anden.")


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """An answer: what it says, why in somebody's own words, its day, and whether it has been corrected since."""

    line: Line
    reason: Line | None
    day: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class ComplaintSaid:
    """A complaint on a resident's page. `waits` is said while nobody has answered."""

    told: Told
    to_whom: Line
    sent: Line
    strip: tuple[StopSaid, ...]
    answers: Sequence[AnswerSaid]
    waits: Line | None


def say_complaint(told: Told) -> ComplaintSaid:
    """Everything her page says about it, the newest answer first."""
    name = told.to.first_name
    answers = [_say_answer(each, told) for each in reversed(told.answers)]
    return ComplaintSaid(
        told=told,
        to_whom=Line(_("Du har fortalt det til %(name)s.", name=name), "speech"),
        sent=Line(_("Du sendte det %(day)s.", day=_near(told.sent_at.date())), "letter"),
        strip=say_strip(told.steps),
        answers=answers,
        waits=_waits(told, name),
    )


def _waits(told: Told, name: str) -> Line | None:
    if not told.to.is_here:
        return Line(_(LEFT, name=name), "warning")
    return Line(_(NOT_HEARD, name=name), "waiting") if told.now is None else None


def _say_answer(answer: Answer, told: Told) -> AnswerSaid:
    taken, (sentence, picture) = answer.taken, COMPLAINT_SAYS[answer.taken.step]
    facts = {"name": answer.name or told.to.first_name}
    if taken.step is Step.LATER and taken.until:
        facts["day"] = _near(taken.until)
    return AnswerSaid(
        Line(_(sentence, **facts), picture), Line(answer.reason) if answer.reason else None, _near(taken.on),
        taken.id not in told.counting,
    )  # fmt: skip


def _near(on: date) -> str:
    return near_day(on, today=clock.today(), language=language())
