"""Erik is 82 and reads no small print. His helper finds a café for him, and whom to ring."""

from playwright.sync_api import expect

from e2e.pages.catalogue import Found, Likes, Start
from e2e.pages.page import Page
from e2e.running import Portal
from e2e.screens import PHONE, Screens


def test_eriks_helper_finds_a_step_free_cafe_on_a_wednesday_in_three_taps(
    screens: Screens, portal: Portal, javascript: bool
) -> None:
    screen = screens(javascript=javascript, size=PHONE)
    screen.open(portal.second_address)
    start = Start(screen)
    if javascript:
        found = start.follow_to("Hvad kan du lide?", Likes).follow_to("Kaffe og samvær", Found)
        found.page.get_by_role("checkbox", name="Trinfri adgang").check()
        expect(found.page.get_by_role("status").filter(has_text="aktiviteter")).to_have_text("6 aktiviteter")
        assert found.page.url.endswith("/aktiviteter?interesse=faellesskab&trinfri=1")
    else:
        start.page.get_by_role("searchbox").fill("cafe Vejleaaparken onsdag")
        found = start.press_for("Søg", Found)
    card = found.entry("Café i Vejleåparken")
    for words in ("På onsdag klokken 12.", "Trinfri adgang", "30 kroner"):
        expect(card.get_by_text(words)).to_be_visible()
    expect(card.get_by_role("link", name="Ring 12 34 56 78")).to_have_attribute("href", "tel:12345678")
    found.follow("Café i Vejleåparken")
    entry = Page(screen, "Café i Vejleåparken")
    entry.says(
        "Det koster 30 kroner.", "Hver onsdag klokken 12 til 14.", "Der er ingen trin.", "Køkkenet får nyt gulv."
    )
    screen.open(f"{portal.second_address}/aktiviteter?q=a%2017")
    Page(screen, "Café i Vejleåparken").offers("link", "Ring 12 34 56 78", "Noget er forkert")
