"""What the fixtures promise every test: a portal in which nobody has been yet."""

import pytest
import sqlalchemy as sa

from portal import db
from tests.conftest import EMPTY_POSTGRES


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_whatever_a_test_leaves_behind_the_next_one_finds_nothing(village, browser, session):
    browser.be(village.anne).get("/personale/beboer/maja")
    village.agreement(village.maja)
    village.card(village.maja)
    tables = db.Base.metadata.sorted_tables
    assert sum(bool(session.scalar(sa.select(sa.func.count()).select_from(table))) for table in tables) > 8
    session.rollback()
    with village.engine.begin() as connection:
        connection.execute(sa.text(EMPTY_POSTGRES))
    assert [table.name for table in tables if session.scalar(sa.select(sa.func.count()).select_from(table))] == []
    there = set(sa.inspect(village.engine).get_table_names())
    assert there - {"alembic_version"} == {table.name for table in tables}
    numbers = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    assert session.scalars(sa.text(numbers)).all() == []  # people are numbered from one again
