"""Forms of the editor: what a line's own form says, when to publish, a word to explain."""

import re
from collections.abc import Mapping
from datetime import datetime

from wtforms import DateField, StringField, TimeField
from wtforms.validators import Optional, ValidationError

from portal import clock
from portal.clock import COPENHAGEN
from portal.easyread.line import clean
from portal.easyread.report import Audience, check
from portal.publishing import rules
from portal.publishing.line_actions import Typed
from portal.publishing.pressing import Button
from portal.web.forms import Form, _l, optional_line

LONGEST_REASON = 500  # characters
LONGEST_WORD = 60  # characters; the width of its column
ANSWERS = {"ja": True, "nej": False}
A_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read_line(form: Mapping[str, str]) -> Typed:
    """The words of a line's form."""
    return Typed(
        sentence=clean(form.get("sentence", "")),
        was=clean(form.get("was", "")),
        answer=ANSWERS.get(form.get("answer", "")),
        answer_was=ANSWERS.get(form.get("answer_was", "")),
        part=form.get("part", ""),
    )


def read_button(form: Mapping[str, str]) -> Button:
    """The button that was pressed in a line's form, and where the cursor stood, when the page has said so."""
    both = None
    if form.get("at", "").isdecimal() and len(form["at"]) < LONGEST_WORD:
        written, at = form.get("sentence", ""), int(form["at"])
        both = rules.cut(clean(written[:at]), clean(written[at:]))
    return Button.read(form.get("do", ""), both=both)


class ReleaseForm(Form):
    """Publish: now, or at a time that comes; in spite of what is hard when there is a reason."""

    hard_because = optional_line(_l("Hvorfor skal den ud alligevel?"), longest=LONGEST_REASON)
    on = DateField(_l("Dag"), validators=[Optional()])
    at = TimeField(_l("Klokken"), validators=[Optional()])

    def moment(self) -> datetime | None:
        """When it is to be published, `None` when no time is given."""
        if self.on.data is None or self.at.data is None:
            return None
        return datetime.combine(self.on.data, self.at.data, COPENHAGEN)

    def is_right(self, *, later: bool) -> bool:
        """Whether it can be done as it says; `later` wants a time, now asks for none."""
        if not later:
            return self.hard_because.validate(self)
        if not self.validate():
            return False
        if self.on.data is None:
            self.on.errors = [_l("Vælg en dag.")]
        if self.at.data is None:
            self.at.errors = [_l("Vælg et klokkeslæt.")]
        moment = self.moment()
        if moment is not None and moment <= clock.now():
            self.on.errors = [_l("Vælg et tidspunkt, der kommer.")]
        return not self.errors


class WordForm(Form):
    """A word of the house and what it means, in easy words."""

    word = optional_line(_l("Ordet"), longest=LONGEST_WORD)
    explanation = optional_line(_l("Hvad betyder det?"), longest=rules.LONGEST_SENTENCE)

    def validate_word(self, field: StringField) -> None:
        if len(field.data or "") <= LONGEST_WORD and not A_WORD.fullmatch(field.data or ""):
            raise ValidationError(_l("Skriv et ord."))

    def validate_explanation(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(_l("Skriv, hvad ordet betyder."))
        if len(field.data) > rules.LONGEST_SENTENCE:
            return  # said already
        report = check([field.data], Audience.RESIDENT, known=[self.word.data or ""])
        if report.errors:
            raise ValidationError(report.errors[0].reason)
