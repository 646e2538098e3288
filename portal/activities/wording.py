"""The catalogue in the words its readers meet: entries in a list, what was asked for, what may help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

from flask_babel import gettext as _

from portal.activities.asked import INTERESTS, PARTS, TODAY, WEEKDAYS, Asked, area_slug
from portal.activities.queries import Found
from portal.activities.rules import Interest, PartOfDay
from portal.easyread.line import Line
from portal.refusal import N_
from portal.web.dates import WEEKDAYS as WEEKDAY_NAMES
from portal.web.dates import day_in_words, near_day, time_in_words, weekday_short
from portal.web.locale import language, translate

MOST_HELPFUL = 2  # ways out of an empty answer

INTEREST_WORDS: Mapping[Interest, Line] = {
    Interest.TOGETHER: Line(N_("Kaffe og samvær"), "coffee"),
    Interest.FOOD: Line(N_("Mad"), "eat_together"),
    Interest.MOVE: Line(N_("Motion"), "gym"),
    Interest.OUT: Line(N_("Ture og natur"), "nature"),
    Interest.MUSIC: Line(N_("Musik og sang"), "sing"),
    Interest.HANDS: Line(N_("Lave ting"), "knit"),
    Interest.GAMES: Line(N_("Spil"), "games"),
    Interest.CULTURE: Line(N_("Bøger og film"), "read"),
    Interest.LEARN: Line(N_("Lær noget nyt"), "course"),
    Interest.HEALTH: Line(N_("Krop og helbred"), "love"),
    Interest.HELP: Line(N_("Besøg og hjælp"), "help"),
    Interest.HOME: Line(N_("Andre boliger"), "house"),
}
PART_WORDS = {
    PartOfDay.MORNING: N_("Formiddag"), PartOfDay.AFTERNOON: N_("Eftermiddag"), PartOfDay.EVENING: N_("Aften"),
}  # fmt: skip
SWITCHES: Mapping[str, Line] = {
    "gratis": Line(N_("Gratis"), "money"),
    "trinfri": Line(N_("Trinfri adgang"), "wheelchair"),
    "foelges": Line(N_("Nogen kan gå med"), "friends"),
    "bare-kom": Line(N_("Du kan bare komme"), "door"),
}
"""What is either asked for or not: the parameter, and what it is called."""
SEEN = ("q", *SWITCHES)  # stands in the form for everybody to see


@dataclass(frozen=True, slots=True)
class Short:
    """An entry in a list. Nobody knows its day when `index` is 0; `price` and `phone` may be unknown too."""

    code: str
    title: str
    picture: str | None
    price: str
    index: int
    day: str
    when: str
    is_cancelled: bool
    where: str
    phone: str | None
    facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter; `is_chosen` when it is asked for."""

    value: str
    label: str
    picture: str | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything one can ask for besides words, in the order of the page."""

    switches: tuple[Choice, ...]
    interests: tuple[Choice, ...]
    days: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    areas: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that is asked for: the parameter, what it is called, and the same question without it."""

    name: str
    label: str
    without: dict[str, str]
    number: int = 0  # that would be found without it


def say_shortly(found: Found, *, today: date) -> Short:
    """An entry in a list, on a day."""
    facts = (
        (bool(found.is_step_free), Line(_("Trinfri adgang"), "wheelchair")),
        (found.has_companion, Line(_("Nogen kan gå med"), "friends")),
        (found.has_transport, Line(_("Nogen kan hente dig"), "rickshaw")),
    )
    return Short(
        code=found.code,
        title=found.title,
        picture=found.picture,
        price=short_price(found.kroner),
        index=found.on.isoweekday() if found.on else 0,
        day=weekday_short(found.on, language()) if found.on else "",
        when=_when(found, today),
        is_cancelled=found.is_cancelled,
        where=f"{as_sentence(found.where)}." if found.where else "",
        phone=found.phone,
        facts=tuple(line for is_so, line in facts if is_so),
    )


def short_price(kroner: int | None) -> str:
    """`Gratis`, `30 kroner`, or that nobody knows."""
    if kroner is None:
        return _("Spørg om prisen")
    if kroner == 0:
        return _("Gratis")
    return _("1 krone") if kroner == 1 else _("%(number)s kroner", number=kroner)


def as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def how_many(number: int) -> str:
    """The number of results, as a heading."""
    if number == 0:
        return _("Vi fandt ingen aktiviteter")
    return _("1 aktivitet") if number == 1 else _("%(number)s aktiviteter", number=number)


def filters_of(asked: Asked, areas: Sequence[str]) -> Filters:
    """Everything one can ask for, with what is asked for marked. The first of each row asks for nothing."""
    chosen = asked.parameters()
    weekdays = WEEKDAY_NAMES[language()]
    days = [(TODAY, _("I dag")), *((slug, as_sentence(weekdays[at])) for at, slug in enumerate(WEEKDAYS))]
    return Filters(
        switches=tuple(
            Choice(name, translate(words.sentence), words.picture, name in chosen) for name, words in SWITCHES.items()
        ),
        interests=_row(
            chosen.get("interesse", ""),
            [(slug, translate(INTEREST_WORDS[each].sentence)) for slug, each in INTERESTS.items()],
            {slug: INTEREST_WORDS[each].picture for slug, each in INTERESTS.items()},
        ),
        days=_row(chosen.get("dag", ""), days),
        parts=_row(chosen.get("tid", ""), [(slug, translate(PART_WORDS[part])) for slug, part in PARTS.items()]),
        areas=_row(chosen.get("sted", ""), [(area_slug(area), area) for area in areas]),
    )  # fmt: skip


def chosen_of(asked: Asked, areas: Sequence[str], *, today: date) -> list[Chosen]:
    """What is asked for, each with the question that is left without it."""
    return [
        Chosen(name, _called(name, value, asked, areas, today), asked.without(name).parameters())
        for name, value in asked.parameters().items()
    ]


def helpful(chosen: Sequence[Chosen], numbers: Mapping[str, int]) -> list[Chosen]:
    """What to leave out so that something is found: what helps most comes first. Nothing when only words are asked
    for: then other words help."""
    if [each.name for each in chosen] == ["q"]:
        return []
    found = [Chosen(each.name, each.label, each.without, numbers.get(each.name, 0)) for each in chosen]
    return sorted((each for each in found if each.number), key=lambda each: -each.number)[:MOST_HELPFUL]


def _when(found: Found, today: date) -> str:
    if found.on is None or found.starts is None:
        return _("Ring, og spørg hvornår.")
    moment = near_moment_of(found.on, found.starts, today=today)
    if found.is_cancelled:
        return _("Aflyst %(when)s.", when=moment)
    if found.is_moved:
        return _("Denne gang er det %(when)s.", when=moment)
    return f"{as_sentence(moment)}."


def near_moment_of(on: date, starts: time, *, today: date) -> str:
    """`på onsdag klokken 10`."""
    return f"{near_day(on, today=today, language=language())} {time_in_words(starts, language=language())}"


def _row(
    chosen: str, values: Sequence[tuple[str, str]], pictures: Mapping[str, str | None] = MappingProxyType({})
) -> tuple[Choice, ...]:
    every = Choice("", _("Alle"), None, not chosen)
    return (every, *(Choice(value, label, pictures.get(value), value == chosen) for value, label in values))


def _called(name: str, value: str, asked: Asked, areas: Sequence[str], today: date) -> str:
    if name in SWITCHES:
        return translate(SWITCHES[name].sentence)
    if name == "q":
        return value
    if name == "uge":
        return _("Denne uge")
    if name == "sted":
        return next((area for area in areas if area_slug(area) == value), value)
    if asked.interest and name == "interesse":
        return translate(INTEREST_WORDS[asked.interest].sentence)
    if asked.part and name == "tid":
        return translate(PART_WORDS[asked.part])
    if asked.weekday is not None:
        return as_sentence(WEEKDAY_NAMES[language()][asked.weekday])
    return as_sentence(day_in_words(asked.on, today=today, language=language())) if asked.on else _("I dag")
