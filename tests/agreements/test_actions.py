"""What stays the same through all versions, what asks again, and what is kept of what is said."""

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions, queries
from portal.agreements.models import (
    WORDS,
    Answer,
    QuestionTry,
    StaffReply,
    Talk,
    TalkPerson,
    Version,
    Wish,
    Wording,
)
from portal.agreements.rules import MOST_POINTS, How, News, Reading, Reply, Standing
from portal.db import writing
from portal.easyread.line import Line
from portal.refusal import Refused
from tests.house.arranging import rows
from tests.people import KNOCKS, QUIET, VISITORS, Village

EARLIER = QUIET | {"sentence": "Jeg holder ro efter klokken 21."}
OPEN, UNDERSTOOD = None, Reply.UNDERSTOOD


@pytest.fixture
def quiet(village: Village) -> int:
    """Maja's agreement of one point, published."""
    return village.agreement(village.maja, QUIET)


def say(engine: Engine, wording: Wording, reply: Reply = UNDERSTOOD, *, tap: str = "a", beside: str = "") -> None:
    with writing(engine) as begun:
        actions.answer(begun, wording, reply, reading=Reading(beside), tap=tap, moment=clock.now())


def standings(session: Session, village: Village, agreement_id: int) -> list[Standing]:
    session.rollback()
    found = queries.find(session, resident_id=village.maja.id, agreement_id=agreement_id)
    assert found is not None
    return [point.standing for point in found.points]


def publish(engine: Engine, agreement_id: int, *points: actions.PointWords) -> None:
    with writing(engine) as begun:
        actions.publish(
            begun, agreement_id, title="Ro", picture=None, points=points, by_id=None, moment=clock.now()
        )  # fmt: skip


# --- the same words, the same point -------------------------------------------------------------------------------


def test_a_point_is_the_same_through_all_versions(village, quiet):
    (first,) = village.points(quiet)
    village.new_version(quiet, [(first.point_id, EARLIER), (None, KNOCKS)])
    second, other = village.points(quiet)
    assert second.point_id == first.point_id != other.point_id
    assert second.id != first.id


def test_unchanged_words_keep_the_answer_they_were_given(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point)
    village.new_version(quiet, [(None, VISITORS), (point.point_id, QUIET)])
    assert standings(session, village, quiet) == [Standing(News.NEW, OPEN), Standing(News.SAME, UNDERSTOOD)]
    assert village.points(quiet)[1].id == point.id


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whatever_is_changed_in_a_point_it_asks_again(village, session, engine):
    number = village.agreement(village.maja, *[QUIET] * len(WORDS))
    points = village.points(number)
    for point in points:
        say(engine, point)
    others = [not QUIET[name] if name == "answer" else "home" for name in WORDS]
    changed = [QUIET | {name: other} for name, other in zip(WORDS, others, strict=True)]
    village.new_version(number, [(point.point_id, words) for point, words in zip(points, changed, strict=True)])
    assert standings(session, village, number) == [Standing(News.CHANGED, OPEN)] * len(WORDS)


def test_words_changed_back_to_older_ones_ask_again(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point)
    village.new_version(quiet, [(point.point_id, EARLIER)])
    village.new_version(quiet, [(point.point_id, QUIET)])
    assert standings(session, village, quiet) == [Standing(News.CHANGED, OPEN)]


def test_a_new_version_with_the_published_words_has_nothing_new(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point)
    publish(engine, quiet, (point.point_id, QUIET))
    assert [wording.id for wording in rows(session, Wording)] == [point.id]
    assert standings(session, village, quiet) == [Standing(News.SAME, UNDERSTOOD)]
    assert [version.number for version in rows(session, Version)] == [1, 2]


def test_words_left_unsaid_are_the_same_as_words_without_anything(village, session, engine, quiet):
    publish(engine, quiet, (None, VISITORS))
    (visitors,) = village.points(quiet)
    publish(engine, quiet, (visitors.point_id, VISITORS | {"why": "", "why_picture": None, "answer": None}))
    assert village.points(quiet)[0].id == visitors.id


def test_an_agreement_never_takes_another_agreements_point(village, session, engine, quiet):
    other = village.agreement(village.ali, KNOCKS)
    (alis,) = village.points(other)
    publish(engine, quiet, (alis.point_id, QUIET))
    assert village.points(quiet)[0].point_id != alis.point_id


def test_a_point_named_twice_becomes_two_points(village, engine, quiet):
    (point,) = village.points(quiet)
    village.new_version(quiet, [(point.point_id, QUIET), (point.point_id, KNOCKS)])
    first, second = village.points(quiet)
    assert first.point_id == point.point_id != second.point_id


@pytest.mark.parametrize("how_many", [0, MOST_POINTS + 1])
def test_an_agreement_has_at_least_one_point_and_not_too_many(village, session, engine, quiet, how_many):
    with pytest.raises(Refused):
        publish(engine, quiet, *[(None, KNOCKS)] * how_many)
    assert [version.number for version in rows(session, Version)] == [1]


# --- taking back ---------------------------------------------------------------------------------------------------


def test_an_agreement_taken_back_is_met_again_when_it_is_published_again(village, session, engine, quiet):
    def is_met() -> bool:
        session.rollback()
        return queries.find(session, resident_id=village.maja.id, agreement_id=quiet) is not None

    assert is_met()
    with writing(engine) as begun:
        actions.withdraw(begun, quiet, moment=clock.now())
    assert not is_met() and queries.cards_of(session, village.maja.id) == ()
    publish(engine, quiet, (None, KNOCKS))
    assert is_met() and [version.number for version in rows(session, Version)] == [1, 2]


# --- staff say something back -------------------------------------------------------------------------------------


def reply(engine: Engine, sentence: str, *, by_id: int, picture: str | None = None) -> None:
    with writing(engine) as begun:
        asked = begun.scalars(sa.select(Answer).order_by(Answer.id.desc()).limit(1)).one()
        actions.reply(begun, asked, sentence=sentence, picture=picture, by_id=by_id, moment=clock.now())


def test_a_reply_stands_at_the_point_which_asks_again_until_it_is_answered(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point, Reply.ASKS, tap="1")
    reply(engine, "Ja, det må du.", by_id=village.anne.id, picture="yes")
    said_back = Line("Ja, det må du.", "yes")
    assert standings(session, village, quiet) == [Standing(News.SAME, Reply.ASKS, said_back, "Anne", True)]
    assert queries.cards_of(session, village.maja.id)[0].is_waiting
    say(engine, point, tap="2")
    assert standings(session, village, quiet) == [Standing(News.SAME, UNDERSTOOD, said_back, "Anne", False)]
    assert not queries.cards_of(session, village.maja.id)[0].is_waiting
    say(engine, point, Reply.ASKS, tap="3")
    reply(engine, "Spørg mig igen.", by_id=village.bo.id)
    said_back = Line("Spørg mig igen.")
    assert standings(session, village, quiet) == [Standing(News.SAME, Reply.ASKS, said_back, "Bo", True)]


def test_a_second_reply_takes_the_place_of_the_first(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point, Reply.ASKS)
    reply(engine, "Ja.", by_id=village.anne.id)
    reply(engine, "Nej.", by_id=village.bo.id)
    (kept,) = rows(session, StaffReply)
    assert (kept.sentence, kept.by_id) == ("Nej.", village.bo.id)
    assert rows(session, Answer)[0].dealt_with_by_id == village.anne.id


# --- what the resident says is kept -------------------------------------------------------------------------------


def test_the_record_tells_how_with_whom_and_after_how_many_tries(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point, Reply.IN_DOUBT, tap="alone")
    say(engine, point, Reply.ASKS, tap="with Anne", beside="Anne")
    with writing(engine) as begun:
        for tap, said in (("1", True), ("2", False)):
            actions.answer_question(begun, point, said, tap=tap, moment=clock.now())
    say(engine, point, tap="after the question", beside="Anne")
    kept = [(each.reply, each.how, each.with_whom, each.question_tries) for each in rows(session, Answer)]
    assert kept == [
        (Reply.IN_DOUBT, How.ALONE, "", 0),
        (Reply.ASKS, How.TOGETHER, "Anne", 0),
        (Reply.UNDERSTOOD, How.PICTURE_QUESTION, "Anne", 2),
    ]
    assert [(go.said, go.was_right) for go in rows(session, QuestionTry)] == [(True, False), (False, True)]


def test_the_newest_answer_counts(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point, Reply.UNDERSTOOD, tap="1")
    say(engine, point, Reply.IN_DOUBT, tap="2")
    assert standings(session, village, quiet) == [Standing(News.SAME, Reply.IN_DOUBT)]


def test_the_same_tap_twice_is_once(village, session, engine, quiet):
    (point,) = village.points(quiet)
    (version,) = rows(session, Version)
    meeting = {"on": clock.today(), "people": [(None, "Karin")], "said_yes": True, "signature": [((1, 2), (3, 4))]}
    for _twice in range(2):
        say(engine, point, tap="t")
        with writing(engine) as begun:
            actions.answer_question(begun, point, True, tap="t", moment=clock.now())
            actions.talk(begun, version.id, **meeting, tap="t", moment=clock.now())
            actions.wish(begun, quiet, point_id=point.point_id, text="Jeg vil.", tap="t", moment=clock.now())
    for table in (Answer, QuestionTry, Talk, TalkPerson, Wish):
        assert len(rows(session, table)) == 1, table
    assert rows(session, Talk)[0].signature == [[[1, 2], [3, 4]]]


def test_the_same_tap_on_another_point_is_another_tap(village, session, engine):
    for point in village.points(village.agreement(village.maja)):
        say(engine, point, tap="t")
    assert len(rows(session, Answer)) == 2


def test_what_is_dealt_with_keeps_who_did_it_first(village, session, engine, quiet):
    (point,) = village.points(quiet)
    say(engine, point, Reply.ASKS)
    for staff in (village.anne, village.bo):
        with writing(engine) as begun:
            asked = begun.scalars(sa.select(Answer)).one()
            actions.deal_with(begun, asked, by_id=staff.id, moment=clock.now())
    assert rows(session, Answer)[0].dealt_with_by_id == village.anne.id
