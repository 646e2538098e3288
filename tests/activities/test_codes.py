"""What is printed must not come to mean something else: a code is given once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal.activities import actions
from portal.activities.models import Activity, ActivityCode, Organiser
from portal.activities.rules import Interest
from portal.db import writing
from portal.refusal import Refused
from tests.house.arranging import at_once

MOMENT = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def organiser(session: Session) -> int:
    made = Organiser(slug="alle", name="Alle")
    session.add(made)
    session.commit()
    return made.id


def begun(session: Session, organiser: int, interest: Interest = Interest.GAMES, code: str | None = None) -> Activity:
    return actions.begin(session, interest=interest, organiser_id=organiser, moment=MOMENT, code=code)


def test_a_code_is_never_used_again(session, organiser):
    first, second = begun(session, organiser), begun(session, organiser, code="G02")
    assert (first.code, second.code) == ("G01", "G02")
    actions.end(session, first.id, moment=MOMENT)
    session.delete(second)
    session.flush()
    assert [begun(session, organiser).code, begun(session, organiser, Interest.MUSIC).code] == ["G03", "E01"]
    for taken in ("G01", "G02"):
        with pytest.raises(Refused):
            begun(session, organiser, code=taken)


def test_when_all_ninety_nine_are_used_that_is_said(session, organiser):
    session.add_all(ActivityCode(code=f"G{number:02}", given_at=MOMENT) for number in range(1, 100))
    session.flush()
    with pytest.raises(Refused, match="ikke flere numre"):
        begun(session, organiser)


def test_several_who_begin_at_once_get_a_code_each(engine: Engine, organiser):
    def begin(_number: int) -> str:
        with writing(engine) as session:
            return begun(session, organiser).code

    assert sorted(at_once(4, begin)) == ["G01", "G02", "G03", "G04"]
