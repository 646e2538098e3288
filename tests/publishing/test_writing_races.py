"""Several people at the same moment: no word is overwritten unseen, nothing is published twice."""

from datetime import timedelta

from portal import clock
from portal.db import writing
from portal.publishing import actions, line_actions
from portal.publishing.actions import Closed
from portal.publishing.line_actions import Clash, Typed
from portal.publishing.models import HistoryEntry, HouseWord, Manuscript
from portal.publishing.pressing import Button
from portal.publishing.rules import Document
from tests.house.arranging import at_once, rows
from tests.publishing.conftest import TEA
from tests.publishing.notes import NOTE, PARTS, PUBLISHED, line, sentences, words_now

WRITERS = 6


def test_of_several_who_write_the_same_line_one_is_kept_and_the_others_are_told(engine, note_id, village, session):
    def write(which: int) -> bool:
        with writing(engine) as begun:
            manuscript = actions.held(begun, NOTE, note_id)
            typed = Typed(f"Ord nummer {which}.", TEA.sentence)
            try:
                line_actions.write_line(
                    begun, manuscript, "te", typed, Button(), PARTS, by_id=village.anne.id, moment=clock.now()
                )  # fmt: skip
            except Clash as clash:
                return clash.mine == typed
            return False

    told = at_once(WRITERS, write)
    assert told.count(True) == WRITERS - 1
    assert words_now(session, note_id).line("te").sentence == f"Ord nummer {told.index(False)}."


def test_several_who_write_a_line_each_keep_all_of_them(engine, begun, village, session):
    lines = [line(f"Linje {n}.", name=f"l{n}") for n in range(WRITERS)]
    number = begun(*lines)

    def write(which: int) -> None:
        with writing(engine) as opened:
            manuscript = actions.held(opened, NOTE, number)
            typed = Typed(f"Ny {which}.", lines[which].sentence)
            line_actions.write_line(
                opened, manuscript, f"l{which}", typed, Button.read("ny"), PARTS,
                by_id=village.anne.id, moment=clock.now(),
            )  # fmt: skip

    at_once(WRITERS, write)
    kept = [each for each in sentences(words_now(session, number)) if each]
    assert kept == [f"Ny {which}." for which in range(WRITERS)]
    assert len(words_now(session, number).lines) == 2 * WRITERS


def test_of_several_who_name_it_one_name_is_kept(engine, note_id, village, session):
    def name(which: int) -> bool:
        with writing(engine) as begun:
            manuscript = actions.held(begun, NOTE, note_id)
            try:
                line_actions.write_title(
                    begun, manuscript, f"Navn {which}", was="Kaffe", by_id=village.bo.id, moment=clock.now()
                )
            except Clash:
                return False
            return True

    named = at_once(WRITERS, name)
    assert named.count(True) == 1
    assert words_now(session, note_id).title == f"Navn {named.index(True)}"


def test_two_who_delete_at_once_delete_one_line(engine, note_id, village, session):
    def delete(_which: int) -> None:
        with writing(engine) as begun:
            line_actions.write_line(
                begun, actions.held(begun, NOTE, note_id), "te", Typed(TEA.sentence, TEA.sentence),
                Button.read("slet"), PARTS, by_id=village.anne.id, moment=clock.now(),
            )  # fmt: skip

    at_once(WRITERS, delete)
    (kept,) = rows(session, Manuscript)
    assert len(kept.document.lines) == len(kept.deletions) == 1


def test_several_who_begin_get_the_same_manuscript(engine, notes, village, session):
    def begin(which: int) -> int:
        with writing(engine) as begun:
            document = Document(f"Navn {which}", None, ())
            return actions.begin(
                begun, kind=NOTE, subject_id=village.maja.id, document=document, by_id=None, moment=clock.now()
            ).id

    assert len(set(at_once(WRITERS, begin))) == 1
    assert len(rows(session, Manuscript)) == len(rows(session, HistoryEntry)) == 1


def test_what_several_publish_at_once_is_published_once(engine, notes, note_id, village, session):
    def publish(_which: int) -> bool:
        with writing(engine) as begun:
            try:
                manuscript = actions.held(begun, NOTE, note_id)
            except Closed:
                return False
            actions.publish(begun, notes, manuscript, by_id=village.anne.id, moment=clock.now())
            return True

    assert at_once(WRITERS, publish).count(True) == 1
    assert len(session.execute(PUBLISHED.select()).all()) == 1


def test_two_sweepers_publish_everything_once(engine, notes, begun, village, session):
    residents = (village.maja.id, village.ali.id)
    for each in residents:
        begun(subject_id=each)
        with writing(engine) as opened:
            actions.plan(
                opened, actions.held(opened, NOTE, each), clock.now(), by_id=village.anne.id, moment=clock.now()
            )

    def sweep(_which: int) -> int:
        with writing(engine) as opened:
            return actions.publish_due(opened, {NOTE: notes}, clock.now() + timedelta(minutes=1))

    assert sum(at_once(4, sweep)) == len(residents)
    published = session.execute(PUBLISHED.select()).all()
    assert sorted(row.subject_id for row in published) == sorted(residents)
    assert [each.happened for each in rows(session, HistoryEntry)].count("published") == len(residents)


def test_a_word_explained_by_several_at_once_is_one_word(engine, village, session):
    def explain(which: int) -> None:
        with writing(engine) as begun:
            actions.explain(begun, "samovar", f"En kande {which}.", by_id=village.anne.id, moment=clock.now())

    at_once(WRITERS, explain)
    assert len(rows(session, HouseWord)) == 1


def test_the_same_words_sent_from_two_windows_at_once_are_kept_and_another_ones_are_shown(
    anne, bo, address, note_id, session
):
    tokens = (anne.token(), bo.token())

    def send(which: int) -> tuple[int, str]:
        data = {"csrf_token": tokens[which % 2], "sentence": f"Ord fra vindue {which % 2}.", "was": TEA.sentence}
        with (anne, bo)[which % 2].raw("POST", f"{address}/linje/te", data=data) as answer:
            return answer.status_code, answer.text

    answers = at_once(2, send)
    assert sorted(status for status, _page in answers) == [303, 409]
    (lost,) = [which for which, (status, _page) in enumerate(answers) if status == 409]
    assert f"Ord fra vindue {lost}." in answers[lost][1] and f"Ord fra vindue {1 - lost}." in answers[lost][1]
    assert words_now(session, note_id).line("te").sentence == f"Ord fra vindue {1 - lost}."
