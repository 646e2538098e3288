"""The addresses of sounds. Whoever has a token may hear it: only pages that showed the sentence gave it out."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from flask import Blueprint, Response, abort, jsonify, send_file
from werkzeug.exceptions import ServiceUnavailable

from portal.people.access import allow_anyone
from portal.speech.engine import SpeechFailed
from portal.speech.speech import current_speech
from portal.speech.store import NothingToSay
from portal.speech.tokens import BadToken
from portal.web.logs import log

speech = Blueprint("speech", __name__)

RETRY_AFTER = 10  # seconds; a new voice is up long before
FOR_A_YEAR = "private, max-age=31536000, immutable"  # a changed sentence has another address


@contextmanager
def _refusals_in_http() -> Iterator[None]:
    try:
        yield
    except (BadToken, NothingToSay):
        abort(404)
    except SpeechFailed as error:
        log.error("speech: %s", error)  # says what broke; what should have been said is never in it
        raise ServiceUnavailable(retry_after=RETRY_AFTER) from error


@speech.get("/lyd/<token>.mp3")
@allow_anyone
def sound(token: str) -> Response:
    """The sentences of a token, read aloud."""
    voice = current_speech()
    with _refusals_in_http():
        mp3 = voice.page(*voice.sealer.open(token))
    etag = hashlib.sha256(mp3).hexdigest()[:32]
    response = send_file(BytesIO(mp3), mimetype="audio/mpeg", conditional=True, etag=etag)
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response


@speech.get("/lyd/<token>.json")
@allow_anyone
def words(token: str) -> Response:
    """How long a sentence plays, and when each of its words is spoken; a recording has no words."""
    voice = current_speech()
    with _refusals_in_http():
        name, sentences = voice.sealer.open(token)
        if len(sentences) != 1:
            abort(404)
        found = voice.sound(name, sentences[0])
    response = jsonify(ms=found.milliseconds, words=found.words)
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response
