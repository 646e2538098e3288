"""The house's rules about consent: when it counts, how long it lasts, when it is asked for again."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.easyread.line import Line


class Topic(StrEnum):
    """What a relative can be allowed to see."""

    HOURS = "hours"
    DINNERS = "dinners"
    ACTIVITIES = "activities"
    AGREEMENTS = "agreements"


class Kin(StrEnum):
    """What a relative is to a resident."""

    MOTHER = "mor"
    FATHER = "far"
    SISTER = "søster"
    BROTHER = "bror"
    DAUGHTER = "datter"
    SON = "søn"
    GRANDMOTHER = "bedstemor"
    GRANDFATHER = "bedstefar"
    PARTNER = "kæreste"
    FRIEND = "ven"
    GUARDIAN = "værge"
    OTHER = "anden"


class Standing(StrEnum):
    """Where one topic stands between a resident and a relative."""

    NEVER = "never"  # nobody has asked
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    OFF = "off"  # a yes that the resident has ended
    OVER = "over"  # a yes whose last day is past


@dataclass(frozen=True, slots=True)
class Answer:
    """The newest row of one topic: what was answered, its last day, and whether it has been ended."""

    said_yes: bool | None
    ends_on: date | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A line a relative may read, and where it leads, if anywhere."""

    line: Line
    href: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something for somebody's calendar. `key` names it for ever; a date instead of a moment lasts the whole day.

    `changed_at` is when it became what it is, and `made_at` when it was first thought of: the seconds between are how
    programs see which of two readings is the newer one; or how often it has changed, when somebody counts (`changes`).
    What is cancelled stays in the calendar, and says so.
    """

    key: str
    title: str
    starts: date | datetime
    ends: date | datetime
    place: str = ""
    made_at: datetime | None = None
    changed_at: datetime | None = None
    changes: int | None = None
    is_cancelled: bool = False


MONTHS = (1, 3, 6, 12)  # what the resident can choose between
LONGEST = MONTHS[-1]
ASKED_AGAIN = timedelta(days=14)  # before the last day
INVITATION_LASTS = timedelta(days=7)
LINK_LASTS = timedelta(hours=1)
MOST_LINKS = 3  # to one address within an hour
LINKS_COUNTED = timedelta(hours=1)


def counts(answer: Answer, *, today: date) -> bool:
    """Whether a consent opens anything: said yes to, not ended, and its last day not past."""
    return answer.said_yes is True and not answer.ended and answer.ends_on is not None and today <= answer.ends_on


def standing_of(answer: Answer | None, *, today: date) -> Standing:
    """Where a topic stands, by its newest row."""
    if answer is None:
        return Standing.NEVER
    if answer.said_yes is None:
        return Standing.NEVER if answer.ended else Standing.ASKED
    if not answer.said_yes:
        return Standing.NO
    if answer.ended:
        return Standing.OFF
    return Standing.YES if counts(answer, today=today) else Standing.OVER


def is_open(standing: Standing, ends_on: date | None, *, today: date) -> bool:
    """Whether the resident is to be asked: for the first time, or because her yes ends soon."""
    if standing is Standing.ASKED:
        return True
    return standing is Standing.YES and ends_on is not None and ends_on - today <= ASKED_AGAIN


def may_be_asked(standing: Standing) -> bool:
    """Whether staff may ask: not while a question is open, nor while the answer is yes."""
    return standing not in (Standing.ASKED, Standing.YES)


def last_day(answered_on: date, months: int) -> date:
    """The last day of a yes for so many months; the 31st becomes the month's last. Raise `ValueError` for others.

    Twelve months at most: consent is asked for again at least once a year (reference: W3C COGA 4.5.11).
    """
    if months not in MONTHS:
        raise ValueError(f"a consent lasts {MONTHS} months, not {months}")
    year, month = divmod(answered_on.year * 12 + answered_on.month - 1 + months, 12)
    return date(year, month + 1, min(answered_on.day, monthrange(year, month + 1)[1]))


def restored(answer: Answer | None, *, today: date) -> date | None:
    """The last day that comes back when a switch is turned off and on again; `None` when there is none left."""
    if answer is None or not answer.said_yes or answer.ends_on is None or answer.ends_on < today:
        return None
    return answer.ends_on
