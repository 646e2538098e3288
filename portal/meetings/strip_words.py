"""The life of an idea or a complaint in words and pictures: Hørt → Talt om → Ja, Nej or Senere → Gjort."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meetings.rules import Place, Step, Taken, strip
from portal.refusal import N_

LABELS: dict[Step, tuple[str, str]] = {
    Step.HEARD: (N_("Hørt"), "ear_listen"),
    Step.TALKED: (N_("Talt om"), "meeting"),
    Step.YES: (N_("Ja"), "yes"),
    Step.NO: (N_("Nej"), "no"),
    Step.LATER: (N_("Senere"), "later"),
    Step.DONE: (N_("Gjort"), "finished"),
}
UNREACHED: dict[Place, tuple[str, str]] = {
    Place.HEARD: LABELS[Step.HEARD],
    Place.TALKED: LABELS[Step.TALKED],
    Place.DECIDED: (N_("Svar"), "question"),
    Place.DONE: LABELS[Step.DONE],
}


@dataclass(frozen=True, slots=True)
class StopSaid:
    """One picture of the strip, as it is shown and read aloud."""

    line: Line
    is_reached: bool
    is_now: bool


def say_strip(steps: Iterable[Taken]) -> tuple[StopSaid, ...]:
    """The four pictures in their order. `steps` is the whole history."""
    said: list[StopSaid] = []
    for stop in strip(steps):
        label, picture = LABELS[stop.step] if stop.step else UNREACHED[stop.place]
        said.append(StopSaid(Line(_(label), picture), stop.step is not None, stop.is_now))
    return tuple(said)
