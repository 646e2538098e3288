"""Around the meeting: Maja tells that something is not good and answers with faces; Anne hears it and asks."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from e2e.a11y_walking import be, follow, go, leave, press
from e2e.running import Portal
from portal import clock
from portal.db import writing
from portal.meetings import survey_actions
from portal.meetings.survey_models import Face


def around_the_meeting(page: Page, portal: Portal) -> Iterator[str]:
    be(page, "Maja")
    yield from _maja_tells(page)
    told = _number(page)
    leave(page)
    be(page, "Anne")
    survey = yield from _anne_answers_and_asks(page, told)
    leave(page)
    be(page, "Maja")
    yield from go(page, f"/moede/ikke-godt/{told}", "/moede/ikke-godt", f"/moede/ikke-godt/{told}/en-anden")
    page.goto(f"/moede/svar/{survey}")
    press(page, "Send")
    yield "spørgsmål: intet valgt"
    page.get_by_role("radio", name="Glad").first.check()
    press(page, "Send")
    yield "spørgsmål: svaret"
    _it_is_over(portal, int(survey))
    yield from go(page, f"/moede/svar/{survey}", "/moede/svar")


def _maja_tells(page: Page) -> Iterator[str]:
    yield from go(page, "/hjaelp", "/moede/svar", "/moede/ikke-godt")
    follow(page, "Skriv det")
    page.get_by_label("Hvad er ikke godt?").fill("Naboen larmer om natten.")
    press(page, "Gem teksten")
    yield "Hvem fortæller du det til?"
    yield from go(page, "/moede/ikke-godt")
    follow(page, "Se det, og send det")
    with page.expect_navigation():
        page.get_by_role("button", name="Send", exact=True).click()
    yield "Hvem fortæller du det til?: ingen valgt"
    page.get_by_role("radio", name="Anne").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Send", exact=True).click()
    yield "Det har du fortalt"


def _anne_answers_and_asks(page: Page, told: str) -> Iterator[str]:
    yield from go(page, "/personale", f"/personale/moede/ikke-godt/{told}")
    press(page, "Jeg har hørt det")
    yield "fortalt: hørt"
    press(page, "Send svaret")
    yield "fortalt: intet valgt"
    page.get_by_role("radio", name="Nej, jeg kan ikke ændre det").check()
    page.get_by_label("Hvad vil du sige om det?").fill("Naboen må gerne larme.")
    press(page, "Send svaret")
    yield "fortalt: nej"
    follow(page, "Ret det sidste svar")
    yield "fortalt: ret"
    yield from go(page, "/personale/moede/svar", "/personale/moede/svar/ny/moedet")
    press(page, "Spørg alle beboere")
    yield "spurgt"
    return _number(page)


def _it_is_over(portal: Portal, number: int) -> None:
    people = [portal.person(name).id for name in ("Ali", "Jonas", "Sofie", "Peter")]
    with writing(portal.engine) as session:
        questions = survey_actions.question_ids(session, number)
        for person_id in people:
            survey_actions.answer(session, number, person_id, {questions[0]: Face.SAD}, moment=clock.now())
        survey_actions.end(session, number, moment=clock.now())


def _number(page: Page) -> str:
    """What stands last in the address."""
    return urlsplit(page.url).path.rpartition("/")[2]
