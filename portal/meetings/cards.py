"""Meeting mode on a resident's phone: what is talked about now, and three cards."""

from flask import Blueprint

meetings_cards = Blueprint("meetings_cards", __name__, url_prefix="/moede")
