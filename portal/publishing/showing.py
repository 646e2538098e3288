"""The editor's page: a manuscript with what is hard in it, and with words that could not be kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.visits import visitor
from portal.publishing import queries, rules
from portal.publishing.actions import Closed
from portal.publishing.checking import Look, look
from portal.publishing.forms import ReleaseForm, read_line
from portal.publishing.heard import to_record_again
from portal.publishing.kinds import Kind, Subject
from portal.publishing.line_actions import Clash, Typed
from portal.publishing.opening import manuscript_or_404, subject_or_404
from portal.publishing.rules import Document, DraftLine, Removed
from portal.refusal import Refused
from portal.web.errors import error_page


@dataclass(frozen=True, slots=True)
class Unkept:
    """Words that somebody typed and that are not kept: too many of them, or another has written there meanwhile.

    `stored` is what stands there now, `None` when the line is deleted; `line_id` "" is the title.
    """

    line_id: str
    typed: Typed
    fault: str
    stored: DraftLine | None
    is_clash: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the editor shows it. `number` counts the lines that stand alone, `missing` can be added to this one."""

    line: DraftLine
    part: rules.Part
    number: int
    missing: Sequence[rules.Part]


def editor_page(
    kind: Kind, subject: Subject, *, unkept: Unkept | None = None, form: ReleaseForm | None = None
) -> str:  # fmt: skip
    """The whole page; `form` is what was wrong when it should have been published."""
    manuscript = manuscript_or_404(subject)
    document = manuscript.document
    me, moment = visitor().id, clock.now()
    removed = manuscript.deletions
    return render_template(
        "publishing/editor.html",
        kind=kind,
        subject=subject,
        manuscript=manuscript,
        document=document,
        rows=rows_of(document, kind),
        can_be_added=can_be_added(document, kind),
        look=look_at(kind, subject, document),
        seen=rules.fingerprint(document),
        others=queries.others_writing_in(db.session, manuscript, me, moment),
        removed=removed[-1] if removed else None,
        removed_at=_place_of(document, removed[-1] if removed else None),
        unkept=unkept,
        form=form or ReleaseForm(formdata=None, hard_because=manuscript.hard_because),
        tried=form is not None,
        readers=kind.readers(db.session, staff_id=me, subject_id=subject.id),
        go_on_at=request.args.get("ved", ""),
        is_open=bool(request.args.get("aaben")),
        record_again=to_record_again(db.session, kind, subject.id, document),
        today=clock.today(),
    )


def look_at(kind: Kind, subject: Subject, document: Document) -> Look:
    """What the check says, with the names and words of this house."""
    known = [each.word for each in queries.house_words(db.session)]
    return look(document, kind.audience, kind.faults(document), names=subject.names, known=known)


def rows_of(document: Document, kind: Kind) -> list[Row]:
    """The lines with what they are."""
    rows: list[Row] = []
    number = 0
    for line in document.lines:
        part = rules.part_of(line, kind.parts)
        number += not part.of
        missing = () if part.of else rules.missing_parts(document, line.id, kind.parts)
        rows.append(Row(line, part, number, missing))
    return rows


def can_be_added(document: Document, kind: Kind) -> list[rules.Part]:
    """What can be added last: a line that stands alone, or what the last such line has not got."""
    last = rules.head_of(document, document.lines[-1].id, kind.parts) if document.lines else ""
    missing = rules.missing_parts(document, last, kind.parts) if last else []
    return [part for part in kind.parts if not part.of or part in missing]


def go_on(subject: Subject, line_id: str = "", *, opened: bool = False) -> Response:
    """Back to the editor, to the line where writing goes on; `opened` shows its buttons."""
    return redirect(
        url_for(
            "publishing.edit", kind=subject.kind, subject_id=subject.id, ved=line_id or None,
            aaben=1 if opened else None, _anchor=f"linje-{line_id}" if line_id else None,
        ), 303,
    )  # fmt: skip


def answer_refusals(blueprint: Blueprint) -> None:
    """Let what these pages refuse be shown in the editor, with what was typed."""
    blueprint.register_error_handler(Clash, _clash)
    blueprint.register_error_handler(Closed, _closed)
    blueprint.register_error_handler(Refused, _refused)


def _clash(clash: Clash) -> tuple[str, int]:
    kind, subject = subject_or_404(*_asked())
    if clash.stored is None:
        fault = _("Linjen er slettet imens.")
    else:
        name = queries.name_of(db.session, clash.stored.changed_by) or _("Nogen")
        fault = _("%(name)s har skrevet noget andet her.", name=name)
    unkept = Unkept(clash.line_id, clash.mine, fault, clash.stored, is_clash=True)
    return editor_page(kind, subject, unkept=unkept), 409


def _closed(_no: Closed) -> tuple[str, int]:
    _kind, subject = subject_or_404(*_asked())
    line_id, typed = (request.view_args or {}).get("line_id", "titel"), read_line(request.form)
    return render_template("publishing/closed.html", subject=subject, line_id=line_id, typed=typed), 409


def _refused(no: Refused) -> ResponseReturnValue:
    kind, subject = subject_or_404(*_asked())
    if queries.manuscript_of(db.session, *_asked()) is None:
        return error_page(409, sentence=_(no.reason))
    flash(_(no.reason), "error")
    return editor_page(kind, subject), 409


def _asked() -> tuple[str, int]:
    asked = request.view_args or {}
    return asked["kind"], asked["subject_id"]


def _place_of(document: Document, removed: Removed | None) -> int:
    """Before which line the newest deletion is told of."""
    return min(removed.at, len(document.lines)) if removed else -1
