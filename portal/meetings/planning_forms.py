"""What staff write about meetings: the rule of every month, a single meeting, a move, why one is cancelled."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext
from wtforms import DateField, Field, SelectField, TimeField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.db import db
from portal.easyread.report import Audience, check
from portal.meetings.laying import WhenAndWhere
from portal.meetings.meeting_models import LONGEST_PLACE
from portal.meetings.monthly import LAST, Monthly
from portal.refusal import N_
from portal.web.dates import WEEKDAYS
from portal.web.forms import Form, _l, optional_line
from portal.web.locale import language

FURTHEST = timedelta(days=3 * 365)  # a day further away is a slip of the finger
WHICH = {
    1: N_("den første"), 2: N_("den anden"), 3: N_("den tredje"), 4: N_("den fjerde"), LAST: N_("den sidste"),
}  # fmt: skip
NO_DAY = N_("Vælg en dag.")
NO_TIME = N_("Skriv et klokkeslæt.")
NO_PLACE = N_("Vælg et sted.")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a house can meet, as whoever knows the places says it: short name, name, "i klubben"."""

    slug: str
    name: str
    where: str


def spots() -> Sequence[Spot]:
    """Where one can meet."""
    asked: Callable[..., Sequence[tuple[str, str, str]]] = current_app.extensions["dinner_places"]
    return [Spot(slug, name, where[:LONGEST_PLACE]) for slug, name, where in asked(db.session)]


def easy_fault(sentence: str, names: Collection[str]) -> str:
    """What is hard to read in a sentence for residents, or nothing."""
    report = check([sentence], Audience.RESIDENT, names=names)
    return report.errors[0].reason if report.errors else ""


def _day_field(label: str) -> DateField:
    """A day that comes, within some years."""

    def comes(_form: Form, field: DateField) -> None:
        if field.data is not None and field.data < clock.today():
            raise ValidationError(_l("Vælg en dag, der kommer."))
        if field.data is not None and field.data > clock.today() + FURTHEST:
            raise ValidationError(_l("Vælg en dag, der er tættere på."))

    return DateField(label, validators=[Optional(), comes])


class _WhenAndWhereForm(Form):
    """When a meeting begins, and where it is."""

    starts = TimeField(_l("Mødet begynder klokken"), validators=[Optional()])
    place = SelectField(_l("Hvor?"), validate_choice=False)

    def __init__(self, *, places: Sequence[Spot], here: Spot | None = None, **given: Any):
        super().__init__(**given)
        known = [*places, *([here] if here and here.slug not in {each.slug for each in places} else [])]
        self.spots = {each.slug: each for each in known}
        self.place.choices = [(each.slug, each.name) for each in known]

    def validate_place(self, field: SelectField) -> None:
        if field.data not in self.spots:
            raise ValidationError(_l(NO_PLACE))

    def is_right(self, *days: str) -> bool:
        """Whether it can be done; if not, the fields say what is wrong. `days` are fields that need a day."""
        self.validate()
        for name, sentence in (*((name, NO_DAY) for name in days), ("starts", NO_TIME)):
            if self[name].data is None and not self[name].errors:
                self[name].errors = [gettext(sentence)]
        return not self.errors

    @property
    def at(self) -> WhenAndWhere:
        """Ask when it is right."""
        assert self.starts.data is not None
        spot = self.spots[self.place.data]
        return WhenAndWhere(self.starts.data.replace(second=0, microsecond=0), spot.slug, spot.where)


class RuleForm(_WhenAndWhereForm):
    """ "Den første tirsdag hver måned klokken 17"."""

    which = SelectField(_l("Hvilken i måneden?"), coerce=int, validate_choice=False)
    weekday = SelectField(_l("Ugedag"), coerce=int, validate_choice=False)
    first_day = _day_field(_l("Fra"))
    last_day = DateField(_l("Til"), validators=[Optional()])

    def __init__(self, *, places: Sequence[Spot], **given: Any):
        super().__init__(places=places, **given)
        self.which.choices = [(number, gettext(words)) for number, words in WHICH.items()]
        self.weekday.choices = list(enumerate(WEEKDAYS[language()]))

    def validate_which(self, field: SelectField) -> None:
        if field.data not in WHICH:
            raise ValidationError(_l("Vælg igen."))

    def validate_weekday(self, field: SelectField) -> None:
        if field.data not in range(7):
            raise ValidationError(_l("Vælg igen."))

    def rule(self) -> Monthly | None:
        """The rule that was written, or nothing when something is wrong; then the fields say what."""
        self.is_right("first_day")
        first, last = self.first_day.data, self.last_day.data
        if first and last and not self.last_day.errors and not first <= last <= first + FURTHEST:
            self.last_day.errors = [gettext("Vælg en dag efter den første.")]
        if self.errors or first is None:
            return None
        return Monthly(self.weekday.data, self.which.data, first, last)


class OnceForm(_WhenAndWhereForm):
    """One meeting: beside the rule, or moved."""

    on = _day_field(_l("Dag"))

    def day(self) -> date | None:
        """The day that was written, or nothing when something is wrong."""
        return self.on.data if self.is_right("on") else None


class CancelForm(Form):
    """Why there is no meeting."""

    because = optional_line(_l("Hvorfor?"))

    def __init__(self, *, names: Collection[str], **given: object):
        super().__init__(**given)
        self.names = names

    def validate_because(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Skriv, hvorfor mødet er aflyst."))
        if not field.errors and (fault := easy_fault(field.data, self.names)):
            raise ValidationError(gettext(fault))
