"""What staff read about dinners: a word for each state, what somebody asked for, who a head is."""

from collections.abc import Mapping

from flask_babel import gettext as _

from portal.meals.food import NAMES, Item, Way
from portal.meals.kitchen_queries import State
from portal.meals.panel import Head
from portal.meals.rules import Reply, Wants
from portal.refusal import N_

STATES: Mapping[State, str] = {
    State.DRAFT: N_("Kladde"),
    State.SHOWN: N_("Vist"),
    State.FULL: N_("Fuld"),
    State.CLOSED: N_("Fristen er gået"),
    State.OVER: N_("Slut"),
    State.CANCELLED: N_("Aflyst"),
}
ABOUT: Mapping[Wants, str] = {
    Wants.JOIN: N_("%(name)s vil gerne spise med."),
    Wants.LEAVE: N_("%(name)s kommer alligevel ikke."),
    Wants.GUEST: N_("%(name)s vil gerne have en gæst med."),
}
REPLIES: Mapping[str, Reply] = {"ja": Reply.YES, "maaske": Reply.MAYBE, "nej": Reply.NO}
WAYS: Mapping[Way, str] = {Way.VEGETARIAN: N_("vegetar"), Way.VEGAN: N_("veganer")}


def word_of(item: Item) -> str:
    """A food or a way of eating in one word: "mælk", "vegetar"."""
    return _(WAYS[item]) if isinstance(item, Way) else _(NAMES[item].word)


def words_of(items: frozenset[Item] | tuple[Item, ...]) -> str:
    """Several, in the order in which foods are named."""
    return ", ".join(word_of(item) for item in NAMES if item in items)


def name_of(head: Head) -> str:
    """Who a head is: "Sofie", "Ida, gæst hos Sofie"."""
    if not head.is_guest:
        return head.first_name
    guest = head.guest_name or _("Gæst")
    return _("%(guest)s, gæst hos %(name)s", guest=guest, name=head.first_name)
