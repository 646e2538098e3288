"""One set of questions for both databases: what somebody types, and what is found."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import actions, search_index
from portal.activities.models import Activity, Organiser
from portal.activities.rules import Interest
from portal.activities.same_words import synonyms

MOMENT = datetime(2026, 11, 23, 15, tzinfo=UTC)
ENTRIES = {
    "café": ["Café i Vejleåparken", "Vi spiser suppe og snakker.", "Hver onsdag klokken 12"],
    "strik": ["Strikkeklub", "Lån pinde og garn på biblioteket."],
    "bog": ["Læs en bog", "Vi mødes om den samme roman."],
    "træning": ["Hverdagstræning", "En træner kommer hjem til dig."],
    "sø": ["Gåtur ved Ishøj Sø", "Den korte tur er for kørestole. 100 procent!"],
    "kor": ["Syng i kor", "Danske sange for mænd og kvinder."],
    "it": ["It-hjælp", "Tag din computer med."],
}
FOUND = {
    "": "café strik bog træning sø kor it",
    "  \t ": "café strik bog træning sø kor it",
    "CAFÉ": "café",
    "cafe": "café",
    "cafeen": "café",
    "kaffe": "café",
    "mad": "café",
    "vejleåparken": "café",
    "Vejleaaparken": "café",
    "VEJLEÅPARKENS": "café",
    "vejleparken": "café",
    "onsdag café": "café",
    "café på biblioteket": "",
    "strikke": "strik",
    "klub": "strik",
    "håndarbejde": "strik",
    "haandarbejde": "strik",
    "bøger": "bog",
    "boeger": "bog",
    "romaner": "bog",
    "romna": "bog",
    "hverdag": "træning",
    "traening": "træning",
    "gymnastik": "træning",
    "træningn": "træning",
    "tur": "sø",
    "gåture": "sø",
    "søen": "sø",
    "soe": "sø",
    "kørestol": "sø",
    "kort tur": "sø",
    "kor": "kor",
    "mand": "kor",
    "sang": "kor",
    "edb": "it",
    "it": "it",
    "ithjælp": "it",
    "IT-hjælp": "it",
    "ipad": "",
    "elefant": "",
    "caef": "café",
    "strrik": "strik",
    "100%": "sø",
    "!?": "café strik bog træning sø kor it",
    "' OR 1=1 --": "",
    '"kor" OR "bog"': "",
    "kor* NEAR(bog)": "",
    "terms:kor": "",
    "kor & !bog | (sø": "",
    "kor\x00": "kor",
    "\\kor'": "kor",
    "🎵 kor 🎵": "kor",
    "字 kor": "kor",
    "字字 kor": "",
    "kor " * 200: "kor",
}


@pytest.fixture
def town(session: Session) -> Session:
    """A few entries that can be found, and one that cannot any more."""
    organiser = Organiser(slug="alle", name="Alle")
    session.add(organiser)
    session.flush()
    for name, texts in {**ENTRIES, "væk": ["Syng i kor på biblioteket"]}.items():
        made = actions.begin(session, interest=Interest.TOGETHER, organiser_id=organiser.id, moment=MOMENT)
        made.title = name
        search_index.write_texts(session, made.id, ["Elefanten er her endnu ikke"])
        search_index.write_texts(session, made.id, texts)
        if name == "væk":
            search_index.forget(session, made.id)
    session.commit()
    return session


def test_everybody_finds_what_she_means_on_both_databases(town):
    asked = {query: " ".join(found(town, query)) for query in FOUND}
    assert asked == FOUND


def test_asking_costs_the_same_few_statements_whatever_is_typed(town):
    for query in ("kor", "cafeen på biblioteket i vejleparken med kor og bøger", "xyzzy"):
        words = len(query.split())
        statements = []
        engine = town.get_bind()

        def listen(*seen, kept=statements):
            kept.append(seen[2])

        sa.event.listen(engine, "before_cursor_execute", listen)
        search_index.groups_of(town, query, synonyms())
        sa.event.remove(engine, "before_cursor_execute", listen)
        assert len(statements) <= 2 * words


def found(session: Session, query: str) -> list[str]:
    groups = search_index.groups_of(session, query, synonyms())
    titles = sa.select(Activity.title).where(search_index.is_found_by(session, groups), Activity.title != "væk")
    return list(session.scalars(titles.order_by(Activity.id)))
