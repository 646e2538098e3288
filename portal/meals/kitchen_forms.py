"""What staff write about dinners: a season, numbers, a move, why a dinner is cancelled, what the kitchen answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext
from wtforms import DateField, Field, IntegerField, SelectField, SelectMultipleField, TimeField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.easyread.report import Audience, check
from portal.meals.kitchen_actions import Plan
from portal.meals.models import Dinner
from portal.meals.rules import MOST_CHAIRS, MOST_DAYS_BEFORE, TaskKind
from portal.meals.season import LONGEST, MOST_WEEKS, Season
from portal.people.models import Person
from portal.refusal import N_
from portal.web.addresses import row_number
from portal.web.dates import WEEKDAYS
from portal.web.forms import Form, _l, optional_line
from portal.web.locale import language

NOBODY = 0
MOST_PRICE = 500  # kroner
MOST_HELPERS = 20
FURTHEST = timedelta(days=3 * 365)  # a day further away is a slip of the finger
USUAL_CHAIRS, USUAL_PRICE, USUAL_DAYS_BEFORE = 12, 30, 1
TASK_LABELS = {
    TaskKind.SHOP: N_("Handle"),
    TaskKind.COOK: N_("Lave mad"),
    TaskKind.SET_TABLE: N_("Dække bord"),
    TaskKind.WASH_UP: N_("Vaske op"),
}
TASK_FIELDS = {
    TaskKind.SHOP: "shop", TaskKind.COOK: "cooks", TaskKind.SET_TABLE: "set_table", TaskKind.WASH_UP: "wash_up",
}  # fmt: skip

NO_DAY = N_("Vælg en dag.")
NO_TIME = N_("Skriv et klokkeslæt.")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where one can eat, as whoever knows the places says it: short name, name, "i klubben"."""

    slug: str
    name: str
    where: str


def chosen_id(written: str | int | None) -> int:
    """The row somebody chose; what is no row's number is nobody's."""
    try:
        return row_number(str(written or NOBODY))
    except ValueError:
        return NOBODY


def number_field(label: str, least: int, most: int, usual: int) -> IntegerField:
    """A whole number that must be there."""

    def within(_form: Form, field: IntegerField) -> None:
        if field.data is None or not least <= field.data <= most:
            field.errors = []  # the library would say of a word that it is no choice
            raise ValidationError(gettext("Skriv et tal fra %(number)s til %(all)s.", number=least, all=most))

    return IntegerField(label, default=usual, validators=[within])


def day_field(label: str) -> DateField:
    """A day that comes, within some years."""

    def comes(_form: Form, field: DateField) -> None:
        today = clock.today()
        if field.data is not None and field.data < today:
            raise ValidationError(_l("Vælg en dag, der kommer."))
        if field.data is not None and field.data > today + FURTHEST:
            raise ValidationError(_l("Vælg en dag, der er tættere på."))

    return DateField(label, validators=[Optional(), comes])


def time_field(label: str) -> TimeField:
    return TimeField(label, validators=[Optional()])


def easy_fault(sentence: str, names: Collection[str]) -> str:
    """What is hard to read in a sentence for residents, or nothing."""
    report = check([sentence], Audience.RESIDENT, names=names)
    return report.errors[0].reason if report.errors else ""


class _CookForm(Form):
    """Numbers that every dinner has."""

    chairs = number_field(_l("Hvor mange pladser?"), 1, MOST_CHAIRS, USUAL_CHAIRS)
    price = number_field(_l("Pris i kroner"), 0, MOST_PRICE, USUAL_PRICE)
    cook = SelectField(_l("Hvem står for maden?"), coerce=chosen_id, validate_choice=False)
    shop = number_field(_l("Handle"), 0, MOST_HELPERS, 0)
    cooks = number_field(_l("Lave mad"), 0, MOST_HELPERS, 0)
    set_table = number_field(_l("Dække bord"), 0, MOST_HELPERS, 0)
    wash_up = number_field(_l("Vaske op"), 0, MOST_HELPERS, 0)

    def __init__(self, *, cooks_known: Sequence[Person], **given: object):
        super().__init__(**given)
        self.known = [each.id for each in cooks_known]
        self.cook.choices = [(NOBODY, gettext("Ved ikke endnu")), *((each.id, each.first_name) for each in cooks_known)]

    def validate_cook(self, field: SelectField) -> None:
        if field.data and field.data not in self.known:
            raise ValidationError(_l("Vælg igen."))

    @property
    def cook_id(self) -> int | None:
        return self.cook.data or None

    @property
    def tasks(self) -> dict[TaskKind, int]:
        """How many are wanted for each task, 0 for none."""
        return {kind: self[name].data or 0 for kind, name in TASK_FIELDS.items()}

    @property
    def task_fields(self) -> list[Field]:
        return [self[name] for name in TASK_FIELDS.values()]


class NumbersForm(_CookForm):
    """Other numbers for one dinner."""


class SeasonForm(_CookForm):
    """Dinners that come back."""

    weekdays = SelectMultipleField(_l("Hvilke ugedage?"), coerce=chosen_id, validate_choice=False)
    every = number_field(_l("Hvor mange uger imellem?"), 1, MOST_WEEKS, 1)
    first_day = day_field(_l("Første dag"))
    last_day = DateField(_l("Sidste dag"), validators=[Optional()])
    starts = time_field(_l("Vi spiser klokken"))
    place = SelectField(_l("Hvor?"), validate_choice=False)
    days_before = number_field(_l("Fristen er så mange hverdage før"), 0, MOST_DAYS_BEFORE, USUAL_DAYS_BEFORE)
    closes = time_field(_l("Fristen er klokken"))

    def __init__(self, *, spots: Sequence[Spot], cooks_known: Sequence[Person], **given: object):
        super().__init__(cooks_known=cooks_known, **given)
        self.spots = {each.slug: each for each in spots}
        self.place.choices = [(each.slug, each.name) for each in spots]
        self.weekday_names = list(enumerate(WEEKDAYS[language()]))

    def validate_weekdays(self, field: SelectMultipleField) -> None:
        if not set(field.data or ()) <= set(range(7)):
            raise ValidationError(_l("Vælg igen."))

    def validate_place(self, field: SelectField) -> None:
        if field.data not in self.spots:
            raise ValidationError(_l("Vælg et sted."))

    def season(self) -> Season | None:
        """The season that was written, or nothing when something is wrong; then the fields say what."""
        self.validate()
        _needed(self, ("first_day",), NO_DAY)
        _needed(self, ("starts", "closes"), NO_TIME)
        weekdays, first, last = self.chosen_weekdays, self.first_day.data, self.last_day.data
        if weekdays and last is None and not self.last_day.errors:
            self.last_day.errors = [gettext(NO_DAY)]
        elif weekdays and first and last and not self.last_day.errors and not first <= last <= first + LONGEST:
            self.last_day.errors = [gettext("Vælg en dag efter den første, højst et år senere.")]
        if self.errors or first is None:
            return None
        return Season(frozenset(weekdays), first, last or first, self.every.data or 1)

    @property
    def chosen_weekdays(self) -> list[int]:
        return sorted(set(self.weekdays.data or ()))

    def plan(self) -> Plan:
        """What the dinners have in common. Ask after `season`."""
        assert self.starts.data is not None
        assert self.closes.data is not None
        spot = self.spots[self.place.data]
        return Plan(
            starts=self.starts.data, place=spot.slug, where=spot.where, price=self.price.data or 0,
            chairs=self.chairs.data or 1, days_before=self.days_before.data or 0, closes=self.closes.data,
            cook_id=self.cook_id, tasks={kind: number for kind, number in self.tasks.items() if number},
        )  # fmt: skip


class MoveForm(Form):
    """Another day or time for one dinner."""

    on = day_field(_l("Ny dag"))
    starts = time_field(_l("Vi spiser klokken"))
    days_before = number_field(_l("Fristen er så mange hverdage før"), 0, MOST_DAYS_BEFORE, USUAL_DAYS_BEFORE)
    closes = time_field(_l("Fristen er klokken"))

    def is_right(self) -> bool:
        """Whether it can be done; if not, the fields say what is wrong."""
        self.validate()
        _needed(self, ("on",), NO_DAY)
        _needed(self, ("starts", "closes"), NO_TIME)
        return not self.errors


class _EasyLineForm(Form):
    """A form with one easy sentence in it, for whoever is told."""

    def __init__(self, *, names: Collection[str], **given: object):
        super().__init__(**given)
        self.names = names

    def easy(self, field: Field) -> None:
        if field.data and not field.errors and (fault := easy_fault(field.data, self.names)):
            raise ValidationError(gettext(fault))


class CancelForm(_EasyLineForm):
    """Why there is no dinner."""

    because = optional_line(_l("Hvorfor?"))

    def validate_because(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Skriv, hvorfor vi ikke spiser sammen."))
        self.easy(field)


class AnswerForm(_EasyLineForm):
    """What the kitchen says to a request: yes or no by the button, and a sentence if there is more to say."""

    said = optional_line(_l("Vil du skrive en sætning?"))

    def validate_said(self, field: Field) -> None:
        self.easy(field)


def numbers_of(dinner: Dinner, tasks: dict[TaskKind, int]) -> dict[str, object]:
    """What stands in the form of numbers before anything is typed."""
    given = {name: tasks.get(kind, 0) for kind, name in TASK_FIELDS.items()}
    return {"chairs": dinner.chairs, "price": dinner.price, "cook": dinner.cook_id or NOBODY, **given}


def _needed(form: Form, names: Sequence[str], sentence: str) -> None:
    for name in names:
        if form[name].data is None and not form[name].errors:
            form[name].errors = [gettext(sentence)]
