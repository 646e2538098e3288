"""When the house meets and what about: the rule, each meeting, its agenda, its minutes."""

from flask import Blueprint

meetings_planning = Blueprint("meetings_planning", __name__, url_prefix="/personale/moede")
