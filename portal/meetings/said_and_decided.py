"""What was said and decided at a meeting, as the lines of its minutes. They are content, and content is Danish."""

from collections.abc import Iterable, Iterator
from datetime import date

from portal.meetings.agenda_queries import ItemFacts
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import NEWS, ItemKind, Result, result_of
from portal.meetings.rules import PROMISES, Step
from portal.refusal import N_
from portal.web.dates import day_in_words

ITEM, RESULT, DECISION, REASON, WHO = "item", "result", "decision", "reason", "who"
MinutesLine = tuple[str, str, str | None]
"""Part, sentence and picture."""

TITLE = N_("Beboermøde %(day)s")
PICTURE = "meeting"
GREEN, YELLOW, RED = "om:1F7E2", "om:1F7E1", "om:1F534"
RESULTS: dict[Result, tuple[str, str]] = {
    Result.ALL_GREEN: (N_("Alle kort er grønne."), GREEN),
    Result.MOST_GREEN: (N_("Der er flest grønne kort."), GREEN),
    Result.MOST_YELLOW: (N_("Der er flest gule kort."), YELLOW),
    Result.MOST_RED: (N_("Der er flest røde kort."), RED),
    Result.TIED: (N_("Vi er ikke enige."), "maybe"),
}
PICTURES: dict[Step | None, str] = {
    Step.YES: "yes", Step.NO: "no", Step.LATER: "later", Step.DONE: "thumb_up", None: "agreement"
}  # fmt: skip
TALKED = N_("Vi har talt om det.")
DOES_BY = N_("%(name)s gør det inden %(day)s.")
DOES = N_("%(name)s gør det.")
DONE_BY = N_("Vi gør det inden %(day)s.")
AGAIN_BY = N_("%(name)s tager det op igen %(day)s.")
AGAIN = N_("Vi tager det op igen %(day)s.")


def title_of(meeting: MeetingFacts) -> str:
    """What the minutes are called."""
    return TITLE % {"day": day_in_words(meeting.on, today=meeting.on)}


def minutes_lines(meeting: MeetingFacts, items: Iterable[ItemFacts]) -> list[MinutesLine]:
    """The minutes of a meeting, item by item: what it was, what the cards said, what was decided, why, who does it."""
    return [line for item in items for line in lines_of(item, meeting.on)]


def lines_of(item: ItemFacts, today: date) -> Iterator[MinutesLine]:
    """One item's lines. News is only told; what was talked about without a decision says so."""
    yield ITEM, item.sentence, item.picture
    said = RESULTS.get(result_of(item.cards or {}))
    if said:
        yield RESULT, *said
    if item.decision:
        yield DECISION, item.decision, PICTURES[item.outcome]
    elif item.kind not in NEWS and item.kind is not ItemKind.SURVEY:
        yield DECISION, TALKED, "speech"
    if item.decision and item.reason:
        yield REASON, item.reason, "information"
    promise = _promise(item, today) if item.decision else ""
    if promise:
        yield WHO, promise, "person" if item.responsible else "calendar"


def _promise(item: ItemFacts, today: date) -> str:
    """Who does it, and until when."""
    facts = {"name": item.responsible}
    if item.until:
        facts["day"] = day_in_words(item.until, today=today)
    if item.outcome is Step.LATER:
        return (AGAIN_BY if item.responsible else AGAIN) % facts if item.until else ""
    if item.outcome is not None and item.outcome not in PROMISES:
        return ""
    if item.responsible:
        return (DOES_BY if item.until else DOES) % facts
    return DONE_BY % facts if item.until else ""
