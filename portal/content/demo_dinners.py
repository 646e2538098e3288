"""The demo's menus, its dinners, and what residents have said about eating together, in content/demo/dinners.toml."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from portal.content.demo_places import WEEKDAYS
from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document

REPLIES = ("yes", "maybe", "no")


@dataclass(frozen=True)
class DemoIngredient:
    """What one person eats of something; `amount` is a number as "0.5"."""

    name: str
    amount: str
    unit: str


@dataclass(frozen=True)
class DemoMenu:
    """Something the house can cook. `contains` are keys of foods."""

    key: str
    title: str
    picture: str
    lines: tuple[TemplateLine, ...]
    contains: tuple[str, ...]
    ingredients: tuple[DemoIngredient, ...]


@dataclass(frozen=True)
class DemoGuest:
    """A guest of somebody's."""

    name: str
    diet: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoSignUp:
    """What a resident has said, in the order in which it was said."""

    who: str
    reply: str = "yes"
    guests: tuple[DemoGuest, ...] = ()


@dataclass(frozen=True)
class DemoTask:
    """Something to help with, and how many can."""

    kind: str
    wanted: int


@dataclass(frozen=True)
class DemoHelper:
    """Who has taken which task."""

    who: str
    kind: str


@dataclass(frozen=True)
class DemoDinner:
    """A dinner, so many `days` after the first Thursday that can still be answered. `begin` is a time as "18:00"."""

    days: int
    place: str
    begin: str
    price: int
    chairs: int
    cook: str = ""
    menu: str = ""
    announced: bool = False
    tasks: tuple[DemoTask, ...] = ()
    sign_ups: tuple[DemoSignUp, ...] = ()
    helpers: tuple[DemoHelper, ...] = ()

    @property
    def starts(self) -> time:
        return time.fromisoformat(self.begin)


@dataclass(frozen=True)
class DemoEater:
    """What a resident has said about dinners: what she does not eat, when she always comes, whether she is shown."""

    slug: str
    diet: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    shown: bool = False

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(WEEKDAYS.index(day) for day in self.always)


@dataclass(frozen=True)
class DemoKitchen:
    """Everything about eating together."""

    menus: tuple[DemoMenu, ...]
    dinners: tuple[DemoDinner, ...]
    residents: tuple[DemoEater, ...]


def read_demo_kitchen(
    folder: Path, picture_keys: Collection[str], *, residents: Collection[str], staff: Collection[str],
    places: Collection[str],
) -> DemoKitchen:  # fmt: skip
    """The kitchen. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    choices = {
        "picture": picture_keys, "who": residents, "slug": residents, "cook": staff, "place": places,
        "reply": REPLIES, "always": WEEKDAYS,
    }  # fmt: skip
    found = read_document(folder / "dinners.toml", DemoKitchen, faults, choices)
    if found:
        faults += _faults_in(f"{folder.name}/dinners.toml", found)
    complain(faults)
    assert found
    return found


def _faults_in(file: str, found: DemoKitchen) -> Iterable[str]:
    menus = {menu.key for menu in found.menus}
    for menu in found.menus:
        for each in menu.ingredients:
            if not _is_number(each.amount):
                yield f'{file}: menus[{menu.key}] has "{each.amount}" of {each.name}; write a number such as 0.5.'
    for number, dinner in enumerate(found.dinners, start=1):
        if dinner.menu and dinner.menu not in menus:
            yield f"{file}: dinners[{number}].menu is {dinner.menu}, which is no menu; use the key of one."
        try:
            time.fromisoformat(dinner.begin)
        except ValueError:
            yield f'{file}: dinners[{number}].begin is "{dinner.begin}"; write a time as 18:00.'


def _is_number(written: str) -> bool:
    try:
        return Decimal(written) > 0
    except InvalidOperation:
        return False
