"""The seed's own places, as for every test about who is here."""

from tests.presence.conftest import places

__all__ = ["places"]
