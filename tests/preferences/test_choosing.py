"""Choosing how one reads: kept per person, the others untouched, also when two taps come at once."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.db import writing
from portal.people.preferences import actions
from portal.people.preferences.models import Preference
from portal.people.preferences.rules import TOPICS, TextSize
from tests.house.arranging import at_once, rows

TEXT, COLOURS, PICTURES, VOICE, SPEED = TOPICS


def choose(engine, person, topic, key):
    with writing(engine) as begun:
        actions.choose(begun, topic, topic.option(key), person_id=person.id)


def test_one_choice_leaves_the_others_as_they_are(engine, village, session):
    choose(engine, village.maja, TEXT, "stor")
    choose(engine, village.maja, COLOURS, "rolige")
    choose(engine, village.maja, TEXT, "stoerst")
    (kept,) = rows(session, Preference)
    assert (kept.person_id, kept.text_size, kept.calm, kept.pictures) == (
        village.maja.id, TextSize.LARGEST, True, True,
    )  # fmt: skip


def test_the_first_two_choices_at_the_same_moment_are_both_kept(engine, village, session):
    answers = [(TEXT, "stor"), (COLOURS, "rolige"), (PICTURES, "nej"), (VOICE, "lys"), (SPEED, "langsomt")] * 4
    at_once(20, lambda number: choose(engine, village.maja, *answers[number]))
    (kept,) = rows(session, Preference)
    assert [kept.text_size, kept.calm, kept.pictures, kept.voice, kept.speed] == [
        "large", True, False, "house-light", "slow",
    ]  # fmt: skip


def test_a_choice_nobody_offers_is_refused_by_the_database(engine, village):
    with pytest.raises((IntegrityError, LookupError)), writing(engine) as begun:
        begun.add(Preference(person_id=village.maja.id, text_size="enormous"))
        begun.flush()
