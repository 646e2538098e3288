"""What lies outside the database – files – follows what the database decides."""

import pytest
import sqlalchemy as sa

from portal.db import afterwards, reading, writing
from portal.people.models import Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def listed(session) -> list[str]:
    """What happens afterwards to a session's changes, told when it happens."""
    told: list[str] = []
    afterwards(session, kept=lambda: told.append("kept"), discarded=lambda: told.append("discarded"))
    return told


def test_it_is_done_when_the_changes_are_kept_and_only_once(session, village):
    told = listed(session)
    session.add(Person(slug="ny", first_name="Ny", role="resident"))
    session.flush()
    assert told == []
    session.commit()
    assert told == ["kept"]
    session.execute(sa.select(1))
    session.commit()
    assert told == ["kept"]


@pytest.mark.parametrize("how", ["rollback", "close"])
def test_it_is_not_done_when_they_are_discarded(session, how):
    told = listed(session)
    session.execute(sa.select(1))
    getattr(session, how)()
    assert told == ["discarded"]
    session.execute(sa.select(1))
    session.commit()
    assert told == ["discarded"]


def test_a_part_that_is_kept_is_not_yet_the_whole(session):
    told = listed(session)
    with session.begin_nested():
        session.execute(sa.select(1))
    assert told == []
    session.rollback()
    assert told == ["discarded"]


def test_a_part_that_is_discarded_is_not_the_whole_either(session):
    told = listed(session)
    session.begin_nested().rollback()
    assert told == []
    session.commit()
    assert told == ["kept"]


def test_a_look_at_what_is_kept_does_not_wait_for_the_one_who_writes(engine, village):
    with writing(engine) as session:
        session.get_one(Person, village.maja.id).first_name = "Maj"
        session.flush()
        with reading(engine) as now:
            assert now.get_one(Person, village.maja.id).first_name == "Maja"
