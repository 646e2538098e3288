"""What residents read about cards, on their phones and on the big screen: the three cards, the result, the decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from portal import clock
from portal.easyread.line import Line
from portal.meetings.meeting_rules import Colour, ItemKind, Result, Stage, Voting
from portal.meetings.mode_queries import Held, ItemShown, Promise
from portal.meetings.rules import Step
from portal.refusal import N_
from portal.web.dates import day_in_words, near_moment
from portal.web.locale import language

MOST_BACKS = 40
MOST_CARDS = 24  # of one colour as pictures; more cannot be taken in at a glance, and the number stands beside them


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its colour, what the colour is called, what one says by showing it."""

    colour: Colour
    name: str
    means: str


CARDS = (
    Card(Colour.GREEN, N_("grøn"), N_("Ja, det er en god idé.")),
    Card(Colour.YELLOW, N_("gul"), N_("Jeg er i tvivl.")),
    Card(Colour.RED, N_("rød"), N_("Nej, det vil jeg ikke.")),
)
RESULTS = {
    Result.NOBODY: N_("Der er ingen kort."),
    Result.ALL_GREEN: N_("Alle kort er grønne."),
    Result.MOST_GREEN: N_("Der er flest grønne kort."),
    Result.MOST_YELLOW: N_("Der er flest gule kort."),
    Result.MOST_RED: N_("Der er flest røde kort."),
    Result.TIED: N_("Vi er ikke enige endnu."),
}
RESULT_PICTURES = {
    Result.NOBODY: "question", Result.ALL_GREEN: "yes", Result.MOST_GREEN: "yes", Result.MOST_YELLOW: "maybe",
    Result.MOST_RED: "no", Result.TIED: "maybe",
}  # fmt: skip
OUTCOMES = {
    Step.YES: (N_("Ja"), "yes"),
    Step.NO: (N_("Nej"), "no"),
    Step.LATER: (N_("Senere"), "later"),
    Step.DONE: (N_("Gjort"), "thumb_up"),
}
KINDS = {
    ItemKind.IDEA: (N_("Idé"), "idea"),
    ItemKind.PURCHASE: (N_("Noget, vi køber"), "shopping"),
    ItemKind.TRIP: (N_("En tur"), "trip"),
    ItemKind.DAILY_LIFE: (N_("Vores hverdag"), "house"),
    ItemKind.MUNICIPALITY: (N_("Nyt fra kommunen"), "information"),
    ItemKind.HOUSING: (N_("Nyt fra boligselskabet"), "flat"),
    ItemKind.SURVEY: (N_("Spørgsmål til alle"), "question"),
    ItemKind.OTHER: (N_("Andet"), "speech"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The cards of one colour: how many, how many of them as pictures, and the sentence that says it."""

    card: Card
    number: int
    pictures: int
    sentence: str


def rows_of(item: ItemShown) -> tuple[Row, ...]:
    """The result as three rows."""
    return tuple(
        Row(card, number, min(number, MOST_CARDS), _counted(card.colour, number))
        for card in CARDS
        for number in (item.cards[card.colour],)
    )


def result_line(item: ItemShown) -> Line:
    """The result in one sentence."""
    return Line(_(RESULTS[item.result]), RESULT_PICTURES[item.result])


def shown_line(item: ItemShown) -> Line:
    """How many have shown a card on a phone; never which."""
    if not item.shown:
        return Line(_("Vis dit kort nu."), "vote")
    return Line(
        _("1 har vist sit kort.") if item.shown == 1 else _("%(number)s har vist deres kort.", number=item.shown),
        "vote",
    )


def promise_lines(promise: Promise) -> Iterator[tuple[Line, bool]]:
    """Why an item comes first: when it was promised, what was said, and until when. True is what staff wrote."""
    is_later = promise.step is Step.LATER
    said_on = day_in_words(promise.on, today=clock.today(), language=language())
    said = _("Vi sagde senere %(day)s.", day=said_on) if is_later else _("Vi sagde ja %(day)s.", day=said_on)
    yield Line(said, "agreement"), False
    if promise.said:
        yield Line(promise.said, "speech"), True
    if promise.until is not None:
        until = day_in_words(promise.until, today=clock.today(), language=language())
        due = (
            _("Vi lovede at tale om det %(day)s.", day=until)
            if is_later
            else _("Vi lovede det til %(day)s.", day=until)
        )
        yield Line(due, "calendar"), False


def decision_about(item: ItemShown) -> Iterator[tuple[Line, bool]]:
    """What we have decided, why, until when and who sees to it. True is what staff wrote."""
    yield Line(item.decision, OUTCOMES[item.outcome][1] if item.outcome else "agreement"), True
    if item.reason:
        yield Line(item.reason, "information"), True
    if item.until is not None:
        until = day_in_words(item.until, today=clock.today(), language=language())
        if item.outcome is Step.LATER:
            yield Line(_("Vi taler om det igen %(day)s.", day=until), "calendar"), False
        else:
            yield Line(_("Det er klar senest %(day)s.", day=until), "calendar"), False
    if item.responsible:
        yield Line(_("%(name)s sørger for det.", name=item.responsible), "staff_helper"), False


def title_on_phone(held: Held) -> str:
    """The heading of the phone's page: what is on the screen, else the meeting."""
    return held.item.title if held.item else _("Beboermøde")


def waiting_lines(held: Held) -> Iterator[Line]:
    """What the phone says while there is nothing on the screen to vote about."""
    if held.stage is Stage.AHEAD:
        when = near_moment(held.begins_at, today=clock.today(), language=language())
        yield Line(_("Mødet er ikke begyndt."), "waiting")
        yield Line(_("Vi mødes %(when)s %(where)s.", when=when, where=held.where), "clock")
    elif held.stage is Stage.CANCELLED:
        yield Line(_("Mødet er aflyst."), "cancel")
    elif held.stage is Stage.CLOSED:
        yield Line(_("Mødet er slut."), "finished")
    elif held.item is None:
        yield Line(_("Se på skærmen."), "tv")
        yield Line(_("Vent lidt, så kan du vise kort her."), "waiting")


def phone_line(item: ItemShown) -> Line | None:
    """What to do with the phone about an item, in one sentence. Nothing where it is asked to do something else."""
    if item.kind is ItemKind.SURVEY:
        return Line(_("Du kan svare her på telefonen."), "mobile")
    if not item.is_voted_on:
        return Line(_("Det her er nyt til dig."), "information")
    if item.voting is Voting.NOT_YET:
        return Line(_("Vent lidt, så kan du vise kort her."), "waiting")
    if item.voting is Voting.OPEN:
        return Line(_("Vis dit kort nu."), "vote")
    return Line(_("Tak, nu kan du se på skærmen."), "tv")


def _counted(colour: Colour, number: int) -> str:
    one, several = {
        Colour.GREEN: (_("1 grønt kort"), _("%(number)s grønne kort", number=number)),
        Colour.YELLOW: (_("1 gult kort"), _("%(number)s gule kort", number=number)),
        Colour.RED: (_("1 rødt kort"), _("%(number)s røde kort", number=number)),
    }[colour]
    return one if number == 1 else several
