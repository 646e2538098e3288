"""A manuscript seen with its readers' eyes before it is published: the real pages, read-only."""

from collections.abc import Mapping

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.agreements import paper
from portal.agreements.queries import AgreementView, PointView
from portal.agreements.rules import News, Reading, Standing, VersionFacts, Words
from portal.people.visits import visitor
from portal.publishing.kinds import Face, Subject
from portal.publishing.rules import Document, DraftLine

UNWRITTEN = "…"  # stands where a point has no words yet


def for_resident(subject: Subject, document: Document) -> str:
    """The page with one point open, as the resident will meet it."""
    found = view_of(subject, document)
    chosen = found.point(request.args.get("punkt", 0, type=int))
    open_point = chosen or (found.points[0] if found.points else None)
    return render_template(
        "agreements/agreement.html", found=found, reading=Reading(), chosen=chosen is not None,
        open_point=open_point.id if open_point else None, preview=_preview(subject),
    )  # fmt: skip


def for_relative(subject: Subject, document: Document) -> str:
    """The page of a relative who may see agreements."""
    return render_template(
        "agreements/for_relative.html", found=view_of(subject, document), first_name=subject.reader,
        preview=_preview(subject),
    )  # fmt: skip


def for_screen(subject: Subject, document: Document) -> str:
    """One point at a time in letters that can be read from a sofa."""
    found = view_of(subject, document)
    number = min(max(request.args.get("nummer", 1, type=int), 1), max(len(found.points), 1))
    return render_template(
        "agreements/screen.html", found=found, number=number, address=request.path, preview=_preview(subject)
    )


def for_print(subject: Subject, document: Document) -> Response:
    """The paper itself."""
    return paper.response(view_of(subject, document), subject.reader)


FACES: Mapping[str, Face] = {
    "beboer": for_resident,
    "paaroerende": for_relative,
    "print": for_print,
    "skaerm": for_screen,
}


def view_of(subject: Subject, document: Document) -> AgreementView:
    """A manuscript as the resident's pages want an agreement: published this moment, with nothing answered."""
    facts = VersionFacts(
        id=0, agreement_id=subject.id, number=subject.number, title=document.title or _("Uden navn"),
        picture=document.picture, published_at=clock.now(), next_talk_on=None, made_by=visitor().first_name,
    )  # fmt: skip
    points = [_point(number, block) for number, block in enumerate(blocks_of(document), start=1)]
    return AgreementView(id=subject.id, version=facts, points=tuple(points), talk=None, numbers=(subject.number,))


def blocks_of(document: Document) -> list[dict[str, DraftLine]]:
    """Each point with what belongs to it, by part."""
    blocks: list[dict[str, DraftLine]] = []
    for line in document.lines:
        if line.part == "point" or not blocks:
            blocks.append({})
        blocks[-1][line.part] = line
    return blocks


def _point(number: int, block: Mapping[str, DraftLine]) -> PointView:
    def said(part: str, unwritten: str = "") -> tuple[str, str | None]:
        line = block.get(part)
        return (line.sentence or unwritten, line.picture) if line else (unwritten, None)

    question = block.get("question")
    words = Words(
        number, number, *said("point", UNWRITTEN), *said("why"), *said("goes_wrong"), *said("helper"),
        *said("question"), question.answer if question else None, *said("explained"),
    )  # fmt: skip
    return PointView(words, None, Standing(News.SAME, None), tried=False)


def _preview(subject: Subject) -> dict[str, str]:
    back = url_for("publishing.edit", kind=subject.kind, subject_id=subject.id)
    return {"reader": subject.reader, "back": back}
