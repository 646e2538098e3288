"""What the desk calls things. Sentences in Danish, marked for translation where they are shown."""

from flask_babel import gettext as _

from portal import clock
from portal.activities import entry_words
from portal.activities.desk_queries import Needs
from portal.activities.models import ActivityOccurrence
from portal.activities.recurrence import LAST, Every, Occurrence, Rule
from portal.activities.rules import Access, Audience, Joining, Known, ReportKind
from portal.refusal import N_
from portal.web.dates import day_in_words
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
    """ "Hver onsdag klokken 12 til 14", as readers meet it, without its stop."""
    return entry_words.rule_in_words(rule, today=clock.today()).removesuffix(".")


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


def hours_in_words(each: Occurrence | ActivityOccurrence) -> str:
    """ "klokken 12 til 14"."""
    return entry_words.times_in_words(each.starts, each.ends)
