"""The form in which a word is corrected."""

from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from portal.speech.danish import spoken
from portal.speech.rules import LONGEST_SAID, LONGEST_WORD, as_word
from portal.web.forms import Form, _l, optional_line

HEAR_FIRST = _l("Hør ordet, før du gemmer.")
NO_VOICE = _l("Oplæsning virker ikke lige nu.")


class PronunciationForm(Form):
    """A word and how it is said. `heard` is the proof that exactly this was tried, see `Speech.trial`."""

    word = optional_line(_l("Ordet"), LONGEST_WORD)
    said_as = optional_line(_l("Sådan lyder det"), LONGEST_SAID)
    heard = HiddenField()
    next = HiddenField()

    @property
    def words(self) -> tuple[str, str]:
        """The word, and how it is said."""
        return self.word.data or "", self.said_as.data or ""

    def validate_word(self, field: StringField) -> None:
        field.data = as_word(field.data or "")
        if not any(map(str.isalnum, field.data)):
            raise ValidationError(_l("Skriv et ord."))

    def validate_said_as(self, field: StringField) -> None:
        if spoken(field.data or "").is_silent:
            raise ValidationError(_l("Skriv, hvordan ordet lyder."))
