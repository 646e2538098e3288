"""What can be in food, what people do not eat, and where the two meet. Pure.

The first fourteen are the allergens that must be named by law: regulation (EU) 1169/2011, annex II.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.refusal import N_


class Food(StrEnum):
    """Something in food that somebody may not eat."""

    GLUTEN = "gluten"
    SHELLFISH = "shellfish"
    EGG = "egg"
    FISH = "fish"
    PEANUT = "peanut"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITE = "sulphite"
    LUPIN = "lupin"
    MOLLUSC = "mollusc"
    PORK = "pork"
    BEEF = "beef"
    CHICKEN = "chicken"
    LAMB = "lamb"
    ALCOHOL = "alcohol"


class Way(StrEnum):
    """A way of eating that leaves out several foods."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"


ALLERGENS = tuple(Food)[:14]
MEAT = (Food.PORK, Food.BEEF, Food.CHICKEN, Food.LAMB)
NO_ANIMALS = frozenset({*MEAT, Food.FISH, Food.SHELLFISH, Food.MOLLUSC})
LEFT_OUT: Mapping[Way, frozenset[Food]] = {
    Way.VEGETARIAN: NO_ANIMALS,
    Way.VEGAN: NO_ANIMALS | {Food.MILK, Food.EGG},
}

Item = Food | Way
"""One thing a person says about what she does not eat."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a food or a way of eating is called in a sentence, and its picture."""

    word: str
    picture: str


NAMES: Mapping[Item, Name] = {
    Food.GLUTEN: Name(N_("gluten"), "gluten"),
    Food.SHELLFISH: Name(N_("skaldyr"), "om:1F990"),
    Food.EGG: Name(N_("æg"), "egg"),
    Food.FISH: Name(N_("fisk"), "fish"),
    Food.PEANUT: Name(N_("jordnødder"), "om:1F95C"),
    Food.SOY: Name(N_("soja"), "om:1FAD8"),
    Food.MILK: Name(N_("mælk"), "milk"),
    Food.NUTS: Name(N_("nødder"), "om:1F330"),
    Food.CELERY: Name(N_("selleri"), "om:1F96C"),
    Food.MUSTARD: Name(N_("sennep"), "om:1F32D"),
    Food.SESAME: Name(N_("sesam"), "om:1F96F"),
    Food.SULPHITE: Name(N_("sulfit"), "om:1F377"),
    Food.LUPIN: Name(N_("lupin"), "om:1F33C"),
    Food.MOLLUSC: Name(N_("muslinger"), "om:1F9AA"),
    Food.PORK: Name(N_("svinekød"), "pork"),
    Food.BEEF: Name(N_("oksekød"), "meat"),
    Food.CHICKEN: Name(N_("kylling"), "chicken"),
    Food.LAMB: Name(N_("lam"), "om:1F411"),
    Food.ALCOHOL: Name(N_("alkohol"), "alcohol"),
    Way.VEGETARIAN: Name(N_("kød og fisk"), "vegetarian"),
    Way.VEGAN: Name(N_("mad fra dyr"), "vegan"),
}


def item_called(key: str) -> Item | None:
    """The food or the way of eating of this key; `None` for a key that is no longer known."""
    return next((item for item in NAMES if item == key), None)


def items_called(keys: Iterable[str]) -> frozenset[Item]:
    """The foods and ways of eating of these keys, as they are kept."""
    return frozenset(item for key in keys if (item := item_called(key)) is not None)


def foods_called(keys: Iterable[str]) -> frozenset[Food]:
    """The foods of these keys, as a menu keeps them."""
    return frozenset(item for item in items_called(keys) if isinstance(item, Food))


def left_out(diet: Collection[Item]) -> frozenset[Food]:
    """All foods that somebody who says this does not eat."""
    ways = [LEFT_OUT[item] for item in diet if isinstance(item, Way)]
    return frozenset(item for item in diet if isinstance(item, Food)).union(*ways)


def clashes(contains: Collection[Food], diet: Collection[Item]) -> tuple[Food, ...]:
    """What is in the food that this person does not eat, in the order of `Food`."""
    refused = left_out(diet)
    return tuple(food for food in Food if food in contains and food in refused)
