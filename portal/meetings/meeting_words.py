"""A meeting in the words a resident reads: when and where, what we talk about, what she has said, who was there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meetings.agenda_queries import ItemFacts
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import ItemKind, Stage
from portal.meetings.minutes_queries import MinutesFacts, Own, WasThere
from portal.meetings.said_and_decided import DECISION, ITEM, REASON, TALKED, WHO
from portal.refusal import N_
from portal.web.dates import day_in_words, time_in_words, weekday_short
from portal.web.locale import language

OWED = N_("Det har vi lovet")
MARKS: dict[ItemKind, str] = {
    ItemKind.MUNICIPALITY: N_("Nyt fra kommunen"),
    ItemKind.HOUSING: N_("Nyt fra boligselskabet"),
}
"""What stands above a line of the agenda; a line of another kind says itself what it is."""
PART_MARKS = {DECISION: N_("Det har vi besluttet"), REASON: N_("Derfor"), WHO: N_("Hvem gør det?")}


@dataclass(frozen=True, slots=True)
class Day:
    """The tile of a meeting and the sentence beside it."""

    index: int
    short: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the word that stands above it, "" for none."""

    line: Line
    mark: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of a meeting says to one resident. `minutes` are lines item by item, once it is closed."""

    id: int
    stage: Stage
    title: str
    day: Day
    notice: tuple[Line, ...]
    because: Line | None
    agenda: tuple[Marked, ...]
    unwritten: Line | None
    own: Own
    may_reply: bool
    minutes: tuple[tuple[Marked, ...], ...]
    number: int
    newest: int
    there: tuple[Line, ...]

    @property
    def is_corrected(self) -> bool:
        return self.newest > 1


def say_about(
    meeting: MeetingFacts, own: Own, agenda: Sequence[ItemFacts], minutes: MinutesFacts | None, there: WasThere | None,
    moment: datetime,
) -> Said:  # fmt: skip
    """Everything the page of a meeting says, at a moment."""
    stage, is_past = meeting.stage, meeting.on < moment.date()
    is_talked_about = stage in (Stage.AHEAD, Stage.RUNNING)
    return Said(
        id=meeting.id,
        stage=stage,
        title=title_of(meeting.on, moment.date()),
        day=day_of(meeting),
        notice=tuple(_notice(meeting, own, is_past=is_past)),
        because=Line(meeting.because, "information") if stage is Stage.CANCELLED and meeting.because else None,
        agenda=tuple(agenda_line(each) for each in agenda) if is_talked_about else (),
        unwritten=Line(_("Vi ved ikke endnu, hvad vi taler om."), "question") if not agenda else None,
        own=own,
        may_reply=stage is Stage.AHEAD and not is_past,
        minutes=tuple(blocks_of(minutes.lines)) if minutes else (),
        number=minutes.number if minutes else 0,
        newest=minutes.newest if minutes else 0,
        there=tuple(say_who(there)) if there else (),
    )


def title_of(on: date, today: date) -> str:
    """What a meeting is called: its day."""
    return _("Beboermøde %(day)s", day=day_in_words(on, today=today, language=language()))


def day_of(meeting: MeetingFacts) -> Day:
    """`Klokken 17 i klubben`, with the tile of the day."""
    words = _("%(time)s %(where)s", time=time_in_words(meeting.starts, language=language()), where=meeting.where)
    return Day(meeting.on.isoweekday(), weekday_short(meeting.on, language()), words[0].upper() + words[1:])


def agenda_line(item: ItemFacts) -> Marked:
    """A line of the agenda, and why it is there when it does not say so itself."""
    mark = OWED if item.is_owed else MARKS.get(item.kind, "")
    return Marked(item.line, _(mark) if mark else "")


def blocks_of(lines: Sequence[tuple[str, Line]]) -> Iterator[tuple[Marked, ...]]:
    """The minutes item by item, each line with the word above it."""
    block: list[Marked] = []
    for part, line in lines:
        if part == ITEM and block:
            yield tuple(block)
            block = []
        mark = mark_of(part, line)
        block.append(Marked(line, _(mark) if mark else ""))
    if block:
        yield tuple(block)


def mark_of(part: str, line: Line) -> str:
    """What stands above a line of the minutes. A talk that decided nothing is no decision."""
    return "" if line.sentence == TALKED else PART_MARKS.get(part, "")


def say_who(there: WasThere, say: Callable[..., str] = _) -> Iterator[Line]:
    """Who was there: those who want to be named by name, the others as a number. `say` puts words into a language."""
    for first, *second in _in_pairs(there.names):
        if second:
            yield Line(say(N_("%(names)s og %(name)s var med."), names=first, name=second[0]), "group")
        else:
            yield Line(say(N_("%(name)s var med."), name=first), "person")
    if there.others:
        one = N_("1 anden var også med.") if there.names else N_("1 beboer var med.")
        several = N_("%(number)s andre var også med.") if there.names else N_("%(number)s var med.")
        yield Line(say(one) if there.others == 1 else say(several, number=there.others), "group")


def _in_pairs(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Two at a time: a sentence with more names is no easy one."""
    return (names[place : place + 2] for place in range(0, len(names), 2))


def _notice(meeting: MeetingFacts, own: Own, *, is_past: bool) -> Iterator[Line]:
    """What one must know first: where the meeting is, and what she has said."""
    if meeting.stage is Stage.CANCELLED:
        yield Line(_("Mødet er aflyst."), "cancel")
    elif meeting.stage is Stage.RUNNING:
        yield Line(_("Mødet er i gang nu."), "now")
    elif meeting.stage is Stage.AHEAD and is_past:
        yield Line(_("Dagen for mødet er gået."), "clock")
    elif meeting.stage is Stage.AHEAD:
        if meeting.changes:
            yield Line(_("Mødet er flyttet, så se dagen igen."), "changed")
        if own.comes is not None:
            yield Line(_("Du kommer til mødet."), "yes") if own.comes else Line(_("Du kommer ikke til mødet."), "no")
