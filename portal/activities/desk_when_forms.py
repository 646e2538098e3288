"""What staff write of when an activity is: a rule, and what is otherwise about one day."""

from collections.abc import Collection
from datetime import date

from flask_babel import gettext
from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, TimeField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.activities.desk_forms import FURTHEST, choice_field, coming, easy_fault
from portal.activities.desk_wording import EVERY, WHICH
from portal.activities.recurrence import Change, Every, Rule
from portal.refusal import N_
from portal.web.dates import WEEKDAYS
from portal.web.forms import Form, _l, optional_line
from portal.web.locale import language

MOST_WEEKS = 52
NO_TIME = N_("Skriv et klokkeslæt.")
NO_ORDER = N_("Skriv et klokkeslæt, der er efter det første.")
NO_REASON = N_("Skriv, hvorfor det er aflyst.")


def _number(written: str | int | None) -> int:
    """A small number somebody chose; what is none is no choice."""
    text = str(written)
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 4 else 99


class RuleForm(Form):
    """When it is."""

    every = choice_field(_l("Hvor tit er det?"), EVERY)
    weekday = SelectField(_l("Ugedag"), coerce=_number, validate_choice=False)
    step = IntegerField(_l("Hvor mange uger imellem?"), default=1)
    which = SelectField(_l("Hvilken i måneden?"), coerce=_number, validate_choice=False, default=1)
    first = DateField(_l("Første dag"), validators=[Optional()])
    last = DateField(_l("Sidste dag"), validators=[Optional()])
    starts = TimeField(_l("Begynder klokken"), validators=[Optional()])
    ends = TimeField(_l("Slutter klokken"), validators=[Optional()])
    on_red_days = BooleanField(_l("Det er der også på helligdage"))

    def __init__(self, **given: object):
        super().__init__(**given)
        self.weekday.choices = list(enumerate(WEEKDAYS[language()]))
        self.which.choices = [(number, gettext(name)) for number, name in WHICH.items()]

    def validate_weekday(self, field: SelectField) -> None:
        if field.data not in range(7):
            raise ValidationError(_l("Vælg igen."))

    def validate_which(self, field: SelectField) -> None:
        if field.data not in WHICH:
            raise ValidationError(_l("Vælg igen."))

    def validate_step(self, field: IntegerField) -> None:
        if field.data is None or not 1 <= field.data <= MOST_WEEKS:
            field.errors = []
            raise ValidationError(gettext("Skriv et tal fra %(number)s til %(all)s.", number=1, all=MOST_WEEKS))

    def rule(self) -> Rule | None:
        """The rule that was written, or nothing when something is wrong; then the fields say what."""
        self.validate()
        first, last, starts, ends = self.first.data, self.last.data, self.starts.data, self.ends.data
        if not self.first.errors and (first is None or abs(first - clock.today()) > FURTHEST):
            self.first.errors = [gettext(N_("Vælg en dag."))]
        for field in (self.starts, self.ends):
            if field.data is None and not field.errors:
                field.errors = [gettext(NO_TIME)]
        if starts and ends and not starts < ends:
            self.ends.errors = [gettext(NO_ORDER)]
        if first and last and not self.last.errors and not first <= last <= first + 3 * FURTHEST:
            self.last.errors = [gettext("Vælg en dag efter den første.")]
        if self.errors or first is None or starts is None or ends is None:
            return None
        every = Every(self.every.data)
        weekday = first.weekday() if every is Every.ONCE else self.weekday.data
        return Rule(
            every, first, starts, ends, None if every is Every.ONCE else last, weekday, self.step.data or 1,
            self.which.data, self.on_red_days.data,
        )  # fmt: skip


class DayForm(Form):
    """What is otherwise about one day."""

    because = optional_line(_l("Hvorfor?"))
    on = DateField(_l("Ny dag"), validators=[Optional()])
    starts = TimeField(_l("Begynder klokken"), validators=[Optional()])
    ends = TimeField(_l("Slutter klokken"), validators=[Optional()])

    def __init__(self, *, names: Collection[str], **given: object):
        super().__init__(**given)
        self.names = names

    def validate_because(self, field: Field) -> None:
        if field.data and not field.errors and (fault := easy_fault(field.data, self.names)):
            raise ValidationError(gettext(fault))

    def cancelled(self, rule_id: int, day: date) -> Change | None:
        """That it is not on this day; nothing when the form says what is missing."""
        self.validate()
        if not self.because.data and not self.because.errors:
            self.because.errors = [gettext(NO_REASON)]
        return None if self.because.errors else Change(rule_id, day, True, because=self.because.data or "")

    def moved(self, rule_id: int, day: date) -> Change | None:
        """That it is on another day or at another time; nothing when the form says what is missing."""
        self.validate()
        on, starts, ends = self.on.data, self.starts.data, self.ends.data
        if not self.on.errors and (fault := coming(on)):
            self.on.errors = [gettext(fault)]
        for field in (self.starts, self.ends):
            if field.data is None and not field.errors:
                field.errors = [gettext(NO_TIME)]
        if starts and ends and not starts < ends:
            self.ends.errors = [gettext(NO_ORDER)]
        if self.errors:
            return None
        return Change(rule_id, day, False, on, starts, ends, self.because.data or "")


def written_rule(rule: Rule) -> dict[str, object]:
    """What stands in the form before anything is typed."""
    names = ("every", "weekday", "step", "which", "first", "last", "starts", "ends", "on_red_days")
    return {name: getattr(rule, name) for name in names}
