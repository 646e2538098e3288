"""The five ways to tell something: what each asks for, and what was sent as something that can be kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import request

from portal.db import db
from portal.easyread.line import Line
from portal.easyread.sentences import sentences
from portal.media.drawings import BadDrawing, drawing_of
from portal.media.photos import LARGEST as LARGEST_PHOTO
from portal.media.photos import BadPhoto, Shape, photo_of
from portal.meetings.pieces import LONGEST_TEXT
from portal.meetings.rules import MOST_PICTURES, PieceKind
from portal.pictograms.catalogue import Pictogram, is_pictogram, picture
from portal.pictograms.search import LONGEST_QUERY as LONGEST_QUERY
from portal.refusal import N_
from portal.speech import decoding
from portal.speech.recording import BadRecording
from portal.web.forms import clean_text

NO_VOICE = N_("Optag din stemme, eller vælg en lydfil.")
NO_PHOTO = N_("Tag et billede, eller vælg et billede.")
NO_TEXT = N_("Skriv noget først.")
LONG_TEXT = N_("Teksten er for lang, så skriv kortere.")
NO_DRAWING = N_("Tegn noget først.")
BAD_DRAWING = N_("Tegningen er for stor, så tegn en ny.")
NO_PICTURE = N_("Vælg et billede først.")
MANY_PICTURES = N_("Vælg højst 3 billeder.")


class BadTold(ValueError):
    """This cannot be kept. The message is one easy sentence, marked for translation."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was told, checked. `data` is a file's bytes, `suffix` the ending of its name."""

    kind: PieceKind
    text: str = ""
    pictures: Sequence[str] = ()
    data: bytes = b""
    suffix: str = ""
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to tell: its place in an address, its page, its name for an idea and for a complaint, its picture."""

    slug: str
    page: str
    idea: str
    complaint: str
    picture: str
    read: Callable[[], Told]

    def label(self, what: str) -> str:
        return self.idea if what == "ide" else self.complaint


def voice_sent() -> Told:
    """A recording, or a sound file of any kind."""
    sent = _file(("recording",), NO_VOICE, decoding.LARGEST)
    try:
        made = decoding.take(sent)
    except BadRecording as bad:
        raise BadTold(str(bad)) from bad
    return Told(PieceKind.VOICE, data=made.mp3, suffix="mp3", milliseconds=made.milliseconds)


def photo_sent() -> Told:
    """A photo, new or from before."""
    sent = _file(("photo", "old_photo"), NO_PHOTO, LARGEST_PHOTO)
    try:
        return Told(PieceKind.PHOTO, data=photo_of(sent, Shape.WHOLE), suffix="webp")
    except BadPhoto as bad:
        raise BadTold(str(bad)) from bad


def text_sent() -> Told:
    """Words, spelt as they may be."""
    text = clean_text(request.form.get("text"))
    if not text:
        raise BadTold(NO_TEXT)
    if len(text) > LONGEST_TEXT:
        raise BadTold(LONG_TEXT)
    return Told(PieceKind.TEXT, text=text)


def drawing_sent() -> Told:
    """A drawing made on the page, or a photo of one on paper."""
    drawn = request.form.get("drawing", "")
    if drawn in ("", "[]"):
        if request.files.get("photo"):  # true when it has a name
            return photo_sent()
        raise BadTold(NO_DRAWING)
    try:
        return Told(PieceKind.DRAWING, data=drawing_of(drawn), suffix="json")
    except BadDrawing as bad:
        raise BadTold(BAD_DRAWING) from bad


def pictures_sent() -> Told:
    """One picture, two or three."""
    chosen = pictures_chosen()
    if not chosen:
        raise BadTold(NO_PICTURE)
    if len(chosen) > MOST_PICTURES:
        raise BadTold(MANY_PICTURES)
    return Told(PieceKind.PICTURES, pictures=chosen)


def pictures_chosen() -> list[str]:
    """The keys that are ticked in the form, each once; what is no picture is left out."""
    return [key for key in dict.fromkeys(request.form.getlist("pictures")) if is_pictogram(key)]


def picture_name(pictogram: Pictogram) -> str:
    """What a picture is called under it: one of its names, as a word of its own."""
    name = pictogram.terms[0]
    return name[0].upper() + name[1:]


def all_ways() -> list[Way]:
    """The five ways, in the order of the page."""
    return list(WAYS.values())


def lines_of(text: str) -> list[Line]:
    """What somebody wrote, a sentence a line, so that each can be heard."""
    return [Line(span.text) for row in text.splitlines() for span in sentences(row)]


def named_pictures(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pictures that were chosen, each with what it is called."""
    return [(key, picture_name(picture(key))) for key in keys if is_pictogram(key)]


WAYS = {
    way.slug: way
    for way in (
        Way("sig", "meetings/told/sig.html", N_("Sig din idé"), N_("Sig det"), "microphone", voice_sent),
        Way("foto", "meetings/told/foto.html", N_("Tag et billede"), N_("Tag et billede"), "camera", photo_sent),
        Way("skriv", "meetings/told/skriv.html", N_("Skriv din idé"), N_("Skriv det"), "pen", text_sent),
        Way("tegn", "meetings/told/tegn.html", N_("Tegn"), N_("Tegn"), "paint", drawing_sent),
        Way("vaelg", "meetings/told/vaelg.html", N_("Vælg et billede"), N_("Vælg et billede"), "idea", pictures_sent),
    )
}

IDEA_PICTURES = (
    (N_("Ture"), ("trip", "bus", "lake_beach", "nature", "swim", "cinema", "museum", "holiday", "bicycle")),
    (N_("Mad og fest"), ("eat_together", "cook", "cake", "coffee", "fruit", "party", "birthday", "christmas", "bingo")),
    (N_("Sport og musik"), ("football", "gym", "walk", "dance", "sing", "guitar", "games", "puzzle", "tv")),
    (N_("Huset og haven"), ("garden", "flower", "flat", "laundry", "cleaning", "lift", "repair", "internet", "pet")),
)
COMPLAINT_PICTURES = (
    (N_("Sådan har jeg det"), ("sad", "angry", "afraid", "tired", "pain", "ill")),
    (N_("Det er sket"), ("conflict", "noise", "music_loud", "smoking", "money", "neighbour", "visitor", "rubbish")),
    (N_("I stykker"), ("repair", "lift", "heating", "water_leak", "light", "internet", "door", "laundry", "toilet")),
)  # fmt: skip


def _file(fields: Sequence[str], missing: str, largest: int) -> bytes:
    """The bytes of a file that was sent, one more than the largest may have. Raises `BadTold` when there is none."""
    for field in fields:
        sent = request.files.get(field)  # a browser may send it without any name; an empty field is an empty file
        if sent is None:
            continue
        with sent.stream as opened:
            data = opened.read(largest + 1)
        if data:
            db.session.rollback()  # nothing is written yet, and nobody should wait while it is unpacked
            return data
    raise BadTold(missing)
