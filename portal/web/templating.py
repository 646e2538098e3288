"""What every template can use: addresses of assets, ids, the site, words for dates."""

import secrets

import jinja2
from flask import Flask, current_app, g
from markupsafe import Markup, escape

from portal import clock
from portal.pictograms.keys import is_photo, photo_name
from portal.web import dates, locale, sites
from portal.web.assets import Assets

IMAGE = Markup('<img class="{}" src="{}" alt="" width="72" height="72">')
PHOTO = Markup('<img class="{} picture-photo" src="/foto/{}" alt="">')


def init_app(app: Flask) -> None:
    assets: Assets = app.extensions["assets"]
    pictures = Pictures(assets)
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        picture=pictures,
        sign=pictures.sign,
        picture_url=assets.picture,
        css_url=assets.css,
        desk_css_url=assets.desk_css,
        meeting_css_url=assets.meeting_css,
        activities_css_url=assets.activities_css,
        letters_url=assets.letters,
        digits_url=assets.digits,
        htmx_url=assets.htmx,
        jsqr_url=assets.jsqr,
        js_url=assets.js,
        line_id=line_id,
        language=locale.language,
        tap=tap,
        day_in_words=lambda on: dates.day_in_words(on, today=clock.today(), language=locale.language()),
        time_in_words=lambda at: dates.time_in_words(at, language=locale.language()),
    )
    app.jinja_env.filters.update(unbroken=unbroken, may_break=may_break)
    app.context_processor(_about_this_request)


class Pictures:
    """Pictures as they stand beside words that say the same, so the picture itself is silent. Made once each.

    A key is a pictogram's ("coffee", "om:1F40C") or a photo's ("foto:….webp").

    Whoever reads without pictures gets none (`g.without_pictures`, set where the visitor is found); a `sign` stays.
    """

    def __init__(self, assets: Assets):
        self._assets = assets
        self._made: dict[tuple[str, str], Markup] = {}

    def __call__(self, key: str | None, size: str = "") -> Markup:
        """The picture of a line; `size` is `tiny`, `small`, `large` or nothing. No key, no picture."""
        if not key or g.get("without_pictures"):
            return Markup()
        return self.sign(key, size)

    def sign(self, key: str, size: str = "") -> Markup:
        """A picture that stays for everybody: it is the whole label, or the mark of what is chosen."""
        styles = f"picture picture-{size}" if size else "picture"
        if is_photo(key):
            return PHOTO.format(styles, photo_name(key))
        if (key, size) not in self._made:
            self._made[key, size] = IMAGE.format(styles, self._assets.picture(key))
        return self._made[key, size]


def may_break(word: str, part: str) -> Markup:
    """A word too long for a small screen, which may be cut after one of its parts."""
    head, found, tail = word.partition(part)
    return Markup("{}{}<wbr>{}").format(head, found, tail) if found else escape(word)


def unbroken(words: str) -> str:
    """Words that stay on one line: a phone number cut in two is no number."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def line_id() -> str:
    """An id that no other line on the page has."""
    g.lines = g.get("lines", 0) + 1
    return f"l{g.lines}"


def tap() -> str:
    """A number for one tap: the same form sent twice carries the same number, and counts once."""
    return secrets.token_hex(8)


def _about_this_request() -> dict[str, object]:
    return {"site": sites.current_site(), "locale": locale.language(), "demo": current_app.config["DEMO"]}
