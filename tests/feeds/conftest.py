"""The seed's own places and a kitchen, as for every test about who is here and about dinners."""

from tests.meals.conftest import kitchen
from tests.presence.conftest import places

__all__ = ["kitchen", "places"]
