"""How Maja reads works at once on every page; nothing of it needs JavaScript but the voice of her telephone."""

import pytest

from portal.people.preferences.models import Preference
from portal.speech.speech import Speech
from tests.house.arranging import rows
from tests.house.street import come_in

PAGES = (
    "/", "/aftaler", "/aftaler/1", "/aftaler/1/aendre", "/aftaler/1/udgave/1", "/hjaelp", "/hjaelp/stoej",
    "/hjaelp/ord", "/mig", "/mig/tekst", "/mig/hvem-har-set", "/om", "/was", "/findes-ikke",
)  # fmt: skip
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = on_sqlite


@pytest.fixture
def maja(browser, village):
    village.agreement(village.maja)
    return browser.be(village.maja)


def chosen(browser, topic, label):
    """Choose, and give back the page that answers."""
    browser.get(f"/mig/{topic}")
    return browser.press(label)


def everywhere(browser):
    return [browser.get(page, status=404 if page == "/findes-ikke" else 200) for page in PAGES]


def pictograms(page):
    return {image["src"] for image in page.soup.select("img.picture")}


# --- choosing ------------------------------------------------------------------------------------------------


def test_maja_finds_her_choices_from_her_first_page_in_two_taps(maja):
    page = maja.get("/")
    assert page.link("Mig") == "/mig"
    page = maja.get("/mig")
    assert page.title == "Mig"
    assert [page.link(name) for name in ("Teksten", "Farverne", "Billederne", "Stemmen", "Farten")] == [
        "/mig/tekst", "/mig/farver", "/mig/billeder", "/mig/stemme", "/mig/fart",
    ]  # fmt: skip
    assert page.link("Hvem kan se mig?") == "/mig/hvem-kan-se-mig"
    assert page.link("Hvem har set mine ting?") == "/mig/hvem-har-set"


@pytest.mark.parametrize(
    ("topic", "before", "label"),
    [
        ("tekst", "Almindelig tekst", "Stor tekst"),
        ("tekst", "Almindelig tekst", "Meget stor tekst"),
        ("farver", "Klare farver", "Rolige farver"),
        ("billeder", "Ja, vis billeder", "Nej, vis kun ord"),
        ("stemme", "En mørk stemme", "En lys stemme"),
        ("stemme", "En mørk stemme", "Telefonens egen stemme"),
        ("fart", "Almindeligt", "Langsomt"),
        ("fart", "Almindeligt", "Hurtigt"),
    ],
)
def test_one_button_is_one_choice_and_the_page_says_which_holds(maja, topic, before, label):
    def pressed(page):
        (button,) = page.soup.select("main button[aria-pressed=true]")
        assert button.select_one("img.picture[src*=yes]"), "a tick, not only a colour"
        return button.get_text(strip=True)

    assert pressed(maja.get(f"/mig/{topic}")) == before
    page = chosen(maja, topic, label)
    assert page.status_message == "Gemt." and page.address == f"/mig/{topic}"
    assert pressed(page) == label
    assert pressed(chosen(maja, topic, before)) == before


def test_every_choice_can_be_heard_and_there_are_few_of_them(maja):
    for topic in ("tekst", "farver", "billeder", "stemme", "fart"):
        page = maja.get(f"/mig/{topic}")
        labels = page.soup.select("main .choice-label")
        assert 2 <= len(labels) <= 5 and all(label.get("data-sound") for label in labels)


@pytest.mark.parametrize("answer", ["", "kæmpe", "x" * 10_000, "\x00"])
def test_an_answer_that_is_not_offered_is_asked_for_again(maja, session, answer):
    page = maja.post("/mig/tekst", {"valg": answer}, status=422)
    assert "Vælg igen." in page.main
    assert rows(session, Preference) == []
    maja.get("/mig/findes-ikke", status=404)


def test_what_maja_has_chosen_is_nobody_elses(maja, browser, village):
    chosen(maja, "tekst", "Stor tekst")
    assert maja.another().be(village.ali).get("/").soup.html["data-text"] == "normal"
    assert maja.another().get("/").soup.html["data-text"] == "normal"
    again = maja.another().be(village.maja).get("/")
    assert again.soup.html["data-text"] == "large"


def test_when_maja_goes_the_page_is_as_the_house_reads(maja):
    for topic, label in (("tekst", "Stor tekst"), ("farver", "Rolige farver"), ("billeder", "Nej, vis kun ord")):
        chosen(maja, topic, label)
    maja.press("Jeg er færdig")
    page = maja.get("/")
    assert page.soup.html["data-text"] == "normal" and not page.soup.html.has_attr("data-calm")
    assert page.soup.select("main img.picture")


def test_karin_and_staff_choose_too(browser, village):
    for person in (village.karin, village.bo):
        own = come_in(browser, person)
        assert chosen(own, "tekst", "Meget stor tekst").soup.html["data-text"] == "largest"
        page = own.get("/mig")
        assert not page.has("a", "Hvem har set mine ting?")
        own.get("/mig/hvem-har-set", status=404)
    bo = come_in(browser, village.bo)
    desk = bo.get("/personale/tablets")
    assert desk.soup.html["data-text"] == "largest" and desk.link("Mig") == "/mig"
    bo.get("/mig/billeder", status=404)


# --- every page ----------------------------------------------------------------------------------------------


def test_the_size_is_on_every_page_at_once(maja):
    assert {page.soup.html["data-text"] for page in everywhere(maja)} == {"normal"}
    chosen(maja, "tekst", "Meget stor tekst")
    assert {page.soup.html["data-text"] for page in everywhere(maja)} == {"largest"}


def test_calm_colours_are_on_every_page_at_once(maja):
    assert not any(page.soup.html.has_attr("data-calm") for page in everywhere(maja))
    chosen(maja, "farver", "Rolige farver")
    assert all(page.soup.html.has_attr("data-calm") for page in everywhere(maja))


def test_without_pictures_only_signs_are_left_on_every_page(maja):
    assert all(page.soup.select("main img.picture, main img.portrait-photo") for page in everywhere(maja))
    chosen(maja, "billeder", "Nej, vis kun ord")
    for page in everywhere(maja):
        left = [image for image in page.soup.select("main img.picture") if not image.find_parent("a", class_="sound")]
        assert all(image.find_parent(class_=["choice", "answered"]) for image in left), page.address
        assert all("yes" in image["src"] for image in left), page.address
        assert len(page.soup.select("nav.bar img.picture")) == 3


def test_without_pictures_the_words_and_the_sound_are_still_there(maja):
    def said(page):
        return [(line.get_text(), line["data-sound"]) for line in page.soup.select("main [data-sound]")]

    before = said(maja.get("/aftaler/1"))
    chosen(maja, "billeder", "Nej, vis kun ord")
    page = maja.get("/aftaler/1")
    assert said(page) == before
    assert all(button.select_one("img.picture") for button in page.soup.select("main .line .sound"))


def test_the_light_voice_reads_every_page(app, maja):
    speech: Speech = app.extensions["speech"]

    def voices(page):
        return {speech.sealer.open(said["data-sound"])[0] for said in page.soup.select("main [data-sound]")}

    assert set.union(*map(voices, everywhere(maja))) == {"da"}
    chosen(maja, "stemme", "En lys stemme")
    pages = everywhere(maja)
    assert set.union(*map(voices, pages)) == {"da-lys"}
    for page in pages:
        whole = page.soup.select_one("[data-read-page]")["href"].removeprefix("/lyd/").removesuffix(".mp3")
        assert speech.sealer.open(whole)[0] == "da-lys"
        assert {tag["lang"] for tag in page.soup.select("[lang]")} <= {"da", "en"}


def test_the_light_voice_can_be_heard(maja):
    chosen(maja, "stemme", "En lys stemme")
    address = maja.get("/mig").soup.select_one("[data-read-page]")["href"]
    answer = maja.raw("GET", address)
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")


def test_in_english_the_light_voice_is_the_english_one(app, maja):
    chosen(maja, "stemme", "En lys stemme")
    maja.get("/mig")
    page = maja.press("English")
    token = page.soup.select_one("main [data-sound]")["data-sound"]
    assert app.extensions["speech"].sealer.open(token)[0] == "en"


@pytest.mark.parametrize(("label", "rate"), [("Langsomt", "0.85"), ("Almindeligt", "1.0"), ("Hurtigt", "1.15")])
def test_the_speed_is_where_the_voice_begins_on_every_page(maja, label, rate):
    chosen(maja, "fart", label)
    assert {page.soup.body["data-speed"] for page in everywhere(maja)} == {rate}


def test_her_telephones_voice_is_asked_for_on_every_page_and_the_house_is_there_too(maja):
    chosen(maja, "stemme", "Telefonens egen stemme")
    for page in everywhere(maja):
        assert page.soup.body["data-voice"] == "device"
        assert page.soup.select_one("main [data-sound]")["data-sound"]


def test_choices_cost_no_page_a_statement_more(maja):
    before = [len(page.statements) for page in everywhere(maja)]
    chosen(maja, "tekst", "Stor tekst")
    assert [len(page.statements) for page in everywhere(maja)] == before
