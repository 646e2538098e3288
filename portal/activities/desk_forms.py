"""What staff write about activities beside their words: facts, organisers, venues."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext
from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  # its stubs are older
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal import clock
from portal.activities.desk_wording import ACCESS, AUDIENCES, JOININGS, KNOWN
from portal.activities.keeping import Facts, VenueFacts
from portal.activities.models import Activity, Organiser, Venue
from portal.activities.rules import HIGHEST_PRICE, MOST_LINES, Access, Audience, Interest, Joining, Known
from portal.activities.wording import INTEREST_WORDS
from portal.easyread.report import Audience as Reader
from portal.easyread.report import check
from portal.refusal import N_
from portal.web.addresses import row_number
from portal.web.forms import Form, _l, clean_line, clean_text, optional_text

NOWHERE = 0
LONGEST_NAME, LONGEST_PHONE, LONGEST_AREA, LONGEST_LAW, LONGEST_EMAIL = 80, 20, 40, 120, 254
LONGEST_ORDINARY = 5_000
MOST_PLACES = 1_000
FURTHEST = timedelta(days=3 * 365)  # a day further away is a slip of the finger
PHONE = re.compile(r"\+?[0-9][0-9 ]{6,18}[0-9]", re.ASCII)
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
NO_NAME = N_("Skriv et navn.")


def chosen_id(written: str | int | None) -> int:
    """The row somebody chose; what is no row's number is nobody's."""
    try:
        return row_number(str(written or NOWHERE))
    except ValueError:
        return NOWHERE


def easy_fault(sentence: str, names: Collection[str] = ()) -> str:
    """What is hard to read in a sentence for the catalogue's readers, or nothing."""
    report = check([sentence], Reader.CATALOGUE, names=names)
    return report.errors[0].reason if report.errors else ""


def choice_field(label: str, words: Mapping[Any, str]) -> SelectField:
    """One of these members of an enum, by the name it has among us."""
    choices: Any = [SelectChoice(key.value, _l(name)) for key, name in words.items()]
    return SelectField(label, choices=choices, default=choices[0].value)


def whole_number(label: str, least: int, most: int) -> IntegerField:
    """A whole number that may be left out."""

    def within(_form: Form, field: IntegerField) -> None:
        was_typed = bool(field.raw_data and str(field.raw_data[0]).strip())
        field.errors = []  # the library would say of a word, and of nothing, that it is no choice
        if was_typed and (field.data is None or not least <= field.data <= most):
            raise ValidationError(gettext("Skriv et tal fra %(number)s til %(all)s.", number=least, all=most))

    return IntegerField(label, validators=[within])


def _phone(_form: Form, field: Field) -> None:
    if field.data and not PHONE.fullmatch(field.data):
        raise ValidationError(_l("Skriv telefonnummeret igen."))


def _email(_form: Form, field: Field) -> None:
    if field.data and not ADDRESS.fullmatch(field.data):
        raise ValidationError(_l("Skriv mail-adressen igen."))


def _website(_form: Form, field: Field) -> None:
    if field.data and not is_website(field.data):
        raise ValidationError(_l("Skriv en adresse, der begynder med https://."))


def _easy(form: "_NamingForm", field: Field) -> None:
    if field.data and not field.errors and (fault := easy_fault(field.data, form.names)):
        raise ValidationError(gettext(fault))


def _near(_form: Form, field: DateField) -> None:
    if field.data is not None and abs(field.data - clock.today()) > timedelta(days=40 * 365):
        raise ValidationError(_l("Skriv datoen igen."))


def is_website(address: str) -> bool:
    """Whether this is the address of a page on the web."""
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.hostname) and "." in found.hostname


def line_field(label: str, longest: int, *more) -> StringField:
    """One line; `more` are further validators."""
    at_most = Length(max=longest, message=_l("Teksten er for lang, så skriv kortere."))
    return StringField(label, filters=[clean_line], validators=[at_most, *more])


class _NamingForm(Form):
    """A form in which names of people and places may stand in easy sentences."""

    names: Collection[str] = ()


class _WhoAndWhereForm(_NamingForm):
    """Who offers it and where."""

    organiser = SelectField(_l("Hvem står for det?"), coerce=chosen_id, validate_choice=False)
    venue = SelectField(_l("Hvor er det?"), coerce=chosen_id, validate_choice=False)

    def __init__(self, *, organisers: Sequence[Organiser], venues: Sequence[Venue], **given: object):
        super().__init__(**given)
        self.names = [each.name for each in (*organisers, *venues)] + [each.area for each in venues]
        self.organiser.choices = [(each.id, each.name) for each in organisers]
        self.venue.choices = [(NOWHERE, gettext("Intet bestemt sted")), *((each.id, each.name) for each in venues)]

    def validate_organiser(self, field: SelectField) -> None:
        if field.data not in dict(field.choices):  # type: ignore[arg-type]
            raise ValidationError(_l("Vælg, hvem der står for det."))

    def validate_venue(self, field: SelectField) -> None:
        if field.data not in dict(field.choices):  # type: ignore[arg-type]
            raise ValidationError(_l("Vælg igen."))

    @property
    def venue_id(self) -> int | None:
        return self.venue.data or None


class BeginForm(_WhoAndWhereForm):
    """A new entry."""

    interest = choice_field(_l("Hvad handler det om?"), {each: line.sentence for each, line in INTEREST_WORDS.items()})

    @property
    def chosen_interest(self) -> Interest:
        return Interest(self.interest.data)


class FactsForm(_WhoAndWhereForm):
    """What is known of an activity beside its words and days."""

    phone = line_field(_l("Telefon"), LONGEST_PHONE, _phone)
    kroner = whole_number(_l("Pris i kroner"), 0, HIGHEST_PRICE)
    price_note = line_field(_l("Mere om prisen"), 300, _easy)
    audience = choice_field(_l("Hvem er det for?"), AUDIENCES)
    joining = choice_field(_l("Hvordan begynder man?"), JOININGS)
    capacity = whole_number(_l("Hvor mange er der plads til?"), 1, MOST_PLACES)
    has_companion = BooleanField(_l("Nogen kan følge med"))
    has_transport = BooleanField(_l("Man kan blive hentet"))
    wants_helpers = BooleanField(_l("De mangler frivillige"))
    ordinary = optional_text(_l("Almindelig tekst"), LONGEST_ORDINARY)
    law = line_field(_l("Lov"), LONGEST_LAW)
    law_from = DateField(_l("Loven gælder fra"), validators=[Optional(), _near])
    funding = line_field(_l("Hvem betaler?"), 300, _easy)

    def facts(self) -> Facts:
        """What was written. Ask after `validate`."""
        return Facts(
            organiser_id=self.organiser.data, venue_id=self.venue_id, phone=self.phone.data or None,
            kroner=self.kroner.data, price_note=self.price_note.data or "", audience=Audience(self.audience.data),
            joining=Joining(self.joining.data), capacity=self.capacity.data,
            has_companion=self.has_companion.data, has_transport=self.has_transport.data,
            wants_helpers=self.wants_helpers.data, law=self.law.data or "", law_from=self.law_from.data,
            funding=self.funding.data or "", ordinary=self.ordinary.data or "",
        )  # fmt: skip


class OrganiserForm(Form):
    """Who offers activities."""

    name = line_field(_l("Navn"), LONGEST_NAME, DataRequired(_l(NO_NAME)))
    phone = line_field(_l("Telefon"), LONGEST_PHONE, _phone)
    email = line_field(_l("Mail-adresse"), LONGEST_EMAIL, _email)
    website = line_field(_l("Hjemmeside"), 200, _website)


class VenueForm(_NamingForm):
    """A place, and what one must know before one goes there."""

    name = line_field(_l("Navn"), LONGEST_NAME, DataRequired(_l(NO_NAME)))
    where = line_field(_l("Sådan siger vi det"), LONGEST_NAME, DataRequired(_l("Skriv for eksempel: i klubben")))
    area = line_field(_l("Område"), LONGEST_AREA, DataRequired(_l("Skriv, hvilket område det er.")))
    address = line_field(_l("Adresse"), 120)
    landmark = line_field(_l("Hvad kan man kende det på?"), 300)
    ways = optional_text(_l("Sådan finder man derhen"))
    step_free = choice_field(_l(ACCESS[Access.STEP_FREE]), KNOWN)
    lift = choice_field(_l(ACCESS[Access.LIFT]), KNOWN)
    toilet = choice_field(_l(ACCESS[Access.TOILET]), KNOWN)
    hearing_loop = choice_field(_l(ACCESS[Access.HEARING_LOOP]), KNOWN)
    parking = choice_field(_l(ACCESS[Access.PARKING]), KNOWN)
    bus = choice_field(_l(ACCESS[Access.BUS]), KNOWN)
    seats = choice_field(_l(ACCESS[Access.SEATS]), KNOWN)
    quiet = choice_field(_l(ACCESS[Access.QUIET]), KNOWN)

    def validate_landmark(self, field: Field) -> None:
        self._look(field, [field.data] if field.data else [])

    def validate_ways(self, field: Field) -> None:
        lines = clean_text(field.data).splitlines()
        if len(lines) > MOST_LINES:
            raise ValidationError(gettext("Skriv højst %(number)s linjer.", number=MOST_LINES))
        self._look(field, lines)

    def facts(self, known: Mapping[str, str | None]) -> VenueFacts:
        """What was written; a line that is as before keeps its picture, as `known` says. Ask after `validate`."""
        lines = [line for line in (self.ways.data or "").splitlines() if line]
        return VenueFacts(
            name=self.name.data or "", where=self.where.data or "", address=self.address.data or "",
            area=self.area.data or "", landmark=self.landmark.data or "",
            access={fact: Known(self[_field_of(fact)].data) for fact in Access},
            ways=[[line, known.get(line)] for line in lines],
        )  # fmt: skip

    @property
    def access_fields(self) -> list[Field]:
        return [self[_field_of(fact)] for fact in Access]

    def _look(self, field: Field, lines: Sequence[str]) -> None:
        names = [clean_line(self[name].data) for name in ("name", "area", "address") if self[name].data]
        for line in lines:
            if len(line) > 300:
                raise ValidationError(_l("Teksten er for lang, så skriv kortere."))
            if fault := easy_fault(line, names):
                which = f"{line} {gettext(fault)}"  # there are several lines: the fault says which
                raise ValidationError(which)


def written_facts(activity: Activity) -> dict[str, object]:
    """What stands in the form of facts before anything is typed."""
    names = (
        "phone", "kroner", "price_note", "audience", "joining", "capacity", "has_companion", "has_transport",
        "wants_helpers", "ordinary", "law", "law_from", "funding",
    )  # fmt: skip
    given = {name: getattr(activity, name) for name in names}
    return {"organiser": activity.organiser_id, "venue": activity.venue_id or NOWHERE, **given}


def written_venue(venue: Venue) -> dict[str, object]:
    """What stands in the form of a place before anything is typed."""
    access = {_field_of(fact): venue.access.get(fact.value, Known.UNKNOWN.value) for fact in Access}
    names = ("name", "where", "area", "address", "landmark")
    ways = "\n".join(str(sentence) for sentence, _picture in venue.ways)
    return {**{name: getattr(venue, name) for name in names}, "ways": ways, **access}


def unknown_venue() -> dict[str, object]:
    """Nobody knows anything of a new place."""
    return {_field_of(fact): Known.UNKNOWN.value for fact in Access}


def coming(day: date | None) -> str:
    """What is wrong with a day that should come, or nothing."""
    if day is None:
        return N_("Vælg en dag.")
    if day < clock.today():
        return N_("Vælg en dag, der kommer.")
    return N_("Vælg en dag, der er tættere på.") if day > clock.today() + FURTHEST else ""


def _field_of(fact: Access) -> str:
    return fact.value.replace(" ", "_")
