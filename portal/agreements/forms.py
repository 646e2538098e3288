"""Forms about agreements."""

import json

from wtforms import DateField, HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  # its stubs are older
from wtforms.validators import InputRequired, Optional, ValidationError

from portal import clock
from portal.agreements import rules
from portal.agreements.rules import How, Stroke
from portal.web.forms import Form, _l, optional_line, optional_text

YES, NO = "ja", "nej"
NO_ANSWER = _l("Vælg et svar.")


def to_come(_form: Form, field: DateField) -> None:
    """A day that is today or later."""
    if field.data is not None and field.data < clock.today():
        raise ValidationError(_l("Vælg en dag, der kommer."))


class SignedForm(Form):
    """Who else was there, and a name drawn with a finger, if one wants to."""

    other = optional_line(_l("Var der en anden med?"), longest=60)
    signature = HiddenField(_l("Din underskrift"))

    def validate_signature(self, field: HiddenField) -> None:
        try:
            self.strokes = rules.strokes(json.loads(field.data)) if field.data else ()
        except (ValueError, RecursionError) as fault:
            raise ValidationError(_l("Tegn dit navn igen.")) from fault

    strokes: tuple[Stroke, ...] = ()


class TalkForm(SignedForm):
    """ "Ja, vi er enige": the resident says it herself."""


class KeptTalkForm(SignedForm):
    """A talk that staff write down."""

    on = DateField(_l("Hvornår talte I?"), validators=[InputRequired(_l("Skriv datoen."))], default=clock.today)
    how = RadioField(
        _l("Hvordan tjekkede I det?"),
        choices=[
            SelectChoice(How.TOGETHER.value, _l("Vi læste sammen")),
            SelectChoice(How.PICTURE_QUESTION.value, _l("Vi brugte et billede")),
            SelectChoice(How.ALONE.value, _l("Alene, uden os")),
        ],
        coerce=How,
        validate_choice=False,
        validators=[InputRequired(NO_ANSWER)],
    )
    said_yes = RadioField(
        _l("Sagde alle ja?"),
        choices=[
            SelectChoice(YES, _l("Ja, alle sagde ja")),
            SelectChoice(NO, _l("Nej, vi taler om det igen")),
        ],
        validators=[InputRequired(NO_ANSWER)],
    )
    next_on = DateField(_l("Hvornår taler I om den igen?"), validators=[Optional(), to_come])

    def validate_on(self, field: DateField) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_l("Vælg en dag, der har været."))


class WishForm(Form):
    """ "Jeg vil ændre aftalen": which point, and what about it. Nothing must be written."""

    point = IntegerField(_l("Hvilket punkt?"), validators=[Optional()])
    text = optional_text(_l("Hvad vil du ændre?"))


class NextTalkForm(Form):
    """The day of "Vi taler om den igen"."""

    on = DateField(_l("Vi taler om den igen"), validators=[Optional(), to_come])
