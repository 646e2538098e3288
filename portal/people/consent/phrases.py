"""How topics, kin and standings are spoken of. Pure: sentences to translate, and pictures."""

from dataclasses import dataclass

from portal.easyread.line import Line
from portal.people.consent.rules import Kin, Standing, Topic
from portal.refusal import N_


@dataclass(frozen=True, slots=True)
class Phrases:
    """One topic's words. `path` is its word in addresses, `place` the part of the portal whose colour it has."""

    path: str
    label: str  # of the switch, and over what the relative reads
    picture: str
    place: str
    question: str
    again: str  # the question when a yes ends soon
    shown: str
    hidden: str
    nothing: Line  # what she reads when there is nothing


TOPICS = {
    Topic.HOURS: Phrases(
        path="tider",
        label=N_("Personalets tider"),
        picture="clock",
        place="hvem",
        question=N_("Må %(name)s se, hvornår personalet er her?"),
        again=N_("Må %(name)s stadig se, hvornår personalet er her?"),
        shown=N_("%(name)s kan se, hvornår personalet er her."),
        hidden=N_("Personalets tider er skjult for %(name)s."),
        nothing=Line(N_("Der er ingen tider endnu."), "clock"),
    ),
    Topic.DINNERS: Phrases(
        path="mad",
        label=N_("Spis sammen"),
        picture="eat_together",
        place="mad",
        question=N_("Må %(name)s se, hvornår du spiser med?"),
        again=N_("Må %(name)s stadig se, hvornår du spiser med?"),
        shown=N_("%(name)s kan se, hvornår du spiser med."),
        hidden=N_("Din mad er skjult for %(name)s."),
        nothing=Line(N_("Der er ingen mad-aftaler endnu."), "eat_together"),
    ),
    Topic.ACTIVITIES: Phrases(
        path="aktiviteter",
        label=N_("Aktiviteter"),
        picture="bicycle",
        place="aktiviteter",
        question=N_("Må %(name)s se, hvad du går til?"),
        again=N_("Må %(name)s stadig se, hvad du går til?"),
        shown=N_("%(name)s kan se, hvad du går til."),
        hidden=N_("Dine aktiviteter er skjult for %(name)s."),
        nothing=Line(N_("Der er ingen aktiviteter endnu."), "bicycle"),
    ),
    Topic.AGREEMENTS: Phrases(
        path="aftaler",
        label=N_("Aftaler"),
        picture="agreement",
        place="aftaler",
        question=N_("Må %(name)s læse dine aftaler?"),
        again=N_("Må %(name)s stadig læse dine aftaler?"),
        shown=N_("%(name)s kan læse dine aftaler."),
        hidden=N_("Dine aftaler er skjult for %(name)s."),
        nothing=Line(N_("Der er ingen aftaler endnu."), "agreement"),
    ),
}
BY_PATH = {phrases.path: topic for topic, phrases in TOPICS.items()}

KIN = {
    Kin.MOTHER: Line(N_("%(name)s er din mor."), "mother"),
    Kin.FATHER: Line(N_("%(name)s er din far."), "father"),
    Kin.SISTER: Line(N_("%(name)s er din søster."), "relative"),
    Kin.BROTHER: Line(N_("%(name)s er din bror."), "relative"),
    Kin.DAUGHTER: Line(N_("%(name)s er din datter."), "relative"),
    Kin.SON: Line(N_("%(name)s er din søn."), "relative"),
    Kin.GRANDMOTHER: Line(N_("%(name)s er din bedstemor."), "old_person"),
    Kin.GRANDFATHER: Line(N_("%(name)s er din bedstefar."), "old_person"),
    Kin.PARTNER: Line(N_("%(name)s er din kæreste."), "couple"),
    Kin.FRIEND: Line(N_("%(name)s er din ven."), "friends"),
    Kin.GUARDIAN: Line(N_("%(name)s er din værge."), "relative"),
    Kin.OTHER: Line(N_("%(name)s kender dig."), "person"),
}

MONTHS = {
    1: N_("1 måned"),
    3: N_("3 måneder"),
    6: N_("6 måneder"),
    12: N_("12 måneder"),
}

STANDINGS = {
    Standing.NEVER: N_("Ingen har spurgt."),
    Standing.ASKED: N_("Vi venter på svar."),
    Standing.YES: N_("Ja til og med %(day)s."),
    Standing.NO: N_("Nej."),
    Standing.OFF: N_("Slået fra."),
    Standing.OVER: N_("Sidste dag var %(day)s."),
}
