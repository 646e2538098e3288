"""The database keeps moments, keeps only what may be kept, and lets many write."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import BUSY_TIMEOUT, Moment, db, has_the_wal_reset_fault, writing
from portal.people.access import allow_anyone
from portal.people.models import Draft, LogEntry, LogKind, Person
from portal.people.rules import Role
from portal.refusal import Refused
from tests.house.arranging import at_once, rows

CLOCKS_GO_BACK = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 2.30 in Denmark, for the second time
CLOCKS_GO_FORWARD = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 2.00 becomes 3.00
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


# --- moments -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moment",
    [
        CLOCKS_GO_BACK - timedelta(hours=1),
        CLOCKS_GO_BACK,
        CLOCKS_GO_FORWARD - timedelta(seconds=1),
        CLOCKS_GO_FORWARD,
        datetime(2028, 2, 29, 12, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 7, 1, 12, 0, tzinfo=COPENHAGEN),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_danish_time(engine, session, moment):
    with writing(engine) as kept:
        kept.add(LogEntry(at=moment, kind=LogKind.CAME_IN))
    (entry,) = rows(session, LogEntry)
    assert entry.at.astimezone(UTC) == moment.astimezone(UTC)
    assert entry.at.tzinfo is COPENHAGEN


def test_the_hour_that_comes_twice_is_two_hours(engine, session):
    first = CLOCKS_GO_BACK - timedelta(hours=1)
    with writing(engine) as kept:
        kept.add_all(LogEntry(at=at, kind=LogKind.CAME_IN) for at in (first, CLOCKS_GO_BACK))
    one, two = rows(session, LogEntry)
    assert (one.at.hour, one.at.minute) == (two.at.hour, two.at.minute) == (2, 30)
    assert two.at.astimezone(UTC) - one.at.astimezone(UTC) == timedelta(hours=1)


def test_a_moment_without_a_zone_is_refused(session):
    session.add(LogEntry(at=datetime(2026, 11, 23, 16, 30), kind=LogKind.CAME_IN))
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


def test_no_moment_stays_no_moment():
    dialect = sa.create_engine("sqlite://").dialect
    assert Moment().process_bind_param(None, dialect) is None
    assert Moment().process_result_value(None, dialect) is None


# --- what is kept --------------------------------------------------------------------------------------------


def add_a_page_that_writes(app, person, *, method="POST", status=200, refuses=False):
    """A page that writes a draft, and then answers with this status or refuses. Its address."""
    address = f"/skriv/{method}/{status}"

    @allow_anyone
    def write_and_answer():
        db.session.add(Draft(person_id=person.id, key=address, text="hej", saved_at=clock.now()))
        db.session.flush()
        if refuses:
            raise Refused("Det er for sent nu.")
        return "svar", status

    app.add_url_rule(address, address, write_and_answer, methods=[method])
    return address


KEPT = [("POST", 200), ("POST", 204), ("POST", 303), ("PUT", 200), ("DELETE", 200)]
NOT_KEPT = [("GET", 200), *(("POST", status) for status in (400, 404, 409, 422, 429, 500))]


def test_only_a_request_that_may_write_and_went_well_is_kept(app, browser, village, session):
    for method, status in KEPT + NOT_KEPT:
        add_a_page_that_writes(app, village.maja, method=method, status=status)
    for method, status in KEPT + NOT_KEPT:
        answer = browser.raw(method, f"/skriv/{method}/{status}", headers={"X-CSRFToken": browser.token()})
        assert answer.status_code == status
    assert {draft.key for draft in rows(session, Draft)} == {f"/skriv/{method}/{status}" for method, status in KEPT}


def test_a_look_without_a_body_keeps_nothing_either(app, browser, village, session):
    address = add_a_page_that_writes(app, village.maja, method="GET")
    assert browser.raw("HEAD", address).status_code == 200
    assert rows(session, Draft) == []


def test_what_was_begun_before_a_no_is_not_kept(app, browser, village, session):
    page = browser.post(add_a_page_that_writes(app, village.maja, refuses=True), status=409)
    assert page.lines() == ["Det er for sent nu."]
    assert rows(session, Draft) == []


def test_a_short_transaction_that_fails_keeps_nothing(engine, session, village):
    with pytest.raises(ZeroDivisionError), writing(engine) as begun:
        begun.add(LogEntry(at=clock.now(), kind=LogKind.CAME_IN, who_id=village.maja.id))
        begun.flush()
        raise ZeroDivisionError
    assert rows(session, LogEntry) == []


def test_a_row_that_points_nowhere_is_refused(engine):
    with pytest.raises(IntegrityError), writing(engine) as begun:
        begun.add(LogEntry(at=clock.now(), kind=LogKind.CAME_IN, who_id=999))


def test_a_word_outside_the_list_is_refused(engine):
    with pytest.raises(IntegrityError), writing(engine) as begun:
        begun.execute(sa.text("INSERT INTO person (slug, first_name, role, is_demo) VALUES ('x', 'X', 'king', true)"))


# --- many at once --------------------------------------------------------------------------------------------


def test_eight_who_read_and_then_write_wait_for_each_other(engine, session):
    """A reader that became a writer half-way would be told "database is locked" at once."""

    def read_then_write(number):
        for _time in range(5):
            with writing(engine) as begun:
                there = begun.scalar(sa.select(sa.func.count()).select_from(LogEntry))
                begun.add(LogEntry(at=clock.now(), kind=LogKind.CAME_IN))
        return there

    at_once(8, read_then_write)
    assert len(rows(session, LogEntry)) == 40


def test_eight_requests_that_write_at_once_all_succeed(browser, village, session):
    windows = [browser.another().be(village.maja) for _window in range(8)]

    def write(number):
        data = {"csrf_token": windows[number].token(), "key": f"kladde-{number}", "text": "hej"}
        return windows[number].raw("POST", "/kladde", data=data).status_code

    assert at_once(8, write) == [204] * 8
    assert len(rows(session, Draft)) == 8


# --- SQLite --------------------------------------------------------------------------------------------------


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("busy_timeout", BUSY_TIMEOUT),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
    ],
)
def test_sqlite_is_set_to_be_safe(engine, pragma, value):
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@on_sqlite
def test_a_writing_transaction_holds_the_door_from_its_beginning(engine, tmp_path):
    with writing(engine) as begun:
        begun.execute(sa.select(Person))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            take_the_door(tmp_path)
    take_the_door(tmp_path)


@on_sqlite
def test_a_reading_transaction_lets_others_write(engine, tmp_path):
    with engine.begin() as connection:
        connection.execute(sa.select(Person))
        take_the_door(tmp_path)


def take_the_door(folder):
    connection = sqlite3.connect(folder / "portal.sqlite3", timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 9), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_which_sqlite_has_the_fault_in_its_journal(version, faulty):
    assert has_the_wal_reset_fault(version) is faulty


def test_the_two_databases_hold_the_same_person(engine, session):
    with writing(engine) as kept:
        kept.add(Person(slug="soeren", first_name="Søren Æblegård 🎈", role=Role.CITIZEN))
    (person,) = rows(session, Person)
    assert (person.first_name, person.role, person.is_demo) == ("Søren Æblegård 🎈", Role.CITIZEN, False)
