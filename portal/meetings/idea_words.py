"""An idea in the words a resident reads: where it is, what was decided, by whom, why, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal import clock
from portal.easyread.line import Line
from portal.meetings.idea_queries import IdeaView, ListedIdea, StepFacts
from portal.meetings.rules import PROMISES, Decider, Standing, Step, is_overdue, now_at, standing_steps
from portal.meetings.strip_words import LABELS, StopSaid, say_strip
from portal.refusal import N_
from portal.web.dates import day_in_words, near_day
from portal.web.locale import language

UNNAMED = N_("Din idé")
NOT_ALIVE: dict[Standing, tuple[str, str]] = {
    Standing.SENT: (N_("Personalet har fået din idé."), "letter"),
    Standing.PROPOSED: (N_("Personalet har skrevet idéen, så læs den."), "read"),
    Standing.DISPUTED: (N_("Personalet retter ordene."), "pen"),
    Standing.JOINED: (N_("Idéen er lagt sammen med en anden."), "group"),
    Standing.WITHDRAWN: (N_("Du har taget idéen tilbage."), "back"),
}
"""Where one's own idea is beside its life, and the picture of that."""

DECIDED: dict[tuple[Step, Decider], str] = {
    (Step.TALKED, Decider.MEETING): N_("Vi har talt om idéen på et møde."),
    (Step.YES, Decider.MEETING): N_("Beboermødet siger ja."),
    (Step.YES, Decider.STAFF): N_("Personalet siger ja."),
    (Step.YES, Decider.MUNICIPALITY): N_("Kommunen siger ja."),
    (Step.YES, Decider.HOUSING): N_("Boligselskabet siger ja."),
    (Step.NO, Decider.MEETING): N_("Beboermødet siger nej."),
    (Step.NO, Decider.STAFF): N_("Personalet siger nej."),
    (Step.NO, Decider.MUNICIPALITY): N_("Kommunen siger nej."),
    (Step.NO, Decider.HOUSING): N_("Boligselskabet siger nej."),
    (Step.LATER, Decider.MEETING): N_("Beboermødet vil vente."),
    (Step.LATER, Decider.STAFF): N_("Personalet vil vente."),
    (Step.LATER, Decider.MUNICIPALITY): N_("Kommunen vil vente."),
    (Step.LATER, Decider.HOUSING): N_("Boligselskabet vil vente."),
}
OTHERWISE: dict[Step, str] = {
    Step.HEARD: N_("Vi har ikke talt om idéen endnu."),
    Step.TALKED: N_("Vi har talt om idéen."),
    Step.DONE: N_("Nu er idéen gjort."),
}
"""What a step says where it is all the same who took it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a page says: a sentence of the interface, or words that somebody wrote (`is_written`)."""

    line: Line
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """A step in the history: which day and what, the words that were said, and whether another stands instead."""

    line: Line
    reason: Line | None
    was_wrong: bool
    photo_of: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An idea in a list: its words, and where it is as one line or, where there is room, as its whole life."""

    id: int
    title: str
    picture: str
    is_mine: bool
    state: Line
    strip: tuple[StopSaid, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of an idea says beside its own words. `photo_of` is the step that has a photo of what is done."""

    title: str
    strip: tuple[StopSaid, ...]
    state: Line | None
    decided: tuple[Told, ...]
    photo_of: int | None
    history: tuple[Happened, ...]
    is_corrected: bool
    is_decided: bool


def say_listed(each: ListedIdea) -> Listed:
    """An idea in a list."""
    return Listed(
        each.id, each.title or _(UNNAMED), each.picture or "idea", each.is_mine, state_line(each.standing, each.now),
        say_strip(each.steps) if each.steps else (),
    )  # fmt: skip


def state_line(standing: Standing, now: Step | None) -> Line:
    """Where an idea is, in a line."""
    if standing is Standing.PUBLIC and now is not None:
        label, picture = LABELS[now]
    else:
        label, picture = NOT_ALIVE[standing]
    return Line(_(label), picture)


def say_about(view: IdeaView) -> Said:
    """The page of one idea, as one resident reads it today."""
    taken = [step.taken for step in view.steps]
    counting = {step.id for step in standing_steps(taken)}
    newest = next((step for step in reversed(view.steps) if step.id in counting), None)
    return Said(
        title=view.title or _(UNNAMED),
        strip=say_strip(taken) if taken else (),
        state=None if view.standing is Standing.PUBLIC else state_line(view.standing, view.now),
        decided=tuple(_decided(newest)) if newest is not None else (),
        photo_of=newest.id if newest is not None and newest.has_photo else None,
        history=tuple(_happened(step, was_wrong=step.id not in counting) for step in view.steps),
        is_corrected=len(counting) < len(view.steps),
        is_decided=newest is not None and newest.step not in (Step.HEARD, Step.TALKED),
    )


def decision_line(step: StepFacts) -> Line:
    """What a step says, and who took it."""
    sentence = DECIDED.get((step.step, step.decided_by)) or OTHERWISE[step.step]
    return Line(_(sentence), LABELS[step.step][1])


def _decided(step: StepFacts) -> Iterable[Told]:
    yield Told(decision_line(step))
    if step.reason:
        yield Told(Line(step.reason, "speech"), is_written=True)
    yield from (Told(line) for line in _when(step))
    if step.responsible and step.step in PROMISES:
        yield Told(Line(_("%(name)s sørger for det.", name=step.responsible), "person"))


def _when(step: StepFacts) -> Iterable[Line]:
    """Until when something is promised; a promise that is broken is said to be so."""
    if step.until is None or step.step not in PROMISES:
        return
    if is_overdue(now_at([step.taken]), clock.today()):
        yield Line(_("Vi lovede det til %(day)s.", day=_day(step.until)), "calendar")
        yield Line(_("Vi taler om idéen på næste møde."), "meeting")
    elif step.step is Step.LATER:
        yield Line(_("Vi taler om idéen igen %(day)s.", day=_near(step.until)), "calendar")
    else:
        yield Line(_("Vi gør det senest %(day)s.", day=_near(step.until)), "calendar")


def _happened(step: StepFacts, *, was_wrong: bool) -> Happened:
    day, (label, picture) = _day(step.on), LABELS[step.step]
    return Happened(
        Line(f"{day[:1].upper()}{day[1:]}: {_(label)}", picture), Line(step.reason, "speech") if step.reason else None,
        was_wrong, step.id if step.has_photo else None,
    )  # fmt: skip


def _day(on: date) -> str:
    return day_in_words(on, today=clock.today(), language=language())


def _near(on: date) -> str:
    return near_day(on, today=clock.today(), language=language())
