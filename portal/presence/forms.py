"""What staff write about hours, changes and absences. What is wrong is said by `problems`, one sentence at a field."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, time, timedelta

from flask_babel import gettext
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, SelectMultipleField, TimeField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  # its stubs are older
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.people.models import Person
from portal.presence.facts import Absence, Change, ChangeKind, Span, WeeklyHours
from portal.presence.models import Place
from portal.presence.problems import (
    NO_DAY,
    NO_TIME,
    Problem,
    problems,
    problems_of_absence,
    problems_of_change,
)
from portal.web.addresses import row_number
from portal.web.dates import WEEKDAYS
from portal.web.forms import Form, _l
from portal.web.locale import language

MOST_WEEKS = 52  # between two times that hours hold
FURTHEST = timedelta(days=3 * 365)  # from today; a day further away is a slip of the finger
NOBODY = 0


def chosen_id(written: str | int | None) -> int:
    """The row somebody chose; what is no row's number is nobody's."""
    try:
        return row_number(str(written or NOBODY))
    except ValueError:
        return NOBODY


def near(_form: Form, field: DateField) -> None:
    """A day within some years."""
    if field.data is not None and abs(field.data - clock.today()) > FURTHEST:
        raise ValidationError(_l("Vælg en dag, der er tættere på."))


def day_field(label: str) -> DateField:
    return DateField(label, validators=[Optional(), near])


def time_field(label: str) -> TimeField:
    return TimeField(label, validators=[Optional()])


class _TellingForm(Form):
    """A form that puts each problem at its field, and keeps quiet where the field already complains."""

    def tell(self, found: Iterable[Problem]) -> None:
        for problem in found:
            field: Field = self[problem.field]
            if not field.errors:
                field.errors = [gettext(problem.sentence)]

    def staff_known(self, ids: Collection[int], field: Field, known: Collection[int]) -> None:
        if not set(ids) <= set(known):
            field.errors = [gettext("Vælg igen.")]


class HoursForm(_TellingForm):
    """Hours that come back."""

    weekday = SelectField(_l("Ugedag"), coerce=int)
    starts = time_field(_l("Fra klokken"))
    ends = time_field(_l("Til klokken"))
    staff = SelectMultipleField(_l("Hvem er der?"), coerce=chosen_id, validate_choice=False)
    every = IntegerField(_l("Hvor mange uger imellem?"), default=1)
    anchor = day_field(_l("En dag i en uge med åbent"))
    valid_from = day_field(_l("Første dag"))
    valid_to = day_field(_l("Sidste dag"))

    def __init__(self, *, working: Sequence[Person], **given: object):
        super().__init__(**given)
        self.working = working
        self.weekday.choices = [(number, name) for number, name in enumerate(WEEKDAYS[language()])]

    def validate_every(self, field: IntegerField) -> None:
        if field.data is not None and field.data > MOST_WEEKS:
            raise ValidationError(_l("Skriv et tal fra 1 til 52."))

    def rule(self, others: Sequence[WeeklyHours]) -> WeeklyHours | None:
        """The hours that were written, or nothing when something is wrong with them; then the fields say what."""
        self.validate()
        staff = tuple(sorted(set(self.staff.data or ())))
        self.staff_known(staff, self.staff, [each.id for each in self.working])
        written = {
            name: self[name].data if not self[name].errors else None
            for name in ("weekday", "starts", "ends", "every", "anchor", "valid_from", "valid_to")
        }
        written["anchor"] = written["anchor"] or (None if self.anchor.errors else written["valid_from"])
        rule = None if self.errors else _rule(written, staff)
        found = problems(**written, others=[each for each in others if each != rule])
        self.tell(each for each in found if each.field != "anchor" or written["valid_from"])
        return None if self.errors else rule


def _rule(written: dict, staff: tuple[int, ...]) -> WeeklyHours | None:
    needed = (written[name] for name in ("weekday", "starts", "ends", "every", "anchor", "valid_from"))
    return WeeklyHours(**written, staff=staff) if all(each is not None for each in needed) else None


class EndForm(Form):
    """The last day of weekly hours."""

    last_day = day_field(_l("Sidste dag med de tider"))

    def day(self) -> date | None:
        """The day, or nothing when it is wrong; then the field says what."""
        self.validate()
        if self.last_day.data is None and not self.last_day.errors:
            self.last_day.errors = [gettext(NO_DAY)]
        return None if self.errors else self.last_day.data


class ChangeForm(_TellingForm):
    """What is different for some days."""

    kind = RadioField(
        _l("Hvad er anderledes?"),
        choices=[
            SelectChoice(ChangeKind.CLOSED.value, _l("Der er lukket")),
            SelectChoice(ChangeKind.OTHER_HOURS.value, _l("Der er andre tider")),
            SelectChoice(ChangeKind.MOVED.value, _l("Det er et andet sted")),
        ],
        default=ChangeKind.CLOSED.value,
    )
    first_day = day_field(_l("Første dag"))
    last_day = day_field(_l("Sidste dag"))
    spans = time_field(_l("Fra klokken"))
    ends = time_field(_l("Til klokken"))
    second_starts = time_field(_l("Og fra klokken"))
    second_ends = time_field(_l("Til klokken"))
    moved_to = SelectField(_l("Hvilket sted?"), coerce=chosen_id, validate_choice=False)

    def __init__(self, *, others: Sequence[Place], **given: object):
        super().__init__(**given)
        self.known = [each.id for each in others]
        self.moved_to.choices = [(NOBODY, gettext("Vælg et sted")), *((each.id, each.name) for each in others)]

    def change(self, place_id: int) -> Change | None:
        """The change that was written, or nothing when something is wrong with it; then the fields say what."""
        self.validate()
        self.tell(Problem(name, NO_DAY) for name in ("first_day", "last_day") if self[name].data is None)
        if self.kind.errors or self.first_day.data is None or self.last_day.data is None:
            return None
        kind = ChangeKind(self.kind.data)
        spans = tuple(self._spans()) if kind is ChangeKind.OTHER_HOURS else ()
        moved_to = self.moved_to.data if kind is ChangeKind.MOVED else None
        written = Change(self.first_day.data, self.last_day.data, kind, made=0, spans=spans, moved_to=moved_to)
        if kind is ChangeKind.OTHER_HOURS:
            self._tell_of_half_times()
        self.tell(problems_of_change(written, place=place_id, places=self.known))
        return None if self.errors else written

    def _spans(self) -> Iterable[Span]:
        for starts, ends in self._pairs():
            if isinstance(starts.data, time) and isinstance(ends.data, time):
                yield Span(starts.data, ends.data)

    def _pairs(self) -> Sequence[tuple[Field, Field]]:
        return (self.spans, self.ends), (self.second_starts, self.second_ends)

    def _tell_of_half_times(self) -> None:
        for starts, ends in self._pairs():
            if (starts.data is None) != (ends.data is None):
                self.tell([Problem((starts if starts.data is None else ends).name, NO_TIME)])


class AwayForm(_TellingForm):
    """Who cannot come, on which days, and who comes instead."""

    staff = SelectField(_l("Hvem kan ikke komme?"), coerce=chosen_id, validate_choice=False)
    first_day = DateField(_l("Første dag"), validators=[Optional(), near], default=clock.today)
    last_day = DateField(_l("Sidste dag"), validators=[Optional(), near], default=clock.today)
    substitute = SelectField(_l("Hvem kommer i stedet?"), coerce=chosen_id, validate_choice=False)

    def __init__(self, *, working: Sequence[Person], **given: object):
        super().__init__(**given)
        self.working = {each.id: each for each in working}
        choices = [(each.id, each.first_name) for each in working]
        self.staff.choices, self.substitute.choices = choices, [(NOBODY, gettext("Ingen")), *choices]

    def absence(self) -> Absence | None:
        """The absence that was written, or nothing when something is wrong with it; then the fields say what."""
        self.validate()
        substitute = self.substitute.data or None
        self.staff_known([self.staff.data], self.staff, self.working)
        self.staff_known([substitute] if substitute else [], self.substitute, self.working)
        self.tell(Problem(name, NO_DAY) for name in ("first_day", "last_day") if self[name].data is None)
        if self.errors or self.first_day.data is None or self.last_day.data is None:
            return None
        written = Absence(self.staff.data, self.first_day.data, self.last_day.data, substitute)
        self.tell(problems_of_absence(written))
        return None if self.errors else written
