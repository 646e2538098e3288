""" "Noget er ikke godt": told to one person, seen by nobody else."""

from flask import Blueprint

meetings_complaints = Blueprint("meetings_complaints", __name__, url_prefix="/moede/ikke-godt")
