"""A kitchen and the seed's own places, as for every test about dinners and about who is here."""

from tests.meals.conftest import kitchen
from tests.presence.conftest import places

__all__ = ["kitchen", "places"]
