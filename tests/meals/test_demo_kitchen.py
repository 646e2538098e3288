"""The demo's kitchen: dinners from the next Thursday on, whatever day it is, and menus that mean something."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from portal.clock import COPENHAGEN
from portal.content.demo import read_demo
from portal.content.reading import ContentError
from portal.demo.dinners import first_thursday, seed_kitchen
from portal.meals.food import foods_called, items_called
from portal.meals.models import Dinner, SignUp
from portal.meals.rules import TaskKind
from portal.people.models import Person
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from tests.meals.evening import MONDAY

DEMO = ROOT / "content" / "demo"


@pytest.fixture(scope="module")
def demo():
    return read_demo(DEMO, picture_keys())


def test_every_food_and_every_task_of_the_demo_is_one(demo):
    for menu in demo.kitchen.menus:
        assert len(foods_called(menu.contains)) == len(menu.contains), menu.key
    for dinner in demo.kitchen.dinners:
        assert {task.kind for task in dinner.tasks} <= set(TaskKind)
    for each in demo.kitchen.residents:
        assert len(items_called(each.diet)) == len(each.diet)


@pytest.mark.parametrize(
    ("now", "thursday"),
    [
        (datetime(2026, 11, 23, 16, 30), date(2026, 11, 26)),
        (datetime(2026, 11, 25, 11, 59), date(2026, 11, 26)),
        (datetime(2026, 11, 25, 12, 0), date(2026, 12, 3)),
        (datetime(2026, 11, 26, 9, 0), date(2026, 12, 3)),
        (datetime(2026, 12, 20, 9, 0), date(2027, 1, 7)),  # 24 and 31 December are red Thursdays
    ],
)
def test_the_first_dinner_can_always_be_answered(now, thursday):
    assert first_thursday(now.replace(tzinfo=COPENHAGEN)) == thursday


def test_maja_can_still_say_what_she_wants_and_the_club_is_full(demo, village, session):
    people = {each.slug: each for each in session.scalars(sa.select(Person))}
    wanted = {each.slug for each in demo.people if each.role in ("resident", "staff")}
    for slug in wanted - people.keys():
        role = demo.person(slug).role
        people[slug] = Person(slug=slug, first_name=slug.title(), role=role, is_demo=True)
        session.add(people[slug])
    session.flush()
    made = seed_kitchen(session, demo.kitchen, people, {each.slug: each for each in demo.places}, moment=MONDAY)
    said = session.scalars(sa.select(SignUp).where(SignUp.dinner_id == made[0].id)).all()
    assert len(said) == 8 and people["maja"].id not in {each.person_id for each in said}
    in_line = session.scalars(sa.select(SignUp).where(SignUp.dinner_id == made[1].id, SignUp.seated_at.is_(None)))
    assert [each.person_id for each in in_line] == [people["jonas"].id]
    assert session.get_one(Dinner, made[-1].id).announced_at is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('menu = "lasagne"', 'menu = "lasagna"', "dinners[1].menu is lasagna, which is no menu; use the key of one."),
        ('begin = "18:00"', 'begin = "18.00 "', 'dinners[1].begin is "18.00 "; write a time as 18:00.'),
        (
            'amount = "150", unit = "ml"',
            'amount = "lidt", unit = "ml"',
            'menus[lasagne] has "lidt" of mælk; write a number such as 0.5.',
        ),
    ],
)
def test_a_slip_in_the_kitchen_is_told_in_one_sentence(tmp_path, old, new, sentence):
    folder = tmp_path / "demo"
    (folder / "portraits").mkdir(parents=True)
    for file in DEMO.rglob("*.*"):
        (folder / file.relative_to(DEMO)).write_bytes(file.read_bytes())
    text = (DEMO / "dinners.toml").read_text("utf-8")
    (folder / "dinners.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as told:
        read_demo(folder, picture_keys())
    assert told.value.faults == (f"demo/dinners.toml: {sentence}",)
