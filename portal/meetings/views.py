"""The front page of the residents' meeting."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.easyread.line import Line
from portal.meetings import idea_queries, idea_words, meeting_queries
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Stage
from portal.people.access import allow
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.web.dates import near_day, time_in_words
from portal.web.locale import language

meetings = Blueprint("meetings", __name__, url_prefix="/moede")


@meetings.get("")
@allow(Role.RESIDENT, trust=Trust.SEE)
def front():
    """The next meeting, the ways to tell an idea, what became of one's own."""
    me, today = visitor().id, clock.today()
    found = meeting_queries.next_meeting(db.session, clock.now())
    return render_template(
        "meetings/front.html", meeting=found, meeting_line=_meeting_line(found) if found else None,
        is_running=found is not None and found.stage is Stage.RUNNING,
        is_unsent=idea_queries.has_unsent_idea(db.session, me),
        ideas=[idea_words.say_listed(each) for each in idea_queries.newest_own_ideas(db.session, me)],
        survey=idea_queries.survey_to_answer(db.session, me, today),
    )  # fmt: skip


def _meeting_line(found: MeetingFacts) -> Line:
    if found.stage is Stage.RUNNING:
        return Line(_("Vi holder møde nu."), "meeting")
    day = near_day(found.on, today=clock.today(), language=language())
    time = time_in_words(found.starts, language=language())
    return Line(_("Vi holder møde %(day)s %(time)s.", day=day, time=time), "meeting")
