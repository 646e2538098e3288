import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.people.access import audience_of
from portal.speech import speech, views
from portal.speech.engine import Engine
from portal.speech.house import House
from portal.speech.speech import Speech, Tally
from portal.speech.store import NothingToSay, SoundStore
from portal.speech.tokens import Sealer
from tests.speech.mp3_frames import play_length

SENTENCE = "Torsdag den 3. december spiser vi 🍽️ »grød« sammen."


@pytest.fixture
def voice(store: SoundStore, tmp_path: Path) -> Speech:
    return Speech(Sealer("a secret"), store, House(tmp_path))


@pytest.fixture
def client(voice: Speech) -> FlaskClient:
    return client_of(voice)


@pytest.fixture
def client_without_voice(tmp_path: Path) -> FlaskClient:
    broken = Engine((sys.executable, "-c", ""))
    return client_of(Speech(Sealer("a secret"), SoundStore(tmp_path, broken), House(tmp_path)))


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    log = logging.getLogger("portal")
    log.addHandler(caplog.handler)
    yield caplog
    log.removeHandler(caplog.handler)


def client_of(voice: Speech) -> FlaskClient:
    app = Flask(__name__)
    app.extensions["speech"] = voice
    app.register_blueprint(views.speech)
    return app.test_client()


def test_a_sentence_can_be_heard(client: FlaskClient, voice: Speech) -> None:
    answer = client.get(f"/lyd/{voice.address('da', SENTENCE)}.mp3")
    assert answer.status_code == 200
    assert answer.mimetype == "audio/mpeg"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["ETag"]
    assert play_length(answer.data) > 2_000


def test_several_sentences_are_heard_as_one(client: FlaskClient, voice: Speech) -> None:
    one = client.get(f"/lyd/{voice.address('da', SENTENCE)}.mp3").data
    two = client.get(f"/lyd/{voice.address('da', [SENTENCE, SENTENCE])}.mp3").data
    assert two == one + one


def test_a_page_is_its_sentences_end_to_end(voice: Speech) -> None:
    sentences = ["Hej.", "🍽️", SENTENCE, "Vi ses."]
    page = voice.page("da", sentences)
    apart = [voice.sound("da", sentence).milliseconds for sentence in sentences if sentence != "🍽️"]
    assert abs(play_length(page) - sum(apart)) <= 60 * len(apart)


def test_a_page_without_words_has_nothing_to_say(voice: Speech) -> None:
    with pytest.raises(NothingToSay):
        voice.page("da", ["🍽️", "..."])


def test_a_phone_may_ask_for_a_part(client: FlaskClient, voice: Speech) -> None:
    address = f"/lyd/{voice.address('da', SENTENCE)}.mp3"
    whole = client.get(address).data
    part = client.get(address, headers={"Range": "bytes=2-11"})
    assert part.status_code == 206
    assert part.headers["Content-Range"] == f"bytes 2-11/{len(whole)}"
    assert part.data == whole[2:12]
    assert client.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_what_the_browser_has_is_not_sent_again(client: FlaskClient, voice: Speech) -> None:
    address = f"/lyd/{voice.address('da', SENTENCE)}.mp3"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("kind", ["mp3", "json"])
def test_the_headers_alone_can_be_asked_for(client: FlaskClient, voice: Speech, kind: str) -> None:
    answer = client.head(f"/lyd/{voice.address('da', SENTENCE)}.{kind}")
    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 100


def test_the_words_of_a_sentence_can_be_followed(client: FlaskClient, voice: Speech) -> None:
    answer = client.get(f"/lyd/{voice.address('da', SENTENCE)}.json")
    words = answer.get_json()
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert words["words"][0] == [0, 7, 50]
    assert len(words["words"]) == 8
    assert words["ms"] > words["words"][-1][2]


def test_the_words_of_several_sentences_cannot(client: FlaskClient, voice: Speech) -> None:
    assert client.get(f"/lyd/{voice.address('da', ['Hej.', 'Vi ses.'])}.json").status_code == 404


@pytest.mark.parametrize("kind", ["mp3", "json"])
def test_a_forged_token_is_not_found(client: FlaskClient, kind: str) -> None:
    forged = Sealer("another secret").seal("da", ["Hej."])
    assert client.get(f"/lyd/{forged}.{kind}").status_code == 404
    assert client.get(f"/lyd/hej.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["mp3", "json"])
def test_where_there_is_nothing_to_say_there_is_no_sound(client: FlaskClient, voice: Speech, kind: str) -> None:
    assert client.get(f"/lyd/{voice.address('da', '🍽️')}.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["mp3", "json"])
def test_without_voice_the_answer_is_to_come_back(
    client_without_voice: FlaskClient, voice: Speech, kind: str, logged: pytest.LogCaptureFixture
) -> None:
    answer = client_without_voice.get(f"/lyd/{voice.address('da', 'hemmelig')}.{kind}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert set(logged.messages) == {"speech: the voice ended without an answer"}


def test_anyone_may_listen() -> None:
    assert audience_of(views.sound) == audience_of(views.words)
    assert audience_of(views.sound) is not None


def test_an_address_needs_a_voice(voice: Speech) -> None:
    with pytest.raises(ValueError, match="there is no voice 'tlh'"):
        voice.address("tlh", "Hej.")


def test_sounds_can_be_made_ahead_of_time(voice: Speech) -> None:
    steps: list[None] = []
    sentences = [("da", "Hej."), ("da", "🍽️"), ("en", "Hello.")]
    assert voice.render_all(sentences, lambda: steps.append(None)) == Tally(spoken=2, silent=1, failed=0)
    assert len(steps) == 3


def test_making_sounds_ahead_goes_on_after_a_failure(tmp_path: Path) -> None:
    store = SoundStore(tmp_path, Engine((sys.executable, "-c", "")))
    voice = Speech(Sealer("a secret"), store, House(tmp_path))
    assert voice.render_all([("da", "Hej."), ("da", "Vi ses.")]) == Tally(spoken=0, silent=0, failed=2)


def test_an_app_gets_its_voice_without_starting_anything(tmp_path: Path) -> None:
    app = Flask(__name__)
    speech.init_app(app, secret="a secret", folder=tmp_path / "sounds", recordings=tmp_path / "stemmer")
    with app.app_context():
        assert speech.current_speech() is app.extensions["speech"]
    assert list(tmp_path.iterdir()) == []
