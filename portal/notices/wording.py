"""A notice in the words of whoever reads it, now."""

from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.notices.queries import Unseen
from portal.web.dates import near_day, time_in_words
from portal.web.locale import language


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it is read now: its line, what somebody wrote about it, and where it leads, if anywhere."""

    id: int
    line: Line
    words: str
    href: str

    @property
    def written(self) -> Line:
        """What somebody wrote, as a line of its own. Nobody has chosen a picture for it."""
        return Line(self.words)


def told(notice: Unseen, *, today: date) -> Told:
    """The notice in the reader's language; a day is as near as it is now."""
    facts = dict(notice.facts)
    if "day" in facts:
        facts["day"] = near_day(date.fromisoformat(facts["day"]), today=today, language=language())
    if "time" in facts:
        facts["time"] = time_in_words(time.fromisoformat(facts["time"]), language=language())
    if "food" in facts:
        food = facts["food"]
        facts["food"] = _(food)
    return Told(notice.id, Line(_(notice.sentence, **facts), notice.picture), notice.words, notice.href)
