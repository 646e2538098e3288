"""What somebody asks the catalogue for, as it stands in an address: one reading for pages and feeds alike. Pure.

What cannot be understood is as if it had not been asked: an old link or a slip in it still finds something.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from portal.activities.rules import Interest, PartOfDay
from portal.easyread.line import clean
from portal.pictograms.danish import fold

LONGEST_TEXT = 80  # characters
TODAY = "i-dag"
WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "loer", "soen")
INTERESTS: Mapping[str, Interest] = {
    "faellesskab": Interest.TOGETHER, "mad": Interest.FOOD, "bevaegelse": Interest.MOVE, "ud": Interest.OUT,
    "musik": Interest.MUSIC, "haender": Interest.HANDS, "spil": Interest.GAMES, "kultur": Interest.CULTURE,
    "laer": Interest.LEARN, "sundhed": Interest.HEALTH, "hjaelp": Interest.HELP, "bolig": Interest.HOME,
}  # fmt: skip
PARTS: Mapping[str, PartOfDay] = {
    "formiddag": PartOfDay.MORNING, "eftermiddag": PartOfDay.AFTERNOON, "aften": PartOfDay.EVENING,
}  # fmt: skip
SLUG_OF = {interest: slug for slug, interest in INTERESTS.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """`weekday` 0 is Monday; at most one of `weekday`, `on` and `is_today` is asked for. `area` is a slug."""

    text: str = ""
    interest: Interest | None = None
    weekday: int | None = None
    on: date | None = None
    is_today: bool = False
    this_week: bool = False
    part: PartOfDay | None = None
    area: str = ""
    free: bool = False
    step_free: bool = False
    companion: bool = False
    open: bool = False
    page: int = 1

    @property
    def about_days(self) -> bool:
        """Whether only what has a day can be an answer."""
        return self.weekday is not None or self.on is not None or self.is_today or self.this_week or bool(self.part)

    def parameters(self) -> dict[str, str]:
        """The same as it stands in an address, without the page; what is not asked for is left out."""
        day = TODAY if self.is_today else self.on.isoformat() if self.on else ""
        found = {
            "q": self.text,
            "interesse": SLUG_OF[self.interest] if self.interest else "",
            "dag": WEEKDAYS[self.weekday] if self.weekday is not None else day,
            "uge": _flag(self.this_week),
            "tid": next((slug for slug, part in PARTS.items() if part is self.part), ""),
            "sted": self.area,
            "gratis": _flag(self.free),
            "trinfri": _flag(self.step_free),
            "foelges": _flag(self.companion),
            "bare-kom": _flag(self.open),
        }
        return {name: value for name, value in found.items() if value}

    def without(self, name: str) -> "Asked":
        """The first page of the same with one parameter less."""
        return asked_from({key: value for key, value in self.parameters().items() if key != name})

    def on_page(self, page: int) -> "Asked":
        return replace(self, page=page)


def asked_from(args: Mapping[str, str]) -> Asked:
    """What the parameters of an address ask for."""
    day = args.get("dag", "").lower()
    slug = args.get("sted", "")
    return Asked(
        text=clean(args.get("q", ""))[:LONGEST_TEXT].strip(),
        interest=INTERESTS.get(args.get("interesse", "")),
        weekday=WEEKDAYS.index(day) if day in WEEKDAYS else None,
        on=_date(day),
        is_today=day == TODAY,
        this_week=args.get("uge") == "1",
        part=PARTS.get(args.get("tid", "")),
        area=slug if re.fullmatch("[a-z0-9-]{1,60}", slug) else "",
        free=args.get("gratis") == "1",
        step_free=args.get("trinfri") == "1",
        companion=args.get("foelges") == "1",
        open=args.get("bare-kom") == "1",
        page=_page(args.get("side", "")),
    )


def area_slug(area: str) -> str:
    """An area as it stands in an address: "Vejleåparken" is "vejleaaparken"."""
    return re.sub("[^a-z0-9]+", "-", fold(area)).strip("-")


def _flag(is_asked: bool) -> str:
    return "1" if is_asked else ""


def _date(day: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day, re.ASCII):
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _page(side: str) -> int:
    return int(side) if re.fullmatch("[1-9][0-9]{0,3}", side) else 1
