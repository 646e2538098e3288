"""A dinner in the words a resident reads: when and where, the price, the chairs, the deadline, help, who comes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meals.diet_words import in_the_food, not_eaten, warnings
from portal.meals.food import Item
from portal.meals.one_dinner import Asked, DinnerView, Face, Guest, TaskFacts
from portal.meals.queries import DinnerFacts
from portal.meals.rules import MOST_GUESTS, Reply, Stage, Standing, TaskKind, Wants
from portal.meals.standing_words import guest_line, short_standing, standing_lines
from portal.refusal import N_
from portal.web.dates import day_in_words, near_day, near_moment, time_in_words, weekday_short
from portal.web.locale import language

MOST_DOTS = 40  # chairs; more cannot be taken in at a glance
CHAIR = "om:1FA91"
COMES = frozenset({Standing.IN, Standing.IN_LINE})
STANDS_THERE = COMES | {Standing.MAYBE, Standing.ASKED}  # has a chair, or a place in line


@dataclass(frozen=True, slots=True)
class Help:
    """A way to help: what the button says, how one stops, and what one has promised."""

    label: str
    stop: str
    promised: str
    picture: str


HELP: Mapping[TaskKind, Help] = {
    TaskKind.SHOP: Help(N_("Handle ind"), N_("Jeg vil ikke handle ind"), N_("Du handler ind."), "shopping"),
    TaskKind.COOK: Help(N_("Lave mad"), N_("Jeg vil ikke lave mad"), N_("Du laver mad."), "cook"),
    TaskKind.SET_TABLE: Help(N_("Dække bord"), N_("Jeg vil ikke dække bord"), N_("Du dækker bord."), "om:1F374"),
    TaskKind.WASH_UP: Help(N_("Vaske op"), N_("Jeg vil ikke vaske op"), N_("Du vasker op."), "washing_up"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A task on the page: to take, or taken by her."""

    id: int
    label: str
    stop: str
    promised: Line


@dataclass(frozen=True, slots=True)
class Chairs:
    """The chairs as sentences, and as dots: hers, others', free. No dots when there are more than can be counted."""

    lines: tuple[Line, ...]
    mine: int
    others: int
    free: int


@dataclass(frozen=True, slots=True)
class Short:
    """A dinner in the list: its day, its name, where she stands, and what is the matter with it, if anything."""

    id: int
    title: str
    picture: str | None
    day: "Day"
    standing: Line | None
    notice: Line | None


@dataclass(frozen=True, slots=True)
class Day:
    """The tile of a dinner and the sentence beside it."""

    index: int
    short: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of a dinner says to one resident. `table` is for who cooks: what is not eaten, without names."""

    id: int
    title: str
    day: Day
    stage: Stage
    reply: Reply | None
    standing: tuple[Line, ...]
    notice: tuple[Line, ...]
    because: Line | None
    menu: tuple[Line, ...]
    unchosen: Line | None
    food: tuple[Line, ...]
    price: Line
    where: Line
    chairs: Chairs
    warnings: tuple[Line, ...]
    guests: tuple[tuple[Guest, Line], ...]
    may_bring: bool
    may_ask: tuple[Wants, ...]
    asked: tuple[Line, ...]
    answer: Line | None
    to_take: tuple[Job, ...]
    taken: tuple[Job, ...]
    table: tuple[Line, ...]
    cook: Face | None
    cooks: Line | None
    shown: tuple[Face, ...]
    together: Line | None

    @property
    def is_open(self) -> bool:
        return self.stage is Stage.OPEN


def say_about(view: DinnerView, moment: datetime, *, diets: Iterable[tuple[Item, int]] = ()) -> Said:
    """Everything the page of a dinner says, at a moment. `diets`: how many at the table do not eat what."""
    facts, stage, standing = view.facts, view.facts.stage(moment), view.facts.standing(moment)
    jobs = tuple(_jobs(view)) if stage in (Stage.OPEN, Stage.CLOSED) and standing is not Standing.OUT else ()
    return Said(
        id=facts.id,
        title=title_of(facts),
        day=day_of(facts, moment),
        stage=stage,
        reply=facts.reply if standing is not Standing.OUT or facts.reply is Reply.NO else None,
        standing=standing_lines(facts, moment) if stage is not Stage.CANCELLED else (),
        notice=tuple(_notice(facts, stage, moment)),
        because=Line(facts.because, "information") if stage is Stage.CANCELLED and facts.because else None,
        menu=view.lines,
        unchosen=Line(_("Vi ved ikke endnu, hvad vi spiser."), "question") if facts.menu_id is None else None,
        food=in_the_food(view),
        price=_price(facts.price),
        where=Line(_("Vi spiser %(where)s.", where=facts.where), "place"),
        chairs=_chairs(view, stage, standing),
        warnings=warnings(view, comes=standing in STANDS_THERE) if stage in (Stage.OPEN, Stage.CLOSED) else (),
        guests=tuple((guest, guest_line(guest)) for guest in view.guests) if stage is not Stage.CANCELLED else (),
        may_bring=may_bring(view, moment),
        may_ask=may_ask(view, moment),
        asked=tuple(_asked(view.asked)) if view.asked else (),
        answer=Line(view.asked.answer, "speech") if view.asked and view.asked.answer else None,
        to_take=tuple(job for job, task in jobs if task.is_free and not task.is_mine),
        taken=tuple(job for job, task in jobs if task.is_mine),
        table=not_eaten(diets),
        cook=view.cook,
        cooks=Line(_("%(name)s laver mad.", name=view.cook.first_name)) if view.cook else None,
        shown=view.shown,
        together=_together(facts, standing),
    )  # fmt: skip


def say_shortly(facts: DinnerFacts, moment: datetime) -> Short:
    """A dinner in the list, at a moment."""
    stage = facts.stage(moment)
    return Short(
        id=facts.id, title=title_of(facts), picture=facts.picture, day=day_of(facts, moment),
        standing=short_standing(facts.standing(moment), place_in_line=facts.ahead + 1)
        if stage is not Stage.CANCELLED else None,
        notice=next(_notice(facts, stage, moment), None) if stage is not Stage.OPEN else None,
    )  # fmt: skip


def title_of(facts: DinnerFacts) -> str:
    """What a dinner is called: its menu, as soon as there is one."""
    return facts.title or _("Mad sammen")


def day_of(facts: DinnerFacts, moment: datetime) -> Day:
    """`Torsdag den 26. november klokken 18`, with the tile of the day."""
    day = day_in_words(facts.on, today=moment.date(), language=language())
    words = _("%(day)s %(time)s", day=day, time=time_in_words(facts.begins_at, language=language()))
    return Day(facts.on.isoweekday(), weekday_short(facts.on, language()), words[0].upper() + words[1:])


def may_bring(view: DinnerView, moment: datetime) -> bool:
    """Whether she may bring one more guest by herself."""
    is_open = view.facts.stage(moment) is Stage.OPEN
    return is_open and view.facts.reply is Reply.YES and len(view.guests) < MOST_GUESTS


def may_ask(view: DinnerView, moment: datetime) -> tuple[Wants, ...]:
    """What she can ask the kitchen for: what she can no longer say herself, and more guests than she may bring."""
    stage, comes = view.facts.stage(moment), view.facts.standing(moment) in COMES
    if stage is Stage.CLOSED:
        return (Wants.LEAVE, Wants.GUEST) if comes else (Wants.JOIN,)
    has_all = view.facts.reply is Reply.YES and len(view.guests) >= MOST_GUESTS
    return (Wants.GUEST,) if stage is Stage.OPEN and has_all else ()


def _notice(facts: DinnerFacts, stage: Stage, moment: datetime) -> Iterator[Line]:
    """Until when one can answer, or why not any more."""
    if stage is Stage.CANCELLED:
        day = near_day(facts.on, today=moment.date(), language=language())
        yield Line(_("Vi spiser ikke sammen %(day)s.", day=day), "cancel")
    elif stage is Stage.OVER:
        yield Line(_("Maden er begyndt.") if facts.on == moment.date() else _("Maden er slut."), "finished")
    elif stage is Stage.CLOSED:
        yield Line(_("Fristen er gået."), "clock")
    else:
        until = near_moment(facts.closes_at, today=moment.date(), language=language())
        yield Line(_("Sig til senest %(when)s.", when=until), "clock")


def _price(price: int) -> Line:
    return Line(_("Det koster %(number)s kroner.", number=price) if price else _("Det er gratis."), "money")


def _chairs(view: DinnerView, stage: Stage, standing: Standing) -> Chairs:
    facts = view.facts
    mine = (facts.seated_at is not None and standing is not Standing.OUT) + sum(each.has_chair for each in view.guests)
    dots = max(facts.taken, facts.chairs) <= MOST_DOTS
    return Chairs(
        lines=tuple(_counted(facts.taken, facts.free, asks=stage is Stage.OPEN and standing not in STANDS_THERE)),
        mine=mine if dots else 0,
        others=facts.taken - mine if dots else 0,
        free=facts.free if dots else 0,
    )


def _counted(taken: int, free: int, *, asks: bool) -> Iterator[Line]:
    """`asks`: she has no place yet and may take one."""
    if taken == 0:
        yield Line(_("Ingen har sagt ja endnu."), "group")
    else:
        yield Line(_("1 skal med.") if taken == 1 else _("%(number)s skal med.", number=taken), "group")
    if free:
        yield Line(_("Der er 1 plads.") if free == 1 else _("Der er %(number)s pladser.", number=free), CHAIR)
        return
    yield Line(_("Der er ikke flere pladser."), CHAIR)
    if asks:
        yield Line(_("Sig ja, så kommer du på ventelisten."), "waiting")


def _jobs(view: DinnerView) -> Iterator[tuple[Job, TaskFacts]]:
    for task in view.tasks:
        words = HELP[task.kind]
        label = _(words.label)
        if task.kind is TaskKind.COOK and view.cook:
            label = _("Lave mad sammen med %(name)s", name=view.cook.first_name)
        yield Job(task.id, label, _(words.stop), Line(_(words.promised), words.picture)), task


def _asked(asked: Asked) -> Iterator[Line]:
    """What she asked the kitchen last, and what it said."""
    yield {
        Wants.JOIN: Line(_("Du har spurgt, om du kan spise med."), "question"),
        Wants.LEAVE: Line(_("Du har skrevet, at du ikke kommer."), "question"),
        Wants.GUEST: Line(_("Du har spurgt, om en gæst kan komme."), "question"),
    }[asked.wants]
    if asked.said_yes is None:
        yield Line(_("Køkkenet svarer dig snart."), "waiting")
    elif asked.said_yes:
        yield Line(_("Køkkenet siger ja."), "yes")
    else:
        yield Line(_("Køkkenet siger nej."), "no")


def _together(facts: DinnerFacts, standing: Standing) -> Line | None:
    """How many she eats with."""
    if standing is not Standing.IN or facts.taken <= 1:
        return None
    others = facts.taken - 1
    sentence = _("Du og 1 anden kommer.") if others == 1 else _("Du og %(number)s andre kommer.", number=others)
    return Line(sentence, "friends")


def cooks_here(tasks: Collection[TaskFacts]) -> bool:
    """Whether she has promised to cook or to shop, and therefore must know what is not eaten."""
    return any(task.is_mine and task.kind in (TaskKind.COOK, TaskKind.SHOP) for task in tasks)
