"""What happens to ideas: told once, agreed to, supported, joined, decided and corrected; also when two are at it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.meetings import idea_actions, life, meeting_actions, telling
from portal.meetings.idea_actions import NEW_WORDS, NOT_OUT, OWN_IDEA, TOO_LATE, WITHDRAWN, standing_of
from portal.meetings.life import LATER_IS_AHEAD, NOT_NOW, SAY_WHEN, SAY_WHY
from portal.meetings.meeting_actions import IDEA_NOT_READY
from portal.meetings.models import Idea, IdeaWording, LifeStep, Piece, Support
from portal.meetings.rules import Decider, PieceKind, Standing, Step
from portal.people.rules import Role
from portal.refusal import Refused
from tests.house.arranging import everything_kept, rows
from tests.meetings.idea_box import LATER


def where(box, idea_id):
    with Session(box.engine) as session:
        return standing_of(session, session.get_one(Idea, idea_id))


def refused(act, *args, **said) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **said)
    return no.value.reason


def withdraw(box, idea_id, person):
    with writing(box.engine) as session:
        idea_actions.withdraw(session, idea_id, person.id, moment=clock.now())


def at_once(*acts):
    """Each in a thread of its own; what they gave back, or why they were refused."""

    def tried(act):
        try:
            return act()
        except Refused as no:
            return no.reason

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(tried, acts))


def test_the_same_tap_is_one_idea(box, village, session):
    def send():
        with writing(box.engine) as begun:
            idea_actions.type_in(
                begun, text="En bænk.", author_id=village.maja.id, tap="same", by_id=village.bo.id, moment=clock.now()
            )  # fmt: skip

    send()
    send()
    (idea,) = rows(session, Idea)
    (piece,) = rows(session, Piece)
    assert (piece.idea_id, piece.text, piece.kind) == (idea.id, "En bænk.", PieceKind.TEXT)


def test_maja_is_asked_about_the_words_and_nobody_sees_them_before_she_says_yes(box, village):
    idea_id = box.tell(village.maja)
    assert where(box, idea_id) is Standing.SENT
    assert refused(box.support, idea_id, village.ali) == NOT_OUT
    box.write(idea_id)
    assert where(box, idea_id) is Standing.PROPOSED
    assert box.told(village.maja) == [(telling.PROPOSED, "Vi vil have en bænk.")]
    box.answer(idea_id, village.maja, is_right=False, said="To bænke.")
    assert where(box, idea_id) is Standing.DISPUTED
    assert box.write(idea_id, "Vi vil have to bænke.") == 2
    assert refused(box.answer, idea_id, village.maja, number=1) == NEW_WORDS
    assert refused(box.answer, idea_id, village.ali, number=2) == idea_actions.NOT_YOURS
    box.answer(idea_id, village.maja, number=2)
    assert where(box, idea_id) is Standing.PUBLIC
    box.answer(idea_id, village.maja, number=2, is_right=False)  # a late tap
    assert where(box, idea_id) is Standing.PUBLIC
    assert [step.step for step in box.steps(idea_id)] == [Step.HEARD]


def test_new_words_for_what_everybody_reads_wait_for_her_yes(box, village, session):
    idea_id = box.public(village.maja)
    box.write(idea_id, "Vi vil have en rød bænk.")
    assert where(box, idea_id) is Standing.PUBLIC
    box.answer(idea_id, village.maja, number=2)
    assert len(box.steps(idea_id)) == 1 and [each.answer for each in rows(session, IdeaWording)] == [True, True]


def test_an_idea_without_a_name_has_nobody(box, village, session):
    idea_id = box.public(None)
    assert where(box, idea_id) is Standing.PUBLIC
    box.step(idea_id, Step.NO, reason="Vi har ikke penge.")
    idea = box.idea(idea_id)
    assert (idea.author_id, idea.now) == (None, Step.NO)
    assert box.told(village.maja) == box.told(village.ali) == []
    assert refused(box.answer, idea_id, village.maja) == idea_actions.NOT_YOURS
    box.support(idea_id, village.maja)  # nobody is kept from saying it because it might be hers
    assert len(rows(session, Support)) == 1


def test_god_ide_is_said_once_and_taken_back_without_a_trace(box, village, session):
    idea_id = box.public(village.maja)
    assert refused(box.support, idea_id, village.maja) == OWN_IDEA
    for along, known in ((None, False), (True, True), (None, True), (False, False)):
        box.support(idea_id, village.ali, along=along)
        (row,) = rows(session, Support)
        assert row.wants_along is known
    with writing(box.engine) as begun:
        idea_actions.take_support_back(begun, idea_id, village.ali.id)
        idea_actions.take_support_back(begun, idea_id, village.ali.id)
    assert rows(session, Support) == []


def test_each_step_says_what_it_must_and_tells_her(box, village):
    idea_id = box.public(village.maja)
    today = clock.today()
    assert refused(box.step, idea_id, Step.DONE) == NOT_NOW
    assert refused(box.step, idea_id, Step.NO) == SAY_WHY
    assert refused(box.step, idea_id, Step.LATER, reason="Der er sne.") == SAY_WHEN
    assert refused(box.step, idea_id, Step.LATER, reason="Der er sne.", until=today) == LATER_IS_AHEAD
    box.step(idea_id, Step.LATER, reason="Der er sne.", until=LATER, decided_by=Decider.MEETING)
    assert box.step(idea_id, Step.LATER, reason="Der er sne.", until=LATER, decided_by=Decider.MEETING) is None
    box.step(idea_id, Step.YES, reason="Vi køber den.", decided_by=Decider.HOUSING, responsible_id=village.bo.id)
    box.step(idea_id, Step.DONE, reason="Bænken står i gården.")
    assert [step.step for step in box.steps(idea_id)] == [Step.HEARD, Step.LATER, Step.YES, Step.DONE]
    assert box.idea(idea_id).until is None
    told = [telling.SAYS[Step.HEARD, None], telling.SAYS[Step.LATER, None], telling.SAYS[Step.YES, Decider.HOUSING],
            telling.SAYS[Step.DONE, None]]  # fmt: skip
    words = ["Vi vil have en bænk.", "Der er sne.", "Vi køber den.", "Bænken står i gården."]
    assert box.told(village.maja)[1:] == [
        (sentence, said) for (sentence, _picture), said in zip(told, words, strict=True)
    ]


def test_a_wrong_answer_is_corrected_and_stays_in_the_history(box, village):
    idea_id = box.public(village.maja)
    wrong = box.step(idea_id, Step.NO, reason="Vi har ikke penge.")
    said = {"reason": "Vi har penge.", "decided_by": Decider.MEETING}
    right = box.correct(idea_id, wrong.id, Step.YES, **said)
    assert box.correct(idea_id, wrong.id, Step.YES, **said) is None  # the same tap
    assert refused(box.correct, idea_id, wrong.id, Step.LATER, reason="Vi venter.", until=LATER) == NOT_NOW
    assert refused(box.correct, idea_id, right.id, Step.DONE) == NOT_NOW  # it was not possible then
    assert box.correct(idea_id, right.id, Step.YES, **said) is None  # nothing is different
    by_bo = box.correct(idea_id, right.id, Step.YES, responsible_id=village.bo.id, **said)
    assert [(step.step, step.corrects_id) for step in box.steps(idea_id)] == [
        (Step.HEARD, None), (Step.NO, None), (Step.YES, wrong.id), (Step.YES, right.id)
    ]  # fmt: skip
    assert by_bo.responsible_id == village.bo.id and box.idea(idea_id).now is Step.YES
    assert box.told(village.maja)[-1] == (telling.CORRECTED, "Vi har penge.")


def test_what_is_done_can_get_its_photo_afterwards(box):
    idea_id = box.public(None)
    box.step(idea_id, Step.YES)
    done = box.step(idea_id, Step.DONE, reason="Den står i gården.")
    seen = box.correct(idea_id, done.id, Step.DONE, reason="Den står i gården.", photo=f"{'a' * 32}.webp")
    assert seen is not None and seen.corrects_id == done.id


def test_two_of_staff_correct_at_once_and_one_is_told_to_look_again(box):
    idea_id = box.public(None)
    wrong = box.step(idea_id, Step.NO, reason="Vi har ikke penge.")
    got = at_once(
        lambda: box.correct(idea_id, wrong.id, Step.YES, reason="Vi har penge."),
        lambda: box.correct(idea_id, wrong.id, Step.LATER, reason="Vi venter.", until=LATER),
    )
    assert sum(isinstance(each, LifeStep) for each in got) == 1 and NOT_NOW in got
    assert len(box.steps(idea_id)) == 3


def test_two_of_staff_say_the_same_at_once_and_it_is_said_once(box, village):
    idea_id = box.public(village.maja)
    got = at_once(*[lambda: box.step(idea_id, Step.NO, reason="Vi har ikke penge.")] * 3)
    assert sorted(each is None for each in got) == [False, True, True]
    assert len(box.told(village.maja)) == 3  # the words, all can see it, no


def test_joined_ideas_live_on_in_one_with_all_who_like_them(box, village, session):
    bench, seat, chair = (
        box.public(village.maja), box.public(village.ali, "Vi vil sidde ude."), box.public(None, "En stol.")
    )  # fmt: skip
    jonas = village.person("Jonas", Role.RESIDENT)
    box.support(seat, village.maja)
    box.support(chair, village.ali)
    box.support(chair, jonas, along=True)
    box.join(chair, seat)
    box.join(seat, bench)  # and the chair comes along
    box.join(seat, bench)
    assert [box.idea(each).joined_into_id for each in (bench, seat, chair)] == [None, bench, bench]
    on_bench = [(row.person_id, row.wants_along) for row in rows(session, Support) if row.idea_id == bench]
    assert on_bench == [(jonas.id, True)]  # the others have ideas of their own in it
    assert refused(box.join, bench, bench) == idea_actions.NOT_WITH_ITSELF
    assert refused(box.join, bench, seat) == NOT_OUT  # no circle
    assert (telling.JOINED, "Vi vil have en bænk.") in box.told(village.maja)
    assert (telling.JOINED, "Vi vil have en bænk.") in box.told(village.ali)
    box.step(bench, Step.NO, reason="Vi har ikke penge.")
    assert box.told(village.ali)[-1] == box.told(village.maja)[-1]
    with writing(box.engine) as begun:
        idea_actions.separate(begun, seat, moment=clock.now())
    assert where(box, seat) is Standing.PUBLIC and box.told(village.ali)[-1] == (telling.APART, "Vi vil sidde ude.")


def test_two_ideas_are_joined_both_ways_at_once_and_one_of_them_lives(box, village):
    bench, seat = box.public(village.maja), box.public(village.ali, "Vi vil sidde ude.")
    got = at_once(lambda: box.join(bench, seat), lambda: box.join(seat, bench))
    assert sorted(got, key=str) == sorted([None, NOT_OUT], key=str)
    assert sorted(where(box, each) for each in (bench, seat)) == [Standing.JOINED, Standing.PUBLIC]


def test_an_idea_is_taken_back_until_it_is_decided_and_the_others_in_it_stand_for_themselves(box, village):
    bench, seat, meeting_id = box.public(village.maja), box.public(village.ali, "Vi vil sidde ude."), box.meeting()
    box.join(seat, bench)
    withdraw(box, bench, village.maja)
    withdraw(box, bench, village.maja)
    assert (where(box, bench), where(box, seat)) == (Standing.WITHDRAWN, Standing.PUBLIC)
    assert box.told(village.ali)[-1] == (telling.APART, "Vi vil sidde ude.")
    with writing(box.engine) as begun:
        assert refused(meeting_actions.put_on_agenda, begun, meeting_id, bench) == IDEA_NOT_READY
    assert refused(box.support, bench, village.ali) == NOT_OUT
    assert refused(box.write, bench) == WITHDRAWN
    box.step(seat, Step.NO, reason="Vi har stole.")
    assert refused(withdraw, box, seat, village.ali) == TOO_LATE
    asked = box.tell(village.maja)
    box.write(asked)
    withdraw(box, asked, village.maja)
    assert refused(box.answer, asked, village.maja) == WITHDRAWN
    assert box.steps(asked) == []


def test_an_idea_that_is_gone_is_refused(box, session):
    with writing(box.engine) as begun:
        assert refused(life.held, begun, Idea, 999) == life.GONE
    assert "999" not in everything_kept(session)
    assert session.scalar(sa.select(sa.func.count(LifeStep.id))) == 0
