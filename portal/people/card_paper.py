"""Residents' cards on paper."""

from collections.abc import Sequence
from io import BytesIO

import segno

from portal.media.photos import PhotoStore
from portal.people.models import Person
from portal.printing import pdf

NO_PHOTO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#ddd"/></svg>'


def card_address(token: str, *, address: str) -> str:
    """What the QR sign says: our own address with the card's secret."""
    return f"{address}/kort/{token}"


def qr_svg(text: str) -> bytes:
    """A QR sign as SVG, with the error correction a worn card needs."""
    drawn = BytesIO()
    segno.make(text, error="q", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, omitsize=True)
    return drawn.getvalue()


def cards_pdf(cards: Sequence[tuple[Person, str]], *, address: str, photos: PhotoStore) -> bytes:
    """Residents' cards as a tagged PDF: photo, first name, QR sign. No surname, no number.

    One card is a small page of its own; several stand on A4 sheets, with lines to cut along.
    """
    facts, files = [], {}
    for number, (resident, token) in enumerate(cards):
        photo = photos.path(resident.photo) if resident.photo else None
        files[f"photo-{number}"] = photo.read_bytes() if photo else NO_PHOTO
        files[f"qr-{number}.svg"] = qr_svg(card_address(token, address=address))
        facts.append(
            {
                "first_name": resident.first_name,
                "photo": f"photo-{number}",
                "photo_alt": f"Foto af {resident.first_name}",
                "qr": f"qr-{number}.svg",
                "qr_alt": f"QR-kode til {resident.first_name}",
            }
        )
    names = ", ".join(resident.first_name for resident, _token in cards)
    return pdf.make("card", {"title": f"Kort til {names}", "cards": facts}, files)
