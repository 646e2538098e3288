"""The front page of the residents' meeting."""

from flask import Blueprint, render_template

from portal.people.access import allow
from portal.people.rules import Role, Trust

meetings = Blueprint("meetings", __name__, url_prefix="/moede")


@meetings.get("")
@allow(Role.RESIDENT, trust=Trust.SEE)
def front():
    """The next meeting, the ways to tell an idea, what became of one's own."""
    return render_template("meetings/front.html")
