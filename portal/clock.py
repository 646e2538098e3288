"""What time it is in Denmark, and the one place that knows.

`PORTAL_NOW` freezes the clock in the demo and in tests; nothing else in the portal reads the system's time.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_frozen_at: datetime | None = None


def freeze(moment: datetime | None) -> None:
    """Stop the clock at a moment (a naive one is Danish wall time), or let it run again with `None`."""
    global _frozen_at
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=COPENHAGEN)
    _frozen_at = moment


def now() -> datetime:
    """The moment, aware, in Europe/Copenhagen."""
    return (_frozen_at or datetime.now(UTC)).astimezone(COPENHAGEN)


def today() -> date:
    """The date on a Danish wall."""
    return now().date()
