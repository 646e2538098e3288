"""Keying a paper list in: what was typed, what is known of those people now, and keeping the rows that can be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from portal.easyread.line import clean
from portal.meals import actions, line, paper_rules
from portal.meals.food import Food, clashes, items_called
from portal.meals.guest_list import EATERS
from portal.meals.models import LONGEST_GUEST, DietItem, Dinner, PaperList, SignUp
from portal.meals.paper_rules import MOST_GUESTS_ON_PAPER, Choice, Judged, Known, Row, codes, judge
from portal.meals.rules import Reply, free_chairs
from portal.people.models import Person
from portal.refusal import Refused
from portal.web.addresses import row_number

MOST_ROWS = 24  # on one sheet
SAID = {"ja": Reply.YES, "maaske": Reply.MAYBE, "nej": Reply.NO}


@dataclass(frozen=True, slots=True)
class Done:
    """A row that is keyed in: who it was, and what the paper said."""

    code: str
    first_name: str
    reply: Reply
    guests: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The rows of a list that are not keyed in yet, and what one must know to say what stands against them."""

    judged: tuple[Judged, ...]
    names: Mapping[int, str]  # first names, by the ids that are meant
    same_name: Mapping[str, Sequence[tuple[int, str]]]  # ids and short names, by a name that several have
    clashing: Mapping[int, tuple[Food, ...]]
    refused: Mapping[str, str]  # what the house said when a row was to be kept, by code

    @property
    def is_finished(self) -> bool:
        """Whether nothing that was typed waits for anybody."""
        return not any(each.conflicts or each.row.code in self.refused for each in self.judged)


def print_list(session: Session, dinner: Dinner, *, number: int, by_id: int, moment: datetime) -> PaperList:
    """Keep what is about to hang in the stairwell: rows with codes that no other list of the dinner has."""
    line.held(session, dinner.id)
    older = session.scalars(sa.select(PaperList).where(PaperList.dinner_id == dinner.id)).all()
    already = sum(len(each.rows) for each in older)
    made = PaperList(
        dinner_id=dinner.id, printed_at=moment, printed_by_id=by_id,
        rows=[[code, None] for code in codes(already, min(number, MOST_ROWS))],
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def read_rows(form: MultiDict[str, str], paper: PaperList) -> list[Row]:
    """What stands in the form, for each row of the list that is not keyed in."""
    return [_read(form, code) for code, *done in paper.rows if len(done) == 1]


def done_rows(session: Session, paper: PaperList) -> list[Done]:
    """The rows that are keyed in."""
    done = [each for each in paper.rows if len(each) > 2 and each[1]]
    ids = [each[1] for each in done]
    found = session.execute(sa.select(Person.id, Person.first_name).where(Person.id.in_(ids)))
    names = {each.id: each.first_name for each in found}
    return [Done(code, names.get(who, ""), Reply(said), guests) for code, who, said, guests in done]


def look(session: Session, dinner: Dinner, paper: PaperList, rows: Sequence[Row]) -> Looked:
    """What stands against each row now. Four statements, however many rows and people there are."""
    people = _people_called(session, {row.name for row in rows if row.name})
    by_name: dict[str, list[int]] = {}
    for each in people:
        by_name.setdefault(each.first_name.casefold(), []).append(each.id)
    known, clashing = _known(session, dinner, [each.id for each in people])
    free = free_chairs(dinner.chairs, line.taken(session, dinner.id))
    judged = judge(rows, by_name, known, free=free, printed_at=paper.printed_at)
    slugs = {each.id: each.slug for each in people}
    return Looked(
        judged=tuple(judged),
        names={each.id: each.first_name for each in people},
        same_name={name: [(one, slugs[one]) for one in ids] for name, ids in by_name.items() if len(ids) > 1},
        clashing=clashing,
        refused={},
    )


def keep(
    session: Session, dinner: Dinner, paper: PaperList, looked: Looked, *, by_id: int, moment: datetime
) -> tuple[int, dict[str, str]]:
    """Keep every row that nothing stands against, or that staff have decided; how many, and what was refused."""
    session.refresh(paper, with_for_update=True)
    open_codes = {row[0] for row in paper.rows if len(row) < 3}
    kept: dict[str, list[object]] = {}
    refused: dict[str, str] = {}
    for each in looked.judged:
        row = each.row
        if row.code not in open_codes or not each.is_done:
            continue
        if not each.is_to_do:
            kept[row.code] = [row.code, None, "", 0]  # what is known already counts
            continue
        try:
            with session.begin_nested():
                _say(session, dinner, paper, each, by_id=by_id, moment=moment)
        except Refused as no:
            refused[row.code] = no.reason
            continue
        kept[row.code] = [row.code, each.who_id, row.reply.value if row.reply else "", row.guests]
    paper.rows = [kept.get(row[0], row) for row in paper.rows]
    session.flush()
    return len(kept), refused


def with_refusals(looked: Looked, refused: Mapping[str, str]) -> Looked:
    """The same with what the house said."""
    return replace(looked, refused=refused)


def sentences_about(looked: Looked, judged: Judged) -> list[tuple[str, str, Food | None]]:
    """What is said at a row: messages of the interface, and for their gaps a name and a food."""
    name = looked.names.get(judged.who_id or 0, judged.row.name)
    food = next(iter(looked.clashing.get(judged.who_id or 0, ())), None)
    return [(paper_rules.SENTENCES[each], name, food) for each in judged.conflicts]


def _say(
    session: Session, dinner: Dinner, paper: PaperList, judged: Judged, *, by_id: int, moment: datetime
) -> None:  # fmt: skip
    row, who_id = judged.row, judged.who_id
    assert who_id is not None
    assert row.reply is not None
    actions.reply(session, dinner.id, who_id, row.reply, moment=moment, by_id=by_id)
    for number in range(1, row.guests + 1):
        actions.bring_guest(
            session, dinner.id, who_id, name=f"Gæst {number}", diet=(), tap=f"papir-{paper.id}-{row.code}-{number}",
            moment=moment, by_id=by_id,
        )  # fmt: skip


def _read(form: MultiDict[str, str], code: str) -> Row:
    def said(what: str) -> str:
        return clean(form.get(f"{what}-{code}", ""))[:LONGEST_GUEST]

    guests = said("gaester")
    choice = said("valg")
    return Row(
        code=code,
        name=said("navn"),
        who_id=_number(said("hvem")) or None,
        reply=SAID.get(said("svar")),
        guests=min(_number(guests), MOST_GUESTS_ON_PAPER),
        choice=Choice(choice) if choice in tuple(Choice) else None,
    )


def _number(written: str) -> int:
    try:
        return row_number(written)
    except ValueError:
        return 0


def _people_called(session: Session, names: set[str]) -> Sequence[sa.Row]:
    """Everybody who may be meant by one of these names, whatever letters they are written in."""
    spelled = {form for name in names for form in (name, name.lower(), name.capitalize(), name.title())}
    if not spelled:
        return []
    found = session.execute(
        sa.select(Person.id, Person.first_name, Person.slug)
        .where(
            Person.left_at.is_(None), Person.role.in_(EATERS),
            sa.or_(Person.first_name.in_(spelled), sa.func.lower(Person.first_name).in_(spelled)),
        )
        .order_by(Person.id)
    )  # fmt: skip
    return found.all()


def _known(
    session: Session, dinner: Dinner, ids: Sequence[int]
) -> tuple[dict[int, Known], dict[int, tuple[Food, ...]]]:
    contains = dinner.menu.foods if dinner.menu else frozenset()
    diets: dict[int, set[str]] = {}
    for person_id, item in session.execute(
        sa.select(DietItem.person_id, DietItem.item).where(DietItem.person_id.in_(ids))
    ):
        diets.setdefault(person_id, set()).add(item)
    found = {person_id: clashes(contains, items_called(items)) for person_id, items in diets.items()}
    clashing = {person_id: foods for person_id, foods in found.items() if foods}
    known = {person_id: Known(person_id, clashes=person_id in clashing) for person_id in ids}
    own = sa.select(SignUp).where(SignUp.dinner_id == dinner.id, SignUp.tap == "", SignUp.person_id.in_(ids))
    for each in session.scalars(own):
        known[each.person_id] = Known(
            each.person_id, each.reply, each.seated_at is not None, each.replied_at, each.person_id in clashing
        )
    return known, clashing
