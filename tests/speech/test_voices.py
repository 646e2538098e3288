"""The voices to choose among, and what the house's own voice changes."""

from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from portal.speech import loudness
from portal.speech.engine import VOICES, Engine
from portal.speech.house import House, Own
from portal.speech.rules import sentence_key
from portal.speech.speech import Speech
from portal.speech.store import SoundStore
from portal.speech.tokens import Sealer

SENTENCE = "Jeg holder ro efter klokken 22."
RECORDED = b"en stemme"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "stemmer")


@pytest.fixture
def speech(store: SoundStore, house: House) -> Speech:
    return Speech(Sealer("a secret"), store, house)


def of_its_own(speech: Speech, own: Own) -> Speech:
    """The same speech in a house that has this of its own."""
    return replace(speech, house=House(speech.house.folder, lambda: own))


@pytest.mark.parametrize("voice", ["da", "da-lys"])
def test_each_danish_voice_is_as_loud_as_the_other_and_never_clips(espeak: Engine, voice: str) -> None:
    samples = array("h", espeak.render(voice, "Torsdag er der fællesspisning, og alle er velkomne.").pcm)
    assert loudness.loudness(samples, 22_050) == pytest.approx(loudness.TARGET, abs=1)
    assert max(map(abs, samples)) < 32_767


def test_the_light_voice_is_another_and_tells_its_words_too(store: SoundStore) -> None:
    dark, light = store.sound("da", SENTENCE), store.sound("da-lys", SENTENCE)
    assert dark.mp3 != light.mp3
    assert [word[:2] for word in light.words] == [word[:2] for word in dark.words]


def test_a_trial_is_said_letter_by_letter_as_it_is_written(speech: Speech) -> None:
    corrected = of_its_own(speech, Own(corrections={"holder": "håller"}))
    token, _proof = corrected.trial("holder", "holder")
    voice, said = corrected.sealer.open(token)
    assert (VOICES[voice].reads, said) == ("", ("holder",))


def test_only_what_was_heard_can_be_proved(speech: Speech) -> None:
    _token, proof = speech.trial("holder", "håller")
    assert speech.was_heard(proof, "holder", "håller")
    assert not speech.was_heard(proof, "holder", "hålder")
    assert not speech.was_heard(proof, "folder", "håller")
    assert not speech.was_heard("", "holder", "håller")
    assert not speech.was_heard(speech.address("da", ["holder", "håller"]), "holder", "håller")


# --- editions ------------------------------------------------------------------------------------------------


def test_a_new_edition_gives_danish_sentences_new_addresses(speech: Speech, house: House) -> None:
    before = {voice: speech.address(voice, SENTENCE) for voice in ("da", "da-lys", "en")}
    house.renew()
    after = {voice: speech.address(voice, SENTENCE) for voice in ("da", "da-lys", "en")}
    assert before["da"] != after["da"] and before["da-lys"] != after["da-lys"]
    assert before["en"] == after["en"]  # nobody corrects or records English
    house.renew()
    assert speech.address("da", SENTENCE) not in (before["da"], after["da"])


def test_addresses_of_every_edition_open_to_the_same_words(speech: Speech, house: House) -> None:
    tokens = [speech.address("da", SENTENCE)]
    for _change in range(3):
        house.renew()
        tokens.append(speech.address("da", SENTENCE))
    assert {speech.sealer.open(token) for token in tokens} == {("da", (SENTENCE,))}
    assert len(set(tokens)) == 4


def test_what_the_house_says_is_read_once_in_each_edition(tmp_path: Path) -> None:
    asked: list[str] = []

    def load() -> Own:
        asked.append(house.edition)
        return Own()

    house = House(tmp_path / "stemmer", load)
    assert [house.own() for _time in range(3)] == [Own()] * 3
    house.renew()
    assert [house.own() for _time in range(3)] == [Own()] * 3
    assert asked == ["", house.edition]


def test_two_processes_see_the_same_edition(tmp_path: Path) -> None:
    one, other = House(tmp_path), House(tmp_path)
    one.renew()
    assert one.edition == other.edition != ""
    other.renew()
    assert one.edition == other.edition


# --- recordings ----------------------------------------------------------------------------------------------


@pytest.fixture
def recorded(speech: Speech) -> Speech:
    """Somebody has recorded the sentence."""
    name = speech.house.keep(RECORDED)
    return of_its_own(speech, Own(recordings={sentence_key(SENTENCE): (name, 1_200)}))


@pytest.mark.parametrize("voice", ["da", "da-lys"])
def test_a_recording_is_played_in_place_of_every_danish_voice(recorded: Speech, voice: str) -> None:
    sound = recorded.sound(voice, SENTENCE)
    assert (sound.mp3.read_bytes(), sound.milliseconds, sound.words) == (RECORDED, 1_200, ())
    assert RECORDED in recorded.page(voice, ["Hej.", SENTENCE])


def test_every_other_sentence_is_said_by_the_computer(recorded: Speech) -> None:
    assert recorded.sound("da", "Jeg holder ro efter klokken 23.").words
    assert recorded.sound("en", SENTENCE).words


def test_a_recording_that_is_gone_is_said_by_the_computer(recorded: Speech) -> None:
    recorded.house.remove(recorded.sound("da", SENTENCE).mp3.name)
    assert recorded.sound("da", SENTENCE).words


@pytest.mark.parametrize("name", ["", "edition", "../edition", "x" * 32 + ".mp3", "a" * 32 + ".wav"])
def test_only_recordings_are_found_and_removed(speech: Speech, name: str) -> None:
    speech.house.renew()
    assert speech.house.path(name) is None
    speech.house.remove(name)
    assert speech.house.edition


def test_ahead_of_time_a_recorded_sentence_costs_nothing(recorded: Speech, tmp_path: Path) -> None:
    assert recorded.render_all([("da", SENTENCE)]).spoken == 1
    assert not (tmp_path / "sounds").exists()
