"""What somebody is told about what she has told: each step of an idea's life, with a picture and sound, on Hjem."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.meetings.models import LifeStep
from portal.meetings.rules import Decider, Step
from portal.notices.actions import News, tell
from portal.refusal import N_

WORTH_KNOWING = timedelta(days=60)

PROPOSED = N_("%(name)s har skrevet din idé, så læs den.")
JOINED = N_("Din idé er lagt sammen med en anden.")
APART = N_("Din idé står for sig selv igen.")
CORRECTED = N_("Vi har rettet svaret på din idé.")

SAYS: dict[tuple[Step, Decider | None], tuple[str, str]] = {
    (Step.HEARD, None): (N_("Alle kan nu se din idé."), "ear_listen"),
    (Step.TALKED, None): (N_("Vi har talt om din idé."), "meeting"),
    (Step.DONE, None): (N_("Nu er din idé gjort."), "finished"),
    (Step.YES, Decider.MEETING): (N_("Beboermødet siger ja til din idé."), "yes"),
    (Step.YES, Decider.STAFF): (N_("Personalet siger ja til din idé."), "yes"),
    (Step.YES, Decider.MUNICIPALITY): (N_("Kommunen siger ja til din idé."), "yes"),
    (Step.YES, Decider.HOUSING): (N_("Boligselskabet siger ja til din idé."), "yes"),
    (Step.NO, Decider.MEETING): (N_("Beboermødet siger nej til din idé."), "no"),
    (Step.NO, Decider.STAFF): (N_("Personalet siger nej til din idé."), "no"),
    (Step.NO, Decider.MUNICIPALITY): (N_("Kommunen siger nej til din idé."), "no"),
    (Step.NO, Decider.HOUSING): (N_("Boligselskabet siger nej til din idé."), "no"),
    (Step.LATER, None): (N_("Vi venter med din idé til %(day)s."), "later"),
}
"""What the author is told, by the step and who decided it; `None` where that is all the same. With its picture."""

COMPLAINT_SAYS: dict[Step, tuple[str, str]] = {
    Step.HEARD: (N_("%(name)s har hørt det, du fortalte."), "ear_listen"),
    Step.TALKED: (N_("%(name)s har talt med nogen om det, du fortalte."), "speech"),
    Step.YES: (N_("%(name)s vil gøre noget ved det."), "yes"),
    Step.NO: (N_("%(name)s kan ikke ændre det."), "no"),
    Step.LATER: (N_("%(name)s gør noget ved det %(day)s."), "later"),
    Step.DONE: (N_("%(name)s har gjort noget ved det."), "finished"),
}
"""What a resident is told about what she complained of."""


def of_step(session: Session, taken: LifeStep, author_ids: Iterable[int], *, title: str, moment: datetime) -> None:
    """An idea has come a step further, or a step has been corrected."""
    sentence, picture = SAYS.get((taken.step, None)) or SAYS[taken.step, taken.decided_by]
    facts = {"day": taken.until.isoformat()} if taken.step is Step.LATER and taken.until else {}
    if taken.corrects_id is not None:
        sentence, picture, facts = CORRECTED, "changed", {}
    news = News(
        key=f"idea:{taken.idea_id}:step:{taken.id}", sentence=sentence, picture=picture, facts=facts,
        last_day=_last_day(moment), href=f"/moede/ide/{taken.idea_id}", words=taken.reason or title,
    )  # fmt: skip
    tell(session, news, author_ids, moment=moment)


def of_complaint_step(session: Session, taken: LifeStep, resident_id: int, *, name: str, moment: datetime) -> None:
    """What somebody complained of has come a step further. `name` is whom she told.

    Why is not said here: Hjem is also seen by whoever only has her phone.
    """
    sentence, picture = COMPLAINT_SAYS[taken.step]
    facts = {"name": name}
    if taken.step is Step.LATER and taken.until:
        facts["day"] = taken.until.isoformat()
    news = News(
        key=f"complaint:{taken.complaint_id}:step:{taken.id}", sentence=sentence, picture=picture, facts=facts,
        last_day=_last_day(moment), href=f"/moede/ikke-godt/{taken.complaint_id}",
    )  # fmt: skip
    tell(session, news, [resident_id], moment=moment)


def of_wording(
    session: Session, idea_id: int, author_id: int, *, number: int, title: str, name: str, moment: datetime
) -> None:
    """Staff have written an idea as lines, and its author is asked."""
    news = News(
        key=f"idea:{idea_id}:wording:{number}", sentence=PROPOSED, picture="read", facts={"name": name},
        last_day=_last_day(moment), href=f"/moede/ide/{idea_id}", words=title,
    )  # fmt: skip
    tell(session, news, [author_id], moment=moment)


def of_joining(
    session: Session, idea_id: int, author_ids: Iterable[int], *, sentence: str, title: str, moment: datetime
) -> None:
    """Ideas have been joined, or are apart again."""
    what = "joined" if sentence == JOINED else "apart"
    news = News(
        key=f"idea:{idea_id}:{what}:{moment.isoformat(timespec='seconds')}", sentence=sentence, picture="group",
        last_day=_last_day(moment), href=f"/moede/ide/{idea_id}", words=title,
    )  # fmt: skip
    tell(session, news, author_ids, moment=moment)


def _last_day(moment: datetime) -> date:
    return moment.date() + WORTH_KNOWING
