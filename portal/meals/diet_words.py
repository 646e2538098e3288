"""What is in food and what somebody does not eat, in words: allergens, clashes, and the choices with pictures."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meals.food import NAMES, Food, Item, Way
from portal.meals.one_dinner import DinnerView
from portal.refusal import N_

COMMON: tuple[Item, ...] = (Food.PORK, Way.VEGETARIAN, Food.MILK, Food.NUTS, Food.GLUTEN)
"""What most people who leave something out leave out; the rest is one step away."""

REST: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (N_("Kød"), (Food.BEEF, Food.CHICKEN, Food.LAMB)),
    (N_("Mad fra havet"), (Food.FISH, Food.SHELLFISH, Food.MOLLUSC)),
    (N_("Nødder og frø"), (Food.PEANUT, Food.SESAME)),
    (N_("Planter"), (Food.SOY, Food.CELERY, Food.MUSTARD, Food.LUPIN)),
    (N_("Andet"), (Food.EGG, Way.VEGAN, Food.ALCOHOL, Food.SULPHITE)),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick: its key, its word with a capital letter, its picture, whether it is ticked."""

    key: str
    label: str
    picture: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """All foods to tick: the common ones, and the rest in groups; `is_open` when something of the rest is ticked."""

    common: Sequence[Choice]
    rest: Sequence[tuple[str, Sequence[Choice]]]

    @property
    def is_open(self) -> bool:
        return any(choice.is_chosen for _heading, group in self.rest for choice in group)


def food_choices(chosen: Collection[Item]) -> Choices:
    """Every food and way of eating, those that are `chosen` ticked."""
    rest = [(_(heading), _choices(items, chosen)) for heading, items in REST]
    return Choices(_choices(COMMON, chosen), rest)


def in_the_food(view: DinnerView) -> tuple[Line, ...]:
    """What one may not be able to eat, a sentence each; or that nobody has said yet."""
    if view.facts.menu_id is None:
        return ()
    if view.contains is None:
        return (Line(_("Vi ved ikke endnu, hvad der er i maden."), "question"),)
    return tuple(_is_in(food) for food in Food if food in view.contains)


def warnings(view: DinnerView, *, comes: bool) -> tuple[Line, ...]:
    """What she and her guests do not eat of this, and that the kitchen knows; nothing when all eat all of it."""
    found = tuple(_clashes(view))
    if not found:
        return ()
    if comes:
        return (*found, Line(_("Køkkenet ved det."), "cook"))
    return (*found, Line(_("Sig ja, så ser køkkenet det."), "cook"))


def not_eaten(counts: Iterable[tuple[Item, int]]) -> tuple[Line, ...]:
    """For a resident who cooks: how many do not eat what, without names."""
    return tuple(Line(_not_eaten(_(NAMES[item].word), number), NAMES[item].picture) for item, number in counts)


def _not_eaten(food: str, number: int) -> str:
    if number == 1:
        return _("1 spiser ikke %(food)s.", food=food)
    return _("%(number)s spiser ikke %(food)s.", number=number, food=food)


def _clashes(view: DinnerView) -> Iterator[Line]:
    for food in view.clashes:
        yield _is_in(food)
        yield Line(_("Du spiser ikke %(food)s.", food=_(NAMES[food].word)), "warning")
    for guest in view.guests:
        for food in view.guest_clashes(guest):
            name = guest.name or _("Din gæst")
            yield _is_in(food)
            yield Line(_("%(name)s spiser ikke %(food)s.", name=name, food=_(NAMES[food].word)), "warning")


def _is_in(food: Food) -> Line:
    return Line(_("Der er %(food)s i maden.", food=_(NAMES[food].word)), NAMES[food].picture)


def _choices(items: Iterable[Item], chosen: Collection[Item]) -> list[Choice]:
    return [Choice(item.value, _capital(_(NAMES[item].word)), NAMES[item].picture, item in chosen) for item in items]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
