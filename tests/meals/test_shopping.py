"""What is bought: amounts for one are added up and rounded up as a kitchen measures."""

from decimal import Decimal

import pytest

from portal.meals.shopping import UNITS, Ingredient, Unit, amount_of, ingredients_of, scaled, written

G, ML, PIECE = Unit.GRAM, Unit.MILLILITRE, Unit.PIECE


@pytest.mark.parametrize(
    ("amount", "unit", "heads", "number", "word"),
    [
        ("100", G, 8, "800", "gram"),
        ("60", G, 8, "500", "gram"),  # 480 is weighed in steps of 50
        ("3", G, 8, "25", "gram"),  # a little is weighed more exactly
        ("6", G, 8, "50", "gram"),
        ("125", G, 8, "1", "kilo"),
        ("130", G, 8, "1,1", "kilo"),
        ("960", G, 1, "1", "kilo"),  # rounded up it is a kilo
        ("250", G, 10, "2,5", "kilo"),
        ("150", ML, 8, "1,2", "liter"),
        ("50", ML, 3, "150", "milliliter"),
        ("0.25", PIECE, 8, "2", "styk"),
        ("0.25", PIECE, 9, "3", "styk"),
        ("0.5", Unit.TIN, 7, "4", "dåser"),
        ("1", Unit.SPOON, 3, "3", "spiseskeer"),
    ],
)
def test_amounts_are_rounded_up_as_a_kitchen_measures(amount, unit, heads, number, word):
    (bought,) = scaled([Ingredient("noget", Decimal(amount), unit)], heads)
    assert (bought.number, bought.unit) == (number, word)


def test_nobody_at_the_table_buys_nothing():
    assert scaled([Ingredient("ris", Decimal(75), G)], 0) == []


def test_the_same_thing_twice_is_bought_once():
    rows = [
        Ingredient("Løg", Decimal("0.5"), PIECE),
        Ingredient("ris", Decimal(75), G),
        Ingredient("løg", Decimal(1), PIECE),
    ]
    assert [(each.name, each.number) for each in scaled(rows, 4)] == [("Løg", "6"), ("ris", "300")]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0,5", "0.5"), ("0.5", "0.5"), ("1/4", "0.25"), ("1/3", "0.3333"), ("100", "100"), (" 1 000 ", "1000"),
        ("0", None), ("-1", None), ("", None), ("lidt", None), ("1/0", None), ("NaN", None), ("Infinity", None),
        ("10001", None), ("9" * 400, None), ("²", None), ("1/2/3", None), ("0,00001", None),
    ],
)  # fmt: skip
def test_amounts_are_typed_as_people_write_them(typed, amount):
    assert amount_of(typed) == (Decimal(amount) if amount else None)


def test_what_is_kept_is_read_again_without_losing_a_digit():
    rows = [Ingredient("mælk", Decimal("0.3333"), ML), Ingredient("mel", Decimal("1E+2"), G)]
    assert ingredients_of([each.kept for each in rows]) == rows
    assert [written(each.amount) for each in rows] == ["0,3333", "100"]
    assert ingredients_of([{"name": "x", "amount": "1", "unit": "alen"}]) == []


def test_every_unit_has_a_word():
    assert UNITS.keys() == set(Unit)
