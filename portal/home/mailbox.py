"""The demo's mailbox: the letters that would have been sent."""

from flask import Blueprint, abort, current_app, render_template

from portal.mail.sending import letters_in
from portal.people.access import allow_anyone
from portal.settings import Settings

mailbox = Blueprint("mailbox", __name__)


@mailbox.get("/post")
@allow_anyone
def letters():
    """All letters, newest first. Demo only."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        abort(404)
    return render_template("relatives/post.html", letters=letters_in(settings.post_dir), address=settings.address)
