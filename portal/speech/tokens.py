"""Sealed texts: the address of a sound is its sentence, encrypted under the site's secret.

AES-SIV gives the same token for the same text, so sounds can be cached; nobody without the secret can read a token or
make one, so no table of texts is kept and no text reaches a log.
"""

import base64
import binascii
import zlib
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LONGEST_TOKEN = 16_000  # characters; a longer one is not ours
REMEMBERED = 4_096  # texts
WORTH_PACKING = 80  # bytes; shorter texts hardly ever get smaller
PLAIN, PACKED = b"\0", b"\1"
EDITION_AFTER = "."


class BadToken(ValueError):
    """This token was not made with the site's secret."""


class Sealer:
    """Seals sentences into tokens and opens them again. `secret` is the site's secret."""

    def __init__(self, secret: str) -> None:
        key = HKDF(algorithm=SHA256(), length=64, salt=None, info=b"speech tokens, version 1")
        self._cipher = AESSIV(key.derive(secret.encode()))
        self._remembered = lru_cache(REMEMBERED)(self._sealed)

    def seal(self, voice: str, sentences: Sequence[str], edition: str = "") -> str:
        """The token of one or more sentences, safe in an address. Line breaks inside a sentence become spaces.

        Another `edition` gives another token for the same words: a browser that has the old sound asks anew.
        """
        return self._remembered(f"{voice}{EDITION_AFTER}{edition}" if edition else voice, tuple(sentences))

    def open(self, token: str) -> tuple[str, tuple[str, ...]]:
        """The voice and the sentences of a token, whatever its edition. Raises `BadToken`."""
        if len(token) > LONGEST_TOKEN:
            raise BadToken("too long")
        try:
            sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            payload = self._cipher.decrypt(sealed, None)
        except (binascii.Error, ValueError, InvalidTag) as error:
            raise BadToken("not ours") from error
        kind, data = payload[:1], payload[1:]
        text = (zlib.decompress(data) if kind == PACKED else data).decode("utf-8", "surrogatepass")
        head, _, joined = text.partition("\0")
        return head.partition(EDITION_AFTER)[0], tuple(joined.split("\n"))

    def _sealed(self, head: str, sentences: tuple[str, ...]) -> str:
        joined = "\n".join(sentence.replace("\n", " ") for sentence in sentences)
        data = f"{head}\0{joined}".encode("utf-8", "surrogatepass")
        packed = zlib.compress(data, 9) if len(data) > WORTH_PACKING else data
        payload = PACKED + packed if len(packed) < len(data) else PLAIN + data
        return base64.urlsafe_b64encode(self._cipher.encrypt(payload, None)).rstrip(b"=").decode()
