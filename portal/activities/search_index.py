"""Full-text search behind one face: SQLite's FTS5 and PostgreSQL's `tsvector`, with the same answers.

The index holds the terms of `search_words`, so both are asked to compare words and nothing else.
"""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities.models import Activity, Organiser, SearchTerm, Venue
from portal.activities.search_words import MENDED_WITHIN, Synonyms, alternatives, index_terms, mended, wanted

INDEX = "activity_search"
FREE = "gratis"
_terms = sa.inspect(SearchTerm).local_table
_KNOWN = sa.select(_terms.c.term).where(_terms.c.length.between(sa.bindparam("shortest"), sa.bindparam("longest")))


def texts_of(activity: Activity, organiser: Organiser, venue: Venue | None, *more: str) -> list[str]:
    """What is searched in. `more` is what people say for its interest, the days of the week when it is, …"""
    place = [venue.name, venue.where, venue.area] if venue else []
    price = [FREE] if activity.price.is_free else []
    lines = [str(sentence) for sentence, _picture in activity.lines]
    own = [activity.code, activity.title, *lines, activity.price_note, activity.ordinary]
    return [*own, organiser.name, *place, *price, *more]


def write_texts(session: Session, activity_id: int, texts: Iterable[str]) -> None:
    """Let an activity be found by the words of these texts and no others."""
    write(session, activity_id, index_terms(texts))


def write(session: Session, activity_id: int, terms: Collection[str]) -> None:
    """Let an activity be found by these terms and no others."""
    forget(session, activity_id)
    ordered = sorted(terms)
    if _is_sqlite(session):
        adding = sa.text("INSERT INTO activity_search (rowid, terms) VALUES (:id, :terms)")
        session.execute(adding, {"id": activity_id, "terms": " ".join(ordered)})
    else:
        adding = sa.text("INSERT INTO activity_search (id, terms) VALUES (:id, array_to_tsvector(:terms))")
        session.execute(adding, {"id": activity_id, "terms": ordered})
    known = set(session.scalars(sa.select(SearchTerm.term).where(SearchTerm.term.in_(ordered))))
    new = [{"term": term, "length": len(term)} for term in ordered if term not in known]
    if new:
        session.execute(sa.insert(SearchTerm), new)


def forget(session: Session, activity_id: int) -> None:
    """Let an activity be found no more."""
    key = "rowid" if _is_sqlite(session) else "id"
    session.execute(sa.text(f"DELETE FROM activity_search WHERE {key} = :id"), {"id": activity_id})  # noqa: S608


def groups_of(session: Session, query: str, synonyms: Synonyms) -> list[frozenset[str]]:
    """What an entry must have: one term of each group. A word that stands nowhere is mended by one letter; a word
    that cannot be mended makes an empty group, which nothing has. At most two statements, however many words."""
    groups = {word: alternatives(word, synonyms) for word in wanted(query)}
    asked = sorted(frozenset().union(*groups.values()))
    known = set(session.scalars(sa.select(SearchTerm.term).where(SearchTerm.term.in_(asked)))) if asked else set()
    lost = [word for word, group in groups.items() if not group & known]
    near: Sequence[str] = ()
    if lost:
        lengths = [len(word) for word in lost]
        within = {"shortest": min(lengths) - MENDED_WITHIN, "longest": max(lengths) + MENDED_WITHIN}
        near = session.scalars(_KNOWN, within).all()
    mending = {
        word: frozenset(form for term in mended(word, near) for form in alternatives(term, synonyms)) for word in lost
    }  # fmt: skip
    return [mending[word] if word in mending else group & known for word, group in groups.items()]


def is_found_by(session: Session, groups: Sequence[frozenset[str]]) -> sa.ColumnElement[bool]:
    """Whether an activity has one term of each group, as a condition in a statement about `Activity`. Who asks for
    nothing is answered with everything."""
    if not groups:
        return sa.true()
    if not all(groups):
        return sa.false()
    if _is_sqlite(session):
        match = " AND ".join(f"({_either(group, ' OR ', _quoted)})" for group in groups)
        index = sa.table(INDEX, sa.column("rowid"))
        ids = sa.select(index.c.rowid).where(sa.text("activity_search MATCH :match").bindparams(match=match))
    else:
        match = " & ".join(f"({_either(group, ' | ', _lexeme)})" for group in groups)
        index = sa.table(INDEX, sa.column("id"))
        ids = sa.select(index.c.id).where(sa.text("terms @@ CAST(:match AS tsquery)").bindparams(match=match))
    return Activity.id.in_(ids)


def _either(group: Iterable[str], word: str, quote) -> str:
    return word.join(quote(term) for term in sorted(group))


def _quoted(term: str) -> str:
    return f'"{term}"'


def _lexeme(term: str) -> str:
    return f"'{term}'"


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
