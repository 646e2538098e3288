"""What a leader fills in to search the log."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.people.log_queries import Search
from portal.people.models import LogKind
from portal.people.rules import Role
from portal.web.forms import Form, _l

EVERYTHING = ""


def _number(value: str | int | None) -> int | None:
    return int(value) if value else None


def _kind(value: str | None) -> LogKind | None:
    return LogKind(value) if value else None


class LogSearchForm(Form):
    """Everything may be empty: then all is found."""

    class Meta(Form.Meta):
        def wrap_formdata(self, form: Form, formdata: object) -> MultiDict[str, str]:
            return request.args

    who = SelectField(_l("Hvem gjorde det?"), name="hvem", coerce=_number)
    whose = SelectField(_l("Hvis ting?"), name="hvis", coerce=_number)
    kind = SelectField(_l("Hvad skete der?"), name="hvad", coerce=_kind)
    since = DateField(_l("Fra dag"), name="fra", validators=[Optional()])
    until = DateField(_l("Til dag"), name="til", validators=[Optional()])

    def __init__(self) -> None:
        super().__init__(meta={"csrf": False})  # it changes nothing

    def know(self, people: Sequence[sa.Row], kinds: Mapping[LogKind, str]) -> "LogSearchForm":
        """Let these people (id, first name, role) and kinds be what can be chosen."""
        everybody = (EVERYTHING, _l("Alle"))
        self.who.choices = [everybody, *((str(each.id), each.first_name) for each in people)]
        residents = (each for each in people if each.role is Role.RESIDENT)
        self.whose.choices = [everybody, *((str(each.id), each.first_name) for each in residents)]
        self.kind.choices = [(EVERYTHING, _l("Alt")), *((kind.value, label) for kind, label in kinds.items())]
        return self

    def validate_until(self, field: DateField) -> None:
        first, last = self.since.data, field.data
        if isinstance(first, date) and last and last < first:
            raise ValidationError(_l("Vælg en dag, der kommer senere."))

    @property
    def search(self) -> Search:
        return Search(self.who.data, self.whose.data, self.kind.data, self.since.data, self.until.data)

    @property
    def asked(self) -> dict[str, str]:
        """What stands in the address, to carry on to the next page."""
        fields = (self.who, self.whose, self.kind, self.since, self.until)
        return {field.name: request.args[field.name] for field in fields if request.args.get(field.name)}
