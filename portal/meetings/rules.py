"""The house's rules about ideas and complaints: their life, what is owed, who is told. Pure.

A life is a row of steps, kept for ever: a step is never changed, a wrong one is corrected by another. "No" and "later"
say why; "later" says until when; a promise whose day is past is owed, and comes first at the next meeting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_PIECES = 5  # of one idea
MOST_PICTURES = 3  # chosen together
MOST_LINES = 5  # of a wording: what one reads before one says "God idé"
FEWEST_ANSWERS = 5  # of a survey, before anything is shown: fewer could be known by who they are


class PieceKind(StrEnum):
    """How something was told."""

    VOICE = "voice"
    PHOTO = "photo"
    DRAWING = "drawing"
    TEXT = "text"
    PICTURES = "pictures"


class Step(StrEnum):
    """Where an idea or a complaint has come to."""

    HEARD = "heard"
    TALKED = "talked"
    YES = "yes"
    NO = "no"
    LATER = "later"
    DONE = "done"


class Decider(StrEnum):
    """Who decided a step."""

    MEETING = "meeting"
    STAFF = "staff"
    MUNICIPALITY = "municipality"
    HOUSING = "housing"  # the boligselskab


class Standing(StrEnum):
    """Where an idea is before it has a life: staff write, the author reads, then it is everybody's."""

    SENT = "sent"  # nobody has written it as lines yet
    PROPOSED = "proposed"  # staff have, and the author is asked
    DISPUTED = "disputed"  # the author said that the words are wrong
    PUBLIC = "public"
    JOINED = "joined"  # it lives on in another idea
    WITHDRAWN = "withdrawn"  # by its author, before it was decided


DECISIONS = frozenset({Step.YES, Step.NO, Step.LATER})
NEEDS_REASON = frozenset({Step.NO, Step.LATER})
PROMISES = frozenset({Step.YES, Step.LATER})
NEXT: dict[Step | None, tuple[Step, ...]] = {
    None: (Step.HEARD,),
    Step.HEARD: (Step.TALKED, Step.YES, Step.NO, Step.LATER),
    Step.TALKED: (Step.YES, Step.NO, Step.LATER),
    Step.LATER: (Step.TALKED, Step.YES, Step.NO, Step.LATER, Step.DONE),
    Step.YES: (Step.DONE, Step.LATER, Step.NO),
    Step.NO: (Step.TALKED, Step.YES, Step.LATER),
    Step.DONE: (),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was taken. `corrects` is the id of the step it stands instead of."""

    id: int
    step: Step
    on: date
    until: date | None = None
    corrects: int | None = None


class Place(StrEnum):
    """A picture of the strip: heard, talked about, the decision, done."""

    HEARD = "heard"
    TALKED = "talked"
    DECIDED = "decided"
    DONE = "done"


PLACES = {
    Step.HEARD: Place.HEARD,
    Step.TALKED: Place.TALKED,
    Step.YES: Place.DECIDED,
    Step.NO: Place.DECIDED,
    Step.LATER: Place.DECIDED,
    Step.DONE: Place.DONE,
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the strip. `step` is what happened there, none while it has not been reached."""

    place: Place
    step: Step | None
    on: date | None = None
    is_now: bool = False


def standing_steps(steps: Iterable[Taken]) -> list[Taken]:
    """The steps that count, oldest first: those that nobody has corrected."""
    known = sorted(steps, key=lambda taken: taken.id)
    corrected = {taken.corrects for taken in known}
    return [taken for taken in known if taken.id not in corrected]


def now_at(steps: Iterable[Taken]) -> Taken | None:
    """The step a life stands at."""
    counting = standing_steps(steps)
    return counting[-1] if counting else None


def strip(steps: Iterable[Taken]) -> tuple[Stop, ...]:
    """The life as four pictures in their order. What was passed without a step of its own is reached as well.

    After a new talk about something decided, the decision is open again.
    """
    counting = standing_steps(steps)
    if not counting:
        return tuple(Stop(place, None) for place in Place)
    now = counting[-1]
    order = list(Place)
    reached = order.index(PLACES[now.step])
    newest = {PLACES[taken.step]: taken for taken in counting}
    stops: list[Stop] = []
    for number, place in enumerate(order):
        taken = newest.get(place) if number <= reached else None
        if taken is None and number < reached:  # decided without a talk, done without a yes
            passed = Step.YES if place is Place.DECIDED else Step(place.value)
            stops.append(Stop(place, passed))
        else:
            stops.append(Stop(place, taken.step if taken else None, taken.on if taken else None, number == reached))
    return tuple(stops)


def may_follow(now: Step | None, step: Step) -> bool:
    """Whether a step may come after the one a life stands at."""
    return step in NEXT[now]


def may_stand_instead(steps: Sequence[Taken], step: Step) -> bool:
    """Whether the newest step may be corrected to this one: it must have been possible where the newest was taken."""
    counting = standing_steps(steps)
    if not counting or counting[-1].step is Step.HEARD:
        return False
    before = counting[-2].step if len(counting) > 1 else None
    return may_follow(before, step)


def is_owed(now: Taken | None, day: date) -> bool:
    """Whether a promise is due on a day: its last day has come and nothing has happened."""
    return now is not None and now.step in PROMISES and now.until is not None and now.until <= day


def is_overdue(now: Taken | None, today: date) -> bool:
    """Whether a promise has been broken: its last day is past."""
    return now is not None and is_owed(now, today) and now.until is not None and now.until < today


def standing(
    *, has_wording: bool, answer: bool | None, is_heard: bool, is_joined: bool, is_withdrawn: bool
) -> Standing:
    """Where an idea is, by its newest wording and what its author said to it."""
    if is_withdrawn:
        return Standing.WITHDRAWN
    if is_joined:
        return Standing.JOINED
    if is_heard:
        return Standing.PUBLIC
    if not has_wording:
        return Standing.SENT
    return Standing.DISPUTED if answer is False else Standing.PROPOSED


def may_be_withdrawn(now: Step | None) -> bool:
    """Whether an author may take an idea back: until it is decided, it is the author's own."""
    return now in (None, Step.HEARD, Step.TALKED)


def may_show_answers(answers: int, *, is_over: bool) -> bool:
    """Whether a survey's answers may be shown. While it runs each new one could be told apart from those before."""
    return is_over and answers >= FEWEST_ANSWERS


def is_survey_over(last_day: date, *, was_ended: bool, today: date) -> bool:
    """Whether nobody can answer any more: its last day is past, or staff have ended it."""
    return was_ended or last_day < today
