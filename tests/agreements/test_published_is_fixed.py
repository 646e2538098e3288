"""What a resident has heard is never changed in place, whatever somebody tries in the code."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from portal import clock
from portal.agreements.models import Place, PublishedIsFixed, Version
from tests.people import KNOCKS, QUIET, Village


@pytest.fixture
def quiet(village: Village) -> int:
    """Maja's agreement of one point, published."""
    return village.agreement(village.maja, QUIET)


def version_of(session: Session, agreement_id: int) -> Version:
    """The newest version with its places and their words."""
    return session.scalars(
        sa.select(Version)
        .where(Version.agreement_id == agreement_id)
        .order_by(Version.number.desc())
        .limit(1)
        .options(selectinload(Version.places).joinedload(Place.wording))
    ).one()


def _another_title(version: Version) -> None:
    version.title = "Noget andet"


def _another_day(version: Version) -> None:
    version.published_at = clock.now() - timedelta(days=1)


def _another_reason(version: Version) -> None:
    version.hard_because = "Fordi."


def _another_sentence(version: Version) -> None:
    version.places[0].wording.sentence = "Jeg larmer hele natten."


def _another_answer(version: Version) -> None:
    version.places[0].wording.answer = True


def _moved(version: Version) -> None:
    version.places[0].position = 7


def _left_out(version: Version) -> None:
    version.places.pop()


def _taken_twice(version: Version) -> None:
    there = version.places[0]
    version.places.append(Place(position=9, point_id=there.point_id, wording_id=there.wording_id))


@pytest.mark.parametrize(
    "change",
    [
        _another_title,
        _another_day,
        _another_reason,
        _another_sentence,
        _another_answer,
        _moved,
        _left_out,
        _taken_twice,
    ],
)
def test_nothing_of_what_is_published_is_ever_changed(village, session, quiet, change):
    change(version_of(session, quiet))
    with pytest.raises(PublishedIsFixed):
        session.flush()


@pytest.mark.parametrize(
    "found",
    [lambda version: version, lambda version: version.places[0], lambda version: version.places[0].wording],
    ids=["version", "place", "wording"],
)
def test_nothing_of_what_is_published_is_ever_deleted(village, session, quiet, found):
    session.delete(found(version_of(session, quiet)))
    with pytest.raises(PublishedIsFixed):
        session.flush()


def test_a_published_version_gets_no_other_point_by_a_way_around(village, session, quiet):
    version = version_of(session, quiet)
    (other,) = village.points(village.agreement(village.maja, KNOCKS))
    session.add(Place(version_id=version.id, position=9, point_id=other.point_id, wording_id=other.id))
    with pytest.raises(PublishedIsFixed):
        session.flush()
