"""What is bought for so many heads: amounts for one, added up and rounded up as a kitchen measures. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal.refusal import N_

MOST_AMOUNT = Decimal(10_000)  # of anything for one person
LONGEST_NAME = 60  # characters
MOST_INGREDIENTS = 40  # of a menu
A_THOUSAND = Decimal(1000)


class Unit(StrEnum):
    """What an amount is counted in."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"
    TIN = "tin"
    PACK = "pack"
    SPOON = "spoon"


UNITS: Mapping[Unit, str] = {
    Unit.GRAM: N_("gram"),
    Unit.MILLILITRE: N_("milliliter"),
    Unit.PIECE: N_("styk"),
    Unit.TIN: N_("dåser"),
    Unit.PACK: N_("pakker"),
    Unit.SPOON: N_("spiseskeer"),
}
LARGER: Mapping[Unit, str] = {Unit.GRAM: N_("kilo"), Unit.MILLILITRE: N_("liter")}
STEPS = ((Decimal(50), Decimal(5)), (A_THOUSAND, Decimal(50)))  # below 50 g in steps of 5, below a kilo of 50
LARGE_STEP = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What one person eats of something."""

    name: str
    amount: Decimal
    unit: Unit

    @property
    def kept(self) -> dict[str, Any]:
        """As a menu keeps it: the amount as a text, so that no digit is lost."""
        return {"name": self.name, "amount": str(self.amount), "unit": self.unit.value}


@dataclass(frozen=True, slots=True)
class Bought:
    """So much of something is bought. `unit` is a word of the interface."""

    name: str
    amount: Decimal
    unit: str

    @property
    def number(self) -> str:
        """As it is written in Danish: 1,5."""
        return written(self.amount)


def ingredients_of(kept: Iterable[Mapping[str, Any]]) -> list[Ingredient]:
    """What a menu keeps, as ingredients. What cannot be read any more is left out."""
    return [
        Ingredient(each["name"], amount, Unit(each["unit"]))
        for each in kept
        if each["unit"] in tuple(Unit) and (amount := amount_of(each["amount"])) is not None
    ]


def amount_of(typed: str) -> Decimal | None:
    """The number somebody has typed: "0,5", "0.5", "1/4" or "100"; `None` when it is none, or too large."""
    over, _stroke, under = typed.replace(",", ".").replace(" ", "").partition("/")
    try:
        found = Decimal(over) / (Decimal(under) if under else 1)
        if not 0 < found <= MOST_AMOUNT:
            return None
    except (InvalidOperation, ZeroDivisionError):
        return None
    return found.quantize(Decimal("0.0001")).normalize() or None


def written(amount: Decimal) -> str:
    """A number with a comma, and no more digits than it has."""
    return f"{amount.normalize():f}".replace(".", ",")


def scaled(ingredients: Sequence[Ingredient], heads: int) -> list[Bought]:
    """What is bought for so many heads, in the order of the menu; the same thing twice is added up."""
    sums: dict[tuple[str, Unit], Decimal] = {}
    names: dict[tuple[str, Unit], str] = {}
    for each in ingredients:
        key = (each.name.casefold(), each.unit)
        sums[key] = sums.get(key, Decimal(0)) + each.amount * heads
        names.setdefault(key, each.name)
    return [_bought(names[key], amount, key[1]) for key, amount in sums.items() if amount]


def _bought(name: str, amount: Decimal, unit: Unit) -> Bought:
    if unit not in LARGER:
        return Bought(name, _up(amount, Decimal(1)), UNITS[unit])
    step = next((step for below, step in STEPS if amount < below), LARGE_STEP)
    rounded = _up(amount, step)
    if rounded >= A_THOUSAND:
        return Bought(name, (rounded / A_THOUSAND).normalize() + 0, LARGER[unit])
    return Bought(name, rounded, UNITS[unit])


def _up(amount: Decimal, step: Decimal) -> Decimal:
    return (amount / step).to_integral_value(ROUND_CEILING) * step
