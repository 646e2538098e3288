"""What a page of this stack costs before it is a portal: Flask with its session and a CSRF token (every page of ours
has a form), as many queries of one row each, and one plain template of as many bytes."""

from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

PAGE = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="csrf-token" content="{{ csrf_token() }}">
<title>{{ rows[0].first_name }}</title></head><body><h1>Bare</h1>
<ul>{% for n in range(items) %}{% set row = rows[n % rows|length] %}
  <li class="item" id="item-{{ n }}">
    <h2>{{ row.first_name }}</h2>
    <p>{{ row.slug }}, {{ row.role }}</p>
    <a href="/person/{{ row.id }}">{{ row.first_name }}</a>
  </li>{% endfor %}
</ul></body></html>"""
ROW = sa.text("SELECT id, first_name, slug, role FROM person WHERE id = :id")
BYTES_PER_ITEM, BYTES_AROUND = 130, 160


def bare_app(database: Path) -> Flask:
    """An app with one page, `/<queries>/<size>`: so many queries through a session, about so many bytes."""
    app = Flask("bare")
    app.secret_key = "bare"
    CSRFProtect(app)
    engine = sa.create_engine(f"sqlite:///{database}")
    template = app.jinja_env.from_string(PAGE)

    @app.get("/<int:queries>/<int:size>")
    def page(queries: int, size: int) -> str:
        with Session(engine) as session:
            rows = [session.execute(ROW, {"id": n + 1}).one() for n in range(queries)]
        return template.render(rows=rows, items=(size - BYTES_AROUND) // BYTES_PER_ITEM)

    app.jinja_env.autoescape = True
    return app


def bare_client(database: Path) -> FlaskClient:
    return bare_app(database).test_client()
