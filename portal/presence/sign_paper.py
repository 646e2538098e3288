"""The sign at the door on paper: a QR sign that leads to the answer."""

from urllib.parse import urlsplit

from flask_babel import gettext as _

from portal.people.card_paper import qr_svg
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.drawn import svg_of
from portal.printing import pdf
from portal.web.locale import language

OTHERWISE = "staff_helper"  # a place with a photo of itself; the QR sign is what matters


def sign_pdf(place: str, picture: str, *, address: str) -> bytes:
    """A tagged PDF, one A5 page. `address` is that of the place's talking sign; `picture` the place's own."""
    asked = urlsplit(address)
    facts = {
        "lang": language(),
        "title": _("Hvem er her?"),
        "place": place,
        "hold": _("Hold telefonen op foran mærket."),
        "hear": _("Så hører du svaret."),
        "write": _("Eller skriv:"),
        "address": f"{asked.netloc}{asked.path}",
        "qr_alt": _("QR-kode til %(address)s", address=address),
        "picture_alt": place,
    }
    drawn = svg_of(picture if is_pictogram(picture) else OTHERWISE).encode()
    return pdf.make("sign", facts, {"picture.svg": drawn, "qr.svg": qr_svg(address)})
