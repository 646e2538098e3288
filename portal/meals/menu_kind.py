"""Menus in the staff's editor: a menu is lines, and how residents and paper show them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Response, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.easyread.line import Line
from portal.easyread.report import Audience
from portal.meals import menu_actions, menu_paper
from portal.meals.models import Menu
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.refusal import N_

NAME = "menu"
DISH = "dish"
PARTS = (Part(DISH, N_("Ret"), N_("Ny linje")),)
MOST_LINES = 8  # what one reads before one says yes

NO_TITLE = N_("Giv maden et navn.")
NO_LINE = N_("Skriv, hvad vi spiser.")
TOO_MANY = N_("Skriv højst 8 linjer om maden.")


def for_resident(subject: Subject, document: Document) -> str:
    """The menu as it stands on the page of a dinner."""
    back = url_for("publishing.edit", kind=subject.kind, subject_id=subject.id)
    return render_template(
        "meals/staff/menu_preview.html", title=document.title or _("Uden navn"), picture=document.picture,
        lines=lines_of(document), preview={"reader": subject.reader, "back": back},
    )  # fmt: skip


def for_print(subject: Subject, document: Document) -> Response:
    """The menu as it hangs in the stairwell."""
    return menu_paper.response(document.title or _("Uden navn"), document.picture, lines_of(document), subject.id)


class MenuKind:
    """Menus, as `publishing.kinds.Kind` asks for them. A menu is nobody's own: all staff write in all of them."""

    name = NAME
    feature = "meals"
    audience = Audience.RESIDENT
    parts = PARTS
    faces: Mapping[str, Face] = {"beboer": for_resident, "print": for_print}

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        menu = session.get(Menu, subject_id)
        if menu is None:
            return None
        return Subject(
            kind=NAME,
            id=subject_id,
            heading=_("Menu"),
            back=url_for("meals_menus.library"),
            back_label=_("Menuer"),
            reader=_("Beboerne"),
            whose_id=None,
            names=(),
            number=2 if menu.title else 1,
            is_published=menu.published_at is not None,
            read_together=False,
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        menu = session.get(Menu, subject_id)
        if menu is None or menu.published_at is None:
            return None
        return document_of(menu)

    def faults(self, document: Document) -> Sequence[Fault]:
        found = [] if document.title else [Fault("", NO_TITLE)]
        number = len(lines_of(document))
        if not number or number > MOST_LINES:
            found.append(Fault("", TOO_MANY if number else NO_LINE))
        return found

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        lines = [(line.sentence, line.picture) for line in lines_of(document)]
        menu_actions.publish(
            session, subject_id, title=document.title, picture=document.picture, lines=lines, moment=moment
        )

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        menu_actions.withdraw(session, subject_id, moment=moment)

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return ()  # a menu is copied in the library, for nobody in particular

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        return menu_actions.copy(session, of, moment=moment).id


def document_of(menu: Menu) -> Document:
    """A menu's words, to write on in. A line's `source` is its place, so that a changed one is known again."""
    lines = [
        DraftLine(new_line(DISH).id, DISH, str(sentence), picture, source=place)
        for place, (sentence, picture) in enumerate(menu.lines, start=1)
    ]
    return Document(menu.title, menu.picture, tuple(lines))


def lines_of(document: Document) -> list[Line]:
    """What a manuscript says; lines without words are left out."""
    return [Line(line.sentence, line.picture) for line in document.lines if line.sentence]
