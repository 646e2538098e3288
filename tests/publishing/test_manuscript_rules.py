"""What can be done to a manuscript's lines: what belongs together stays together, and nothing is lost."""

from dataclasses import replace

import pytest

from portal.publishing import pressing, rules
from portal.publishing.pressing import Button
from portal.publishing.rules import Document, Removed
from tests.publishing.notes import HEADING, LINE, PARTS, QUESTION, WHY, line

# Lines as letters: A, B, C stand alone, a1 and a2 belong to A.
A, B, C = (line(f"{name}.", name=name) for name in "ABC")
A1, A2 = line("a1.", WHY, "a1"), line("a2.", QUESTION, "a2", answer=True)
B1 = line("b1.", WHY, "b1")
TEXT = Document("Titel", None, (A, A1, A2, B, B1, C))


def names(document: Document) -> str:
    return " ".join(each.id for each in document.lines)


@pytest.mark.parametrize(
    ("moved", "by", "order"),
    [
        ("A", -1, "A a1 a2 B b1 C"),  # first already
        ("A", 1, "B b1 A a1 a2 C"),
        ("B", -1, "B b1 A a1 a2 C"),
        ("B", 1, "A a1 a2 C B b1"),
        ("C", -1, "A a1 a2 C B b1"),
        ("C", 1, "A a1 a2 B b1 C"),  # last already
        ("a1", 1, "A a1 a2 B b1 C"),  # what belongs to a line stays with it
        ("b1", -1, "A a1 a2 B b1 C"),
    ],
)
def test_a_line_moves_with_what_belongs_to_it(moved, by, order):
    assert names(rules.moved(TEXT, moved, by, PARTS)) == order


def test_a_line_that_is_not_there_cannot_be_moved_or_deleted():
    for do in (lambda: rules.moved(TEXT, "D", 1, PARTS), lambda: rules.deleted(TEXT, "D", PARTS)):
        with pytest.raises(KeyError):
            do()


@pytest.mark.parametrize(
    ("deleted", "left", "taken", "at", "head"),
    [
        ("A", "B b1 C", "A a1 a2", 0, ""),
        ("a1", "A a2 B b1 C", "a1", 1, "A"),
        ("a2", "A a1 B b1 C", "a2", 2, "A"),
        ("B", "A a1 a2 C", "B b1", 3, ""),
        ("C", "A a1 a2 B b1", "C", 5, ""),
    ],
)
def test_deleting_takes_what_belongs_along_and_can_be_undone(deleted, left, taken, at, head):
    shorter, removed = rules.deleted(TEXT, deleted, PARTS)
    assert names(shorter) == left
    assert (" ".join(each.id for each in removed.lines), removed.at, removed.head) == (taken, at, head)
    assert rules.put_back(shorter, removed, PARTS) == TEXT
    assert rules.put_back(TEXT, removed, PARTS) == TEXT  # twice is once


@pytest.mark.parametrize(
    ("now", "order"),
    [
        ((A, A1, A2, C), "A a1 a2 B b1 C"),
        ((A, A1, C), "A a1 C B b1"),  # where it stood is past C now
        ((A, A1, A2, B1), "A a1 a2 b1 B b1x"),  # never between a line and what belongs to it
        ((), "B b1"),
    ],
)
def test_lines_come_back_between_blocks_whatever_happened_meanwhile(now, order):
    again = replace(B1, id="b1x") if B1 in now else B1
    back = rules.put_back(Document("", None, now), Removed((B, again), 3), PARTS)
    assert back is not None and names(back) == order


@pytest.mark.parametrize("now", [(B, B1), (A, line("ny", WHY, "other"), B)], ids=["its line is gone", "another came"])
def test_what_belonged_to_a_line_comes_back_only_where_there_is_room(now):
    assert rules.put_back(Document("", None, now), Removed((A1,), 1, "A"), PARTS) is None


@pytest.mark.parametrize(
    ("part", "after", "order"),
    [
        (LINE, "", "A a1 a2 B b1 C new"),
        (LINE, "A", "A a1 a2 new B b1 C"),
        (LINE, "a1", "A a1 a2 new B b1 C"),  # never between a line and what belongs to it
        (HEADING, "B", "A a1 a2 B b1 new C"),
        (WHY, "C", "A a1 a2 B b1 C new"),
        (WHY, "", "A a1 a2 B b1 C new"),  # the last line's
        (QUESTION, "B", "A a1 a2 B b1 new C"),
        (QUESTION, "b1", "A a1 a2 B b1 new C"),
        (WHY, "A", "A a1 a2 B b1 C"),  # there already
        (LINE, "gone", "A a1 a2 B b1 C new"),
    ],
)
def test_a_new_line_stands_where_it_belongs(part, after, order):
    assert names(rules.added(TEXT, line("", part, "new"), PARTS, after=after)) == order


def test_parts_stand_in_their_order_inside_a_block():
    only_question = Document("", None, (A, A2))
    assert names(rules.added(only_question, line("", WHY, "new"), PARTS, after="A")) == "A new a2"


def test_what_belongs_to_a_line_needs_one():
    nothing = Document("", None, ())
    assert rules.added(nothing, line("", WHY), PARTS) == nothing
    only_heading = Document("", None, (line("Før", HEADING, "h"),))
    assert rules.added(only_heading, line("", WHY), PARTS, after="h") == only_heading


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("Jeg går ud. Jeg går hjem.", ("Jeg går ud.", "Jeg går hjem.")),
        ("Jeg går ud, når det er sent.", ("Jeg går ud.", "Når det er sent.")),
        ("Jeg skruer ned, og så går jeg ud.", ("Jeg skruer ned.", "Så går jeg ud.")),
        ("Jeg ringer til Anne og siger det.", ("Jeg ringer til Anne.", "Siger det.")),
        ("Hvem kommer? Det gør Bo.", ("Hvem kommer?", "Det gør Bo.")),
        ("Jeg går ud.", None),
        ("og", None),
        ("", None),
        (", og", None),
    ],
)
def test_a_sentence_is_cut_where_it_falls_apart(sentence, both):
    assert rules.halves(sentence) == both


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("Jeg går ud", "og jeg går hjem.", ("Jeg går ud.", "Jeg går hjem.")),
        ("Jeg går ud!", " så kommer Bo", ("Jeg går ud!", "Så kommer Bo")),
        ("Jeg går ud,", "så jeg kan sove", ("Jeg går ud.", "Jeg kan sove")),
        ("Jeg", "går ud.", ("Jeg.", "Går ud.")),
        ("", "Jeg går ud.", None),
        ("Jeg går ud.", " ", None),
        ("Jeg går ud", ".", None),
    ],
)
def test_a_sentence_is_cut_where_the_cursor_stands(before, after, both):
    assert rules.cut(before, after) == both


def test_the_second_half_comes_after_what_belongs_to_the_first():
    long = replace(A, sentence="Jeg går ud. Jeg går hjem.", picture="walk")
    text = replace(TEXT, lines=(long, *TEXT.lines[1:]))
    halved, second = rules.split(text, "A", PARTS)
    assert names(halved) == f"A a1 a2 {second} B b1 C"
    assert [(each.sentence, each.picture) for each in (halved.lines[0], halved.lines[3])] == [
        ("Jeg går ud.", "walk"), ("Jeg går hjem.", "walk"),
    ]  # fmt: skip
    assert rules.split(text, "A", PARTS, both=("Jeg går.", "Ud."))[0].lines[3].sentence == "Ud."


@pytest.mark.parametrize("name", ["A", "a1", "gone"])
def test_what_cannot_be_cut_stays_as_it_was(name):
    assert rules.split(TEXT, name, PARTS) == (TEXT, "")


@pytest.mark.parametrize(
    ("stored", "was", "typed", "clash"),
    [
        ("a", "a", "a", False),
        ("a", "a", "b", False),  # nobody else has been here
        ("b", "a", "b", False),  # both say the same
        ("b", "a", "a", False),  # I have changed nothing
        ("b", "a", "c", True),
        ("", "a", "c", True),
        ("a", "", "a", False),  # sent twice
        (None, True, False, True),
    ],
)
def test_two_who_write_clash_only_when_they_say_different_things(stored, was, typed, clash):
    assert rules.is_clash(stored, was, typed) is clash


def test_a_fingerprint_is_of_what_readers_meet():
    assert rules.fingerprint(TEXT) == rules.fingerprint(replace(TEXT, lines=tuple(
        replace(each, id=f"x{each.id}", changed_by=7, source=3) for each in TEXT.lines
    )))  # fmt: skip
    others = [replace(TEXT, title="x"), replace(TEXT, picture="tea"), replace(TEXT, lines=TEXT.lines[::-1])]
    others += [rules.changed(TEXT, replace(A2, answer=False)), rules.changed(TEXT, replace(A, picture="tea"))]
    assert len({rules.fingerprint(each) for each in (TEXT, *others)}) == len(others) + 1


def test_a_copy_is_new_lines_without_photos_of_somebody_else():
    text = Document("T", "foto:a.webp", (replace(A, picture="foto:b.webp", source=9), replace(A2, picture="tea")))
    copy = rules.fresh(text, photos=False)
    assert (copy.picture, [(each.picture, each.source, each.answer) for each in copy.lines]) == (
        None, [(None, None, None), ("tea", None, True)],
    )  # fmt: skip
    assert not {each.id for each in copy.lines} & {each.id for each in text.lines}
    assert [each.picture for each in rules.fresh(text, photos=True).lines] == ["foto:b.webp", "tea"]


# --- buttons ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "button"),
    [
        ("", Button()),
        ("op", Button("op")),
        ("ny", Button("ny")),
        ("ny why", Button("ny", part="why")),
        ("brug 4 7 om dagen", Button("brug", start=4, end=7, better="om dagen")),
        ("brug x -1", Button("brug")),
        ("brug 99999 2 om", Button("brug", end=2, better="om")),
        ("brug", Button("brug")),
        ("sluk alt", Button()),
    ],
)
def test_a_button_says_what_it_does_and_an_unknown_one_does_nothing(value, button):
    assert Button.read(value, both=("x", "y")) == button


@pytest.mark.parametrize(
    ("do", "on", "goes_on_at", "order"),
    [
        ("op", "B", "B", "B b1 A a1 a2 C"),
        ("ned", "B", "B", "A a1 a2 C B b1"),
        ("del", "A", "A", "A a1 a2 B b1 C"),
        ("slet", "A", "B", "B b1 C"),
        ("slet", "C", "b1", "A a1 a2 B b1"),
        ("slet", "a1", "a2", "A a2 B b1 C"),
        ("ny why", "A", "a1", "A a1 a2 B b1 C"),
        ("", "C", "C", "A a1 a2 B b1 C"),
    ],
)
def test_writing_goes_on_in_the_right_line(do, on, goes_on_at, order):
    outcome = pressing.pressed(TEXT, on, Button.read(do), PARTS)
    assert (outcome.line_id, names(outcome.document)) == (goes_on_at, order)


def test_a_new_line_is_gone_on_with_and_the_last_one_deleted_leaves_nowhere():
    outcome = pressing.pressed(TEXT, "A", Button.read("ny"), PARTS)
    assert outcome.document.lines[3].id == outcome.line_id
    assert pressing.pressed(Document("", None, (A,)), "A", Button.read("slet"), PARTS).line_id == ""


@pytest.mark.parametrize(
    ("sentence", "seen", "value", "better"),
    [
        ("Kom jf. reglen.", "Kom jf. reglen.", "brug 4 7 efter", "Kom efter reglen."),
        ("Jf. reglen.", "Jf. reglen.", "brug 0 3 efter", "Efter reglen."),
        ("Kom jf. loven.", "Kom jf. reglen.", "brug 4 7 efter", "Kom efter loven."),  # the rest may be other words
        ("Nu jf. reglen.", "Kom jf. reglen.", "brug 4 7 efter", "Nu jf. reglen."),  # the stretch may not
        ("Kom jf. reglen.", "Kom jf. reglen.", "brug 4 4 efter", "Kom jf. reglen."),
        ("Kom jf. reglen.", "Kom jf. reglen.", "brug 4 7 ", "Kom jf. reglen."),
        ("Kom jf. reglen.", "Kom jf. reglen.", "op", "Kom jf. reglen."),
    ],
)
def test_better_words_stand_exactly_where_the_hard_ones_stood(sentence, seen, value, better):
    assert pressing.with_better_words(sentence, seen, Button.read(value)) == better


def test_a_line_deleted_while_it_was_written_comes_back_with_the_words_and_what_belonged_to_it():
    shorter, removed = rules.deleted(TEXT, "A", PARTS)
    mine = line("Mine ord.", name="A")
    outcome = pressing.again(shorter, mine, (removed,), PARTS)
    assert names(outcome.document) == "A a1 a2 B b1 C" and outcome.document.lines[0].sentence == "Mine ord."
    assert (outcome.line_id, outcome.removed) == ("A", removed)


def test_words_whose_line_is_forgotten_become_a_line_of_their_own():
    shorter, removed = rules.deleted(TEXT, "a1", PARTS)
    for known, now in (((), shorter), ((removed,), Document("", None, (B,)))):
        outcome = pressing.again(now, line("Mine ord.", WHY, "a1"), known, PARTS)
        assert outcome.document.lines[-1].sentence == "Mine ord." and outcome.document.lines[-1].part == "line"
        assert outcome.line_id == outcome.document.lines[-1].id
