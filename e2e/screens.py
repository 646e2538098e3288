"""A browser of one's own – a tablet, a phone, a computer – that notes everything that must not happen."""

import re
from collections.abc import Callable
from shutil import which
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebError

from portal.people.visits import DEVICE_COOKIE

CHROMIUM = which("chromium-headless-shell") or "/usr/bin/chromium"  # a window that nobody sees is a third of the work
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",  # so that words are as wide as in a window
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STATUS = re.compile(r"(?:responded with a status of|Response Status Error Code) (\d{3})")
PATIENCE = 15_000  # ms; the machine may be busy
TABLET: ViewportSize = {"width": 820, "height": 1180}
PHONE: ViewportSize = {"width": 390, "height": 844}
COMPUTER: ViewportSize = {"width": 1280, "height": 800}


class Screen:
    """One browser context with one page. `close` fails on console errors, broken rules of the page and strangers."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        javascript: bool = True,
        size: ViewportSize = TABLET,
        device: str = "",
        friends: tuple[int, ...] = (),
    ) -> None:
        """`friends` are ports of this machine whose pages belong to the story."""
        self.address = address
        self.friends = friends
        self.javascript = javascript
        self._expected: set[int] = set()
        self._faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=address, locale="da-DK", timezone_id="Europe/Copenhagen",
            java_script_enabled=javascript, viewport=size,
        )  # fmt: skip
        self.context.on("console", self._note_console)
        self.context.on("weberror", self._note_error)
        self.context.on("request", self._note_request)
        if device:
            self.context.add_cookies([{"name": DEVICE_COOKIE, "value": device, "url": address, "httpOnly": True}])
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()

    def expect_status(self, *statuses: int) -> None:
        """These answers belong to the story; the browser's complaint about them is none."""
        self._expected.update(statuses)

    def open(self, path: str) -> int:
        """Go to an address of the portal; the answer's status."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def back(self) -> None:
        """The browser's own Back."""
        self.page.go_back()

    def visited(self) -> list[str]:
        """Every address in this page's history."""
        devtools = self.context.new_cdp_session(self.page)
        entries = devtools.send("Page.getNavigationHistory")["entries"]
        devtools.detach()
        return [entry["url"] for entry in entries]

    def close(self) -> None:
        self.context.close()
        assert not self._faults, "the browser met " + "; ".join(self._faults)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        status = STATUS.search(message.text)
        if status is None or int(status[1]) not in self._expected:
            self._faults.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _note_error(self, error: WebError) -> None:
        self._faults.append(f"a fault in a script: {error.error}")

    def _note_request(self, request: Request) -> None:
        asked, ours = urlsplit(request.url), urlsplit(self.address)
        if asked.scheme == "http" and asked.hostname == "127.0.0.1" and asked.port in self.friends:
            return
        if asked.scheme != "http" or asked.port != ours.port or not _is_ours(asked.hostname):
            self._faults.append(f"a request to a stranger: {request.url}")


Screens = Callable[..., Screen]


def _is_ours(host: str | None) -> bool:
    return host is not None and (host == "localhost" or host.endswith(".localhost"))
