"""An agreement in the editor: what is published becomes lines and comes back as the same points."""

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions
from portal.agreements.manuscript import (
    BELONGING,
    NO_ANSWER,
    NO_EXPLANATION,
    NO_QUESTION,
    NO_SENTENCE,
    NO_TITLE,
    POINT,
    AgreementKind,
    document_from,
    faults_in,
    points_of,
)
from portal.agreements.models import Answer, Wording
from portal.agreements.rules import MOST_POINTS, Reading, Reply
from portal.content.agreement_templates import KINDS
from portal.db import writing
from portal.publishing.rules import Document, DraftLine
from tests.house.arranging import rows
from tests.people import KNOCKS, QUIET, VISITORS

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def line(part: str, sentence: str = "", *, answer: bool | None = None, picture: str | None = None) -> DraftLine:
    return DraftLine(part, part, sentence, picture, answer)  # its part is its name: a test has one of each


def written(*lines: DraftLine, title: str = "Ro") -> Document:
    return Document(title, None, lines)


def published(session: Session, agreement_id: int) -> Document:
    session.rollback()
    found = AgreementKind().published(session, agreement_id)
    assert found is not None
    return found


# --- there and back -----------------------------------------------------------------------------------------------


def test_what_is_published_comes_back_as_the_same_points_with_their_answers(village, session, engine):
    number = village.agreement(village.maja, QUIET, VISITORS, KNOCKS)
    points = village.points(number)
    with writing(engine) as begun:
        for point in points:
            actions.answer(begun, point, Reply.UNDERSTOOD, reading=Reading(), tap="a", moment=clock.now())
    document = published(session, number)
    assert (document.title, document.picture) == ("Ro i opgangen", "quiet")
    assert [each.part for each in document.lines] == [POINT, *BELONGING, POINT, POINT]
    with writing(engine) as begun:
        AgreementKind().publish(begun, number, document, by_id=None, moment=clock.now(), hard_because="")
    assert [point.id for point in village.points(number)] == [point.id for point in points]
    assert len(rows(session, Wording)) == len(rows(session, Answer)) == 3


def test_points_keep_who_they_are_when_they_are_moved_changed_and_left_out(village, session, engine):
    number = village.agreement(village.maja, QUIET, VISITORS, KNOCKS)
    quiet, visitors, _knocks = village.points(number)
    document = published(session, number)
    head, *belonging = document.lines[:6]
    other = DraftLine(head.id, POINT, "Jeg holder ro efter klokken 21.", head.picture, source=head.source)
    lines = (document.lines[6], other, *belonging, line(POINT, "Jeg har en kat."))
    with writing(engine) as begun:
        AgreementKind().publish(
            begun, number, Document("Ro", None, lines), by_id=None, moment=clock.now(), hard_because=""
        )
    first, second, third = village.points(number)
    assert first.id == visitors.id
    assert (second.point_id, second.why) == (quiet.point_id, QUIET["why"]) and second.id != quiet.id
    assert third.point_id not in (quiet.point_id, visitors.point_id)


@on_sqlite
def test_what_has_never_been_published_has_nothing_to_begin_with(village, session):
    number = village.agreement(village.maja, publish=False)
    assert AgreementKind().published(session, number) is None


@on_sqlite
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_template_can_be_published_as_it_is(app, kind):
    template = app.extensions["agreement_templates"][kind]
    document = document_from(template)
    assert faults_in(document) == []
    assert len(points_of(document)) == len(template.points)
    assert all(source is None for source, _words in points_of(document))


# --- what is left out, what must be mended ------------------------------------------------------------------------


def test_lines_without_words_are_left_out():
    document = written(
        line(POINT, "Jeg holder ro."), line("why"), line("goes_wrong", picture="home"), line("question", answer=True),
        DraftLine("empty", POINT), DraftLine("only a picture", POINT, picture="home"),
    )  # fmt: skip
    assert points_of(document) == [(None, {"sentence": "Jeg holder ro.", "picture": None})]
    assert faults_in(document) == []


def test_a_question_comes_with_its_answer_and_its_pictures():
    ((source, words),) = points_of(
        written(
            DraftLine("p", POINT, "Jeg holder ro.", "quiet", source=7),
            line("question", "Må jeg larme?", answer=False, picture="music_loud"),
            line("explained", "Mange sover.", picture="sleep"),
        )
    )
    assert source == 7
    assert words == {
        "sentence": "Jeg holder ro.", "picture": "quiet", "question": "Må jeg larme?",
        "question_picture": "music_loud", "answer": False, "explained": "Mange sover.", "explained_picture": "sleep",
    }  # fmt: skip


SAID, ASKED, EXPLAINED = (
    line(POINT, "Jeg holder ro."),
    line("question", "Må jeg?", answer=True),
    line("explained", "Ja."),
)


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ((SAID,), []),
        ((SAID, line("why")), []),
        ((SAID, ASKED, EXPLAINED), []),
        ((SAID, line("question"), line("explained")), []),
        ((line(POINT), line("why", "Fordi.")), [(POINT, NO_SENTENCE)]),
        ((line("why", "Fordi."), DraftLine("p", POINT, "Jeg holder ro.")), [("why", NO_SENTENCE)]),
        ((SAID, line("question", "Må jeg?"), EXPLAINED), [("question", NO_ANSWER)]),
        ((SAID, ASKED), [("question", NO_EXPLANATION)]),
        ((SAID, ASKED, line("explained")), [("explained", NO_EXPLANATION)]),
        ((SAID, line("question", "Må jeg?")), [("question", NO_ANSWER), ("question", NO_EXPLANATION)]),
        ((SAID, EXPLAINED), [("explained", NO_QUESTION)]),
        ((SAID, line("question"), EXPLAINED), [("explained", NO_QUESTION)]),
        ((), [("", actions.NO_POINT)]),
        ((line(POINT), line("why")), [("", actions.NO_POINT)]),
        ((SAID,) * MOST_POINTS, []),
        ((SAID,) * (MOST_POINTS + 1), [("", actions.TOO_MANY_POINTS)]),
    ],
)
def test_each_fault_is_told_at_its_line(lines, faults):
    assert [(fault.line, fault.sentence) for fault in faults_in(written(*lines))] == faults


def test_an_agreement_needs_a_name():
    (fault,) = faults_in(written(SAID, title=""))
    assert (fault.line, fault.sentence) == ("", NO_TITLE)
