"""What staff write in meeting mode: the cards counted in the room, and what was decided."""

from collections.abc import Collection, Sequence

from flask_babel import gettext
from wtforms import DateField, Field, IntegerField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.easyread.report import Audience, check
from portal.meetings.cards_wording import CARDS, OUTCOMES
from portal.meetings.meeting_rules import MOST_ON_PAPER, Colour
from portal.meetings.mode_actions import Decision
from portal.meetings.rules import NEEDS_REASON, PROMISES, Step
from portal.people.models import Person
from portal.web.addresses import row_number
from portal.web.forms import Form, _l, optional_line

NOBODY = 0
NOTHING = ""  # talked about, not decided


def _chosen_id(written: str | int | None) -> int:
    try:
        return row_number(str(written or NOBODY))
    except ValueError:
        return NOBODY


def _cards_field(label: str) -> IntegerField:
    def within(_form: Form, field: IntegerField) -> None:
        if field.data is None and not field.raw_data:
            field.data = 0  # a form without it counts none
        if field.data is None or not 0 <= field.data <= MOST_ON_PAPER:
            field.errors = []  # the library would say of a word that it is no choice
            raise ValidationError(gettext("Skriv et tal fra %(number)s til %(all)s.", number=0, all=MOST_ON_PAPER))

    return IntegerField(label, default=0, validators=[within])


class PaperForm(Form):
    """How many cards of each colour people held up in the room."""

    green = _cards_field(_l("grøn"))
    yellow = _cards_field(_l("gul"))
    red = _cards_field(_l("rød"))

    @property
    def counted(self) -> dict[Colour, int]:
        return {colour: field.data or 0 for colour, field in self.of_each}

    @property
    def of_each(self) -> Sequence[tuple[Colour, IntegerField]]:
        """The fields in the order of the cards."""
        fields = {Colour.GREEN: self.green, Colour.YELLOW: self.yellow, Colour.RED: self.red}
        return [(card.colour, fields[card.colour]) for card in CARDS]


class DecisionForm(Form):
    """What was decided, in easy words that everybody reads."""

    outcome = RadioField(_l("Hvad siger mødet?"), coerce=lambda value: value, validate_choice=False)
    said = optional_line(_l("Hvad har vi besluttet?"))
    reason = optional_line(_l("Hvorfor?"))
    until = DateField(_l("Hvilken dag?"), validators=[Optional()])
    responsible = SelectField(_l("Hvem sørger for det?"), coerce=_chosen_id, validate_choice=False)

    def __init__(self, *, outcomes: Sequence[Step], staff: Sequence[Person], names: Collection[str], **given: object):
        super().__init__(**given)
        self.outcomes, self.names = outcomes, names
        self.outcome.choices = [
            *((step.value, gettext(OUTCOMES[step][0])) for step in outcomes),
            (NOTHING, gettext("Vi har kun talt om det")),
        ]  # fmt: skip
        self.known = {each.id for each in staff}
        self.responsible.choices = [(NOBODY, gettext("Ingen endnu")), *((each.id, each.first_name) for each in staff)]

    @property
    def step(self) -> Step | None:
        return next((each for each in self.outcomes if each.value == self.outcome.data), None)

    @property
    def decision(self) -> Decision:
        """Ask after it is found right."""
        return Decision(
            self.step, self.said.data or "", reason=self.reason.data or "",
            until=self.until.data if self.step in PROMISES or not self.outcomes else None,
            responsible_id=self.responsible.data or None,
        )  # fmt: skip

    def validate_said(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Skriv på en linje, hvad vi har besluttet."))
        self._easy(field)

    def validate_reason(self, field: Field) -> None:
        self._easy(field)

    def validate_responsible(self, field: SelectField) -> None:
        if field.data and field.data not in self.known:
            raise ValidationError(_l("Vælg igen."))

    def is_right(self) -> bool:
        """Whether it can be kept; if not, the fields say what is wrong."""
        self.validate()
        if self.outcomes and self.outcome.data not in {NOTHING, *self.outcomes}:
            self.outcome.errors = [gettext("Vælg, hvad mødet siger.")]
        if self.step in NEEDS_REASON and not self.reason.data:
            self.reason.errors = [gettext("Skriv hvorfor på en linje.")]
        if self.step is Step.LATER and self.until.data is None and not self.until.errors:
            self.until.errors = [gettext("Vælg en dag for, hvornår vi tager det op.")]
        until = self.decision.until
        if until is not None and not self.until.errors and until <= clock.today():
            self.until.errors = [gettext("Vælg en dag, der kommer.")]
        return not self.errors

    def _easy(self, field: Field) -> None:
        """The first thing that is hard to read in a sentence for everybody."""
        if not field.data or field.errors:
            return
        report = check([field.data], Audience.RESIDENT, names=self.names)
        if report.errors:
            raise ValidationError(gettext(report.errors[0].reason))
