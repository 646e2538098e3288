"""The staff's editor: what one pause in the writing costs, for a text of thirty lines."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from bench.pages import demo_app
from portal import clock
from portal.content.agreement_templates import AgreementTemplate
from portal.db import db, writing
from portal.pictograms.search import search
from portal.publishing import actions
from portal.publishing.rules import Document, new_line

LINES, ROUNDS, MOST_CPU = 30, 40, 100.0  # ms


def main() -> None:
    with TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        client = _as_anne(app)
        address, line_id = _thirty_lines(app)
        client.get(address)  # the dictionary is read once
        search("bil")  # and so are the pictures' words
        print(f"\n{'editor, 30 lines':24} {'CPU ms':>7}")
        for name, call in (
            ("keep a line (POST)", _typing(client, f"{address}/linje/{line_id}")),
            ("the page (GET)", lambda: client.get(address)),
            ("find a picture: gul bil", lambda: search("gul bil")),
        ):
            cost = _cost(call)
            print(f"{name:24} {cost:7.1f}  {'OVER: 100 ms' if cost > MOST_CPU else ''}")


def _typing(client: FlaskClient, address: str) -> Callable[[], object]:
    """Each call sends the line with one more word, as somebody does who writes."""
    said = ["Vi taler om det."]
    token = _token(client.get("/om").text)

    def send() -> None:
        said.append(f"Vi taler om det {len(said)} gange.")
        data = {"csrf_token": token, "sentence": said[-1], "was": said[-2]}
        assert client.post(address, data=data).status_code == 303

    return send


def _cost(call: Callable[[], object]) -> float:
    """CPU milliseconds of a call, in the middle of many."""
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)[ROUNDS // 2]


def _thirty_lines(app: Flask) -> tuple[str, str]:
    """A manuscript with the words of our own templates; its address, and the line that is written."""
    templates: dict[str, AgreementTemplate] = app.extensions["agreement_templates"]
    points = [point.lines[0] for template in templates.values() for point in template.points]
    lines = [new_line("point", line.sentence, line.picture) for line in points[: LINES - 1]]
    lines.append(new_line("point", "Vi taler om det.", "speech"))
    assert len(lines) == LINES
    with app.app_context(), writing(db.engine) as session:
        document = Document("Ro i opgangen", "quiet", tuple(lines))
        actions.begin(session, kind="aftale", subject_id=1, document=document, by_id=None, moment=clock.now())
    return "/personale/skriv/aftale/1", lines[-1].id


def _as_anne(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.post("/ind/proev", data={"slug": "anne", "csrf_token": _token(client.get("/ind").text)})
    return client


def _token(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]


if __name__ == "__main__":
    main()
