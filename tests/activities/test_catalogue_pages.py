"""The public pages of the catalogue: what is found, in which order, what an entry says, and what it costs."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from portal import chores, clock
from portal.activities import actions, search_index
from portal.activities.actions import RuleChange
from portal.activities.asked import Asked, asked_from
from portal.activities.models import Activity, ActivityOccurrence, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Change, Every, Rule
from portal.activities.rules import Access, Interest, Joining, Known
from portal.db import writing
from tests.house.market import open_market

SECOND = "aktiviteter.localhost"
TODAY = date(2026, 11, 23)  # a Monday
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
A_PAGE = 10
QUESTIONS = {
    "q=banko": ["Banko"],
    "q=bankko+vejleaaparken": ["Banko"],
    "q=A01": ["Banko"],
    "interesse=musik": ["Sang"],
    "dag=ons": ["Banko"],
    "dag=i-dag": ["Sang"],
    "dag=2026-11-27": ["Dans"],
    "uge=1&tid=formiddag": ["Sang", "Banko", "Dans"],
    "tid=aften": [],
    "sted=soeen": ["Dans"],
    "sted=findes-ikke": [],
    "gratis=1": ["Sang", "Dans"],
    "trinfri=1&foelges=1": ["Banko"],
    "dag=fre&bare-kom=1": [],
}


class Town:
    """Entries of a small catalogue, written as they are asked for."""

    def __init__(self, engine):
        self.engine = engine
        with writing(engine) as session:
            organiser = Organiser(slug="by", name="Byens Venner", phone="12 34 56 78", email="by@demo.example")
            facts = {Access.STEP_FREE.value: Known.YES.value, Access.TOILET.value: Known.NO.value}
            flat = Venue(
                slug="hus", name="Huset", where="i Vejleåparken", area="Vejleåparken", is_step_free=True, access=facts
            )  # fmt: skip
            steep = Venue(slug="loft", name="Loftet", where="på loftet", area="Søen")
            session.add_all([organiser, flat, steep])
            session.flush()
            self.organiser_id, self.flat, self.steep = organiser.id, flat.id, steep.id

    def entry(
        self, title: str, *days: int, publish: bool = True, interest: Interest = Interest.TOGETHER, **facts
    ) -> str:
        """An entry each week on these weekdays at 10; its code."""
        moment = clock.now()
        with writing(self.engine) as session:
            made = actions.begin(session, interest=interest, organiser_id=self.organiser_id, moment=moment)
            for name, value in ({"venue_id": self.flat, "kroner": 0} | facts).items():
                setattr(made, name, value)
            rules = [Rule(Every.WEEK, TODAY - timedelta(days=70), time(10), time(12), weekday=day) for day in days]
            actions.write_when(session, made.id, [RuleChange(rule) for rule in rules], red=(), moment=moment)
            if publish:
                actions.publish(
                    session, made.id, title=title, picture="coffee", lines=[("Vi mødes.", None)], moment=moment
                )
                organiser, venue = session.get_one(Organiser, self.organiser_id), session.get(Venue, made.venue_id or 0)
                search_index.write_texts(session, made.id, search_index.texts_of(made, organiser, venue))
            return made.code

    def change(self, code: str, day: date, **change) -> None:
        with writing(self.engine) as session:
            activity = session.scalars(sa.select(Activity).where(Activity.code == code)).one()
            rule = session.scalars(sa.select(ActivityRule).where(ActivityRule.activity_id == activity.id)).first()
            said = Change(rule.id, day, **{"is_cancelled": False, **change})
            actions.change_day(session, activity.id, said, red=(), moment=clock.now())

    def end(self, code: str) -> None:
        with writing(self.engine) as session:
            found = session.scalars(sa.select(Activity.id).where(Activity.code == code)).one()
            actions.end(session, found, moment=clock.now())


@pytest.fixture
def town(engine) -> Town:
    clock.freeze(clock.now().replace(hour=8, minute=0, tzinfo=None))
    return Town(engine)


def titles(page) -> list[str]:
    return [each.get_text(strip=True) for each in page.soup.select(".entry-title")]


def test_an_address_is_read_kindly_and_written_back_as_it_was():
    odd = {
        "q": " b\x00og ",
        "dag": "31. juni",
        "tid": "nat",
        "sted": "../x",
        "gratis": "ja",
        "side": "-1",
        "interesse": "x",
    }
    assert asked_from(odd) == Asked(text="bog")
    assert asked_from({"dag": "2026-02-30"}) == Asked()
    whole = {
        "q": "café", "interesse": "faellesskab", "dag": "ons", "uge": "1", "tid": "formiddag", "sted": "vejleaaparken",
        "gratis": "1", "trinfri": "1", "foelges": "1", "bare-kom": "1",
    }  # fmt: skip
    assert asked_from(whole).parameters() == whole
    assert asked_from(whole | {"dag": "i-dag"}).without("dag").parameters().keys() == whole.keys() - {"dag"}
    assert asked_from({"dag": "2026-12-24"}).parameters() == {"dag": "2026-12-24"}


def test_what_is_next_comes_first_and_what_has_no_day_is_found_too(browser, town):
    town.entry("Sang", WEDNESDAY)
    town.entry("Besøgsven", venue_id=None, kroner=None)
    town.entry("Banko", WEDNESDAY, kroner=20)
    town.entry("Kladde", MONDAY, publish=False)
    off = town.entry("Gåtur", FRIDAY, MONDAY)
    town.change(off, date(2026, 11, 27), is_cancelled=True, because="Vejen er glat.")
    town.end(town.entry("Slut", MONDAY))
    clock.freeze(clock.now().replace(hour=12, minute=1, tzinfo=None))  # Monday's walk is over
    page = browser.another(SECOND).get("/aktiviteter")
    assert titles(page) == ["Banko", "Sang", "Gåtur", "Besøgsven"]
    first, _sang, walk, visit = (" ".join(card.get_text(" ").split()) for card in page.soup.select(".entry"))
    assert (
        first.startswith("Banko 20 kroner")
        and "På onsdag klokken 10." in first
        and "Ring 12 34 56 78" in first.replace("\xa0", " ")
    )
    assert "Aflyst på fredag klokken 10." in walk
    assert "Spørg om prisen" in visit and "Ring, og spørg hvornår." in visit
    assert page.soup.select_one("#antal[role=status]").get_text(strip=True) == "4 aktiviteter"


def test_every_filter_finds_what_it_is_for(browser, town):
    town.entry("Banko", WEDNESDAY, kroner=20, has_companion=True)
    town.entry("Sang", MONDAY, interest=Interest.MUSIC)
    town.entry("Dans", FRIDAY, venue_id=town.steep, joining=Joining.PHONE, interest=Interest.MOVE)
    citizen, found = browser.another(SECOND), {}
    for question in QUESTIONS:
        live = citizen.raw("GET", f"/aktiviteter?{question}", headers={"HX-Request": "true"})
        found[question] = [name for name in ("Sang", "Banko", "Dans") if f">{name}</a></h3>" in live.text]
        assert live.headers["HX-Push-Url"] == f"/aktiviteter?{question}"
    assert found == QUESTIONS
    whole = citizen.get("/aktiviteter?uge=1&tid=formiddag&dag=ons&sted=vejleaaparken&interesse=faellesskab")
    assert titles(whole) == ["Banko"]
    assert [each.get_text(strip=True) for each in whole.soup.select(".chosen a")] == [
        "Fjern Kaffe og samvær", "Fjern Onsdag", "Fjern Denne uge", "Fjern Formiddag", "Fjern Vejleåparken",
    ]  # fmt: skip


def test_an_empty_answer_says_what_to_leave_out_and_whom_to_ring(browser, town):
    town.entry("Banko", WEDNESDAY, kroner=20)
    page = browser.another(SECOND)
    page.get("/aktiviteter?q=banko&gratis=1&dag=ons")
    assert "Vi fandt ingen aktiviteter" in page.page.main
    assert "Du kan også ringe og spørge." in page.page.lines()
    assert page.page.link("Ring og spørg") == "tel:87654321"
    assert titles(page.click("Søg uden Gratis")) == ["Banko"]
    page.get("/aktiviteter?q=xylofon")
    assert "Prøv et andet ord." in page.page.lines()
    assert titles(page.click("Se alle aktiviteter")) == ["Banko"]


def test_two_taps_on_pictures_lead_to_a_list(browser, town):
    for interest in list(Interest)[:6]:
        town.entry(f"Noget {interest.value}", MONDAY, interest=interest)
    citizen = browser.another(SECOND)
    citizen.get("/")
    page = citizen.click("Hvad kan du lide?")
    assert len(page.soup.select(".tile")) == 5
    assert titles(citizen.click("Musik og sang")) == ["Noget music"]
    citizen.get("/aktiviteter/hvad-kan-du-lide")
    assert [each.get_text(strip=True) for each in citizen.click("Se flere").soup.select(".tile")] == ["Lave ting"]


def test_an_entry_says_its_price_and_its_phone_first(browser, town):
    code = town.entry("Banko", WEDNESDAY, kroner=20, wants_helpers=True, ordinary="Et <spil>.\n\nFor alle.", law="§ 79")
    town.change(code, date(2026, 11, 25), on=date(2026, 11, 26), because="Salen er optaget.")
    town.change(code, date(2026, 12, 2), is_cancelled=True, because="Vi holder fri.")
    page = browser.another(SECOND).get("/aktiviteter?q=a+1")
    assert (page.address, page.title) == (f"/aktiviteter/{code}", "Banko")
    lines = page.lines()
    assert lines[0] == "Det koster 20 kroner."
    for line in (
        "Hver onsdag klokken 10 til 12.", "Det er i Vejleåparken.", "Salen er optaget.", "Vi holder fri.",
        "Der er ingen trin.", "Der er ikke toilet til kørestol.", "Vi ved ikke, om der er elevator.",
        "Byens Venner har ansvaret.", "Du kan bare komme.", "Du kan også være med til at hjælpe.", "Loven er § 79.",
    ):  # fmt: skip
        assert line in lines, line
    for words in (
        "Denne gang er det på torsdag klokken 10.",
        "Aflyst onsdag den 2. december klokken 10.",
        "Et <spil>.",
    ):
        assert words in page.main, words
    assert page.html.index("tel:12345678") < page.html.index("Hver gang" if "Hver gang" in page.html else "Næste gange")
    assert page.link("Noget er forkert") == f"/aktiviteter/{code}/forkert"
    assert page.link("Hent til min kalender") == f"/kalender/aktiviteter/{code}.ics"
    assert "by@demo.example" not in page.html and "Vi ved ikke, om det stadig passer." not in lines
    clock.freeze((clock.now() + timedelta(days=181)).replace(tzinfo=None))
    old = browser.another(SECOND).get(f"/aktiviteter/{code.lower()}").lines()
    assert old[:2] == ["Vi ved ikke, om det stadig passer.", "Ring først."]


def test_an_entry_that_is_no_more_says_so_with_others_like_it(browser, town):
    gone, draft = town.entry("Banko", WEDNESDAY), town.entry("Kladde", MONDAY, publish=False)
    town.entry("Kort", WEDNESDAY)
    town.end(gone)
    page = browser.get(f"/aktiviteter/{gone}", status=410)
    assert "Det er slut nu." in page.lines() and titles(page) == ["Kort"]
    for address in (draft, "Z99", "A98", "x" * 300):
        browser.get(f"/aktiviteter/{address}", status=404)


def test_a_hundred_entries_cost_no_more_statements_than_one(browser, town, village):
    code = town.entry("Banko", WEDNESDAY)
    pages = ("/aktiviteter", "/aktiviteter?q=banco+onsdagg", "/aktiviteter?q=banko&tid=aften", f"/aktiviteter/{code}",
             "/aktiviteter/hvad-kan-du-lide")  # fmt: skip
    browser.be(village.maja)
    before = {page: len(browser.get(page).statements) for page in pages}
    for number in range(A_PAGE * 2):
        town.entry(f"Banko {number}", number % 7, *([MONDAY] if number % 2 else []))
    assert {page: len(browser.get(page).statements) for page in pages} == before
    assert len(titles(browser.get("/aktiviteter"))) == A_PAGE
    assert len(titles(browser.click("Flere aktiviteter"))) == A_PAGE
    assert titles(browser.click("Flere aktiviteter")) == titles(browser.get("/aktiviteter?side=99"))
    assert len(titles(browser.page)) == 1


def test_the_days_ahead_are_laid_as_time_goes_on(app, engine, session):
    open_market(engine, 1)
    clock.freeze((clock.now() + timedelta(days=30)).replace(tzinfo=None))
    chores.do_all(app)
    chores.do_all(app)
    days = session.scalars(sa.select(ActivityOccurrence.on).order_by(ActivityOccurrence.on)).all()
    assert days[0] >= clock.today() and days[-1] > clock.today() + timedelta(days=actions.DAYS_AHEAD - 8)
