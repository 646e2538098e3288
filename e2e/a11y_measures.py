"""All that is measured on a page: a report is what is wrong, by check and by page. a11y_*.js do the measuring.

The numbers are those of WCAG 2.2 and of the house: a target is 60 px for residents and citizens, because
hands shake, and 44 px (2.5.5) for staff; text is 7:1 (1.4.6), edges and rings are 3:1 (1.4.11, 2.4.13).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from e2e.screens import COMPUTER, PHONE, TABLET
from portal.settings import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
MEASURES = "".join(
    (Path(__file__).parent / f"a11y_{name}.js").read_text("utf-8") for name in ("looking", "room", "order")
)
AXE_OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"],
    "rules": {
        rule: {"enabled": True}
        for rule in (
            "target-size", "color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions",
        )
    },
}  # fmt: skip
OF_COLOUR = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")  # axe's rules that another colour
OF_WIDTH = ("target-size", "scrollable-region-focusable")  # and another width can break; the others see no difference
SEEN_BEFORE = {rule: {"enabled": False} for rule in OF_COLOUR + OF_WIDTH}
CHECKS = (
    "axe", "targets", "reflow", "contrast", "edges", "h1 and title", "the bar", "keyboard", "line length",
    "layout shift", "paper", "tiles", "movement",
)  # fmt: skip
NARROW: ViewportSize = {"width": 320, "height": 800}
TEXT_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
TWICE_AS_BIG = ":root { font-size: 200% !important; }"
BAR = ["Hjem", "Læs op", "Hjælp"]
MOST_TILES = 5
PAPER_LETTERS = 14 / 72 * 96  # 14 points in px
MOST_INNER_STOPS = 16  # a date has stops for its day, month and year, and a form may have several


@dataclass(frozen=True, slots=True)
class Demands:
    """What a page must reach, by the size its site or its readers ask for."""

    target: int  # px
    gap: int  # px between neighbours
    contrast: float
    line: int  # characters


DEMANDS = {
    "resident": Demands(target=60, gap=16, contrast=7, line=55),
    "citizen": Demands(target=60, gap=16, contrast=7, line=65),
    "staff": Demands(target=44, gap=8, contrast=7, line=80),
}
CALM_TARGET = 44  # px, in the footer
LONGEST_WORD = 14  # letters that must stay on one line; "Tilgængelighedserklæring" cannot always
SMALLEST_AND_BIGGEST = "320 px, 200 %"  # more than 1.4.4 and 1.4.10 ask for: everything is there, words may be cut


@dataclass
class Report:
    """What is wrong: check → "page: what"."""

    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: set[str] = field(default_factory=set)  # what the pages so far were made of
    bars: dict[str, list[str]] = field(default_factory=dict)  # where the three buttons are, by size

    def look_at(self, page: Page, name: str) -> None:
        """Measure the page as it stands. It is left where it is, and as wide as a phone."""
        page.wait_for_load_state("load")
        page.evaluate(MEASURES)
        _Look(self, page, name).at_everything()


class _Look:
    """One page being measured."""

    def __init__(self, report: Report, page: Page, name: str) -> None:
        self.report, self.page, self.name = report, page, name
        self.size: str = page.evaluate("document.body.dataset.size")
        self.demands = DEMANDS[self.size]
        parts = set(self._measure("parts"))
        self.has_new_parts = not parts <= report.parts
        report.parts |= parts

    def at_everything(self) -> None:
        self._note("layout shift", self._measure("shifts"))
        self._note("h1 and title", self._measure("heading"))
        self._note("the bar", self._measure("bar", BAR) + self._bar_has_moved())
        self._on_a_phone()
        self._on_other_screens()
        self._in_other_colours()
        self._on_paper()
        self._by_keyboard()
        self._measure("done")

    def _on_a_phone(self) -> None:
        self.page.set_viewport_size(PHONE)
        self._axe("phone")
        self._colours("light")
        self._sizes("phone")
        self._measure("restyle", TEXT_SPACING)
        self._fits("text spacing")
        self._measure("restyle", TWICE_AS_BIG)
        self._fits("200 %")
        self._measure("restyle", "")

    def _on_other_screens(self) -> None:
        self.page.set_viewport_size(NARROW)
        self._fits("320 px")
        self._measure("restyle", TWICE_AS_BIG)
        self._fits(SMALLEST_AND_BIGGEST)
        self._measure("restyle", "")
        self.page.set_viewport_size(TABLET)
        self._sizes("tablet")
        if self.has_new_parts:
            self._axe("tablet", OF_WIDTH)
        self.page.set_viewport_size(COMPUTER)
        self._sizes("computer")
        self._note("tiles", self._measure("tooManyTiles", MOST_TILES))
        self.page.set_viewport_size(PHONE)

    def _in_other_colours(self) -> None:
        """axe again only on pages with parts that no page before had: the colours are the parts'."""
        self.page.emulate_media(color_scheme="dark")
        self._colours("dark")
        if self.has_new_parts:
            self._axe("dark", OF_COLOUR)
            self.page.emulate_media(color_scheme="light", forced_colors="active")
            self._colours("forced colours")
            self._axe("forced colours", OF_COLOUR)
        self.page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
        self._note("movement", self._measure("movements"))
        self.page.emulate_media(reduced_motion="no-preference")

    def _on_paper(self) -> None:
        self.page.emulate_media(media="print")
        self._note("paper", self._measure("paper", PAPER_LETTERS))
        self.page.emulate_media(media="screen")

    def _by_keyboard(self) -> None:
        count: int = self._measure("startTabbing")
        for _press in range(count + MOST_INNER_STOPS):
            self.page.keyboard.press("Tab")
        reached: list[int] = []
        for standing in self._measure("walked"):
            if standing["at"] < 0 or (reached and standing["at"] < reached[-1]):
                break
            if not reached or standing["at"] != reached[-1]:
                reached.append(standing["at"])
                self._note("keyboard", standing["wrong"])
        self._note("keyboard", [f"Tab does not reach {name}" for name in self._measure("missed", reached)])
        self._skip_link()

    def _skip_link(self) -> None:
        self._measure("startTabbing")
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        if self.page.evaluate("document.activeElement.id") != "main":
            self._note("keyboard", ["the skip link does not lead to the content"])

    def _bar_has_moved(self) -> list[str]:
        self.page.set_viewport_size(PHONE)
        here = self._measure("barAt")
        usual = self.report.bars.setdefault(self.size, here)
        return [] if here == usual else [f"the bar is at {here}, elsewhere at {usual}"]

    def _sizes(self, how: str) -> None:
        demands = {"least": self.demands.target, "calm": CALM_TARGET, "gap": self.demands.gap}
        self._fits(how)
        self._note("targets", self._measure("targets", demands), how)
        self._note("line length", self._measure("longLines", self.demands.line), how)

    def _fits(self, how: str) -> None:
        self._note("reflow", self._measure("fits") + self._measure("overlaps"), how)
        if how != SMALLEST_AND_BIGGEST:
            self._note("reflow", self._measure("cutWords", LONGEST_WORD), how)

    def _colours(self, how: str) -> None:
        self._note("contrast", self._measure("textContrast", self.demands.contrast), how)
        self._note("edges", self._measure("edgeContrast"), how)

    def _axe(self, how: str, only: tuple[str, ...] = ()) -> None:
        """All rules, or `only` some. For parts that were there before, our own measures see to colours and sizes."""
        options = AXE_OPTIONS
        if only:
            options = AXE_OPTIONS | {"runOnly": {"type": "rule", "values": list(only)}, "rules": {}}
        elif not self.has_new_parts:
            options = AXE_OPTIONS | {"rules": AXE_OPTIONS["rules"] | SEEN_BEFORE}
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("(options) => axe.run(document, options)", options)
        nodes = [(each["id"], node) for each in found["violations"] for node in each["nodes"]]
        self._note("axe", [f"{rule}: {node['html'][:160]} {node['failureSummary']}" for rule, node in nodes], how)

    def _measure(self, what: str, *arguments: Any) -> Any:
        return self.page.evaluate("([what, all]) => a11y[what](...all)", [what, list(arguments)])

    def _note(self, check: str, wrong: list[str], how: str = "") -> None:
        where = f"{self.name} ({how})" if how else self.name
        self.report.wrong[check] += [f"{where}: {each}" for each in wrong]
