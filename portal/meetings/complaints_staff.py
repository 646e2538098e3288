"""What residents have told me alone."""

from flask import Blueprint

meetings_complaints_staff = Blueprint("meetings_complaints_staff", __name__, url_prefix="/personale/moede/ikke-godt")
