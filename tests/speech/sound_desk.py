"""Anne at the page where a line gets its sound, what she sends from it, and what Maja then hears."""

from dataclasses import asdict
from pathlib import Path

from sqlalchemy.orm import Session

from portal.publishing.models import Manuscript
from portal.publishing.rules import DraftLine
from portal.speech.rules import sentence_key
from portal.speech.speech import Speech
from tests.browser import Page, PageClient
from tests.house.arranging import rows

SENTENCE = "Jeg holder ro efter klokken 22."
FIELD = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
FILE = b'--x\r\nContent-Disposition: form-data; name="recording"; filename="a.wav"\r\n\r\n%s\r\n--x--\r\n'


class Desk:
    """A member of staff at the first line of an agreement's manuscript."""

    def __init__(self, browser: PageClient, session: Session, subject_id: int):
        self.browser, self.session = browser, session
        self.editor = f"/personale/skriv/aftale/{subject_id}"
        browser.post(f"{self.editor}/begynd")

    @property
    def line(self) -> DraftLine:
        (manuscript,) = rows(self.session, Manuscript)
        return DraftLine(**manuscript.lines[0])

    @property
    def address(self) -> str:
        return f"{self.editor}/linje/{self.line.id}/lyd"

    def open(self) -> Page:
        return self.browser.get(self.address)

    def record(self, sent: bytes, *, sentence: str = SENTENCE, status: int = 303, address: str = "") -> str:
        """Send a file as the page's form does; the answer's words."""
        fields = {"csrf_token": self.browser.token(), "sentence": sentence_key(sentence)}
        body = b"".join(FIELD % (name.encode(), value.encode()) for name, value in fields.items()) + FILE % sent
        kind = "multipart/form-data; boundary=x"
        with self.browser.raw("POST", address or self.address, data=body, content_type=kind) as answer:
            assert answer.status_code == status, answer.text[:2_000]
            return answer.text

    def rewrite(self, sentence: str) -> None:
        line = asdict(self.line)
        self.browser.post(
            f"{self.editor}/linje/{line['id']}", {"was": line["sentence"], "part": line["part"], "sentence": sentence}
        )


def voices(speech: Speech) -> list[Path]:
    """The files in the folder of recordings."""
    return sorted(path for path in speech.house.folder.glob("*") if path.name != "edition")


def heard(reader: PageClient, agreement: int, sentence: str = SENTENCE) -> tuple[bytes, list]:
    """What plays when a reader taps a sentence of the agreement, and the words that are marked meanwhile."""
    page = reader.get(f"/aftaler/{agreement}?punkt=1")
    address = page.link(f"Hør: {sentence}")
    words = reader.raw("GET", address.replace(".mp3", ".json")).json["words"]
    return reader.raw("GET", address).data, words
