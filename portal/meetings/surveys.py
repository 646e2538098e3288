"""Answering a survey with faces, and what everybody answered."""

from flask import Blueprint

meetings_surveys = Blueprint("meetings_surveys", __name__, url_prefix="/moede/svar")
