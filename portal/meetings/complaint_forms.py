"""What is chosen and written about a complaint: whom to tell, and what whoever was told answers."""

from collections.abc import Collection, Sequence

from flask import request
from flask_babel import gettext
from wtforms import DateField, Field, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  # its stubs are older
from wtforms.validators import InputRequired, Optional, ValidationError

from portal import clock
from portal.easyread.report import Audience, check
from portal.meetings.complaint_queries import Somebody
from portal.meetings.life import LATER_IS_AHEAD, SAY_WHEN, SAY_WHY, Word
from portal.meetings.rules import NEEDS_REASON, PROMISES, Step
from portal.refusal import N_
from portal.web.addresses import row_number
from portal.web.forms import Form, _l, optional_line

CHOOSE = N_("Vælg, hvem du vil fortælle det til.")
STEPS = {
    Step.HEARD: _l("Jeg har hørt det"),
    Step.TALKED: _l("Jeg har talt med nogen om det"),
    Step.YES: _l("Ja, jeg gør noget ved det"),
    Step.NO: _l("Nej, jeg kan ikke ændre det"),
    Step.LATER: _l("Senere, jeg gør noget ved det en bestemt dag"),
    Step.DONE: _l("Jeg har gjort noget ved det"),
}
"""What whoever was told can answer, in her own words."""


def chosen(people: Sequence[Somebody]) -> Somebody | None:
    """Whom the form that was sent chooses, if it is one of these."""
    try:
        number = row_number(request.form.get("hvem", ""))
    except ValueError:
        return None
    return next((each for each in people if each.id == number), None)


class AnswerForm(Form):
    """A step: which, why in one easy line, until when. `names` are those a sentence may hold."""

    step = RadioField(
        _l("Hvad svarer du?"), coerce=Step, validate_choice=False, validators=[InputRequired(_l("Vælg et svar."))]
    )
    reason = optional_line(_l("Hvad vil du sige om det?"))
    until = DateField(_l("Hvilken dag?"), validators=[Optional()])
    shown = HiddenField()

    def __init__(self, *, steps: Collection[Step], names: Collection[str], **given: object):
        super().__init__(**given)
        self.steps, self.names = steps, names
        self.step.choices = [SelectChoice(step.value, STEPS[step]) for step in steps]

    def validate_step(self, field: Field) -> None:
        if field.data not in self.steps:
            raise ValidationError(_l("Vælg et svar."))

    def validate_reason(self, field: Field) -> None:
        if self.step.data in NEEDS_REASON and not field.data:
            raise ValidationError(gettext(SAY_WHY))
        report = check([field.data], Audience.RESIDENT, names=self.names) if field.data and not field.errors else None
        if report and report.errors:
            raise ValidationError(gettext(report.errors[0].reason))

    def validate_until(self, field: Field) -> None:
        if self.step.data in PROMISES and field.data is not None and field.data <= clock.today():
            raise ValidationError(gettext(LATER_IS_AHEAD))

    def is_right(self) -> bool:
        """Whether it can be done; if not, the fields say what is wrong."""
        self.validate()
        if self.step.data is Step.LATER and self.until.data is None and not self.until.errors:
            self.until.errors = [gettext(SAY_WHEN)]
        return not self.errors

    def word(self) -> Word:
        """What is said. Ask after `is_right`."""
        until = self.until.data if self.step.data in PROMISES else None
        return Word(self.step.data, reason=self.reason.data or "", until=until)

    @property
    def shown_id(self) -> int:
        """The answer that whoever writes has before her eyes."""
        try:
            return row_number(str(self.shown.data or ""))
        except ValueError:
            return 0
