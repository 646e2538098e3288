"""Forms about passwords. A password is taken as it is typed: pasted, long, with spaces, in any letters."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from portal.people.accounts import rules
from portal.web.forms import Form, _l


class SignInForm(Form):
    """User name and password."""

    user_name = StringField(
        _l("Brugernavn"), filters=[lambda value: rules.user_name_of(value or "")],
        validators=[DataRequired(_l("Skriv dit brugernavn."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    password = PasswordField(
        _l("Adgangskode"), validators=[InputRequired(_l("Skriv din adgangskode."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip


class NewPasswordForm(Form):
    """The old password and a new one. `user_name` is whose."""

    old = PasswordField(
        _l("Adgangskoden nu"), validators=[InputRequired(_l("Skriv adgangskoden, du har nu."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip
    new = PasswordField(
        _l("Ny adgangskode"), validators=[InputRequired(_l("Skriv en ny adgangskode."))],
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip

    user_name = ""

    def validate_new(self, field: PasswordField) -> None:
        fault = rules.fault_of_password(field.data or "", user_name=self.user_name)
        if fault:
            raise ValidationError(_l(fault))
