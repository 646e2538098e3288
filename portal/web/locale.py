"""Which language the interface speaks: Danish, unless somebody has asked for English.

The browser's own language is not asked: a resident's page must not change because of a tablet's settings.
"""

from functools import lru_cache

from flask import Flask, g, session
from flask_babel import Babel, gettext
from markupsafe import Markup, escape

LANGUAGES = {"da": "Dansk", "en": "English"}
DEFAULT = "da"


def init_app(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE=DEFAULT, BABEL_DEFAULT_TIMEZONE="Europe/Copenhagen")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = f"{app.root_path}/translations"
    Babel(app, locale_selector=language)
    # Jinja's own gettext asks Babel anew for every sentence, also in Danish, where there is nothing to translate.
    app.jinja_env.globals["_"] = translate


def language() -> str:
    """The interface's language in this request."""
    if "language" not in g:
        asked = session.get("language")
        g.language = asked if asked in LANGUAGES else DEFAULT
    return g.language


def translate(sentence: str, **facts: object) -> Markup:
    """A sentence of the interface for a template, escaped, as are facts such as `%(name)s`."""
    words = _danish(sentence) if language() == DEFAULT else escape(gettext(sentence))
    return words % facts if facts else words


@lru_cache(maxsize=1000)
def _danish(sentence: str) -> Markup:
    return escape(sentence)
