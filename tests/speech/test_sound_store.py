import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from portal.speech import danish
from portal.speech.engine import SOURCE_ROOT, Engine, SpeechFailed
from portal.speech.store import NothingToSay, SoundStore
from tests.speech.mp3_frames import play_length

SENTENCE = "Torsdag den 3. december kl. 16.30 spiser vi 🍽️ »grød« sammen."
ENDS = (sys.executable, "-c", "")


def shown_words(sentence: str, words: Sequence[tuple[int, int, int]]) -> list[str]:
    in_utf_16 = unicodedata.normalize("NFC", sentence).encode("utf-16-le")
    return [in_utf_16[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length, _ in words]


def files_in(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.rglob("*") if path.is_file())


def test_a_sound_knows_its_length_and_its_words(store: SoundStore) -> None:
    sound = store.sound("da", SENTENCE)
    said = ["Torsdag", "den", "3.", "december", "kl. 16.30", "spiser", "vi", "»grød«", "sammen."]
    assert shown_words(SENTENCE, sound.words) == said
    times = [word.ms for word in sound.words]
    assert times == sorted(set(times))
    assert 50 <= times[0] < times[-1] < sound.milliseconds
    assert abs(play_length(sound.mp3.read_bytes()) - sound.milliseconds) < 5


def test_english_is_read_by_the_english_voice(store: SoundStore) -> None:
    sound = store.sound("en", "Dinner is at 16:30.")
    assert shown_words("Dinner is at 16:30.", sound.words) == ["Dinner", "is", "at", "16:30."]
    assert sound.mp3 != store.sound("da", "Dinner is at 16:30.").mp3


def test_a_sentence_is_rendered_once_though_no_two_renderings_are_alike(tmp_path: Path, espeak: Engine) -> None:
    first = SoundStore(tmp_path, espeak).sound("da", SENTENCE)
    data = first.mp3.read_bytes()
    without_voice = SoundStore(tmp_path, Engine(ENDS))
    assert without_voice.sound("da", SENTENCE) == first
    assert first.mp3.read_bytes() == data


def test_both_unicode_forms_of_a_sentence_share_a_sound(store: SoundStore) -> None:
    assert store.sound("da", unicodedata.normalize("NFD", "Åse er på øen.")) == store.sound("da", "Åse er på øen.")


def test_a_changed_rule_makes_a_new_sound(store: SoundStore, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.sound("da", "Hej.").mp3
    monkeypatch.setattr(danish, "VERSION", danish.VERSION + 1)
    assert store.sound("da", "Hej.").mp3 != before


@pytest.mark.parametrize("sentence", ["", "🍽️", " – ", "...", "\0"])
def test_without_words_there_is_nothing_to_say(store: SoundStore, tmp_path: Path, sentence: str) -> None:
    with pytest.raises(NothingToSay):
        store.sound("da", sentence)
    assert files_in(tmp_path) == []


def test_without_such_a_voice_there_is_nothing_to_say(store: SoundStore) -> None:
    with pytest.raises(NothingToSay):
        store.sound("tlh", "Hej.")


def test_a_failing_voice_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(SpeechFailed):
        SoundStore(tmp_path, Engine(ENDS)).sound("da", "Hej.")
    assert files_in(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_one_clear_failure(tmp_path: Path, espeak: Engine) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpeechFailed, match="the sound folder .* cannot be written: Not a directory"):
        SoundStore(tmp_path / "file", espeak).sound("da", "Hej.")


def test_a_place_that_is_taken_is_a_clear_failure_and_leaves_no_unfinished_file(store: SoundStore) -> None:
    sound = store.sound("da", "Hej.")
    sound.mp3.unlink()
    sound.mp3.mkdir()
    sound.mp3.with_suffix(".json").unlink()
    with pytest.raises(SpeechFailed, match="cannot be written: Is a directory"):
        store.sound("da", "Hej.")
    assert [path.name for path in sound.mp3.parent.iterdir()] == [sound.mp3.name]


@pytest.mark.parametrize("mark", [b"", b"{", b"[]", b'{"ms": 5}', b'{"ms": 5, "words": [7]}', b"\xff"])
def test_a_damaged_mark_is_made_anew(store: SoundStore, mark: bytes) -> None:
    sound = store.sound("da", "Hej.")
    sound.mp3.with_suffix(".json").write_bytes(mark)
    assert len(store.sound("da", "Hej.").words) == 1


def test_a_lost_sound_file_is_made_anew(store: SoundStore) -> None:
    sound = store.sound("da", "Hej.")
    sound.mp3.unlink()
    assert store.sound("da", "Hej.").mp3.exists()


def test_an_unfinished_file_of_a_crash_does_no_harm(store: SoundStore) -> None:
    folder = store.sound("da", "Hej.").mp3.parent
    (folder / "unfinished-abc").write_bytes(b"half")
    assert store.sound("da", "Hej.").words


def test_a_crash_between_the_two_files_costs_a_rendering_only(store: SoundStore) -> None:
    sound = store.sound("da", "Hej.")
    sound.mp3.with_suffix(".json").unlink()
    sound.mp3.write_bytes(b"half")
    again = store.sound("da", "Hej.")
    assert abs(play_length(again.mp3.read_bytes()) - again.milliseconds) < 5


def test_processes_that_ask_for_the_same_sentences_at_once_all_get_whole_files(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from portal.speech.engine import Engine
from portal.speech.store import SoundStore
store = SoundStore(Path(sys.argv[1]), Engine())
print(sum(len(store.sound("da", f"Hej med dig nummer {number}.").words) for number in range(8)))
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=SOURCE_ROOT) for _ in range(3)]
    assert [process.communicate(timeout=60)[0] for process in running] == [b"40\n"] * 3
    assert files_in(tmp_path) == [".json"] * 8 + [".mp3"] * 8
    store = SoundStore(tmp_path, Engine(ENDS))
    for number in range(8):
        sound = store.sound("da", f"Hej med dig nummer {number}.")
        assert abs(play_length(sound.mp3.read_bytes()) - sound.milliseconds) <= 60
