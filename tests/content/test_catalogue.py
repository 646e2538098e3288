"""The catalogue's files are whole, and a slip is told in one sentence."""

from collections import Counter

import pytest

from portal.activities import rules
from portal.activities.recurrence import Every
from portal.content import activities as catalogue
from portal.content.activities import read_catalogue
from portal.content.reading import ContentError

GAMES = "activities/games.toml: activities[skak]"


def test_the_catalogue_has_something_for_everybody(content, picture_keys):
    read = read_catalogue(content / "activities", picture_keys)
    entries = [each for interest in read.interests for each in interest.activities]
    rows = [row for each in entries for row in each.rules]
    assert len(entries) >= 60 and min(len(interest.activities) for interest in read.interests) >= 4
    assert {each.joining for each in entries} == set(catalogue.JOININGS)
    assert {each.audience for each in entries} == set(catalogue.AUDIENCES)
    assert {row.weekday for row in rows} == set(catalogue.WEEKDAYS)
    assert {row.every for row in rows} == set(catalogue.EVERY)
    assert {rules.part_of_day(row.starts) for row in rows} == set(rules.PartOfDay)
    assert {each.organiser for each in entries} == {each.slug for each in read.organisers}
    assert {each.venue for each in entries} - {""} == {each.slug for each in read.venues}
    free = Counter(each.kroner == 0 for each in entries)
    assert free[True] > free[False]


def test_the_files_and_the_rules_know_the_same_words():
    for written, enum in (
        (catalogue.INTERESTS, rules.Interest), (catalogue.AUDIENCES, rules.Audience),
        (catalogue.JOININGS, rules.Joining), (catalogue.STANDINGS, rules.Standing),
        (catalogue.ACCESS, rules.Access), (catalogue.EVERY, Every),
    ):  # fmt: skip
        assert written == tuple(each.value for each in enum)
    assert catalogue.MOST_LINES == rules.MOST_LINES


def test_the_municipal_offers_say_their_law_and_who_pays(content, picture_keys):
    read = read_catalogue(content / "activities", picture_keys)
    elsewhere = [
        each for interest in read.interests for each in interest.activities
        if each.organiser in (
            "thisted", "randers", "holstebro", "aabenraa", "ringsted", "odder", "svendborg", "koebenhavn", "broendby",
            "roedovre",
        )
    ]  # fmt: skip
    assert len(elsewhere) == 10
    for each in elsewhere:
        assert each.funding and "Formål: " in each.ordinary[0] and "Ishøj" in each.lines[-1].sentence
        assert each.law or each.organiser == "odder"  # its paper names none


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('begin = "18:00"', 'begin = "21:00"', f"{GAMES}.rules[1] ends before it begins; correct begin or end."),
        (
            'begin = "18:00"', 'begin = "seks"',
            f'{GAMES}.rules[1] is from "seks" to "20:30"; write times such as 16:30.',
        ),
        (
            'begin = "18:00"', 'first = 2026-01-05, from_days = 3, begin = "18:00"',
            f"{GAMES}.rules[1] has a day and a number of days for the same thing; keep one of them.",
        ),
        (
            'slug = "skak"', 'slug = "skak"\nchanges = [{ days = 0, rule = 2, because = "Nej." }]',
            f"{GAMES}.changes[1].rule is 2; write which of the rules it is about.",
        ),
        ('slug = "skak"', 'slug = "skak"\ncode = "G100"', f'{GAMES}.code is "G100"; write a letter and two figures.'),
        ('slug = "skak"', 'slug = "skak"\nlaw_from = 2015-01-01', f"{GAMES}.law_from has no law; write the law too."),
        (
            'slug = "skak"', 'slug = "klubben"',
            "activities/games.toml: klubben is in together.toml too; choose another.",
        ),
        ('slug = "skak"', 'slug = "skak"\nvenue = "maanen"', None),
    ],
)  # fmt: skip
def test_a_slip_in_the_catalogue_is_told_in_one_sentence(broken, picture_keys, old, new, sentence):
    with pytest.raises(ContentError) as told:
        read_catalogue(broken("activities", "games.toml", old, new), picture_keys)
    assert len(told.value.faults) == 1
    if sentence:
        assert told.value.faults == (sentence,)


def test_a_place_that_says_yes_and_no_and_an_interest_nobody_knows_are_told(broken, picture_keys):
    folder = broken("activities", "venues.toml", 'no = ["hearing loop"]', 'no = ["toilet"]')
    (folder / "mad.toml").write_text('name = "Mad"\nactivities = []\n', encoding="utf-8")
    with pytest.raises(ContentError) as told:
        read_catalogue(folder, picture_keys)
    assert told.value.faults[0].startswith("activities/mad.toml: mad is no interest; use one of together, food, ")
    assert told.value.faults[1:] == (
        'activities/venues.toml: venues[vejleaaparken] says yes and no to "toilet"; keep one of them.',
    )
