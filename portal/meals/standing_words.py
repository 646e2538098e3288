"""Where somebody stands with a dinner, in words: her own reply, her guests', and who said it for her."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meals.one_dinner import Guest
from portal.meals.queries import DinnerFacts
from portal.meals.rules import OPEN_QUESTIONS, Reply, Stage, Standing
from portal.web.dates import WEEKDAYS, near_moment
from portal.web.locale import language

ANSWERS = {"ja": Reply.YES, "maaske": Reply.MAYBE, "nej": Reply.NO}


def standing_lines(facts: DinnerFacts, moment: datetime) -> tuple[Line, ...]:
    """What she has said, what it is worth, and what she should do about it. Nothing while she has said nothing."""
    return tuple(_standing(facts, moment))


def short_standing(standing: Standing, *, place_in_line: int) -> Line | None:
    """Where she stands in one sentence."""
    return {
        Standing.NOT_SAID: None,
        Standing.IN: Line(_("Du spiser med."), "yes"),
        Standing.IN_LINE: Line(_("Du er nummer %(number)s på ventelisten.", number=place_in_line), "waiting"),
        Standing.MAYBE: Line(_("Du har sagt måske."), "maybe"),
        Standing.ASKED: Line(_("Maden er flyttet."), "changed"),
        Standing.OUT: Line(_("Du spiser ikke med."), "no"),
    }[standing]


def guest_line(guest: Guest) -> Line:
    """Where a guest of hers stands."""
    name = guest.name or _("Din gæst")
    if guest.has_chair:
        return Line(_("%(name)s spiser med.", name=name), "visitor")
    return Line(_("%(name)s er nummer %(number)s på ventelisten.", name=name, number=guest.ahead + 1), "waiting")


def every_week(weekday: int) -> Line:
    """A standing yes; the picture is the tile of the day."""
    return Line(_("Du spiser med hver %(weekday)s.", weekday=WEEKDAYS[language()][weekday]), _tile(weekday))


def not_every_week(weekday: int) -> Line:
    """No standing yes."""
    sentence = _("Du kommer ikke fast hver %(weekday)s.", weekday=WEEKDAYS[language()][weekday])
    return Line(sentence, _tile(weekday))


def _standing(facts: DinnerFacts, moment: datetime) -> Iterator[Line]:
    standing = facts.standing(moment)
    short = short_standing(standing, place_in_line=facts.ahead + 1)
    if short is None:
        return
    yield short
    stage = facts.stage(moment)
    if stage is Stage.OPEN and facts.reply in OPEN_QUESTIONS:
        yield from _open_question(facts, standing, moment)
    if standing is Standing.IN_LINE and stage is not Stage.OVER:
        yield Line(_("Du får besked, når der er en plads."), "message")
    if facts.by_name:
        yield _said_for_her(facts.by_name, comes=standing is not Standing.OUT)
    if facts.by_habit:
        yield every_week(facts.on.weekday())


def _open_question(facts: DinnerFacts, standing: Standing, moment: datetime) -> Iterator[Line]:
    """Maybe, or asked again after a move: until when it can be answered."""
    if standing is Standing.IN_LINE and facts.reply is Reply.MAYBE:
        yield Line(_("Du har sagt måske."), "maybe")
    if standing is Standing.IN_LINE and facts.reply is Reply.ASKED:
        yield Line(_("Maden er flyttet."), "changed")
    if facts.reply is Reply.ASKED:
        yield Line(_("Vil du stadig med?"), "question")
    until = near_moment(facts.closes_at, today=moment.date(), language=language())
    yield Line(_("Sig ja eller nej senest %(when)s.", when=until), "clock")


def _said_for_her(name: str, *, comes: bool) -> Line:
    if comes:
        return Line(_("%(name)s har skrevet dig på.", name=name), "staff_helper")
    return Line(_("%(name)s har taget dig af listen.", name=name), "staff_helper")


def _tile(weekday: int) -> str:
    return WEEKDAYS["en"][weekday].lower()
