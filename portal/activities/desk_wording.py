"""What the desk calls things. Sentences in Danish, marked for translation where they are shown."""

from flask_babel import gettext as _

from portal import clock
from portal.activities.desk_queries import Needs
from portal.activities.recurrence import LAST, Every, Rule
from portal.activities.rules import Access, Audience, Joining, Known, Price, ReportKind
from portal.refusal import N_
from portal.web.dates import WEEKDAYS, day_in_words, time_in_words
from portal.web.locale import language

AUDIENCES = {
    Audience.EVERYBODY: N_("Alle"),
    Audience.OLDER: N_("Ældre"),
    Audience.RESIDENTS: N_("Beboere i opgangen"),
    Audience.MEN: N_("Mænd"),
    Audience.WOMEN: N_("Kvinder"),
    Audience.ALONE: N_("Den, der er alene"),
    Audience.VULNERABLE: N_("Den, der har det svært"),
    Audience.RELATIVES: N_("Pårørende"),
}
JOININGS = {
    Joining.OPEN: N_("Man kan bare komme"),
    Joining.PHONE: N_("Man ringer først"),
    Joining.WEB: N_("Man melder sig til på nettet"),
    Joining.REFERRED: N_("Kommunen bestemmer først"),
}
ACCESS = {
    Access.STEP_FREE: N_("Er der vej ind uden trin?"),
    Access.LIFT: N_("Er der elevator?"),
    Access.TOILET: N_("Er der toilet med plads til kørestol?"),
    Access.HEARING_LOOP: N_("Er der teleslynge?"),
    Access.PARKING: N_("Kan man parkere?"),
    Access.BUS: N_("Holder bussen tæt på?"),
    Access.SEATS: N_("Kan man sidde ned på vejen ind?"),
    Access.QUIET: N_("Er der roligt?"),
}
KNOWN = {Known.YES: N_("Ja"), Known.NO: N_("Nej"), Known.UNKNOWN: N_("Ved ikke")}
REPORTS = {
    ReportKind.CANCELLED: N_("Det er aflyst"),
    ReportKind.PHONE: N_("Telefonen er forkert"),
    ReportKind.WHEN_OR_WHERE: N_("Tid eller sted er forkert"),
    ReportKind.OTHER: N_("Andet"),
}
NEEDS = {
    Needs.WRONG: N_("Nogen siger, at noget er forkert"),
    Needs.STALE: N_("Ikke bekræftet længe"),
    Needs.ASK: N_("Skal snart bekræftes"),
    Needs.DRAFT: N_("Kladde"),
    Needs.NO_DAYS: N_("Ingen dage forude"),
}
WHICH = {1: N_("Den første"), 2: N_("Den anden"), 3: N_("Den tredje"), 4: N_("Den fjerde"), LAST: N_("Den sidste")}
EVERY = {Every.ONCE: N_("1 gang"), Every.WEEK: N_("Hver uge eller med uger imellem"), Every.MONTH: N_("Hver måned")}


def rule_in_words(rule: Rule) -> str:
    """ "Hver onsdag klokken 12 til 14", "Hver anden onsdag …", "Den sidste fredag i måneden …"."""
    weekday = WEEKDAYS[language()][rule.weekday]
    hours = hours_in_words(rule)
    if rule.every is Every.ONCE:
        day = day_in_words(rule.first, today=clock.today(), language=language())
        return f"{day[:1].upper()}{day[1:]} {hours}"
    if rule.every is Every.MONTH:
        return _("%(name)s %(weekday)s i måneden %(time)s", name=_(WHICH[rule.which]), weekday=weekday, time=hours)
    if rule.step == 1:
        return _("Hver %(weekday)s %(time)s", weekday=weekday, time=hours)
    return _("%(weekday)s hver %(number)s. uge %(time)s", weekday=weekday.capitalize(), number=rule.step, time=hours)


def season_in_words(rule: Rule) -> str:
    """From when and until when, where that matters."""
    today, lang = clock.today(), language()
    parts = []
    if rule.every is not Every.ONCE and rule.first > today:
        parts.append(_("Fra %(day)s", day=day_in_words(rule.first, today=today, language=lang)))
    if rule.last:
        parts.append(_("Til %(day)s", day=day_in_words(rule.last, today=today, language=lang)))
    if rule.on_red_days:
        parts.append(_("Også på helligdage"))
    return " · ".join(parts)


def hours_in_words(each) -> str:
    """ "klokken 12 til 14" of whatever has `starts` and `ends`."""
    ends = time_in_words(each.ends, language=language()).removeprefix("klokken ")
    return _("%(starts)s til %(ends)s", starts=time_in_words(each.starts, language=language()), ends=ends)


def price_in_words(price: Price) -> str:
    if price.kroner is None:
        return _("Vi ved ikke, hvad det koster.")
    return _("Det er gratis.") if price.is_free else _("Det koster %(number)s kroner.", number=price.kroner)
