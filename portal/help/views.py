"""Hjælp: whom to ring, what to do now, what a word means; and "Det her er svært" on every page."""

from functools import cache
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request
from flask_babel import gettext as _

from portal import clock
from portal.content.help_pages import HelpTopic
from portal.db import db
from portal.easyread.vocabulary import vocabulary
from portal.help import actions, queries
from portal.help.models import LONGEST_ADDRESS, LONGEST_TAP, LONGEST_TITLE
from portal.help.rules import ExplainedWord, in_the_alphabet, page_of
from portal.people import queries as people
from portal.people.access import allow_anyone
from portal.people.rules import Role
from portal.people.visits import find_visitor, safe_next
from portal.pictograms.catalogue import pictograms
from portal.publishing.queries import house_words
from portal.web.forms import typed

help_pages = Blueprint("help", __name__)


@help_pages.get("/hjaelp")
@allow_anyone
def front():
    """My contact person first, then the house, then 112; below, what to do now."""
    who = find_visitor()
    mine = people.staff_of(db.session, who.id) if who is not None and who.role is Role.RESIDENT else ()
    contact = next((person for person in mine if who is not None and person.id == who.contact_id), None)
    return render_template("help/front.html", contact=contact, topics=_topics())


@help_pages.get("/hjaelp/<key>")
@allow_anyone
def topic(key: str):
    """One thing that happens, and what to do, step by step."""
    found = next((each for each in _topics() if each.key == key), None)
    if found is None:
        abort(404)
    return render_template("help/topic.html", topic=found)


@help_pages.get("/hjaelp/ord")
@allow_anyone
def words():
    """Words explained: the portal's own and those the house has added."""
    number = max(request.args.get("side", 1, type=int), 1)
    own = [ExplainedWord(each.word, each.explanation, each.picture) for each in house_words(db.session)]
    found, has_more = page_of(in_the_alphabet(_common_words(), own), number)
    if not found:
        abort(404)
    return render_template("help/words.html", words=found, number=number, has_more=has_more)


@help_pages.post("/svaert")
@allow_anyone
def hard():
    """ "Det her er svært": staff are told which page, and the page comes back."""
    who, target = find_visitor(), safe_next(request.form.get("next"))
    address = urlsplit(target).path
    if (who is not None and who.role is not Role.RESIDENT) or not _is_ours(address):
        abort(404)
    actions.tell_it_is_hard(
        db.session, person_id=who.id if who else None, address=address,
        title=typed("title", LONGEST_TITLE), tap=typed("tap", LONGEST_TAP), moment=clock.now(),
    )  # fmt: skip
    told = queries.who_is_told(db.session, who.id) if who else None
    flash(_("Tak, %(name)s får det at vide.", name=told or _("personalet")))
    return redirect(target, 303)


def _is_ours(address: str) -> bool:
    """Whether there is such a page; no table of ours is filled with made-up ones."""
    return len(address) <= LONGEST_ADDRESS and current_app.url_map.bind("").test(address, "GET")


def _topics() -> tuple[HelpTopic, ...]:
    return current_app.extensions["help_topics"]


@cache
def _common_words() -> tuple[ExplainedWord, ...]:
    """The portal's own list, with a picture where one and only one pictogram is called just that."""
    called: dict[str, list[str]] = {}
    for picture in pictograms().values():
        for term in picture.terms:
            called.setdefault(term, []).append(picture.key)
    only = {term: keys[0] for term, keys in called.items() if len(keys) == 1}
    explained = vocabulary().explained.values()
    return tuple(ExplainedWord(each.word, each.explanation, only.get(each.word)) for each in explained)
