"""What staff write about ideas: what somebody told them, and what is said with a step of an idea's life."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from flask_babel import gettext
from wtforms import DateField, Field, SelectField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.easyread.report import Audience, check
from portal.meetings.life import LATER_IS_AHEAD, SAY_WHEN, SAY_WHY, Word
from portal.meetings.pieces import LONGEST_TEXT
from portal.meetings.rules import NEEDS_REASON, PROMISES, Decider, Step
from portal.people.models import Person
from portal.refusal import N_
from portal.web.addresses import row_number
from portal.web.forms import Form, _l, optional_line, optional_text

NOBODY = 0
FURTHEST = timedelta(days=3 * 365)  # a day further away is a slip of the finger
DECIDERS: dict[Decider, str] = {
    Decider.MEETING: N_("Beboermødet"),
    Decider.STAFF: N_("Personalet"),
    Decider.MUNICIPALITY: N_("Kommunen"),
    Decider.HOUSING: N_("Boligselskabet"),
}
REASONS: dict[Step, str] = {
    Step.TALKED: N_("Hvad talte I om?"),
    Step.YES: N_("Hvad er besluttet?"),
    Step.NO: N_("Hvorfor siger I nej?"),
    Step.LATER: N_("Hvorfor venter I?"),
    Step.DONE: N_("Hvad er gjort?"),
}
"""What the one line of a step is about."""
DAYS: dict[Step, str] = {
    Step.YES: N_("Hvornår er det gjort?"),
    Step.LATER: N_("Hvilken dag tager I det op igen?"),
}
NO_TEXT = N_("Skriv, hvad der er sagt.")
TOO_FAR = N_("Vælg en dag, der er tættere på.")


def chosen_id(written: str | int | None) -> int:
    """The row somebody chose; what is no row's number is nobody's."""
    try:
        return row_number(str(written or NOBODY))
    except ValueError:
        return NOBODY


def easy_fault(sentence: str, names: Collection[str]) -> str:
    """What is hard to read in a sentence for residents, or nothing."""
    report = check([sentence], Audience.RESIDENT, names=names)
    return report.errors[0].reason if report.errors else ""


class TypeInForm(Form):
    """An idea that somebody has said, or written on paper."""

    text = optional_text(_l("Hvad er idéen?"), longest=LONGEST_TEXT)
    whose = SelectField(_l("Hvem har sagt det?"), coerce=chosen_id, validate_choice=False)

    def __init__(self, residents: Sequence[Person], **given: object):
        super().__init__(**given)
        self.known = {each.id for each in residents}
        self.whose.choices = [(NOBODY, gettext("Uden navn")), *((each.id, each.first_name) for each in residents)]

    def validate_text(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(gettext(NO_TEXT))

    def validate_whose(self, field: SelectField) -> None:
        if field.data and field.data not in self.known:
            raise ValidationError(_l("Vælg igen."))

    @property
    def author_id(self) -> int | None:
        return self.whose.data or None


class StepForm(Form):
    """What is said with one step. Fields that a step has no use for are not in it."""

    decided_by = SelectField(_l("Hvem har besluttet det?"), validate_choice=False)
    reason = optional_line("")
    until = DateField("", validators=[Optional()])
    responsible = SelectField(_l("Hvem sørger for det?"), coerce=chosen_id, validate_choice=False)

    def __init__(self, step: Step, staff: Sequence[Person], names: Collection[str], **given: object):
        super().__init__(**given)
        self.step, self.names, self.known = step, names, {each.id for each in staff}
        self.reason.label.text = gettext(REASONS[step])
        self.decided_by.choices = [(each.value, gettext(label)) for each, label in DECIDERS.items()]
        self.responsible.choices = [
            (NOBODY, gettext("Ved ikke endnu")), *((each.id, each.first_name) for each in staff)
        ]  # fmt: skip
        if step in PROMISES:
            self.until.label.text = gettext(DAYS[step])
        else:
            del self.until, self.responsible
        if step is Step.DONE:
            del self.decided_by

    def validate_decided_by(self, field: SelectField) -> None:
        if field.data not in [each.value for each in Decider]:
            raise ValidationError(_l("Vælg igen."))

    def validate_reason(self, field: Field) -> None:
        if not field.data and self.step in NEEDS_REASON:
            raise ValidationError(gettext(SAY_WHY))
        if field.data and not field.errors and (fault := easy_fault(field.data, self.names)):
            raise ValidationError(gettext(fault))

    def validate_responsible(self, field: SelectField) -> None:
        if field.data and field.data not in self.known:
            raise ValidationError(_l("Vælg igen."))

    def is_right(self) -> bool:
        """Whether the step can be taken; if not, the fields say what is wrong."""
        self.validate()
        until = self.field("until")
        if until is not None and not until.errors:
            fault = _fault_of_day(until.data, self.step, clock.today())
            until.errors = [gettext(fault)] if fault else []
        return not self.errors

    def word(self, photo: str | None) -> Word:
        """What was said. Ask after `is_right`. `photo` is a name in the told store."""
        until, responsible, decided_by = (self.field(name) for name in ("until", "responsible", "decided_by"))
        return Word(
            self.step, Decider(decided_by.data) if decided_by is not None else Decider.STAFF, self.reason.data or "",
            until=until.data if until is not None else None, photo=photo,
            responsible_id=(responsible.data or None) if responsible is not None else None,
        )  # fmt: skip

    def field(self, name: str) -> Field | None:
        """A field, if this step has it."""
        return self._fields.get(name)


def said_with(decided_by: Decider, reason: str, until: date | None, responsible_id: int | None) -> dict[str, object]:
    """What stands in the form when a step is corrected, before anything is typed."""
    return {
        "decided_by": decided_by.value, "reason": reason, "until": until, "responsible": responsible_id or NOBODY,
    }  # fmt: skip


def _fault_of_day(until: date | None, step: Step, today: date) -> str:
    if until is None:
        return SAY_WHEN if step is Step.LATER else ""
    if until <= today:
        return LATER_IS_AHEAD
    return TOO_FAR if until > today + FURTHEST else ""
