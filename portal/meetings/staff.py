"""The desk of ideas: what was told beside what is written, the steps of each idea's life."""

from flask import Blueprint

meetings_staff = Blueprint("meetings_staff", __name__, url_prefix="/personale/moede")
