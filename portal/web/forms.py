"""Forms: what was typed is cleaned, kept when it is wrong, and told what is wrong in one easy sentence."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import Length

from portal.easyread.line import clean
from portal.refusal import N_

LONGEST_SENTENCE = 300  # characters; a line longer than this is no line
LONGEST_TEXT = 5_000  # characters a person can write in one go
LONGEST_TAP = 32


def _l(sentence: str) -> Any:
    """A sentence translated when it is shown. WTForms' stubs ask for a plain string, and it becomes one then."""
    return lazy_gettext(sentence)


class OurWords:
    """What the form library would say in English, said by us."""

    WORDS = {
        "Not a valid date value.": N_("Skriv datoen igen."),
        "Not a valid time value.": N_("Skriv klokkeslættet igen."),
        "Not a valid integer value.": N_("Vælg igen."),
        "Not a valid choice.": N_("Vælg igen."),
        "Invalid Choice: could not coerce.": N_("Vælg igen."),
    }

    def gettext(self, words: str) -> str:
        return gettext(self.WORDS.get(words, words))

    def ngettext(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several)


class Form(FlaskForm):
    """The base of all forms: Danish words come from us, never from the browser or the library."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: BaseForm) -> OurWords:
            return OurWords()

        def wrap_formdata(self, form: "Form", formdata: object) -> MultiDict[str, str] | None:
            """What stands in text fields; a file or JSON, which the library would take too, is no text."""
            return request.form if form.is_submitted() else None

    tap = HiddenField(filters=[lambda value: clean(value or "")[:LONGEST_TAP]])


def typed(field: str, longest: int) -> str:
    """What stands in a field of a plain form, as one line of at most so many characters."""
    return clean(request.form.get(field, ""))[:longest]


def clean_line(value: str | None) -> str:
    """One line of text, whatever was pasted."""
    return clean(value or "")


def clean_text(value: str | None) -> str:
    """Several lines of text: each cleaned, the empty ones at both ends gone."""
    return "\n".join(clean(line) for line in (value or "").splitlines()).strip()


def optional_line(label: str, longest: int = LONGEST_SENTENCE) -> StringField:
    """A field for one line that may be empty."""
    return StringField(label, filters=[clean_line], validators=[_at_most(longest)])


def optional_text(label: str, longest: int = LONGEST_TEXT) -> TextAreaField:
    """A field for several lines that may be empty."""
    return TextAreaField(label, filters=[clean_text], validators=[_at_most(longest)])


def _at_most(longest: int) -> Length:
    return Length(max=longest, message=_l("Teksten er for lang, så skriv kortere."))
