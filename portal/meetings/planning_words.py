"""What staff read about meetings: a word for each stage and each kind of item, the rule in a sentence."""

from collections.abc import Mapping

from flask_babel import gettext as _

from portal.meetings.meeting_models import MeetingRule
from portal.meetings.meeting_rules import ItemKind, Stage
from portal.meetings.planning_forms import WHICH
from portal.refusal import N_
from portal.web.dates import WEEKDAYS, time_in_words
from portal.web.locale import language

STAGES: Mapping[Stage, str] = {
    Stage.HIDDEN: N_("Ikke vist endnu"),
    Stage.AHEAD: N_("Vist for beboerne"),
    Stage.RUNNING: N_("I gang"),
    Stage.CLOSED: N_("Slut"),
    Stage.CANCELLED: N_("Aflyst"),
}
KINDS: Mapping[ItemKind, str] = {
    ItemKind.IDEA: N_("Idé"),
    ItemKind.PURCHASE: N_("Indkøb"),
    ItemKind.TRIP: N_("Tur"),
    ItemKind.DAILY_LIFE: N_("Hverdagen"),
    ItemKind.MUNICIPALITY: N_("Nyt fra kommunen"),
    ItemKind.HOUSING: N_("Nyt fra boligselskabet"),
    ItemKind.SURVEY: N_("Spørgsmål til alle"),
    ItemKind.OTHER: N_("Andet"),
}


def rule_in_words(rule: MeetingRule) -> str:
    """`den første tirsdag hver måned klokken 17 i klubben`."""
    return _(
        "%(title)s %(weekday)s hver måned %(time)s %(where)s",
        title=_(WHICH[rule.which]), weekday=WEEKDAYS[language()][rule.weekday],
        time=time_in_words(rule.starts, language=language()), where=rule.where,
    )  # fmt: skip
