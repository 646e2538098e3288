"""What is written about dinners has sound before anybody asks for it."""

from portal import clock
from portal.db import writing
from portal.meals import kitchen_actions
from portal.meals.models import Menu
from portal.meals.spoken import published_sentences
from tests.meals.evening import NEXT_THURSDAY


def test_published_menus_and_the_reasons_for_what_is_cancelled_are_spoken(kitchen, session):
    menu = kitchen.menu("Lasagne og salat")
    dinner, hidden = kitchen.dinner(menu=menu), kitchen.dinner(on=NEXT_THURSDAY, announced=False)
    with writing(kitchen.engine) as begun:
        begun.add(Menu(title="En kladde", lines=[["Vi spiser noget.", None]], made_at=clock.now()))
        kitchen_actions.cancel(begun, dinner.id, because="Anne er syg.", moment=clock.now())
        kitchen_actions.cancel(begun, hidden.id, because="Vi holder fri.", moment=clock.now())
    said = published_sentences(session, clock.today())
    assert said == ["Lasagne og salat", "Vi spiser lasagne.", "Vi spiser salat.", "Anne er syg."]
    assert published_sentences(session, NEXT_THURSDAY) == said[:-1]
