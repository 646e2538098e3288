"""The staff's tours – desk, people, editor – and the relative's. Anne is also the leader of the demo's house."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

from e2e.a11y_walking import be, follow, go, press, write_too_much
from e2e.running import Portal

MAJA = "/personale/beboer/maja"
KITCHEN = "/personale/mad"
EDITOR = "/personale/skriv/aftale/1"
HOURS = "/personale/hvem"
FLAT = f"{HOURS}/faelleslejligheden"
HARD = "Jeg anvender trappen stille om aftenen."
HARD_AND_LONG = (
    "Jeg anvender trappen stille om aftenen, fordi naboen sover, og jeg går op sammen med Anne, "
    "når vi har hentet maden til opbevaring hos Mette."
)


def anne_at_her_desk(page: Page, portal: Portal) -> Iterator[str]:
    """What waits, an agreement's record, and what Maja and Anne talked about."""
    _maja_has_asked(page)
    be(page, "Anne")
    yield from go(page, "/personale", "/personale/aftaler/1")
    with _answer(page):
        page.get_by_label("Dit svar til Maja").first.fill(HARD)
    yield "et svar med et svært ord"
    page.get_by_label("Dit svar til Maja").first.fill("")
    press(page, "Send svaret")
    yield "et tomt svar"
    page.locator("[name=on]").first.fill("")
    press(page, "Gem dagen")
    yield "næste samtale: fejl"
    yield from go(page, "/personale/aftaler/1/sammenlign", "/personale/aftaler/1/samtale/ny")
    write_too_much(page, "other")
    press(page, "Gem samtalen")
    yield "samtale: fejl"
    yield from go(page, f"{MAJA}/aftaler", f"{EDITOR}/historik", "/hjaelp", "/findes-ikke")
    yield from _keeping_the_hours(page)


def anne_with_her_people(page: Page, portal: Portal) -> Iterator[str]:
    """Residents, relatives, cards, tablets, who has seen what, and how words sound."""
    page.goto("/ind/personale")
    yield "/ind/personale"
    press(page, "Log ind")
    yield "/ind/personale: fejl"
    be(page, "Anne")
    page.goto("/personale/tablets")
    press(page, "Lav link til ny tablet")
    yield "link til en ny tablet"
    portal.device()
    portal.device("Maja")
    portal.card("Maja")
    yield from go(page, "/personale/tablets", MAJA, f"{MAJA}/ret", f"{MAJA}/paaroerende")
    press(page, "Spørg Maja")
    yield "ny pårørende: fejl"
    page.get_by_label("Fornavn").fill("Sara")
    page.get_by_label("Hvem er det?").select_option(label="søster")
    page.get_by_label("Mail-adresse").fill("sara@demo.example")
    page.get_by_role("checkbox", name="Aftaler", exact=True).check()
    press(page, "Spørg Maja")
    yield "ny pårørende: spurgt"
    page.goto(f"{MAJA}/ret")
    page.get_by_label("Fornavn").fill("")
    press(page, "Gem navnet")
    yield "ret navn: fejl"
    press(page, "Gem fotoet")
    yield "ret foto: fejl"
    yield from go(page, "/personale/kort")
    press(page, "Lav kort til print")
    yield "kort: fejl"
    yield from go(page, "/personale/log", "/personale/log?since=i+morgen", "/personale/folk")
    press(page, "Ny beboer")
    yield "folk: fejl"
    page.goto("/personale/folk")
    follow(page, "Sofie flytter")
    yield "Sofie flytter"
    yield from go(page, "/personale/konto", "/personale/lyd", "/personale/lyd/ord")
    page.locator("[name=word]").fill("Opgangen")
    page.locator("[name=said_as]").fill("op-gangen")
    press(page, "Hør det")
    yield "ord: prøvet"
    press(page, "Gem udtalen")
    yield "ord: gemt"
    press(page, "Slet udtalen")
    yield "ord: slettet"


def anne_writing(page: Page, portal: Portal) -> Iterator[str]:
    """The editor from a new version to what could not be published, and all pages around it."""
    be(page, "Anne")
    page.goto(f"{MAJA}/aftaler")
    press(page, "Ny udgave")
    line = page.locator("li.editor-line").first
    with _answer(page):
        line.locator("textarea").fill(HARD_AND_LONG)
    place = (line.get_attribute("id") or "").removeprefix("plads-")
    _delete(page, page.locator("li.editor-line").last)
    page.goto(EDITOR)
    with _answer(page):
        page.get_by_role("button", name="Ny linje", exact=True).click()
    page.locator(".editor-line textarea:focus").wait_for()
    line.locator("summary").click()
    yield "svære ord, en åben linje, en slettet og en ny"
    page.get_by_text("Udgiv senere", exact=True).click()
    press(page, "Gem tidspunktet")
    yield "udgiv senere: fejl"
    page.goto(EDITOR)
    press(page, "Udgiv alligevel")
    yield "udgiv: fejl"
    yield from _two_write(page)
    yield from _around_a_line(page, f"{EDITOR}/linje/{place}")
    page.goto(EDITOR)
    follow(page, "Tilføj til ordbog")
    yield "ordbog"
    press(page, "Gem ordet")
    yield "ordbog: fejl"
    yield from go(page, *(f"{EDITOR}/{each}" for each in ("vis/beboer", "vis/paaroerende", "vis/skaerm")))
    yield from go(page, f"{EDITOR}/historik", f"{EDITOR}/smid", f"{MAJA}/aftaler")


def anne_in_the_kitchen(page: Page, portal: Portal) -> Iterator[str]:
    """Dinners ahead, one with a line and one being planned, the library of menus, and a paper list with conflicts."""
    be(page, "Anne")
    yield from go(page, KITCHEN, f"{KITCHEN}/1", f"{KITCHEN}/2", f"{KITCHEN}/1/tilmeld?navn=a", f"{KITCHEN}/4/menu")
    yield from go(page, f"{KITCHEN}/1/ret", f"{KITCHEN}/1/flyt", f"{KITCHEN}/1/aflys")
    press(page, "Ja, aflys middagen")
    yield "aflys: fejl"
    page.goto(f"{KITCHEN}/planlaeg")
    page.get_by_label("torsdag").check()
    page.get_by_label("Sidste dag").fill("2027-01-14")
    press(page, "Se dagene")
    yield "planlæg: dagene"
    page.get_by_label("Hvor mange pladser?").fill("0")
    press(page, "Se dagene igen")
    yield "planlæg: fejl"
    yield from go(page, f"{KITCHEN}/menuer", f"{KITCHEN}/menuer/1/indhold", "/personale/mad/menuer?q=xyzzy")
    page.goto(f"{KITCHEN}/menuer/1/indkoeb")
    page.get_by_label("Mængde 1", exact=True).fill("lidt")
    press(page, "Gem varerne")
    yield "varer: fejl"
    page.goto(f"{KITCHEN}/menuer")
    press(page, "Kopiér: Pizza")
    yield "en menu bliver skrevet"
    page.goto(f"{KITCHEN}/2/papir")
    press(page, "Lav en ny seddel")
    page.get_by_label("A2: navn").fill("Maja")
    page.get_by_label("A2: svar").select_option(label="Ja")
    page.get_by_label("A3: navn").fill("Mja")
    press(page, "Gem rækkerne")
    yield "papirlisten: fejl"
    yield from go(page, f"{KITCHEN}/2/papir")


def karin(page: Page, portal: Portal) -> Iterator[str]:
    yield from go(page, "/paaroerende/ind", "/paaroerende/ind/et-gammelt-link", "/post")
    page.goto("/paaroerende/ind")
    press(page, "Send mig et link")
    yield "/paaroerende/ind: fejl"
    page.locator("[name=email]").fill("karin@demo.example")
    press(page, "Send mig et link")
    yield "Kig i din mail"
    portal.do_chores()
    yield from go(page, "/post")
    follow(page, "paaroerende")
    yield "Hej Karin: et link"
    press(page, "Kom ind")
    yield "en nøgle?"
    yield from go(page, "/paaroerende", "/paaroerende/aftaler/1")
    page.goto("/paaroerende")
    press(page, "Lav et link")
    yield "Din kalender"
    yield from go(page, "/paaroerende", "/mig")
    be(page, "Maja")
    page.goto("/mig/hvem-kan-se-mig")
    press(page, "Skjul alt for Karin")
    yield "alt er skjult for Karin"
    be(page, "Karin")
    yield from go(page, "/paaroerende", "/findes-ikke")


def _maja_has_asked(page: Page) -> None:
    """A question and a wish wait for Anne."""
    be(page, "Maja")
    page.goto("/aftaler/1")
    with _answer(page):
        page.get_by_role("button", name="Jeg vil spørge").first.click()
    page.goto("/aftaler/1/aendre")
    page.locator("[name=text]").fill("Jeg vil have mere musik.")
    press(page, "Send til personalet")


def _keeping_the_hours(page: Page) -> Iterator[str]:
    """Who is here: somebody is ill, some days are different, hours are made, changed and end."""
    yield from go(page, HOURS)
    page.locator("[name=last_day]").fill("2026-11-01")
    press(page, "Bo er syg")
    yield "syg: fejl"
    page.locator("[name=last_day]").fill("2026-11-24")
    press(page, "Bo er syg")
    yield "Bo er syg – hvem kommer?"
    press(page, "Ingen kommer")
    yield "Bo er syg: det kan fortrydes"
    yield from go(page, f"{FLAT}/aendring")
    press(page, "Se de næste uger")
    yield "nogle dage: billedet af ugerne"
    press(page, "Gem ændringen")
    yield "nogle dage: gemt"
    yield from go(page, f"{FLAT}/tider")
    press(page, "Se de næste uger")
    yield "nye tider: fejl"
    follow(page, "Fælleslejligheden")
    follow(page, "Stop: mandag")
    yield "stop tider"
    press(page, "Se de næste uger")
    yield "stop tider: billedet af ugerne"


def _two_write(page: Page) -> Iterator[str]:
    """Bo has written in the line that Anne has open: an old page does not know what stands there now."""
    page.goto(EDITOR)
    line = page.locator("li.editor-line").nth(1)
    line.locator("[name=was]").evaluate("(field) => { field.value = 'Noget andet.' }")
    with _answer(page):
        line.locator("textarea").fill("Jeg går stille på trappen.")
    page.get_by_text("Du skrev:").wait_for()
    yield "to har skrevet"


def _around_a_line(page: Page, address: str) -> Iterator[str]:
    """Its picture and its sound."""
    yield from go(page, f"{address}/billede", f"{address}/billede?q=musik", f"{address}/billede?q=xyzzy")
    press(page, "Brug fotoet")
    yield "foto: fejl"
    yield from go(page, f"{address}/lyd")


def _delete(page: Page, line: Locator) -> None:
    line.locator("summary").click()
    with _answer(page):
        line.get_by_role("button", name="Slet linjen").click()
    page.get_by_role("button", name="Fortryd").wait_for()


@contextmanager
def _answer(page: Page) -> Iterator[None]:
    """What is done inside reaches the server by itself."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        yield
