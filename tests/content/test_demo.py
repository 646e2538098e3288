"""The invented people: who they are, what they have agreed to, and slips in their files."""

from datetime import date, datetime
from xml.etree import ElementTree

import pytest

from portal.content.demo import read_demo
from portal.content.reading import ContentError

RESIDENTS = {"Maja", "Ali", "Jonas", "Sofie", "Peter"}
STAFF = {"Anne", "Mette", "Bo"}
LONGEST_SENTENCE = 12  # words, rule R01 for residents
DEMO_NOW = datetime(2026, 11, 23, 16, 30)  # what PORTAL_NOW is in the demo


@pytest.fixture
def demo(content, picture_keys):
    return read_demo(content / "demo", picture_keys)


def agreement(demo, key):
    return next(agreement for agreement in demo.agreements if agreement.key == key)


def names(demo, role):
    return {person.name for person in demo.people if person.role == role}


def test_everybody_in_the_demo_is_there(demo):
    assert names(demo, "resident") == RESIDENTS
    assert names(demo, "staff") == STAFF
    assert names(demo, "relative") == {"Karin"}
    assert names(demo, "citizen") == {"Erik"}


def test_anne_is_the_only_leader(demo):
    assert [person.name for person in demo.people if person.leader] == ["Anne"]


def test_karin_is_the_mother_of_maja(demo):
    assert (demo.person("karin").relative_of, demo.person("karin").relation) == ("maja", "mor")


def test_not_all_staff_may_see_maja(demo):
    assert set(demo.person("maja").attached) == {"anne", "bo"}


def test_somebody_unknown_is_nobody(demo):
    with pytest.raises(KeyError):
        demo.person("nobody")


def test_everybody_has_a_portrait_that_is_a_drawing_of_256_by_256(demo, content):
    for person in demo.people:
        drawing = ElementTree.parse(content / "demo" / person.portrait).getroot()
        assert drawing.get("viewBox") == "0 0 256 256"


def test_every_resident_has_an_agreement(demo):
    assert {demo.person(agreement.resident).name for agreement in demo.agreements} == RESIDENTS


def test_maja_understood_all_of_the_first_version_and_talked_with_anne(demo):
    first = agreement(demo, "maja-ro").versions[0]
    assert {answer.point: answer.answer for answer in first.answers} == {point.key: "yes" for point in first.points}
    assert [(talk.on, talk.present, talk.said_yes) for talk in first.talks] == [(date(2026, 11, 3), ("anne",), True)]


def test_the_second_version_changes_one_point_and_adds_one(demo):
    first, second = agreement(demo, "maja-ro").versions
    before = {point.key: point for point in first.points}
    changed = [point.key for point in second.points if point.key in before and before[point.key] != point]
    added = [point.key for point in second.points if point.key not in before]
    assert (changed, added) == (["ro-om-natten"], ["naboen-banker"])
    assert second.published_at > first.published_at


def test_staff_find_a_doubt_and_a_question_on_their_desk(demo):
    open_answers = {
        answer.answer
        for agreement in demo.agreements
        for answer in agreement.versions[-1].answers
        if answer.answer != "yes"
    }
    assert open_answers == {"unsure", "ask"}


def test_nothing_in_the_demo_has_happened_in_the_future(demo):
    for version in (version for agreement in demo.agreements for version in agreement.versions):
        assert version.published_at < DEMO_NOW
        assert all(version.published_at < answer.at < DEMO_NOW for answer in version.answers)


def test_no_agreement_has_a_sentence_of_more_than_twelve_words(demo):
    for version in (version for agreement in demo.agreements for version in agreement.versions):
        for line in (line for point in version.points for line in point.lines):
            assert len(line.sentence.split()) <= LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "people.toml",
            'name = "Maja"',
            'name = "Maja Hansen"',
            "demo/people.toml: people[maja].slug must be the name in small letters; write maja hansen.",
        ),
        (
            "people.toml",
            'attached = ["anne", "bo"]',
            'attached = ["anne", "karin"]',
            "demo/people.toml: people[maja].attached has karin, who is not staff; use the slug of somebody who is.",
        ),
        (
            "people.toml",
            'contact = "anne"',
            'contact = "mette"',
            "demo/people.toml: people[maja].contact must be one of those in attached; choose one of them.",
        ),
        (
            "people.toml",
            'relative_of = "maja"',
            'relative_of = "erik"',
            "demo/people.toml: people[karin].relative_of is not a resident; use the slug of a resident.",
        ),
        (
            "people.toml",
            'email = "karin@demo.example"',
            "",
            "demo/people.toml: people[karin].email is missing; write one that ends with demo.example.",
        ),
        (
            "people.toml",
            'role = "citizen"',
            'role = "guest"',
            'demo/people.toml: people[erik].role is "guest", which is unknown; '
            "use one of resident, staff, relative, citizen.",
        ),
        (
            "people.toml",
            'slug = "erik"',
            'slug = "maja"',
            "demo/people.toml: people[maja] is there twice; give each item its own name.",
        ),
        (
            "agreements.toml",
            'resident = "sofie"',
            'resident = "erik"',
            "demo/agreements.toml: agreements[sofie-uvenner].resident is erik, who is no resident; use one's slug.",
        ),
        (
            "agreements.toml",
            'point = "gaester"',
            'point = "gaest"',
            "demo/agreements.toml: agreements[maja-ro].versions[1] answers gaest, "
            "which is not a point of it; correct it.",
        ),
        (
            "agreements.toml",
            'present = ["anne"]',
            'present = ["ane"]',
            "demo/agreements.toml: agreements[maja-ro].versions[1] names ane, "
            "who is not in people.toml; use a slug from there.",
        ),
        (
            "agreements.toml",
            'answer = "ask"',
            'answer = "maybe"',
            'demo/agreements.toml: agreements[maja-stoette].versions[1].answers[3].answer is "maybe", '
            "which is unknown; use one of yes, unsure, ask.",
        ),
        (
            "agreements.toml",
            "on = 2026-11-03",
            "on = 2026-11-03T10:00:00",
            "demo/agreements.toml: agreements[maja-ro].versions[1].talks[1].on is 2026-11-03 10:00:00; "
            "write a date such as 2026-11-03.",
        ),
    ],
)
def test_a_slip_in_the_demo_is_told_in_one_sentence(broken, picture_keys, file, old, new, sentence):
    with pytest.raises(ContentError) as told:
        read_demo(broken("demo", file, old, new), picture_keys)
    assert told.value.faults == (sentence,)


def test_a_missing_portrait_is_told(broken, picture_keys):
    folder = broken("demo", "people.toml", "Maja", "Maja")
    (folder / "portraits" / "maja.svg").unlink()
    with pytest.raises(ContentError) as told:
        read_demo(folder, picture_keys)
    assert told.value.faults == ("demo/people.toml: people[maja] has no portrait; draw demo/portraits/maja.svg.",)
