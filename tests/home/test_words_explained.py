"""The list of explained words: ours and the house's own, in the order of the alphabet."""

import pytest

from portal import clock
from portal.db import writing
from portal.easyread.vocabulary import vocabulary
from portal.help.rules import WORDS_A_PAGE, ExplainedWord, in_the_alphabet, page_of
from portal.publishing.models import HouseWord

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def words(*each):
    return [ExplainedWord(word, "Det er et ord.") for word in each]


def test_the_danish_letters_come_last_in_their_own_order():
    asked = words("ål", "ø", "zebra", "æble", "abe", "øl", "Bil")
    assert [each.word for each in in_the_alphabet(asked, [])] == ["abe", "Bil", "zebra", "æble", "ø", "øl", "ål"]


def test_what_the_house_has_explained_itself_comes_before_our_explanation():
    own = ExplainedWord("abe", "Det er vores tavle.", "list")
    assert in_the_alphabet(words("abe", "bil"), [own]) == [own, *words("bil")]


@pytest.mark.parametrize(
    ("how_many", "number", "shown", "more"),
    [(0, 1, 0, False), (20, 1, 20, False), (21, 1, 20, True), (21, 2, 1, False), (21, 3, 0, False)],
)
def test_a_page_has_twenty_words(how_many, number, shown, more):
    found, has_more = page_of(words(*map(str, range(how_many))), number)
    assert (len(found), has_more) == (shown, more)


@on_sqlite
def test_all_words_can_be_paged_through_from_help_and_each_can_be_heard(browser):
    browser.get("/hjaelp")
    page = browser.click("Hvad betyder ordet?")
    seen = page.lines()
    while page.has("a", "Vis flere ord"):
        page = browser.click("Vis flere ord")
        assert len(page.lines()) <= WORDS_A_PAGE
        seen += page.lines()
    assert len(seen) == len(set(seen)) == len(vocabulary().explained)
    assert "Allergi: Din krop kan ikke tåle en bestemt slags mad." in seen
    assert page.has("a", "Vis ordene før")
    assert len(page.soup.select(".line .sound")) == len(page.lines())


@on_sqlite
def test_a_word_the_house_has_added_stands_among_the_others(browser, engine):
    with writing(engine) as begun:
        begun.add(HouseWord(word="aa-møde", explanation="Vi mødes om aftenen.", picture="meeting", made_at=clock.now()))
    page = browser.get("/hjaelp/ord")
    assert page.lines()[0] == "Aa-møde: Vi mødes om aftenen."
    assert page.soup.select_one("main img.picture")


@on_sqlite
@pytest.mark.parametrize(("side", "status"), [("0", 200), ("-3", 200), ("x", 200), ("99", 404), ("9" * 30, 404)])
def test_a_page_of_words_that_is_not_there_is_not_there(browser, side, status):
    browser.get(f"/hjaelp/ord?side={side}", status=status)
