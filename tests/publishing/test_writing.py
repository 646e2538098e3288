"""Writing in a manuscript: begun once, kept line by line, undone, explained."""

from dataclasses import replace

import pytest

from portal import clock
from portal.db import writing
from portal.publishing import actions, line_actions, queries, rules
from portal.publishing.actions import Closed
from portal.publishing.line_actions import Clash, Typed
from portal.publishing.models import Happened, HistoryEntry, HouseWord, Manuscript
from portal.publishing.pressing import Button
from portal.publishing.rules import Document
from portal.refusal import Refused
from tests.house.arranging import later, rows
from tests.publishing.conftest import COFFEE, TEA
from tests.publishing.notes import NOTE, PARTS, QUESTION, WHY, line, sentences, words_now

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOTHING = Button()


class Writer:
    """Somebody who writes in the manuscript of a note, each change a transaction of its own."""

    def __init__(self, engine, note_id, person):
        self.engine, self.note_id, self.by_id = engine, note_id, person.id

    def line(self, line_id, sentence, *, was, do="", both=None, answer=None, answer_was=None):
        with writing(self.engine) as session:
            return line_actions.write_line(
                session, actions.held(session, NOTE, self.note_id), line_id,
                Typed(sentence, was, answer, answer_was), Button.read(do, both=both), PARTS,
                by_id=self.by_id, moment=clock.now(),
            )  # fmt: skip

    def do(self, what, *arguments, **more):
        with writing(self.engine) as session:
            manuscript = actions.held(session, NOTE, self.note_id)
            return what(session, manuscript, *arguments, by_id=self.by_id, moment=clock.now(), **more)

    def delete(self, kept):
        return self.line(kept.id, kept.sentence, was=kept.sentence, do="slet")

    def put_back(self):
        return self.do(line_actions.put_back, PARTS)


@pytest.fixture
def anne(engine, note_id, village) -> Writer:
    return Writer(engine, note_id, village.anne)


@pytest.fixture
def bo(engine, note_id, village) -> Writer:
    return Writer(engine, note_id, village.bo)


def manuscript(session) -> Manuscript:
    (found,) = rows(session, Manuscript)
    return found


def test_a_manuscript_is_begun_once_and_its_history_says_by_whom(begun, village, session):
    begun(by_id=village.anne.id)
    begun(line("Andre ord."), by_id=village.bo.id)
    assert sentences(manuscript(session).document) == [COFFEE.sentence, TEA.sentence]
    assert [(each.happened, each.who_id) for each in rows(session, HistoryEntry)] == [("begun", village.anne.id)]


def test_a_line_is_kept_with_who_wrote_it_and_when(anne, note_id, session):
    later(minutes=5)
    assert anne.line("te", "Du må få te.", was=TEA.sentence) == "te"
    kept = manuscript(session)
    assert sentences(kept.document) == [COFFEE.sentence, "Du må få te."]
    assert [each.changed_by for each in kept.document.lines] == [None, anne.by_id]
    assert (kept.changed_at, kept.changed_by_id) == (clock.now(), anne.by_id)
    assert kept.document.lines[0] == COFFEE and kept.document.lines[1].picture == "tea"


def test_saying_the_same_changes_nothing(anne, session):
    before = manuscript(session).changed_at
    later(minutes=5)
    anne.line("te", TEA.sentence, was="Andre ord.")
    anne.do(line_actions.write_title, "Kaffe", was="Te")
    assert manuscript(session).changed_at == before and not manuscript(session).writers


def test_two_who_write_different_lines_do_not_disturb_each_other(anne, bo, note_id, session):
    anne.line("te", "Du må få te.", was=TEA.sentence)
    bo.line("kaffe", "Jeg drikker vand.", was=COFFEE.sentence)
    anne.do(line_actions.write_title, "Drikke", was="Kaffe")
    assert words_now(session, note_id).title == "Drikke"
    assert sentences(words_now(session, note_id)) == ["Jeg drikker vand.", "Du må få te."]


@pytest.mark.parametrize("do", ["", "ny", "del", "brug 0 2 Vi"])
def test_the_second_to_write_a_line_is_told_and_nothing_is_changed(anne, bo, note_id, session, do):
    anne.line("te", "Annes ord.", was=TEA.sentence)
    with pytest.raises(Clash) as clash:
        bo.line("te", "Bos ord.", was=TEA.sentence, do=do)
    told = clash.value
    assert (told.line_id, told.mine.sentence) == ("te", "Bos ord.")
    assert (told.stored.sentence, told.stored.changed_by) == ("Annes ord.", anne.by_id)
    assert sentences(words_now(session, note_id)) == [COFFEE.sentence, "Annes ord."]
    bo.line("te", "Bos ord.", was="Annes ord.")
    assert sentences(words_now(session, note_id))[1] == "Bos ord."


def test_who_changes_nothing_does_not_clash_and_presses_the_button_on_what_is_there(anne, bo, note_id, session):
    anne.line("te", "Annes ord.", was=TEA.sentence)
    bo.line("te", TEA.sentence, was=TEA.sentence, do="op")
    assert sentences(words_now(session, note_id)) == ["Annes ord.", COFFEE.sentence]
    bo.line("te", TEA.sentence, was=TEA.sentence, do="del", both=("Du må.", "Få te."))
    assert sentences(words_now(session, note_id)) == ["Annes ord.", COFFEE.sentence]


def test_the_second_to_write_the_title_is_told(anne, bo, session):
    anne.do(line_actions.write_title, "Annes", was="Kaffe")
    with pytest.raises(Clash) as clash:
        bo.do(line_actions.write_title, "Bos", was="Kaffe")
    assert (clash.value.line_id, clash.value.stored.sentence, clash.value.stored.changed_by) == (
        "", "Annes", anne.by_id,
    )  # fmt: skip
    assert manuscript(session).title == "Annes"


def test_an_answer_is_kept_and_can_clash_too(begun, engine, village, session):
    number = begun(COFFEE, line("Må jeg?", QUESTION, "q", answer=None))
    anne, bo = Writer(engine, number, village.anne), Writer(engine, number, village.bo)
    anne.line("q", "Må jeg?", was="Må jeg?", answer=True)
    with pytest.raises(Clash) as clash:
        bo.line("q", "Må jeg?", was="Må jeg?", answer=False)
    assert (clash.value.stored.answer, clash.value.mine.answer) == (True, False)
    bo.line("q", "Må jeg nu?", was="Må jeg?")  # the other has answered, and that stays
    kept = words_now(session, number).line("q")
    assert (kept.sentence, kept.answer) == ("Må jeg nu?", True)


def test_better_words_are_put_in_with_what_was_typed(anne, note_id, session):
    anne.line("te", "Du må gerne få kold te.", was=TEA.sentence, do="brug 6 11 altid")
    assert sentences(words_now(session, note_id))[1] == "Du må altid få kold te."


def test_a_line_is_cut_where_the_cursor_stood(anne, note_id, session):
    new = anne.line("te", "Du må få te. Og kage.", was=TEA.sentence, do="del", both=("Du må få te.", "Og kage."))
    assert sentences(words_now(session, note_id)) == [COFFEE.sentence, "Du må få te.", "Og kage."]
    assert words_now(session, note_id).lines[2].id == new


def test_a_new_line_is_added_until_the_text_is_full(anne, note_id, session, monkeypatch):
    new = anne.do(line_actions.add_line, "why", PARTS, after="kaffe")
    assert [each.id for each in words_now(session, note_id).lines] == ["kaffe", new, "te"]
    monkeypatch.setattr(rules, "MOST_LINES", 3)
    with pytest.raises(Refused, match="for lang"):
        anne.do(line_actions.add_line, "line", PARTS, after="")
    anne.line("te", "Te.", was=TEA.sentence)  # what is there can still be written


# --- deleting -----------------------------------------------------------------------------------------------------


def test_deleting_is_undone_one_by_one_in_turn(anne, note_id, session):
    anne.delete(TEA)
    anne.delete(COFFEE)
    assert sentences(words_now(session, note_id)) == []
    assert anne.put_back() == "kaffe"
    assert anne.put_back() == "te"
    assert words_now(session, note_id).lines == (COFFEE, TEA)
    with pytest.raises(Refused, match="Alle linjer er her"):
        anne.put_back()


@on_sqlite
def test_the_last_ten_deletions_can_be_undone(begun, engine, village, session):
    lines = [line(f"Linje {n}.", name=f"l{n}") for n in range(12)]
    anne = Writer(engine, begun(*lines), village.anne)
    for each in lines:
        anne.delete(each)
    for _time in range(line_actions.UNDO_KEPT):
        anne.put_back()
    assert sentences(words_now(session, anne.note_id)) == [each.sentence for each in lines[2:]]
    with pytest.raises(Refused):
        anne.put_back()


def test_what_has_no_room_any_more_is_told_and_stays_among_the_deleted(begun, engine, village, session):
    why = line("Derfor.", WHY, "w")
    anne = Writer(engine, begun(COFFEE, why), village.anne)
    anne.delete(why)
    anne.line("kaffe", COFFEE.sentence, was=COFFEE.sentence, do="ny why")
    with pytest.raises(Refused, match="Skriv den igen"):
        anne.put_back()
    assert len(manuscript(session).deletions) == 1


def test_deleting_what_is_deleted_is_done_already(anne, bo, note_id, session):
    anne.delete(TEA)
    assert bo.delete(TEA) == ""
    assert sentences(words_now(session, note_id)) == [COFFEE.sentence]


def test_words_written_in_a_deleted_line_are_told_and_can_be_put_in_again(anne, bo, note_id, session):
    anne.delete(TEA)
    for typed in (
        lambda: bo.line("te", "Bos te.", was=TEA.sentence),
        lambda: bo.line("te", "Bos te.", was="x", do="slet"),
    ):
        with pytest.raises(Clash) as clash:
            typed()
        assert clash.value.stored is None and clash.value.mine.sentence == "Bos te."
    mine = replace(TEA, sentence="Bos te.")
    assert bo.do(line_actions.write_again, mine, PARTS) == "te"
    assert words_now(session, note_id).lines == (COFFEE, mine)
    assert manuscript(session).deletions == ()
    bo.do(line_actions.write_again, replace(TEA, sentence="Sendt to gange."), PARTS)
    assert words_now(session, note_id).lines == (COFFEE, mine)


# --- pictures, words, who is here ---------------------------------------------------------------------------------


def test_a_picture_is_set_on_a_line_and_on_the_title_and_taken_away(anne, note_id, session):
    anne.do(actions.set_picture, "te", "cake")
    anne.do(actions.set_picture, "", "tea")
    assert (words_now(session, note_id).picture, words_now(session, note_id).line("te").picture) == ("tea", "cake")
    anne.do(actions.set_picture, "te", None)
    assert words_now(session, note_id).line("te").picture is None
    with pytest.raises(Refused, match="Linjen er slettet"):
        anne.do(actions.set_picture, "gone", "tea")


def test_a_word_is_explained_once_and_can_be_explained_anew(village, engine, session):
    with writing(engine) as begun:
        actions.explain(begun, "samovar", "En kande til te.", by_id=village.anne.id, moment=clock.now())
    later(minutes=1)
    with writing(engine) as begun:
        actions.explain(begun, "samovar", "En stor kande til te.", by_id=village.bo.id, moment=clock.now())
    (word,) = rows(session, HouseWord)
    assert (word.explanation, word.made_by_id, word.made_at) == (
        "En stor kande til te.", village.bo.id, clock.now(),
    )  # fmt: skip


def test_who_has_just_written_writes_here_too_for_ten_minutes(anne, bo, session):
    assert not queries.writes_now(manuscript(session), anne.by_id, clock.now())
    anne.line("te", "Te.", was=TEA.sentence)
    bo.line("kaffe", "Kaffe.", was=COFFEE.sentence)
    kept = manuscript(session)
    assert queries.others_writing_in(session, kept, anne.by_id, clock.now()) == ["Bo"]
    assert queries.others_writing_in(session, kept, bo.by_id, clock.now()) == ["Anne"]
    assert queries.writes_now(kept, anne.by_id, clock.now())
    later(minutes=11)
    assert queries.others_writing_in(session, kept, anne.by_id, clock.now()) == []
    assert not queries.writes_now(kept, anne.by_id, clock.now())


def test_writing_calls_a_planned_publishing_off(anne, engine, note_id, session):
    at = clock.now().replace(hour=18)
    anne.do(actions.plan, at, hard_because="Loven siger det.")
    anne.line("te", "Te.", was=TEA.sentence)
    assert (manuscript(session).publish_at, manuscript(session).hard_because) == (None, "")
    assert [each.happened for each in rows(session, HistoryEntry)] == ["begun", "planned", "not planned"]


def test_a_manuscript_that_is_gone_says_so(anne, note_id, engine, notes, village):
    with writing(engine) as session:
        actions.publish(session, notes, actions.held(session, NOTE, note_id), by_id=village.anne.id, moment=clock.now())
    with pytest.raises(Closed, match="Kladden er væk"):
        anne.line("te", "Te.", was=TEA.sentence)


def test_a_document_that_is_kept_is_the_same_when_it_is_read(begun, session):
    text = Document(
        "Kaffe", "coffee", (COFFEE, line("Må jeg?", QUESTION, "q", answer=False, source=7, picture="foto:a"))
    )
    number = begun(*text.lines)
    assert words_now(session, number) == text
    assert rows(session, HistoryEntry)[0].happened is Happened.BEGUN
