"""A kitchen, as for every test about dinners."""

from tests.meals.conftest import kitchen

__all__ = ["kitchen"]
