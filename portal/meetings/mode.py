"""Meeting mode on the big screen, one item a page."""

from flask import Blueprint

meetings_mode = Blueprint("meetings_mode", __name__, url_prefix="/personale/moede")
