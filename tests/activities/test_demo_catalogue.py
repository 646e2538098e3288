"""The demo's catalogue as it stands in the database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, db
from portal.activities import search_index
from portal.activities.models import Activity, ActivityChange, ActivityOccurrence, SearchTerm
from portal.activities.rules import Freshness, Standing
from portal.activities.same_words import read_same_words, synonyms
from portal.content.activities import read_catalogue
from portal.demo.activities import seed_activities
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from tests.conftest import MONDAY_AFTERNOON


@pytest.fixture(scope="module")
def town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = tmp_path_factory.mktemp("town") / "town.sqlite3"
    shutil.copy(empty_sqlite, path)
    engine = sa.create_engine(f"sqlite:///{path}")
    db.prepare(engine)
    clock.freeze(MONDAY_AFTERNOON)
    with Session(engine) as session:
        seed_activities(session, read_catalogue(ROOT / "content" / "activities", picture_keys()), moment=clock.now())
        yield session
    engine.dispose()


def test_everything_of_the_files_is_there_and_some_of_it_is_old(town):
    activities = town.scalars(sa.select(Activity)).all()
    today = clock.now().date()
    published = [each for each in activities if each.standing is Standing.PUBLISHED]
    assert len(published) >= 60 and all(each.is_demo for each in activities)
    fresh = [each.freshness(today) for each in published]
    assert 3 <= fresh.count(Freshness.STALE) <= 8 and Freshness.ASK in fresh and Freshness.FRESH in fresh
    assert {each.code: each.title for each in published}["A17"] == "Café i Vejleåparken"
    assert len(town.scalars(sa.select(ActivityChange)).all()) == 4
    changed = {(each.is_cancelled, each.is_moved) for each in town.scalars(sa.select(ActivityOccurrence))}
    assert changed == {(False, False), (True, False), (False, True)}


def test_erik_finds_the_café_near_vejleaaparken_on_a_wednesday(town):
    assert "Café i Vejleåparken" in _found(town, "cafe onsdag")
    assert "Café i Vejleåparken" in _found(town, "gratis kaffe vejleåparken")
    assert _found(town, "A17") == ["Café i Vejleåparken"]
    assert "Café ved stranden" not in _found(town, "café")  # a draft


def test_every_line_of_words_that_mean_the_same_finds_something(town):
    known = set(town.scalars(sa.select(SearchTerm.term)))
    assert [line for line in read_same_words() if not known.intersection(line)] == []


def _found(session: Session, query: str) -> list[str]:
    groups = search_index.groups_of(session, query, synonyms())
    return list(session.scalars(sa.select(Activity.title).where(search_index.is_found_by(session, groups))))
