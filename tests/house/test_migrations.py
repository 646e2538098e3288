"""The database is brought up to date, and back, without losing a row."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal import db, migrating
from tests.house.arranging import row_counts

A_LINE_ABOUT_NOBODY = (
    "INSERT INTO access_log (at, day, kind, who_id) VALUES ('2026-11-23', '2026-11-23', 'came in', 999)"
)


def test_models_and_migrations_say_the_same(engine):
    assert migrating.differences(engine, db.Base.metadata) == []


def test_a_forgotten_column_is_noticed(engine):
    with_more = sa.MetaData()
    for table in db.Base.metadata.sorted_tables:
        table.to_metadata(with_more)
    with_more.tables["person"].append_column(sa.Column("shoe_size", sa.Integer))
    assert migrating.differences(engine, with_more) != []


def test_a_migrated_database_is_up_to_date_and_stays_so(engine, village):
    village.agreement(village.maja)
    assert migrating.is_up_to_date(engine)
    migrating.upgrade(engine)
    assert migrating.is_up_to_date(engine)


def test_running_the_migrations_again_loses_no_row(engine, session, village):
    village.agreement(village.maja)
    village.card(village.maja)
    village.device()
    before = row_counts(session)
    assert before["agreement_wording"] == 2 and before["person"] == 6
    session.close()
    migrating.upgrade(engine)
    assert row_counts(session) == before


def test_down_leaves_nothing_and_up_makes_it_whole_again(engine):
    tables = {table.name for table in db.Base.metadata.sorted_tables}
    migrating.downgrade(engine)
    try:
        assert not tables & set(sa.inspect(engine).get_table_names())
        assert not migrating.is_up_to_date(engine)
    finally:
        migrating.upgrade(engine)
    assert tables <= set(sa.inspect(engine).get_table_names())
    assert migrating.differences(engine, db.Base.metadata) == []


def test_an_empty_database_is_not_up_to_date(tmp_path):
    empty = sa.create_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert not migrating.is_up_to_date(empty)
    empty.dispose()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_rows_that_point_nowhere_stop_the_migration(engine):
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute(A_LINE_ABOUT_NOBODY)
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(RuntimeError, match="point nowhere"):
        migrating.upgrade(engine)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_foreign_keys_are_on_again_after_a_migration(engine):
    migrating.upgrade(engine)
    with engine.connect() as connection, pytest.raises(IntegrityError), connection.begin():
        connection.execute(sa.text(A_LINE_ABOUT_NOBODY))
