import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.speech import danish
from portal.speech.danish import spoken
from portal.speech.spoken import Spoken, plain

TABLE = Path(__file__).with_name("spoken-danish.tsv")
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
ODD_TEXTS = {
    "nothing": "",
    "spaces": " \n\t ",
    "emoji": "🍽️👩‍🦽🇩🇰",
    "right to left": "\u202eمرحبا\u200f kl. 9",
    "nul": "kl.\x00 9\x00",
    "half a character": "kl. 9 \ud83c og \udf7d",
    "decomposed": unicodedata.normalize("NFD", "Ærø på Åsgård kl. 9"),
    "soft hyphen": "fælles\u00adspisning",
    "other figures": "٣ ४ 𝟘",
    "many letters": "a" * 10_000,
    "many figures": "9" * 10_000,
    "many dots": "1." * 5_000,
    "many dashes": "1-" * 5_000,
    "many addresses": "a@a." * 2_500,
    "many words": "Vi ses kl. 9 " * 770,
}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
LIKELY_TEXT = st.lists(
    st.sampled_from(
        ["kl.", "1", "16.30", "3/12", "-", " ", " ", "kr.", ".", ",", "½", "den ", "æg", "🍽️", "112", "%", "@"]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(("shown", "said"), ROWS, ids=[shown for shown, _ in ROWS])
def test_the_table_of_spoken_danish_is_right(shown: str, said: str) -> None:
    assert spoken(shown).text == said


@pytest.mark.parametrize("shown", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_texts_are_spoken_without_a_fault(shown: str) -> None:
    assert_is_well_formed(spoken(shown))
    assert_is_well_formed(plain(shown))


@given(ANY_TEXT)
def test_any_text_is_mapped_from_end_to_end(shown: str) -> None:
    assert_is_well_formed(spoken(shown))
    assert_is_well_formed(plain(shown))


@given(LIKELY_TEXT)
def test_likely_text_is_mapped_from_end_to_end(shown: str) -> None:
    assert_is_well_formed(spoken(shown))


@given(ANY_TEXT | LIKELY_TEXT)
def test_no_figure_is_left_for_the_voice_to_read(shown: str) -> None:
    assert not any(c in "0123456789" for c in spoken(shown).text)


@given(ANY_TEXT)
def test_the_same_letters_in_another_unicode_form_are_spoken_the_same(shown: str) -> None:
    assert spoken(unicodedata.normalize("NFD", shown)) == spoken(unicodedata.normalize("NFC", shown))


def assert_is_well_formed(spoken: Spoken) -> None:
    heard = seen = 0
    for segment in spoken.segments:
        assert (segment.start, segment.shown_start) == (heard, seen)
        assert segment.end >= heard
        assert segment.shown_end > seen
        heard, seen = segment.end, segment.shown_end
    assert (heard, seen) == (len(spoken.text), len(spoken.shown))
    assert spoken.text == " ".join(spoken.text.split())
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Cf", "So") for c in spoken.text)

    reached = 0
    in_utf_16 = spoken.shown.encode("utf-16-le", "surrogatepass")
    for word in spoken.shown_words((place, 1, place) for place in range(0, len(spoken.text), 7)):
        assert word.start >= reached
        assert word.length > 0
        reached = word.start + word.length
        shown = in_utf_16[2 * word.start : 2 * reached].decode("utf-16-le", "surrogatepass")
        assert shown == shown.strip()
    assert reached <= len(in_utf_16) // 2


def words_when_all_are_heard(shown: str) -> list[str]:
    """The shown words in the order in which a voice that reports every word would mark them."""
    said = spoken(shown)
    starts = [place for place in range(len(said.text)) if place == 0 or said.text[place - 1] == " "]
    in_utf_16 = said.shown.encode("utf-16-le")
    return [
        in_utf_16[2 * word.start : 2 * (word.start + word.length)].decode("utf-16-le")
        for word in said.shown_words((place, 1, 0) for place in starts)
    ]


def test_every_shown_word_is_marked_once_and_whole() -> None:
    assert words_when_all_are_heard("🍽️ Torsdag den 3. december kl. 16.30-18.00 spiser vi »grød« – for 45 kr.") == [
        "Torsdag",
        "den",
        "3.",
        "december",
        "kl. 16.30-18.00",
        "spiser",
        "vi",
        "»grød«",
        "–",
        "for",
        "45 kr.",
    ]


def test_a_place_outside_the_spoken_text_marks_nothing() -> None:
    assert spoken("Hej").shown_words([(-1, 1, 0), (3, 1, 5)]) == ()
    assert spoken("").shown_words([(0, 1, 0)]) == ()


def test_an_emoji_or_a_dash_alone_is_silent() -> None:
    assert spoken("🍽️").is_silent
    assert spoken(" – … ").is_silent
    assert not spoken("5").is_silent


def test_english_keeps_its_figures_for_the_english_voice() -> None:
    assert plain('Dinner 🍽️ is at "16:30".').text == "Dinner is at 16:30."


def test_each_line_of_the_lexicon_says_something_new() -> None:
    rows = [line.split("\t") for line in danish.LEXICON_FILE.read_text("utf-8").splitlines() if line[:1] != "#"]
    assert all(len(row) == 2 and row[0] != row[1] for row in rows)
    assert len({shown.lower() for shown, _ in rows}) == len(rows)
    assert all(spoken(f"a {shown} b").text == f"a {said} b" for shown, said in rows)
