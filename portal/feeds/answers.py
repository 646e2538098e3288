"""What a program is answered: kept by whoever asks, asked about every time, sent once until something changes."""

from collections.abc import Iterable
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from flask import Response, request
from werkzeug.wsgi import wrap_file

KEPT = "public, no-cache"  # kept, and asked about every time: what has changed is in the next reading
MOST_IN_MEMORY = 1_000_000  # bytes; what is longer waits on the disk
CALENDAR, LINKED_DATA = "text/calendar; charset=utf-8", "application/ld+json"


def kept(chunks: Iterable[bytes], content_type: str) -> Response:
    """An answer that says "304" to a program that has it already. However long it is, it needs little memory."""
    file, digest = SpooledTemporaryFile(max_size=MOST_IN_MEMORY), sha256()  # noqa: SIM115 closed below
    for chunk in chunks:
        file.write(chunk)
        digest.update(chunk)
    size = file.tell()
    file.seek(0)
    response = Response(content_type=content_type, headers={"Cache-Control": KEPT})
    if size <= MOST_IN_MEMORY:
        response.data = file.read()
        file.close()
    else:
        response.response, response.direct_passthrough = wrap_file(request.environ, file), True
        response.content_length = size
        response.call_on_close(file.close)
    response.set_etag(digest.hexdigest())
    response.make_conditional(request)
    return response
