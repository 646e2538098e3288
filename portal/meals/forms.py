"""Forms of residents about dinner."""

from flask import request
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue]  # its stubs are older
from wtforms.validators import InputRequired

from portal.meals.food import Item, items_called
from portal.meals.models import LONGEST_GUEST
from portal.meals.rules import Wants
from portal.web.forms import Form, _l, optional_line, optional_text

LONGEST_REQUEST = 1_000  # characters

WANTS = {
    Wants.JOIN: (_l("Jeg vil gerne spise med"), "yes"),
    Wants.LEAVE: (_l("Jeg kommer ikke alligevel"), "no"),
    Wants.GUEST: (_l("Jeg har en gæst med"), "visitor"),
}
"""What one can ask the kitchen for: the words on the choice, and its picture."""


class GuestForm(Form):
    """ "Jeg har en gæst med": nothing must be said about a guest."""

    guest_name = optional_line(_l("Hvad hedder din gæst?"), longest=LONGEST_GUEST)


class AskForm(Form):
    """ "Spørg køkkenet": what, and something about it, if one likes."""

    wants = RadioField(
        _l("Hvad vil du spørge om?"),
        choices=[SelectChoice(wants.value, words) for wants, (words, _picture) in WANTS.items()],
        coerce=Wants,
        validate_choice=False,
        validators=[InputRequired(_l("Vælg et svar."))],
    )
    text = optional_text(_l("Vil du skrive noget?"), longest=LONGEST_REQUEST)


def ticked() -> frozenset[Item]:
    """The foods that are ticked in the form that was sent; what is no food is left out."""
    return items_called(request.form.getlist("mad"))
