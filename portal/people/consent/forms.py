"""Forms about relatives."""

import re
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Regexp, ValidationError

from portal.db import db
from portal.people.consent import entrances
from portal.people.consent.phrases import TOPICS
from portal.people.consent.rules import Kin
from portal.people.models import LONGEST_EMAIL
from portal.people.newcomers import LONGEST_FIRST_NAME
from portal.people.rules import Role
from portal.web.forms import Form, _l, clean_line

# What browsers take for an address (HTML, valid e-mail address), with a dot.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")

# Plain words; WTForms' stubs ask for pairs.
KINDS: Any = [kin.value for kin in Kin]
ASKED: Any = [topic.value for topic in TOPICS]


def _small(value: str | None) -> str:
    return clean_line(value).lower()


def _mail_address(label: str, autocomplete: str) -> StringField:
    again = _l("Skriv mail-adressen igen.")
    return StringField(
        label,
        filters=[_small],
        validators=[Length(max=LONGEST_EMAIL, message=again), Regexp(ADDRESS, message=again)],
        render_kw={"type": "email", "autocomplete": autocomplete, "inputmode": "email"},
    )


class ProposalForm(Form):
    """Who the relative is, and what the resident is to be asked."""

    first_name = StringField(
        _l("Fornavn"),
        filters=[clean_line],
        validators=[
            DataRequired(_l("Skriv et fornavn.")),
            Length(max=LONGEST_FIRST_NAME, message=_l("Navnet er for langt, så skriv kortere.")),
        ],
    )
    kind = SelectField(_l("Hvem er det?"), choices=KINDS)
    email = _mail_address(_l("Mail-adresse"), "off")
    topics = SelectMultipleField(
        _l("Hvad vil du spørge om?"),
        choices=ASKED,
        validators=[DataRequired(_l("Vælg mindst 1 ting."))],
    )

    def validate_email(self, field: StringField) -> None:
        person = entrances.person_by_email(db.session, field.data or "")
        if person is not None and person.role is not Role.RELATIVE:
            raise ValidationError(_l("En anden bruger den adresse, så skriv en anden."))


class LinkForm(Form):
    """ "Send mig et link"."""

    email = _mail_address(_l("Din mail-adresse"), "email")
