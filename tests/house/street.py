"""Maja's street: a thing of hers for every address of the portal, and everybody who might ask for it."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO

from flask import Flask
from PIL import Image
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions as agreements
from portal.agreements.models import Answer, Wish
from portal.agreements.rules import Reading, Reply
from portal.content.demo_places import read_demo_places
from portal.db import writing
from portal.demo.places import seed_places
from portal.help.actions import tell_it_is_hard
from portal.help.models import HardPage
from portal.notices.actions import News, tell
from portal.notices.models import Notice
from portal.people import actions
from portal.people.consent.models import Consent, Relation
from portal.people.consent.rules import Kin, Topic
from portal.people.models import Person
from portal.people.rules import CameInBy, Role
from portal.people.visits import SEEN, VISIT
from portal.pictograms.catalogue import pictograms
from portal.presence import actions as presence
from portal.presence import hours_actions
from portal.presence.facts import ChangeKind
from portal.publishing import actions as publishing
from portal.publishing.models import Happened, HistoryEntry
from portal.publishing.rules import Document, DraftLine
from portal.settings import ROOT
from portal.speech.models import Pronunciation, Recording
from portal.speech.rules import sentence_key
from tests.browser import PageClient
from tests.house.arranging import rows
from tests.house.hall import HALL_FORMS, open_hall
from tests.house.market import MARKET_FORMS, open_market
from tests.house.table import TABLE_FORMS, lay, monday
from tests.people import Village


@dataclass
class Street:
    """Maja's things and everybody who might ask for them."""

    app: Flask
    village: Village
    agreement_id: int
    point_id: int
    answer_id: int
    wish_id: int
    photo: str
    hard_page_id: int
    relation_id: int
    entry_id: int
    club: "Club"
    notice_id: int
    newcomers: int = 0

    def person(self, name: str) -> Person | None:
        return None if name == "stranger" else getattr(self.village, name)

    def address(self, endpoint: str) -> str:
        """An address of Maja's things; what can be used up is made anew."""
        rule = next(rule.rule for rule in self.app.url_map.iter_rules() if rule.endpoint == endpoint)
        self.newcomers += 1
        made = {
            "agreement_id": self.agreement_id,
            "point_id": self.point_id,
            "number": 1,
            "answer_id": self.answer_id,
            "wish_id": self.wish_id,
            "slug": "klubben" if endpoint.startswith("presence") else "maja",
            **asdict(self.club),
            "weekday": 3,
            "kind": "aftale",
            "subject_id": self.agreement_id,
            "line_id": "titel" if endpoint.startswith("publishing_pictures.") else "l1",
            "face": "beboer",
            "entry_id": self.entry_id,
            "resident_id": self.village.ali.id,
            "staff_id": self.village.bo.id,
            "code": "1F40C",
            "key": "tekst" if endpoint.startswith("mig.") else "stoej",
            "page_id": self.hard_page_id,
            "relation_id": self.relation_id,
            "notice_id": self.notice_id,
            "path": "mad",
            "name": "openmoji.txt" if endpoint == "house.licence" else self.photo,
        }
        if "subject_id" in rule and endpoint != "publishing_release.fetch_back":
            self.write_again()
        if "dinner_id" in rule or "menu_id" in rule:
            made |= asdict(lay(self.village.engine, self.village, monday(self.newcomers)))
        if endpoint.startswith("meetings"):
            made |= {"what": "ide"} | asdict(open_hall(self.app, self.village, monday(self.newcomers), endpoint))
        if "aktiviteter" in rule or endpoint.startswith("activities"):
            made |= asdict(open_market(self.village.engine, self.newcomers)) | {"slug": f"huset-{self.newcomers}"}
        if "person_id" in rule:
            made["person_id"] = self.village.person(f"Ny-{self.newcomers}", Role.RESIDENT).id
        if endpoint.startswith("speech_staff."):
            made["pronunciation_id"], made["recording_id"] = self.voices()
        if "device_id" in rule:
            made["device_id"] = self.village.device(self.village.maja)[0].id
        if endpoint.startswith("tilmeld."):
            made["token"] = self.village.link()
        elif "token" in rule and not endpoint.startswith("activities"):
            made["token"] = self.app.extensions["speech"].address("da", "Hej.")
        return re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda found: str(made[found[1]]), rule)

    def form(self, endpoint: str) -> dict[str, str]:
        """What a good form of this address holds."""
        whom = {
            "publishing_release.copy": {"reader_id": str(self.village.maja.id)},
            "profiles.contact": {"staff": str(self.village.bo.id)},
            "presence_staff.away": {"staff": str(self.village.bo.id)},
            "meals_kitchen.sign_up": {"hvem": str(self.village.maja.id)},
            "meetings_complaints.send": {"hvem": str(self.village.anne.id)},
            "meetings_complaints.another": {"hvem": str(self.village.anne.id)},
            "meals_kitchen.bring_guest": {"hvem": str(self.village.maja.id)},
        }
        return (FORMS | TABLE_FORMS | HALL_FORMS | MARKET_FORMS).get(endpoint, {}) | whom.get(endpoint, {})

    def write_again(self) -> None:
        """There is a manuscript of Maja's agreement, whatever became of the one before."""
        with writing(self.village.engine) as begun:
            publishing.begin(
                begun, kind="aftale", subject_id=self.agreement_id, document=WRITTEN, by_id=self.village.bo.id,
                moment=clock.now(),
            )  # fmt: skip

    def voices(self) -> tuple[int, int]:
        """A word the house says in its own way, and a sentence Bo has recorded."""
        self.newcomers += 1
        word = f"ord{self.newcomers}"
        with writing(self.village.engine) as begun:
            said = Pronunciation(word=word, said_as="ord", made_by_id=self.village.bo.id, made_at=clock.now())
            heard = Recording(
                sentence_key=sentence_key(word), sentence=word, milliseconds=1, file="0" * 32 + ".mp3",
                kind="aftale", subject_id=self.agreement_id, line_id="l9", whose_id=self.village.maja.id,
                made_by_id=self.village.bo.id, made_at=clock.now(),
            )  # fmt: skip
            begun.add_all([said, heard])
            begun.flush()
            return said.id, heard.id


@dataclass(frozen=True)
class Club:
    """The club, its weekly hours, and what has been said about them."""

    hours_id: int
    edit_id: int
    change_id: int
    absence_id: int


def _make_places(begun: Session, village: Village) -> Club:
    people = {name: begun.merge(getattr(village, name)) for name in ("anne", "bo", "mette")}
    written = read_demo_places(ROOT / "content" / "demo", pictograms().keys(), people)
    _flat, club, _house = seed_places(begun, written, people, moment=clock.now())
    said, row = {"by_id": village.bo.id, "moment": clock.now()}, club.hours[0]
    days = {"first_day": clock.today(), "last_day": clock.today()}
    edit = hours_actions.end_hours(begun, club, row.id, last_day=date(2027, 1, 1), **said)
    assert edit is not None
    closed = presence.change(begun, club, kind=ChangeKind.CLOSED, **days, **said)
    ill = presence.away(begun, people["mette"], substitute=None, **days, **said)
    return Club(row.id, edit.id, closed.id, ill.id)


CHAIR = News("chair", "Du har fået en plads ved maden %(day)s.", "sign_up", date(2026, 11, 26), "/mad/1",
             {"day": "2026-11-26"})  # fmt: skip
WRITTEN = Document("Ro", None, (DraftLine("l1", "point", "Jeg holder ro."),))


def make_street(app: Flask, engine: Engine, session: Session, village: Village) -> Street:
    """An agreement of Maja's with everything that can happen to it."""
    village.lis = village.person("Lis", Role.LEADER)
    village.ida = village.person("Ida", Role.RELATIVE)
    agreement_id = village.agreement(village.maja)
    (point, _other) = village.points(agreement_id)
    with writing(engine) as begun:
        wording = begun.get_one(agreements.Wording, point.id)
        agreements.answer(begun, wording, Reply.ASKS, reading=Reading(), tap="a", moment=clock.now())
        agreements.wish(begun, agreement_id, point_id=None, text="", tap="a", moment=clock.now())
        thrown = publishing.begin(
            begun, kind="aftale", subject_id=agreement_id, document=WRITTEN, by_id=village.bo.id, moment=clock.now()
        )
        publishing.throw_away(begun, thrown, by_id=village.bo.id, moment=clock.now())
        tell_it_is_hard(begun, person_id=village.maja.id, address="/", title="Hej", tap="a", moment=clock.now())
        facts = {"resident_id": village.maja.id, "proposed_at": clock.now()}
        seeing = Relation(relative_id=village.ida.id, kind=Kin.SISTER, **facts)
        relation = Relation(relative_id=village.karin.id, kind=Kin.MOTHER, **facts)
        begun.add_all([relation, seeing])
        begun.flush()
        begun.add_all(
            Consent(
                relation_id=seeing.id, topic=topic, asked_at=clock.now(), answered_at=clock.now(), said_yes=True,
                ends_on=date(2027, 5, 23),
            )
            for topic in Topic
        )  # fmt: skip
        club = _make_places(begun, village)
        tell(begun, CHAIR, [village.maja.id], moment=clock.now())
    (hard_page,) = rows(session, HardPage)
    entry = next(each for each in rows(session, HistoryEntry) if each.happened is Happened.THROWN_AWAY)
    (notice,) = rows(session, Notice)
    (answer,), (wish,) = rows(session, Answer), rows(session, Wish)
    drawn = BytesIO()
    Image.new("RGB", (9, 9)).save(drawn, "PNG")
    photo = app.extensions["photos"].keep(drawn.getvalue())
    with writing(engine) as begun:
        begun.get_one(Person, village.maja.id).photo = photo
    return Street(
        app, village, agreement_id, point.point_id, answer.id, wish.id, photo, hard_page.id, relation.id, entry.id,
        club, notice.id,
    )  # fmt: skip


def come_in(browser: PageClient, person: Person | None) -> PageClient:
    """A browser of one's own, with a visit when one is somebody."""
    own = browser.another()
    if person is not None:
        with writing(own.engine) as begun:
            token = actions.come_in(begun, person, by=CameInBy.DEMO, device=None, moment=clock.now())
        with own.client.session_transaction(base_url="http://localhost") as cookie:
            cookie[VISIT], cookie[SEEN] = token, int(clock.now().timestamp())
    return own


SUNDAYS = {"weekday": "6", "starts": "10:00", "ends": "11:00", "every": "1", "valid_from": "2026-12-01"}
FORMS = {  # what a good form holds, so that the answer says who may, not what was wrong
    "agreements.answer": {"svar": "ja"},
    "agreements.answer_question": {"svar": "ja"},
    "agreements_desk.keep_talk": {"on": "2026-11-20", "how": "together", "said_yes": "ja"},
    "agreements_staff.begin": {"kind": "egne"},
    "agreements_staff.reply": {"sentence": "Vi taler om det.", "picture": ""},
    "people_staff.card_sheet": {"beboer": "maja"},
    "profiles.add": {"first_name": "Ole", "role": "resident"},
    "profiles.rename": {"first_name": "Maja"},
    "publishing.add": {"part": "point"},
    "publishing.explain": {"word": "husorden", "explanation": "Det er husets regler."},
    "publishing.line": {"sentence": "Jeg holder ro.", "was": "Jeg holder ro."},
    "publishing.title": {"title": "Ro", "was": "Ro"},
    "presence_staff.away": {"first_day": "2026-11-24", "last_day": "2026-11-24", "substitute": "0"},
    "presence_staff.holiday": {"dag": "2026-11-23", "svar": "lukket"},
    "presence_week.change": {"kind": "closed", "first_day": "2026-12-01", "last_day": "2026-12-01"},
    "presence_week.end_hours": {"last_day": "2026-12-01"},
    "presence_week.hours": SUNDAYS,
    "presence_week.new_hours": SUNDAYS,
    "consent.answer": {"maaneder": "3"},
    "consent_staff.ask": {"emne": "hours"},
    "consent_staff.propose": {"first_name": "Ole", "kind": "far", "email": "ole@demo.example", "topics": "hours"},
    "presence.ask_me": {"svar": "ja"},
    "relative_in.ask_for_link": {"email": "ole@demo.example"},
    "ind.keep_draft": {"key": "k", "text": "hej"},
    "ind.try_as": {"slug": "maja"},
    "mig.choose": {"valg": "stor"},
    "publishing_pictures.give": {"picture": "tea"},
}


WAY_IN = re.compile(r"(/paaroerende)?/ind(\?.*)?")
ENDS_A_VISIT = ("ind.finished", "ind.it_is_me", "ind.tap", "ind.try_as", "tilmeld.enrol")


class Crowd:
    """Everybody on the street, each in a browser of their own."""

    def __init__(self, street: Street, browser: PageClient):
        self.street, self.browser = street, browser
        self.inside: dict[str, tuple[PageClient, str]] = {}  # with the token that their forms carry

    def ask(self, method: str, endpoint: str, name: str) -> str:
        """What somebody is told: a status, or "ind" when shown the way in."""
        if name not in self.inside:
            own = come_in(self.browser, self.street.person(name))
            self.inside[name] = own, own.token()
        own, token = self.inside[name]
        data = self.street.form(endpoint) | {"csrf_token": token} if method == "POST" else None
        with own.raw(method, self.street.address(endpoint), data=data) as answer:
            way_in = answer.status_code == 303 and WAY_IN.fullmatch(answer.headers["Location"])
            told = "ind" if way_in else str(answer.status_code)
        if endpoint in ENDS_A_VISIT:
            del self.inside[name]
        return told


def doors(app: Flask) -> set[tuple[str, str]]:
    """Every way every endpoint can be asked."""
    asked = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    return {(method, rule.endpoint) for rule in app.url_map.iter_rules() for method in rule.methods & asked}
