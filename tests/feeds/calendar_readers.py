"""Two programs that read a calendar and share no line of code: Python's `icalendar` with `dateutil`, and `ical.js`.

Both say when it is open: spans from start to end, what touches or overlaps put together, as seconds since 1970.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Calendar

from portal.presence.openings import Opening
from portal.settings import ROOT

Span = tuple[int, int]
NODE = ROOT / ".venv" / "bin" / "node"


def by_openings(openings: Iterable[Opening]) -> list[Span]:
    """What the rules say."""
    return together((seconds(each.starts), seconds(each.ends)) for each in openings)


def by_icalendar(feed: bytes) -> list[Span]:
    """As a program in Python reads it. A cancelled time is not held; one with RECURRENCE-ID is instead of another."""
    events = Calendar.from_ical(feed).events
    instead = {(str(each["UID"]), each["RECURRENCE-ID"].dt) for each in events if "RECURRENCE-ID" in each}
    found: list[Span] = []
    for event in events:
        starts, ends = event["DTSTART"].dt, event["DTEND"].dt
        if event.get("STATUS") == "CANCELLED":
            continue
        if "RRULE" not in event:
            found.append((seconds(starts), seconds(ends)))
            continue
        lasts = ends.astimezone(UTC) - starts.astimezone(UTC)
        gone = {each.dt for each in event["EXDATE"].dts} if "EXDATE" in event else set()
        for start in rrulestr(event["RRULE"].to_ical().decode(), dtstart=starts):
            if start not in gone and (str(event["UID"]), start) not in instead:
                found.append((seconds(start), seconds(start) + int(lasts.total_seconds())))
    return together(found)


def by_ical_js(feed: bytes) -> list[Span]:
    """As a program in JavaScript reads it, see read_hours.mjs."""
    return together((starts, ends) for starts, ends in _by_node("read_hours.mjs", feed))


def events_by_ical_js(feed: bytes) -> list[dict]:
    """The events of a calendar as a program in JavaScript reads them, see read_events.mjs."""
    return _by_node("read_events.mjs", feed)


def _by_node(script: str, feed: bytes) -> list:
    node = NODE if NODE.exists() else shutil.which("node")
    assert node, "node is missing: make install"
    path = Path(__file__).with_name(script)
    return json.loads(
        subprocess.run([node, path], input=feed, capture_output=True, check=True, cwd=ROOT, timeout=60).stdout
    )


def together(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; those that touch are one."""
    made: list[Span] = []
    for starts, ends in sorted(spans):
        if made and starts <= made[-1][1]:
            made[-1] = (made[-1][0], max(ends, made[-1][1]))
        else:
            made.append((starts, ends))
    return made


def seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
