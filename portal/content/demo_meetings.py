"""The demo's ideas, its last and its next residents' meeting, in content/demo/meetings.toml."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from portal.content.demo_places import WEEKDAYS
from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document

STEPS = ("talked", "yes", "no", "later", "done")
DECIDERS = ("meeting", "staff", "municipality", "housing")
KINDS = ("purchase", "trip", "daily life", "municipality", "housing", "other")


@dataclass(frozen=True)
class DemoRule:
    """Every month on a weekday: the first to the fourth, or -1 for the last. `begin` is a time as "17:00"."""

    weekday: str
    which: int
    begin: str
    place: str

    @property
    def starts(self) -> time:
        return time.fromisoformat(self.begin)


@dataclass(frozen=True)
class DemoLast:
    """The last meeting, so many `days` from today: who was there, and who may be named."""

    days: int
    there: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class DemoStep:
    """A step of an idea's life outside the last meeting. `days` and `until` are counted from today."""

    step: str
    days: int
    decider: str = "staff"
    reason: str = ""
    until: int | None = None
    responsible: str = ""


@dataclass(frozen=True)
class DemoDecision:
    """What the last meeting decided about an idea, and the cards counted in the room."""

    step: str
    said: str
    reason: str = ""
    until: int | None = None
    responsible: str = ""
    green: int = 0
    yellow: int = 0
    red: int = 0


@dataclass(frozen=True)
class DemoIdea:
    """An idea, `told` as somebody wrote it. Without an author it has no name; without a title nobody has written it
    as lines; `answered = false` when its author has not said yes to them."""

    key: str
    told: str
    sent: int
    author: str = ""
    title: str = ""
    picture: str = ""
    lines: tuple[TemplateLine, ...] = ()
    answered: bool = True
    support: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    steps: tuple[DemoStep, ...] = ()
    decided: DemoDecision | None = None


@dataclass(frozen=True)
class DemoItem:
    """Something on the next meeting's agenda beside the ideas."""

    kind: str
    sentence: str
    picture: str


@dataclass(frozen=True)
class DemoMeetings:
    """Everything about the residents' meeting."""

    rule: DemoRule
    last: DemoLast
    ideas: tuple[DemoIdea, ...]
    agenda: tuple[DemoItem, ...]


def read_demo_meetings(
    folder: Path, picture_keys: Collection[str], *, residents: Collection[str], staff: Collection[str],
    places: Collection[str],
) -> DemoMeetings:  # fmt: skip
    """The meetings. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    some, nobody = {"there": residents, "named": residents, "support": residents, "along": residents}, ""
    choices = some | {
        "picture": [*picture_keys, nobody], "author": [*residents, nobody], "responsible": [*staff, nobody],
        "place": places, "weekday": WEEKDAYS, "step": STEPS, "decider": DECIDERS, "kind": KINDS,
    }  # fmt: skip
    found = read_document(folder / "meetings.toml", DemoMeetings, faults, choices)
    if found:
        faults += _faults_in(f"{folder.name}/meetings.toml", found)
    complain(faults)
    assert found
    return found


def _faults_in(file: str, found: DemoMeetings) -> Iterable[str]:
    for idea in found.ideas:
        if not idea.title and (idea.lines or idea.steps or idea.decided or idea.support):
            yield f"{file}: ideas[{idea.key}] has a life and no title; write one."
        for slug in sorted(set(idea.along) - set(idea.support)):
            yield f"{file}: ideas[{idea.key}].along has {slug}, who is not in support; write the name there too."
    for slug in sorted(set(found.last.named) - set(found.last.there)):
        yield f"{file}: last.named has {slug}, who is not in there; write the name there too."
