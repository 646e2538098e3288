"""What staff choose before they ask all residents."""

from collections.abc import Sequence
from datetime import timedelta

from wtforms import DateField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from portal import clock
from portal.content.survey_templates import SurveyTemplate
from portal.web.addresses import row_number
from portal.web.forms import Form, _l

NO_MEETING = 0
LONGEST = timedelta(days=92)
USUAL = timedelta(days=14)


def chosen_number(written: str | int | None) -> int:
    """A number somebody chose; what is none is nothing's."""
    try:
        return row_number(str(written or NO_MEETING))
    except ValueError:
        return NO_MEETING


class AskForm(Form):
    """Which questions of a template, until when, and at which meeting, if at one."""

    questions = SelectMultipleField(_l("Hvilke spørgsmål?"), coerce=chosen_number, validate_choice=False)
    last_day = DateField(_l("Sidste dag"), validators=[InputRequired(_l("Vælg en dag."))])
    meeting = SelectField(_l("Skal det med på et møde?"), coerce=chosen_number, validate_choice=False)

    def __init__(self, template: SurveyTemplate, meetings: Sequence[tuple[int, str]], **given: object):
        super().__init__(**given)
        self.template, self.meetings = template, [(NO_MEETING, str(_l("Nej"))), *meetings]
        self.meeting.choices = self.meetings
        self.ticked = set(range(1, len(template.questions) + 1))
        if self.is_submitted():
            self.ticked &= set(self.questions.data or ())

    def validate_questions(self, _field: SelectMultipleField) -> None:
        if not self.ticked:
            raise ValidationError(_l("Vælg et spørgsmål."))

    def validate_last_day(self, field: DateField) -> None:
        today = clock.today()
        if field.data is not None and not today <= field.data <= today + LONGEST:
            raise ValidationError(_l("Vælg en dag fra i dag til om 3 måneder."))

    def validate_meeting(self, field: SelectField) -> None:
        if (field.data or NO_MEETING) not in [number for number, _label in self.meetings]:
            raise ValidationError(_l("Vælg igen."))
