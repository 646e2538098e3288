"""A meeting for residents: the invitation, the agenda, afterwards the minutes."""

from flask import Blueprint

meetings_invited = Blueprint("meetings_invited", __name__, url_prefix="/moede")
