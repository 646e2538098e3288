"""A house says some words its own way; every other word and every other sentence stays as it was."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.speech.danish import corrected_in, spoken
from portal.speech.rules import as_word, sentence_key, words_in
from portal.speech.store import SoundStore
from tests.speech.test_sound_store import shown_words
from tests.speech.test_spoken_danish import ANY_TEXT, LIKELY_TEXT, assert_is_well_formed

HOUSE = {
    "ågården": "å goren",
    "kl.": "klokkeslæt",
    "3f": "tre æf",
    "cykling uden alder": "cykling uten alder",
    "c++": "se",
}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Vi bor i Ågården.", "Vi bor i å goren."),
        ("ÅGÅRDEN 29", "å goren niogtyve"),
        ("Kl. 16.30 ses vi.", "klokkeslæt seksten tredive ses vi."),  # it beats the lexicon and the figures
        ("Spørg 3F.", "Spørg tre æf."),
        ("Cykling uden Alder kører.", "cykling uten alder kører."),
        ("Det er C++.", "Det er se."),
        ("ågårdens port", "ågårdens port"),  # only the whole word
        ("Skriv til ågården@ishoj.dk.", "Skriv til ågården snabel a ishoj punktum dk."),
    ],
)
def test_a_corrected_word_is_said_as_the_house_says_it(shown: str, said: str) -> None:
    assert spoken(shown, HOUSE).text == said


def test_the_shown_word_is_marked_while_the_correction_is_said() -> None:
    shown = "Vi bor i »Ågården« 🏠 sammen."
    said = spoken(shown, HOUSE)
    starts = [place for place in range(len(said.text)) if place == 0 or said.text[place - 1] == " "]
    words = said.shown_words((place, 1, place) for place in starts)
    assert shown_words(shown, words) == ["Vi", "bor", "i", "»Ågården«", "sammen."]


@given(ANY_TEXT | LIKELY_TEXT, st.dictionaries(st.text(min_size=1, max_size=9).map(as_word), st.just("noget andet")))
def test_any_correction_of_any_text_is_mapped_from_end_to_end(shown: str, corrections: dict[str, str]) -> None:
    assert_is_well_formed(spoken(shown, {word: said for word, said in corrections.items() if word}))


@pytest.mark.parametrize("shown", ["oſv", "onſ. d. 3/12", "1 mın.", "ca. 10 mİn. før", "Ågårdeñ"])
def test_letters_that_only_look_like_ours_are_no_fault(shown: str) -> None:
    assert_is_well_formed(spoken(shown, HOUSE | {"osv": "og så videre"}))


def test_both_unicode_forms_of_a_word_are_corrected() -> None:
    assert spoken(unicodedata.normalize("NFD", "Ågården"), HOUSE).text == "å goren"


# --- what is made anew ---------------------------------------------------------------------------------------


def test_only_sentences_with_the_word_are_rendered_anew(store: SoundStore) -> None:
    with_word, without = "Vi bor i Ågården.", "Vi ses i morgen."
    before = {sentence: store.sound("da", sentence).mp3 for sentence in (with_word, without)}
    assert store.sound("da", without, HOUSE).mp3 == before[without]
    assert store.sound("da", with_word, HOUSE).mp3 != before[with_word]
    assert store.sound("da", with_word, HOUSE | {"ro": "råå"}).mp3 == store.sound("da", with_word, HOUSE).mp3
    assert store.sound("da", with_word).mp3 == before[with_word]


def test_english_is_not_corrected(store: SoundStore) -> None:
    assert store.sound("en", "We live in Ågården.", HOUSE) == store.sound("en", "We live in Ågården.")


def test_words_that_only_stand_inside_others_do_not_matter() -> None:
    assert corrected_in("Jeg tror på det.", {"ro": "råå", "det": "de"}) == (("det", "de"),)


# --- words and sentences -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (" Ågården ", "ågården"),
        ("»Ågården«,", "ågården"),
        ("Ågården.", "ågården"),
        ("kl.", "kl."),
        ("(f.eks.)", "f.eks."),
        ("3F!", "3f"),
        ("Ærø-holdet", "ærø-holdet"),
        ("cykling  uden\talder", "cykling uden alder"),
        ("§", "§"),
        ("🍽️", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_word_is_kept_without_the_signs_around_it(typed: str, word: str) -> None:
    assert as_word(typed) == word


def test_the_words_of_a_sentence_are_offered_once_each() -> None:
    assert words_in("Mad er mad. Det siger »Anne« kl. 9 – 🍽️ hver dag.") == (
        "Mad", "er", "Det", "siger", "Anne", "kl.", "9", "hver", "dag",
    )  # fmt: skip
    assert words_in("🍽️ – …") == ()


def test_a_sentence_has_one_key_however_it_was_typed() -> None:
    key = sentence_key("Åse er på øen.")
    assert sentence_key(f"  {unicodedata.normalize('NFD', 'Åse er')}\tpå\u00ad øen. ") == key
    assert sentence_key("Åse er på øen!") != key


def test_every_word_that_is_offered_is_found_in_its_sentence() -> None:
    for sentence in Path("tests/easyread/everyday.txt").read_text("utf-8").splitlines()[:200]:
        for word in words_in(sentence):
            assert corrected_in(sentence, {as_word(word): "x"}), (sentence, word)
