"""The big screen and the phones: what stands on them from the beginning of a meeting to its end."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.meetings import mode_actions
from portal.meetings.meeting_rules import Colour
from portal.people.visits import BY_ITSELF
from tests.browser import counted_statements
from tests.house.arranging import later
from tests.meetings.running import COFFEE, RunningMeeting

BENCH = "Vi vil have en bænk."
HIDDEN = "Dit kort Ikke sendt endnu"  # what a card can say besides
GREEN, YELLOW, RED = (
    f"{card} {HIDDEN}" for card in ("grøn Ja, det er en god idé.", "gul Jeg er i tvivl.", "rød Nej, det vil jeg ikke.")
)
MOST_ASKED_BY_ITSELF = 4  # statements


@pytest.fixture
def assembly(engine, village) -> RunningMeeting:
    return RunningMeeting(engine, village.bo.id)


@pytest.fixture
def bench(assembly, village) -> int:
    return assembly.idea(village.maja.id, BENCH)


@pytest.fixture
def phone(browser, village):
    return browser.be(village.maja)


@pytest.fixture
def screen(browser, village):
    return browser.another().be(village.mette)


def marks(page) -> str:
    return ".".join(part["data-mark"] for part in page.soup.select("[data-live]"))


def lines_of(page) -> list[str]:
    """The lines of the page itself: a shared device asks below whether one is there."""
    return [line.get_text(strip=True) for line in page.soup.select("main .line-text")]


def ask_again(client, engine, address: str, shown: str):
    """What a page asks by itself: the status, the statements, and what of it was written."""
    with counted_statements(engine) as statements:
        answer = client.raw("GET", f"{address}?vist={shown}", headers={BY_ITSELF: "1"})
    assert all(each.lstrip().upper().startswith("SELECT") for each in statements)
    assert len(statements) <= MOST_ASKED_BY_ITSELF
    assert "Set-Cookie" not in answer.headers or answer.status_code != 204
    return answer


def test_maja_votes_on_her_phone_and_nobody_sees_how(assembly, bench, phone, screen, engine, village):
    at, on_wall = f"/moede/{assembly.laid(bench)}/kort", f"/personale/moede/{assembly.meeting_id}/skaerm"
    assert "Mødet er ikke begyndt." in phone.get(at).lines()
    assert "Vi mødes i morgen klokken 17 i klubben." in phone.page.lines()
    screen.get(on_wall)
    screen.press("Begynd mødet")
    assert "Se på skærmen." in phone.get(at).lines()
    screen.press(BENCH)
    assert screen.page.title == BENCH and screen.page.address.endswith(f"/skaerm/{assembly.items()[0]}")
    assert phone.get(at).title == BENCH
    assert not phone.page.soup.select("button.vote-card")
    screen.press("Åbn for kort")
    assert "Vis dit kort nu." in screen.page.lines()
    phone.get(at)
    later(minutes=1)
    phone.press(GREEN)
    assert [each["data-colour"] for each in phone.page.soup.select("[aria-pressed=true]")] == ["green"]
    assert ask_again(phone, engine, at, marks(phone.page)).status_code == 204

    shown = marks(screen.page)
    assert ask_again(screen, engine, screen.page.address, shown).status_code == 200
    page = screen.get(screen.page.address)
    assert "1 har vist sit kort." in page.lines()
    assert not page.soup.select("[data-live=kort] .mode-backs [data-colour]")
    seen_green = page.html
    phone.press(RED)
    varies = re.compile(r'value="[^"]{40,}"|content="[^"]{40,}"')
    assert varies.sub("", screen.get(page.address).html) == varies.sub("", seen_green)

    screen.press("Luk for kort", green="2", red="tre", status=422)
    assert "Skriv et tal fra 0 til 200." in screen.page.text
    assert screen.page.soup.select_one("#antal-red")["value"] == "tre"
    screen.press("Luk for kort", green="2", red="0")
    assert "Der er flest grønne kort." in screen.page.lines()
    assert [each.get_text(strip=True) for each in screen.page.soup.select(".vote-number")] == [
        "2 grønne kort", "0 gule kort", "1 rødt kort"
    ]  # fmt: skip
    phone.press(YELLOW, status=409)
    assert "Se på skærmen, for vi er færdige med at stemme." in phone.page.text
    assert "Tak, nu kan du se på skærmen." in phone.page.lines() and "1 rødt kort" in phone.page.text
    screen.press("Gem tallene", green="5")
    assert "5 grønne kort" in screen.page.text
    screen.press("Vis kort igen")
    assert not phone.get(at).soup.select("[aria-pressed=true]")


def test_staff_write_what_was_decided_and_everybody_sees_it(assembly, bench, phone, screen, village):
    item, *_others = assembly.begun(bench)
    at = f"/personale/moede/{assembly.meeting_id}/skaerm/{item}"
    assembly.do(mode_actions.show, item)
    screen.get(at)
    screen.click("Skriv beslutningen")
    assert not screen.page.soup.select("input[value=done]")
    screen.press("Gem beslutningen", status=422)
    assert "Vælg, hvad mødet siger." in screen.page.text
    wrong = {"outcome": "later", "said": "Anskaffelsen foretages jf. budgettet.", "until": "2020-01-01"}
    screen.press("Gem beslutningen", status=422, **wrong)
    faults = " ".join(each.get_text() for each in screen.page.soup.select(".field-fault"))
    assert "Skriv hvorfor på en linje." in faults and "Vælg en dag, der kommer." in faults
    assert screen.page.soup.select_one("[name=said]")["value"] == wrong["said"]
    assert screen.page.soup.select_one("#said-fault")
    until = clock.today() + timedelta(days=50)
    right = {"said": "Vi venter til det nye år.", "reason": "Det er koldt.", "until": until.isoformat()}
    screen.press("Gem beslutningen", outcome="later", responsible=str(village.anne.id), **right)
    expected = [
        right["said"], right["reason"], "Vi taler om det igen tirsdag den 12. januar 2027.", "Anne sørger for det."
    ]  # fmt: skip
    assert screen.page.lines() == [BENCH, *expected]
    assert lines_of(phone.get(f"/moede/{assembly.meeting_id}/kort"))[-4:] == expected
    screen.press("Fortryd")
    assert right["said"] not in screen.page.text


def test_a_promise_says_why_it_comes_first(assembly, bench, phone, screen, village):
    assembly.promised(village.ali.id, "Vi vil på tur.", days_ago=3)
    first, *_others = assembly.begun(bench)
    why = [
        "Vi sagde senere torsdag den 24. september.", "Vi mangler penge.",
        "Vi lovede at tale om det fredag den 20. november.",
    ]  # fmt: skip
    screen.get(f"/personale/moede/{assembly.meeting_id}/skaerm")
    screen.press("Vi vil på tur.")
    assert screen.page.title == "Vi vil på tur." and "Et løfte" in screen.page.text
    assert screen.page.lines()[1:4] == why
    assert lines_of(phone.get(f"/moede/{assembly.meeting_id}/kort"))[-3:] == why
    screen.press("Næste punkt")
    assert screen.page.title == BENCH and "Et løfte" not in screen.page.text
    old_page = f"/personale/moede/{assembly.meeting_id}/skaerm/{first}"
    assert screen.raw("GET", old_page).headers["Location"].endswith("/skaerm")
    screen.get(f"/personale/moede/{assembly.meeting_id}/skaerm/999999", status=404)


def test_staff_tick_who_is_there_and_what_is_over_says_so(assembly, bench, phone, screen, village, session):
    assembly.begun(bench)
    at = f"/personale/moede/{assembly.meeting_id}/skaerm"
    screen.get(at)
    screen.click("Hvem er med?")
    screen.press("Gem, hvem der er her", hvem=[str(village.maja.id), "999", "x"])
    screen.click("Hvem er med?")
    assert [each["value"] for each in screen.page.soup.select("[name=hvem][checked]")] == [str(village.maja.id)]
    assert screen.get(at).link("Slut mødet") == f"/personale/moede/{assembly.meeting_id}/slut"
    shown = marks(phone.get(f"/moede/{assembly.meeting_id}/kort"))
    assembly.close()
    assert "Mødet er slut." in screen.get(at).lines()
    assert not screen.page.has("button", COFFEE)
    assert marks(phone.get(f"/moede/{assembly.meeting_id}/kort")) != shown
    assert phone.page.link("Læs fra mødet") == f"/moede/{assembly.meeting_id}"
    assert phone.page.soup.select("[data-live-over]")


def test_asking_again_costs_little_for_a_long_agenda(assembly, bench, browser, screen, engine, village):
    tablet = browser.be(village.maja)
    assembly.begun(bench, *[assembly.idea(village.ali.id, f"Vi vil have {number} stole.") for number in range(2, 20)])
    item = assembly.items()[0]
    assembly.do(mode_actions.open_voting, item)
    assembly.vote(item, village.ali.id, Colour.YELLOW)
    at = f"/moede/{assembly.meeting_id}/kort"
    shown = marks(tablet.get(at))
    ask_again(screen, engine, f"/personale/moede/{assembly.meeting_id}/skaerm/{item}", "")
    assert ask_again(tablet, engine, at, "").status_code == 200
    assert ask_again(tablet, engine, at, shown).status_code == 204


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_shared_tablet_that_only_asks_by_itself_is_left(assembly, bench, browser, engine, village):
    tablet = browser.use_device(village.device()[1]).be(village.maja)
    assembly.begun(bench)
    at = f"/moede/{assembly.meeting_id}/kort"
    shown = marks(tablet.get(at))
    later(minutes=2)
    assert ask_again(tablet, engine, at, shown).status_code == 204
    later(minutes=2)
    assert ask_again(tablet, engine, at, shown).headers["Location"].startswith("/ind")
