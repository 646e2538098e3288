"""One entry in the words its readers meet: the price, when, where, whom to ring, for whom, how one begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext as _

from portal.activities.entry import Entry
from portal.activities.models import Activity, Venue
from portal.activities.recurrence import LAST, Every, Occurrence, Rule
from portal.activities.rules import Access, Audience, Freshness, Joining, Known
from portal.activities.wording import as_sentence, near_moment_of
from portal.easyread.line import Line
from portal.refusal import N_
from portal.web.dates import WEEKDAYS, day_in_words, time_in_words, weekday_short
from portal.web.locale import language, translate

ACCESS_WORDS: Mapping[Access, tuple[str, str, str, str]] = {
    Access.STEP_FREE: (
        N_("Der er ingen trin."), N_("Der er trin."), N_("Vi ved ikke, om der er trin."), "wheelchair",
    ),
    Access.LIFT: (
        N_("Der er elevator."), N_("Der er ikke elevator."), N_("Vi ved ikke, om der er elevator."), "lift",
    ),
    Access.TOILET: (
        N_("Der er et stort toilet til kørestol."), N_("Der er ikke toilet til kørestol."),
        N_("Vi ved ikke, om der er toilet til kørestol."), "toilet",
    ),
    Access.HEARING_LOOP: (
        N_("Der er teleslynge til høreapparat."), N_("Der er ikke teleslynge til høreapparat."),
        N_("Vi ved ikke, om der er teleslynge."), "hearing_aid",
    ),
    Access.PARKING: (
        N_("Du kan parkere bilen her."), N_("Du kan ikke parkere bilen her."),
        N_("Vi ved ikke, om du kan parkere bilen."), "car",
    ),
    Access.BUS: (
        N_("Bussen stopper tæt på."), N_("Bussen stopper ikke tæt på."), N_("Vi ved ikke, om bussen stopper tæt på."),
        "bus",
    ),
    Access.SEATS: (
        N_("Du kan sidde ned på vejen ind."), N_("Du kan ikke sidde ned på vejen ind."),
        N_("Vi ved ikke, om du kan sidde ned."), "om:1FA91",
    ),
    Access.QUIET: (
        N_("Her er stille."), N_("Her kan være larm."), N_("Vi ved ikke, om her er stille."), "quiet",
    ),
}  # fmt: skip
"""What one says of each when it is so, when it is not, and when nobody knows; and its picture."""
AUDIENCE_WORDS: Mapping[Audience, Line] = {
    Audience.EVERYBODY: Line(N_("Alle er velkomne."), "group"),
    Audience.OLDER: Line(N_("Det er for ældre."), "old_person"),
    Audience.RESIDENTS: Line(N_("Det er for beboere i netværket."), "flat"),
    Audience.MEN: Line(N_("Det er for mænd."), "group"),
    Audience.WOMEN: Line(N_("Det er for kvinder."), "group"),
    Audience.ALONE: Line(N_("Det er for dig, der er meget alene."), "person"),
    Audience.VULNERABLE: Line(N_("Det er for dig, der har det svært."), "help"),
    Audience.RELATIVES: Line(N_("Det er for pårørende."), "relative"),
}
WHICH = {
    1: N_("Den første %(weekday)s i måneden %(time)s."), 2: N_("Den anden %(weekday)s i måneden %(time)s."),
    3: N_("Den tredje %(weekday)s i måneden %(time)s."), 4: N_("Den fjerde %(weekday)s i måneden %(time)s."),
    LAST: N_("Den sidste %(weekday)s i måneden %(time)s."),
}  # fmt: skip
EVERY_WEEK, EVERY_OTHER = 1, 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day ahead: its tile, what is said of it, and what somebody wrote about a change."""

    index: int
    short: str
    sentence: str
    because: Line | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of an entry says. `content` lines are what somebody wrote, all others the interface's own."""

    code: str
    title: str
    picture: str | None
    price: Line
    price_note: Line | None
    lines: tuple[Line, ...]
    when: tuple[Line, ...]
    days: tuple[Day, ...]
    phone: str | None
    where: tuple[Line, ...]
    landmark: Line | None
    ways: tuple[Line, ...]
    access: tuple[Line, ...]
    who: tuple[Line, ...]
    begin: tuple[Line, ...]
    website: str | None
    ordinary: tuple[str, ...]
    law: tuple[Line, ...]
    funding: Line | None
    confirmed: str
    is_stale: bool


def say_about(entry: Entry, *, today: date) -> Said:
    """Everything the page of an entry says, on a day."""
    activity = entry.activity
    return Said(
        code=activity.code,
        title=activity.title,
        picture=activity.picture,
        price=_price(activity.kroner),
        price_note=Line(activity.price_note) if activity.price_note else None,
        lines=tuple(Line(str(sentence), key) for sentence, key in activity.lines),
        when=tuple(_when(entry, today)),
        days=tuple(_day(each, today) for each in entry.ahead),
        phone=entry.phone,
        where=tuple(_where(activity.venue)),
        landmark=Line(activity.venue.landmark, "place") if activity.venue and activity.venue.landmark else None,
        ways=tuple(Line(str(sentence), key) for sentence, key in activity.venue.ways) if activity.venue else (),
        access=tuple(_access(activity.venue)) if activity.venue else (),
        who=tuple(_who(activity)),
        begin=tuple(_begin(activity)),
        website=activity.organiser.website,
        ordinary=tuple(filter(None, map(str.strip, activity.ordinary.split("\n\n")))),
        law=tuple(_law(activity)),
        funding=Line(activity.funding, "money") if activity.funding else None,
        confirmed=_confirmed(activity, today),
        is_stale=activity.freshness(today) is Freshness.STALE,
    )


def rule_in_words(rule: Rule, *, today: date) -> str:
    """`Hver onsdag klokken 12 til 14.`"""
    weekday, times = WEEKDAYS[language()][rule.weekday], times_in_words(rule.starts, rule.ends)
    if rule.every is Every.ONCE:
        day = as_sentence(day_in_words(rule.first, today=today, language=language()))
        return _("%(day)s %(time)s.", day=day, time=times)
    if rule.every is Every.MONTH:
        return _(WHICH[rule.which], weekday=weekday, time=times)
    if rule.step == EVERY_WEEK:
        return _("Hver %(weekday)s %(time)s.", weekday=weekday, time=times)
    if rule.step == EVERY_OTHER:
        return _("Hver anden %(weekday)s %(time)s.", weekday=weekday, time=times)
    return _("Hver %(number)s. %(weekday)s %(time)s.", number=rule.step, weekday=weekday, time=times)


def times_in_words(starts: time, ends: time) -> str:
    """`klokken 12 til 14.30`."""
    until = time_in_words(ends, language=language()).removeprefix("klokken ")
    return _("%(starts)s til %(ends)s", starts=time_in_words(starts, language=language()), ends=until)


def _price(kroner: int | None) -> Line:
    if kroner is None:
        return Line(_("Vi ved ikke, hvad det koster."), "money")
    return Line(_("Det koster %(number)s kroner.", number=kroner) if kroner else _("Det er gratis."), "money")


def _when(entry: Entry, today: date) -> Iterator[Line]:
    for rule in entry.rules:
        if rule.every is Every.ONCE and rule.first < today or rule.last and rule.last < today:
            continue
        yield Line(rule_in_words(rule, today=today), "calendar")
        if rule.every is not Every.ONCE and rule.first > today:
            day = day_in_words(rule.first, today=today, language=language())
            yield Line(_("Det begynder %(day)s.", day=day), "next")
        if rule.last:
            day = day_in_words(rule.last, today=today, language=language())
            yield Line(_("Det slutter %(day)s.", day=day), "finished")
    if not entry.rules:
        yield Line(_("Ring, og spørg hvornår."), "calendar")


def _day(each: Occurrence, today: date) -> Day:
    moment = near_moment_of(each.on, each.starts, today=today)
    if each.is_cancelled:
        sentence = _("Aflyst %(when)s.", when=moment)
    elif each.is_moved:
        sentence = _("Denne gang er det %(when)s.", when=moment)
    else:
        sentence = f"{as_sentence(moment)}."
    because = Line(each.because, "information") if each.because else None
    return Day(each.on.isoweekday(), weekday_short(each.on, language()), sentence, because, each.is_cancelled)


def _where(venue: Venue | None) -> Iterator[Line]:
    if venue is None:
        yield Line(_("Ring, og spørg hvor det er."), "place")
        return
    yield Line(_("Det er %(where)s.", where=venue.where), "place")
    if venue.address:
        yield Line(_("Adressen er %(place)s.", place=venue.address), "map")


def _access(venue: Venue) -> Iterator[Line]:
    """What is known comes first, what nobody knows last."""
    said = [(Known(venue.access.get(fact.value, Known.UNKNOWN)), words) for fact, words in ACCESS_WORDS.items()]
    for at, known in enumerate((Known.YES, Known.NO, Known.UNKNOWN)):
        for found, words in said:
            if found is known:
                yield Line(translate(words[at]), words[3])


def _who(activity: Activity) -> Iterator[Line]:
    words = AUDIENCE_WORDS[activity.audience]
    yield Line(translate(words.sentence), words.picture)
    if activity.capacity:
        yield Line(_("Der er plads til %(number)s.", number=activity.capacity), "group")
    yield Line(_("%(name)s har ansvaret.", name=activity.organiser.name), "staff_helper")


def _begin(activity: Activity) -> Iterator[Line]:
    if activity.joining is Joining.OPEN:
        yield Line(_("Du kan bare komme."), "door")
    elif activity.joining is Joining.REFERRED:
        yield Line(_("Kommunen siger ja eller nej først."), "document")
        yield Line(_("Ring, og spørg om hjælp til det."), "phone")
    else:
        yield Line(_("Ring først, så er du med."), "phone")
    if activity.has_companion:
        yield Line(_("Du kan spørge, om nogen vil gå med."), "friends")
    if activity.has_transport:
        yield Line(_("Du kan spørge, om nogen vil hente dig."), "rickshaw")
    if activity.wants_helpers:
        yield Line(_("Du kan også være med til at hjælpe."), "help")


def _law(activity: Activity) -> Iterator[Line]:
    if activity.law:
        yield Line(_("Loven er %(title)s.", title=activity.law), "rule_law")
    if activity.law_from:
        day = day_in_words(activity.law_from, today=date.min, language=language())
        yield Line(_("Loven gælder fra %(day)s.", day=day), "calendar")


def _confirmed(activity: Activity, today: date) -> str:
    if activity.confirmed_on is None:
        return ""
    day = day_in_words(activity.confirmed_on, today=today, language=language())
    return _("Vi tjekkede det %(day)s.", day=day)
