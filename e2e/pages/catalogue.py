"""The pages of Aktivitetsoverblikket as Erik's helper meets them."""

from playwright.sync_api import Locator

from e2e.pages.page import Page


class Likes(Page):
    title = "Hvad kan du lide?"


class Found(Page):
    title = "Aktiviteter"

    def entry(self, title: str) -> Locator:
        return self.main.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=title, exact=True))


class Start(Page):
    title = "Velkommen"
