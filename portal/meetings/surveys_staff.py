"""Asking all residents some questions, and what they answered."""

from flask import Blueprint

meetings_surveys_staff = Blueprint("meetings_surveys_staff", __name__, url_prefix="/personale/moede/svar")
