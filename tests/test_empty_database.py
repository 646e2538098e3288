"""What the fixtures promise every test: a portal in which nobody has been yet."""

import pytest
import sqlalchemy as sa

from portal import clock, db
from portal.activities import actions, search_index
from portal.activities.models import Organiser
from portal.activities.rules import Interest
from portal.migrating import SEARCH
from tests.conftest import EMPTY_POSTGRES


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_whatever_a_test_leaves_behind_the_next_one_finds_nothing(village, browser, session):
    browser.be(village.anne).get("/personale/beboer/maja")
    village.agreement(village.maja)
    village.card(village.maja)
    _something_goes_on(session)
    tables = db.Base.metadata.sorted_tables
    assert sum(bool(session.scalar(sa.select(sa.func.count()).select_from(table))) for table in tables) > 8
    session.rollback()
    with village.engine.begin() as connection:
        connection.execute(sa.text(EMPTY_POSTGRES))
    assert [table.name for table in tables if session.scalar(sa.select(sa.func.count()).select_from(table))] == []
    there = set(sa.inspect(village.engine).get_table_names())
    assert there - {"alembic_version", SEARCH} == {table.name for table in tables}
    assert session.scalar(sa.text(f"SELECT count(*) FROM {SEARCH}")) == 0
    numbers = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    assert session.scalars(sa.text(numbers)).all() == []  # people are numbered from one again


def _something_goes_on(session):
    organiser = Organiser(slug="alle", name="Alle")
    session.add(organiser)
    session.flush()
    activity = actions.begin(session, interest=Interest.MUSIC, organiser_id=organiser.id, moment=clock.now())
    search_index.write_texts(session, activity.id, ["Syng i kor"])
    session.commit()
