"""The catalogue as everybody meets it: what goes on, found by words, by what one likes, by day; and one entry."""

from urllib.parse import urlencode

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.activities import entry_words, queries, wording
from portal.activities.asked import SLUG_OF, Asked, asked_from
from portal.activities.entry import Entry, is_a_code, one_entry
from portal.activities.queries import Search
from portal.activities.rules import read_code
from portal.db import db
from portal.people.access import allow_anyone

activities = Blueprint("activities", __name__, url_prefix="/aktiviteter")
MOST_TILES = 5  # of interests on a page
MOST_LIKE_IT = 3  # entries beside one that is no more


@activities.get("")
@allow_anyone
def front():
    """What was asked for, ten entries at a time; for who asks for nothing, everything that is next."""
    asked, code, is_live = (
        asked_from(request.args),
        read_code(request.args.get("q", "")),
        "HX-Request" in request.headers,
    )
    if code and not is_live and is_a_code(db.session, code):
        return redirect(url_for("activities.entry", code=code), 303)
    areas, today = queries.areas(db.session), clock.today()
    search = Search(db.session, asked, areas, clock.now())
    found, chosen = search.page(), wording.chosen_of(asked, areas, today=today)
    numbers = {} if found.number else search.numbers_without([each.name for each in chosen])
    page = make_response(
        render_template(
            "activities/front.html",
            asked=asked,
            parameters=asked.parameters(),
            filters=wording.filters_of(asked, areas),
            removable=[each for each in chosen if each.name not in wording.SEEN],
            helpful=wording.helpful(chosen, numbers),
            entries=[wording.say_shortly(each, today=today) for each in found.entries],
            count=wording.how_many(found.number),
            number=found.page,
            has_more=found.has_more,
        )
    )
    if is_live:  # the address of what is shown, without the fields that ask for nothing
        page.headers["HX-Push-Url"] = "?".join(filter(None, (request.path, urlencode(asked.parameters()))))
    return page


@activities.get("/hvad-kan-du-lide")
@allow_anyone
def likes():
    """What one can like, as pictures, five at a time."""
    found, side = queries.interests(db.session), asked_from(request.args).page
    pages = max(1, -(-len(found) // MOST_TILES))
    number = min(side, pages)
    shown = found[(number - 1) * MOST_TILES : number * MOST_TILES]
    tiles = [(SLUG_OF[each], wording.INTEREST_WORDS[each]) for each in shown]
    return render_template("activities/likes.html", tiles=tiles, number=number, has_more=number < pages)


@activities.get("/<code>")
@allow_anyone
def entry(code: str):
    """One entry. One that is no more says so, for what is printed lives on."""
    meant = read_code(code)
    found = one_entry(db.session, meant, clock.now()) if meant else None
    if found is None:
        abort(404)
    if code != meant:
        return redirect(url_for("activities.entry", code=meant), 301)
    if found.is_ended:
        return _ended(found)
    return render_template("activities/entry.html", said=entry_words.say_about(found, today=clock.today()))


def _ended(found: Entry) -> Response:
    """What it was, and others like it."""
    asked = Asked(interest=found.activity.interest)
    entries = Search(db.session, asked, (), clock.now()).page().entries[:MOST_LIKE_IT]
    page = render_template(
        "activities/ended.html",
        title=found.activity.title,
        entries=[wording.say_shortly(each, today=clock.today()) for each in entries],
        interest=wording.INTEREST_WORDS[found.activity.interest],
        parameters=asked.parameters(),
    )
    return make_response(page, 410)
