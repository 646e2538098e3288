"""The public pages of a site, for search engines: those that stand still, and every activity with its last change."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

import sqlalchemy as sa
from flask import Blueprint, current_app, request

from portal.activities.models import Activity
from portal.activities.rules import Standing
from portal.db import db
from portal.feeds.answers import kept
from portal.people.access import allow_anyone
from portal.web.sites import current_site

sitemap = Blueprint("sitemap", __name__)

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses in one map, says sitemaps.org
EVERYWHERE = ("/", "/om", "/was")
OF_FEATURES = {
    "presence": ("/hvem", "/hvem/uge", "/hvem/kalender"),
    "help": ("/hjaelp", "/hjaelp/ord"),
    "activities": ("/aktiviteter", "/aktiviteter/hvad-kan-du-lide"),
}
_ENTRIES = (
    sa.select(Activity.code, Activity.changed_at)
    .where(Activity.standing == Standing.PUBLISHED)
    .order_by(Activity.id)
    .limit(sa.bindparam("most"))
    .execution_options(yield_per=1000)
)


@sitemap.get("/sitemap.xml")
@allow_anyone
def pages():
    """Every public page of the site that is asked."""
    return kept(_map(request.host_url.rstrip("/")), "application/xml; charset=utf-8")


def _map(address: str) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{NAMESPACE}">\n'.encode()
    still = standing_still()
    for page in still:
        yield _url(f"{address}{page}")
    if "activities" in current_site().features:
        for code, changed_at in db.session.execute(_ENTRIES, {"most": MOST - len(still)}):
            yield _url(f"{address}/aktiviteter/{code}", changed_at)
    yield b"</urlset>\n"


def standing_still() -> list[str]:
    """The pages of this site that are always there."""
    features = current_site().features
    found = [*EVERYWHERE, *(page for name, pages in OF_FEATURES.items() if name in features for page in pages)]
    if "help" in features:
        found += [f"/hjaelp/{topic.key}" for topic in current_app.extensions["help_topics"]]
    return found


def _url(address: str, changed_at: datetime | None = None) -> bytes:
    changed = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n".encode()
