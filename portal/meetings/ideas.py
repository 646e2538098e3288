"""Ideas as everybody who lives here meets them, and the author's own say."""

from flask import Blueprint

meetings_ideas = Blueprint("meetings_ideas", __name__, url_prefix="/moede/ide")
