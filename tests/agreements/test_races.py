"""Several people at the same moment: nothing is lost, nothing is there twice."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions
from portal.agreements.models import (
    Agreement,
    Answer,
    Place,
    QuestionTry,
    StaffReply,
    Talk,
    TalkPerson,
    Version,
    Wish,
)
from portal.agreements.rules import Reading, Reply
from portal.db import Base, writing
from tests.house.arranging import at_once, rows
from tests.people import KNOCKS, QUIET

THREADS = 20
TWO_TAPS = ("hers", "another")


def tapped(engine: Engine, do: Callable[[Session, str], None], *, taps: tuple[str, ...] = ("hers",)) -> None:
    """Many threads do the same, each in a transaction of its own."""

    def once(number: int) -> None:
        with writing(engine) as begun:
            do(begun, taps[number % len(taps)])

    at_once(THREADS, once)


def counts(session: Session, *tables: type[Base]) -> list[int]:
    return [len(rows(session, table)) for table in tables]


def test_the_same_tap_from_twenty_threads_is_one_answer_and_two_taps_are_two(village, session, engine):
    first, second = village.points(village.agreement(village.maja))

    def answer(begun: Session, tap: str) -> None:
        actions.answer(begun, first, Reply.UNDERSTOOD, reading=Reading(), tap=tap, moment=clock.now())

    tapped(engine, answer)
    assert [each.wording_id for each in rows(session, Answer)] == [first.id]
    tapped(engine, answer, taps=TWO_TAPS)
    assert sorted(each.tap for each in rows(session, Answer)) == ["another", "hers"]


def test_the_same_picture_question_from_twenty_threads_is_one_try(village, session, engine):
    (point,) = village.points(village.agreement(village.maja, QUIET))

    def guess(begun: Session, tap: str) -> None:
        actions.answer_question(begun, point, False, tap=tap, moment=clock.now())

    tapped(engine, guess)
    assert counts(session, QuestionTry) == [1]
    tapped(engine, guess, taps=TWO_TAPS)
    assert counts(session, QuestionTry) == [2]


def test_the_same_talk_from_twenty_threads_is_one_talk_with_its_people_once(village, session, engine):
    number = village.agreement(village.maja)
    (version,) = rows(session, Version, Version.agreement_id == number)

    def agree(begun: Session, tap: str) -> None:
        actions.talk(
            begun, version.id, on=clock.today(), said_yes=True, signature=None, tap=tap, moment=clock.now(),
            people=[(village.anne.id, "Anne"), (None, "Karin")],
        )  # fmt: skip

    tapped(engine, agree)
    assert counts(session, Talk, TalkPerson) == [1, 2]
    tapped(engine, agree, taps=TWO_TAPS)
    assert counts(session, Talk, TalkPerson) == [2, 4]


def test_the_same_wish_from_twenty_threads_is_one_wish(village, session, engine):
    number = village.agreement(village.maja)

    def ask(begun: Session, tap: str) -> None:
        actions.wish(begun, number, point_id=None, text="Jeg vil have en hund.", tap=tap, moment=clock.now())

    tapped(engine, ask)
    assert counts(session, Wish) == [1]
    tapped(engine, ask, taps=TWO_TAPS)
    assert counts(session, Wish) == [2]


def test_versions_published_at_once_get_numbers_of_their_own(village, session, engine):
    number = village.agreement(village.maja, QUIET)
    (point,) = village.points(number)

    def publish(which: int) -> int:
        with writing(engine) as begun:
            return actions.publish(
                begun, number, title="Ro", picture=None, points=[(point.point_id, QUIET), (None, KNOCKS)],
                by_id=(village.anne, village.bo)[which % 2].id, moment=clock.now(),
            ).number  # fmt: skip

    assert sorted(at_once(6, publish)) == [2, 3, 4, 5, 6, 7]
    assert [version.number for version in rows(session, Version)] == [1, 2, 3, 4, 5, 6, 7]
    kept = rows(session, Place, Place.point_id == point.point_id)
    assert {place.wording_id for place in kept} == {point.id}  # the answer to it was never lost


def test_published_and_taken_back_at_once_is_one_of_the_two(village, session, engine):
    number = village.agreement(village.maja, QUIET)

    def publish_or_withdraw(which: int) -> None:
        with writing(engine) as begun:
            if which == 0:
                actions.withdraw(begun, number, moment=clock.now())
            else:
                actions.publish(
                    begun, number, title="Ro", picture=None, points=[(None, KNOCKS)], by_id=None, moment=clock.now()
                )  # fmt: skip

    at_once(2, publish_or_withdraw)
    (kept,) = rows(session, Agreement)
    assert kept.ended_at in (None, clock.now())
    assert counts(session, Version) == [2]


def test_the_same_question_answered_by_two_at_once_has_one_reply(village, session, engine):
    (point,) = village.points(village.agreement(village.maja, QUIET))
    with writing(engine) as begun:
        actions.answer(begun, point, Reply.ASKS, reading=Reading(), tap="a", moment=clock.now())

    def reply(which: int) -> None:
        with writing(engine) as begun:
            asked = begun.scalars(sa.select(Answer)).one()
            who = (village.anne, village.bo)[which % 2]
            actions.reply(begun, asked, sentence="Ja.", picture=None, by_id=who.id, moment=clock.now())

    at_once(6, reply)
    assert counts(session, StaffReply) == [1]


def test_a_button_pressed_in_several_windows_at_once_is_one_answer(browser, village, session):
    number = village.agreement(village.maja, QUIET)
    (point,) = village.points(number)
    windows = [browser.another().be(village.maja) for _window in range(5)]
    tokens = [window.token() for window in windows]

    def press(which: int) -> int:
        data = {"csrf_token": tokens[which], "svar": "tvivl", "tap": "the same"}
        with windows[which].raw("POST", f"/aftaler/{number}/punkt/{point.point_id}/svar", data=data) as answer:
            return answer.status_code

    assert at_once(5, press) == [303] * 5
    assert counts(session, Answer) == [1]
