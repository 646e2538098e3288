import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.speech.tokens import LONGEST_TOKEN, BadToken, Sealer

SENTENCE = "Torsdag den 3. december spiser vi sammen."
SEALER = Sealer("a secret")


def test_a_sealed_sentence_opens_again() -> None:
    assert SEALER.open(SEALER.seal("da", [SENTENCE])) == ("da", (SENTENCE,))


def test_several_sentences_stay_apart() -> None:
    assert SEALER.open(SEALER.seal("en", ["One.", "", "Two."])) == ("en", ("One.", "", "Two."))


@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=5))
def test_any_text_can_be_sealed(sentences: list[str]) -> None:
    _, opened = SEALER.open(SEALER.seal("da", sentences))
    assert opened == tuple(sentence.replace("\n", " ") for sentence in sentences)


def test_the_same_text_has_the_same_address_after_a_restart() -> None:
    assert Sealer("a secret").seal("da", [SENTENCE]) == SEALER.seal("da", [SENTENCE])


def test_every_text_language_and_secret_has_its_own_address() -> None:
    tokens = {
        SEALER.seal("da", [SENTENCE]),
        SEALER.seal("en", [SENTENCE]),
        SEALER.seal("da", [SENTENCE, ""]),
        Sealer("another secret").seal("da", [SENTENCE]),
    }
    assert len(tokens) == 4


def test_a_token_is_safe_in_an_address_and_shows_no_text() -> None:
    token = SEALER.seal("da", [SENTENCE * 5])
    assert token.replace("-", "").replace("_", "").isalnum()
    assert token.isascii()
    assert "Torsdag" not in token


def test_a_page_of_text_is_packed() -> None:
    page = [f"{SENTENCE} {number}" for number in range(40)]
    assert len(SEALER.seal("da", page)) < len("\n".join(page)) / 2


def test_a_token_of_another_site_is_refused() -> None:
    with pytest.raises(BadToken):
        Sealer("another secret").open(SEALER.seal("da", [SENTENCE]))


@pytest.mark.parametrize("token", ["", "A", "AAAA", "hej", "æøå", "A" * 64, "../../etc/passwd", "=" * 24, "\0"])
def test_what_is_not_a_token_is_refused(token: str) -> None:
    with pytest.raises(BadToken):
        SEALER.open(token)


def test_a_token_that_was_changed_or_cut_is_refused() -> None:
    token = SEALER.seal("da", [SENTENCE])
    for place in range(len(token) - 1):
        with pytest.raises(BadToken):
            SEALER.open(token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :])
        with pytest.raises(BadToken):
            SEALER.open(token[:place])


def test_an_overlong_token_is_refused() -> None:
    with pytest.raises(BadToken):
        SEALER.open("A" * (LONGEST_TOKEN + 1))
