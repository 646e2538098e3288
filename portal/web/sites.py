"""Which of the sites is being asked for: chosen by host, and a site shows only its own features."""

from typing import cast

from flask import Flask, abort, current_app, g, request

from portal.content.sites import Site, Sites
from portal.refusal import N_

# Blueprints every site has, whatever its features.
EVERYWHERE = frozenset(
    {
        "front", "speech", "photos", "house", "ind", "accounts", "noegle", "tilmeld", "people_staff", "profiles",
        "desk", "stil", "speech_staff", "publishing_sound", "publishing_pictures", "publishing", "publishing_release",
        "mig", "log", "consent", "consent_staff", "relative", "relative_in", "mailbox", "feeds",
        "notices", "my_calendar", "sitemap",
    }
)  # fmt: skip


RING = (N_("Ring til personalet"), N_("Ring og spørg"))
"""What the sites' own files call their telephone, marked here so that it can be translated."""


def init_app(app: Flask, sites: Sites) -> None:
    app.extensions["sites"] = sites
    app.before_request(_keep_to_the_site)


def current_site() -> Site:
    """The site of this request."""
    if "site" not in g:  # also asked by the page for an error that comes before everything else
        g.site = current_app.extensions["sites"].for_host(request.host)
    return cast(Site, g.site)


def _keep_to_the_site() -> None:
    if request.blueprint is None or request.blueprint in EVERYWHERE:
        return
    if request.blueprint.partition("_")[0] not in current_site().features:
        abort(404)
