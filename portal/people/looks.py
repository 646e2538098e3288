"""What the access log tells, in easy sentences: who did what with my things, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from portal.people.models import LogKind, photo_address
from portal.refusal import N_
from portal.web.dates import day_in_words, time_in_words

SENTENCES = {
    LogKind.CAME_IN: N_("%(name)s kom ind %(day)s."),
    LogKind.CARD_REFUSED: N_("%(name)s prøvede dit kort %(day)s."),
    LogKind.SAW_AGREEMENTS: N_("%(name)s så dine aftaler %(day)s."),
    LogKind.CHANGED_AGREEMENT: N_("%(name)s ændrede din aftale %(day)s."),
    LogKind.MADE_CARD: N_("%(name)s lavede et kort til dig %(day)s."),
    LogKind.REVOKED_CARD: N_("%(name)s stoppede dit kort %(day)s."),
    LogKind.ENROLLED: N_("%(name)s gjorde din telefon klar %(day)s."),
    LogKind.SAW_AS: N_("%(name)s så din egen side %(day)s."),
    LogKind.SAW_PROFILE: N_("%(name)s så siden om dig %(day)s."),
    LogKind.CHANGED_PROFILE: N_("%(name)s rettede siden om dig %(day)s."),
    LogKind.SAW_DRAFT: N_("%(name)s så en ny tekst til dig %(day)s."),
    LogKind.PRINTED: N_("%(name)s printede din aftale %(day)s."),
    LogKind.SAW_PHOTO: N_("%(name)s så dit billede %(day)s."),
    LogKind.ATTACHED: N_("%(name)s gav dig en ny hjælper %(day)s."),
    LogKind.DETACHED: N_("%(name)s fjernede en af dine hjælpere %(day)s."),
    LogKind.ASKED_CONSENT: N_("%(name)s bad om lov for en pårørende %(day)s."),
    LogKind.GAVE_CONSENT: N_("%(name)s sagde ja til en pårørende %(day)s."),
    LogKind.ENDED_CONSENT: N_("%(name)s sagde stop til en pårørende %(day)s."),
    LogKind.READ_FEED: N_("%(name)s så din kalender %(day)s."),
    LogKind.SIGN_IN_REFUSED: N_("%(name)s prøvede at komme ind som dig %(day)s."),
    LogKind.SAW_LOG: N_("%(name)s læste denne liste %(day)s."),
    LogKind.SAW_DIET: N_("%(name)s så dine ønsker til mad %(day)s."),
    LogKind.SAW_COMPLAINT: N_("%(name)s læste din klage %(day)s."),
}
"""What the owner of the things is told."""

LABELS = {
    LogKind.CAME_IN: N_("Kom ind"),
    LogKind.CARD_REFUSED: N_("Kortet virkede ikke"),
    LogKind.SAW_AGREEMENTS: N_("Så aftaler"),
    LogKind.CHANGED_AGREEMENT: N_("Ændrede en aftale"),
    LogKind.MADE_CARD: N_("Lavede et kort"),
    LogKind.REVOKED_CARD: N_("Stoppede et kort"),
    LogKind.ENROLLED: N_("Gjorde en tablet klar"),
    LogKind.SAW_AS: N_("Så siden som beboer"),
    LogKind.SAW_PROFILE: N_("Så profilen"),
    LogKind.CHANGED_PROFILE: N_("Rettede profilen"),
    LogKind.SAW_DRAFT: N_("Så en kladde"),
    LogKind.PRINTED: N_("Printede"),
    LogKind.SAW_PHOTO: N_("Så et billede"),
    LogKind.ATTACHED: N_("Gav en ny hjælper"),
    LogKind.DETACHED: N_("Fjernede en hjælper"),
    LogKind.ASKED_CONSENT: N_("Bad om lov for en pårørende"),
    LogKind.GAVE_CONSENT: N_("Sagde ja til en pårørende"),
    LogKind.ENDED_CONSENT: N_("Sagde stop til en pårørende"),
    LogKind.READ_FEED: N_("Hentede kalenderen"),
    LogKind.SIGN_IN_REFUSED: N_("Kom ikke ind"),
    LogKind.SAW_LOG: N_("Så denne liste"),
    LogKind.SAW_DIET: N_("Så ønsker til mad"),
    LogKind.SAW_COMPLAINT: N_("Så en klage"),
}
"""What the leader's table calls it."""

BY_NOBODY_KNOWN = frozenset({LogKind.CARD_REFUSED, LogKind.SIGN_IN_REFUSED})
LAST = (
    N_("i mandags"), N_("i tirsdags"), N_("i onsdags"), N_("i torsdags"), N_("i fredags"), N_("i lørdags"),
    N_("i søndags"),
)  # fmt: skip
A_WEEK = 7  # days; from then on "i mandags" may be any Monday


@dataclass(frozen=True, slots=True)
class Look:
    """What one person did with another's things on one day, however often. `at` is the last time."""

    kind: LogKind
    first_name: str | None  # of who did it, also after they have left
    photo: str | None
    day: date
    at: datetime

    @property
    def photo_url(self) -> str | None:
        return photo_address(self.photo)

    def sentence(self, *, now: datetime, language: str) -> str:
        """The line its owner reads."""
        return _(SENTENCES[self.kind], name=self.name(), day=when(self.at, now=now, language=language))

    def name(self) -> str:
        if self.first_name:
            return self.first_name
        return _("Nogen") if self.kind in BY_NOBODY_KNOWN else _("Personalet")


def when(at: datetime, *, now: datetime, language: str) -> str:
    """`i dag klokken 16`, `i går`, `i mandags`, and from a week on `mandag den 16. november`."""
    days_ago = (now.date() - at.date()).days
    if days_ago == 0:
        return _("i dag %(time)s", time=time_in_words(at, language=language))
    if days_ago == 1:
        return _("i går")
    if days_ago < A_WEEK:
        return _(LAST[at.weekday()])
    return day_in_words(at.date(), today=now.date(), language=language)
