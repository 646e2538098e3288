"""What the editor says about a text: beside the line it is about, in one breath, with what can be done at once."""

import pytest

from portal.easyread.report import Audience
from portal.publishing.checking import Look, Remark, look
from portal.publishing.kinds import Fault
from portal.publishing.rules import Document, DraftLine
from tests.publishing.notes import QUESTION, line

EASY = line("Jeg drikker kaffe klokken 9.", name="easy", picture="coffee")


def looked_at(
    *lines: DraftLine, title: str = "Kaffe", faults: tuple[Fault, ...] = (), known: tuple[str, ...] = ()
) -> Look:
    return look(Document(title, None, lines), Audience.RESIDENT, faults, names=("Maja",), known=known)


def remarks_on(sentence: str, **more) -> tuple[Remark, ...]:
    return tuple(looked_at(line(sentence, name="x"), **more).remarks("x"))


def test_an_easy_text_is_left_alone():
    found = looked_at(EASY)
    assert (found.remarks("easy"), found.in_the_way, found.first_in_the_way) == ((), 0, "")


def test_all_that_is_said_of_the_same_words_is_one_remark():
    found = {remark.words: remark for remark in remarks_on("Kom til kaffe jf. reglen.")}
    remark = found["jf."]
    assert remark.level == "error" and len(remark.reasons) > 1
    assert remark.says[0] == "er en forkortelse. Skriv hele ordet."
    assert (remark.start, remark.end) == (14, 17)


def test_errors_stand_before_advice():
    levels = [remark.level for remark in remarks_on("Jeg kan evt. komme i weekenden, hvis det er muligt for Bo.")]
    assert levels == sorted(levels) and "error" in levels


@pytest.mark.parametrize(
    ("sentence", "words", "better"),
    [
        ("Man kan drikke kaffe.", "Man", ("Du", "Vi")),
        ("Kom kl. 16 i dag.", "kl. 16", ("klokken 16",)),  # a time keeps its figures
        ("Ring evt. til Bo.", "evt.", ("måske",)),
    ],
)
def test_better_words_can_stand_where_the_hard_ones_stand(sentence, words, better):
    (remark,) = [each for each in remarks_on(sentence) if each.words == words]
    assert remark.better[: len(better)] == better


def test_a_long_sentence_has_no_words_to_point_at_but_can_be_cut():
    long = "Jeg drikker kaffe med Maja og Bo i køkkenet hver eneste dag klokken 9 og klokken 15 i stuen."
    (first, *_rest) = remarks_on(long)
    assert (first.words, first.is_long, first.level) == ("", True, "error")


def test_a_rare_word_can_be_explained_and_is_known_from_then_on():
    (remark,) = [each for each in remarks_on("Vi har en samovar.") if each.explain]
    assert (remark.words, remark.explain) == ("samovar", "samovar")
    assert not [each for each in remarks_on("Vi har en samovar.", known=("samovar",)) if each.explain]


def test_a_fault_stands_at_its_line_and_in_the_way():
    found = looked_at(
        EASY, line("Må jeg?", QUESTION, "q"), faults=(Fault("q", "Vælg svaret."), Fault("", "Giv den et navn."))
    )
    assert found.remarks("q")[0].reasons == ("Vælg svaret.",)
    assert found.remarks("")[0].level == "error"
    assert (found.in_the_way, found.language_errors, found.first_in_the_way) == (2, 0, "")


def test_the_first_line_with_an_error_is_found():
    found = looked_at(EASY, line("Kaffen drikkes nu.", name="hard"), line("Teen drikkes nu.", name="harder"))
    assert (found.first_in_the_way, found.in_the_way) == ("hard", 2)


def test_a_hard_title_is_told_at_the_title_and_a_hard_page_at_the_page():
    found = looked_at(*(line(f"Kommunens sagsbehandlere vurderer støtten {n}.", name=str(n)) for n in range(8)))
    assert found.page and not found.page[0].words
    assert looked_at(EASY, title="Jf. kaffe").remarks("")[0].words == "Jf."


def test_the_meters_count_what_readers_meet():
    found = looked_at(
        EASY,
        line("Vi har en samovar.", name="rare"),
        line("?", name="signs"),
        line("", name="empty", picture="tea"),
    ).meters
    assert (found.with_words, found.with_sound, found.without_picture, found.hard_words) == (3, 2, 2, 1)
    assert found.lix is None and looked_at(*(line(f"Vi ser en stor kat nummer {n}.") for n in range(9))).meters.lix == 6
    assert (found.longest, found.most_words, found.most_lix) == (4, 12, 24)
    assert look(Document("", None, ()), Audience.CATALOGUE, (), names=(), known=()).meters.most_lix == 30
