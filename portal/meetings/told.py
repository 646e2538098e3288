"""Telling an idea or a complaint, one piece at a time: voice, photo, writing, drawing, pictures."""

from flask import Blueprint

meetings_told = Blueprint("meetings_told", __name__, url_prefix="/moede")
