"""Pages: weight on the wire, SQL statements, CPU against a bare Flask page with as many queries, in the same run."""

import gzip
import re
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from bench.bare import bare_client
from portal import migrating
from portal.app import create_app
from portal.content.activities import read_catalogue
from portal.content.demo import read_demo
from portal.db import db, writing
from portal.demo.seeding import seed
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT, Settings
from tests.browser import counted_statements

PAGES = (
    "/", "/hvem", "/mad", "/mad/1",
    "/moede", "/moede/1", "/moede/2", "/moede/ide", "/moede/ide/2", "/moede/ide/tegn",
    "/aftaler", "/aftaler/1", "/aftaler/1/aendre", "/aftaler/1/udgave/1", "/hjaelp", "/aktiviteter",
    "/aktiviteter/A17",
)  # fmt: skip
ROUNDS, REQUESTS = 7, 60
BUILT = ROOT / "static" / "built"
FIRST_VISIT, LATER_VISIT, MOST_STATEMENTS, MOST_CPU = 60_000, 12_000, 8, 2.0


def main() -> None:
    with TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        client = _as_maja(app)
        bare = bare_client(Path(folder) / "portal.sqlite3")
        with app.app_context():
            engine = db.engine
        print(f"{'page':24} {'first KB':>9} {'later KB':>9} {'SQL':>4} {'CPU ms':>7} {'bare ms':>8} {'ratio':>6}")
        for address in PAGES:
            with counted_statements(engine) as statements:
                html = client.get(address).text
            first, later = weight(html)
            ours, theirs = compare(partial(client.get, address), partial(bare.get, f"/{len(statements)}/{len(html)}"))
            figures = f"{first / 1000:9.1f} {later / 1000:9.1f} {len(statements):4} {ours:7.2f} {theirs:8.2f}"
            over = [name for name, is_over in (
                ("60 KB", first > FIRST_VISIT), ("12 KB", later > LATER_VISIT),
                ("8 statements", len(statements) > MOST_STATEMENTS), ("2 x bare", ours > MOST_CPU * theirs),
            ) if is_over]  # fmt: skip
            print(f"{address:24} {figures} {ours / theirs:6.2f}  {'OVER: ' + ', '.join(over) if over else ''}")


def weight(html: str) -> tuple[int, int]:
    """Bytes of a first and of a later visit, compressed; at first with styles, scripts, letters and pictures."""
    page = len(gzip.compress(html.encode(), 6))
    wanted = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html))
    scripts = {path for path in wanted if path.startswith("js/")}
    for script in scripts:
        wanted |= _imports(script)
    wanted |= {str(font.relative_to(BUILT)) for font in (BUILT / "f").glob("*.woff2")}
    return page + sum(_size(BUILT / path) for path in wanted), page


def _imports(script: str) -> set[str]:
    folder, source = script.rpartition("/")[0], (BUILT / script).read_text("utf-8")
    found = {f"{folder}/{name}" for name in re.findall(r'^import[^;]*?"\./([^"]+)"', source, re.M)}
    return found.union(*(_imports(each) for each in found))


def _size(path: Path) -> int:
    packed = path.with_name(path.name + ".gz")
    return packed.stat().st_size if packed.exists() else path.stat().st_size


def compare(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """CPU milliseconds of each in its quietest round; they take turns, so that a busy neighbour hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for call, kept in zip((ours, theirs), times, strict=True):
            begun = time.process_time()
            for _request in range(REQUESTS):
                call()
            kept.append((time.process_time() - begun) * 1000 / REQUESTS)
    return min(times[0]), min(times[1])


def demo_app(folder: Path) -> Flask:
    """The demo, in a folder of its own."""
    app = create_app(
        Settings(
            data_dir=folder, database_url=f"sqlite:///{folder / 'portal.sqlite3'}", secret_key="bench" * 8, demo=True,
            now=datetime(2026, 11, 23, 16, 30),
        )
    )  # fmt: skip
    demo_folder = ROOT / "content" / "demo"
    with app.app_context():
        migrating.upgrade(db.engine)
        with writing(db.engine) as session:
            demo = read_demo(demo_folder, picture_keys())
            catalogue = read_catalogue(demo_folder.parent / "activities", picture_keys())
            seed(session, demo, catalogue, portraits=demo_folder / "portraits", photos=app.extensions["photos"])
    return app


def _as_maja(app: Flask) -> FlaskClient:
    client = app.test_client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/ind").text)
    assert token
    client.post("/ind/proev", data={"slug": "maja", "csrf_token": token[1]})
    client.environ_base["HTTP_ACCEPT_ENCODING"] = ""
    return client


if __name__ == "__main__":
    main()
