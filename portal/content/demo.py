"""Invented people and their agreements for the demo, in content/demo. Nothing here is about anyone real."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from portal.content.agreement_templates import KINDS, TemplatePoint
from portal.content.demo_dinners import DemoKitchen, read_demo_kitchen
from portal.content.demo_meetings import DemoMeetings, read_demo_meetings
from portal.content.demo_places import DemoPlace, read_demo_places
from portal.content.reading import complain, read_document

ROLES = ("resident", "staff", "relative", "citizen")
ANSWERS = ("yes", "unsure", "ask")  # "Ja, jeg forstår", "Jeg er i tvivl", "Jeg vil spørge"
WAYS = ("alone", "together", "question")
TOPICS = ("hours", "dinners", "activities", "agreements")
RELATIONS = (
    "mor", "far", "søster", "bror", "datter", "søn", "bedstemor", "bedstefar", "kæreste", "ven", "værge", "anden",
)  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    """Somebody in the demo, by first name only.

    `leader` is for staff. For residents: `contact` is the slug of the contact person and `attached` the slugs
    of all staff who may see them. For relatives: `relative_of` is a resident's slug, `relation` what the
    relative is to the resident, `may_see` the topics the resident has allowed, `email` where letters go.
    """

    slug: str
    name: str
    role: str
    leader: bool = False
    phone: str = ""
    contact: str = ""
    attached: tuple[str, ...] = ()
    relative_of: str = ""
    relation: str = ""
    email: str = ""
    may_see: tuple[str, ...] = ()

    @property
    def portrait(self) -> str:
        """The drawing of the person, as a path inside content/demo."""
        return f"portraits/{self.slug}.svg"


@dataclass(frozen=True)
class DemoAnswer:
    """What the resident answered to a point, `how` it was checked, with whom, and in how many tries.

    `at` is Danish wall time.
    """

    point: str
    answer: str
    at: datetime
    how: str
    together_with: str = ""
    tries: int = 1


@dataclass(frozen=True)
class DemoTalk:
    """A meeting about the whole agreement; `present` are the slugs of those there besides the resident."""

    on: date
    present: tuple[str, ...]
    said_yes: bool
    talk_again_on: date | None = None


@dataclass(frozen=True)
class DemoVersion:
    """A published version with all its points, and what happened to it afterwards.

    `published_at` is Danish wall time.
    """

    published_at: datetime
    published_by: str
    points: tuple[TemplatePoint, ...]
    answers: tuple[DemoAnswer, ...] = ()
    talks: tuple[DemoTalk, ...] = ()


@dataclass(frozen=True)
class DemoAgreement:
    """An agreement of one resident with its versions, oldest first. `key` names it within the demo."""

    key: str
    resident: str
    kind: str
    title: str
    picture: str
    versions: tuple[DemoVersion, ...]


@dataclass(frozen=True)
class Demo:
    """Everybody and everything in the demo."""

    people: tuple[DemoPerson, ...]
    agreements: tuple[DemoAgreement, ...]
    places: tuple[DemoPlace, ...]
    kitchen: DemoKitchen
    meetings: DemoMeetings

    def person(self, slug: str) -> DemoPerson:
        """The person with that slug; raises `KeyError` when there is none."""
        return {person.slug: person for person in self.people}[slug]


@dataclass(frozen=True)
class _PeopleFile:
    people: tuple[DemoPerson, ...]


@dataclass(frozen=True)
class _AgreementsFile:
    agreements: tuple[DemoAgreement, ...]


def read_demo(folder: Path, picture_keys: Collection[str]) -> Demo:
    """People and agreements of the demo. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    choices = {
        "picture": picture_keys,
        "kind": KINDS,
        "role": ROLES,
        "answer": ANSWERS,
        "how": WAYS,
        "may_see": TOPICS,
        "relation": RELATIONS,
    }
    people = read_document(folder / "people.toml", _PeopleFile, faults, choices)
    agreements = read_document(folder / "agreements.toml", _AgreementsFile, faults, choices)
    if people and agreements:
        faults += _faults_in_people(folder, people.people)
        faults += _faults_in_agreements(folder, agreements.agreements, people.people)
    complain(faults)
    assert people and agreements  # a document is missing only together with a fault
    staff, residents = (
        [person.slug for person in people.people if person.role == role] for role in ("staff", "resident")
    )
    places = read_demo_places(folder, picture_keys, staff)
    names = {"residents": residents, "staff": staff, "places": [place.slug for place in places]}
    kitchen = read_demo_kitchen(folder, picture_keys, **names)
    meetings = read_demo_meetings(folder, picture_keys, **names)
    return Demo(people.people, agreements.agreements, places, kitchen, meetings)


def _faults_in_people(folder: Path, people: Sequence[DemoPerson]) -> list[str]:
    file = f"{folder.name}/people.toml"
    slugs = {role: {person.slug for person in people if person.role == role} for role in ROLES}
    faults: list[str] = []
    for person in people:
        at = f"{file}: people[{person.slug}]"
        if person.slug != person.name.lower():
            faults.append(f"{at}.slug must be the name in small letters; write {person.name.lower()}.")
        if not (folder / person.portrait).is_file():
            faults.append(f"{at} has no portrait; draw {folder.name}/{person.portrait}.")
        faults += [
            f"{at}.attached has {slug}, who is not staff; use the slug of somebody who is."
            for slug in person.attached
            if slug not in slugs["staff"]
        ]
        if person.role == "resident" and person.contact not in person.attached:
            faults.append(f"{at}.contact must be one of those in attached; choose one of them.")
        if person.role == "relative" and person.relative_of not in slugs["resident"]:
            faults.append(f"{at}.relative_of is not a resident; use the slug of a resident.")
        if person.role == "relative" and not person.email:
            faults.append(f"{at}.email is missing; write one that ends with demo.example.")
    return faults


def _faults_in_agreements(folder: Path, agreements: Sequence[DemoAgreement], people: Sequence[DemoPerson]) -> list[str]:
    residents = {person.slug for person in people if person.role == "resident"}
    everybody = {person.slug for person in people}
    faults: list[str] = []
    for agreement in agreements:
        at = f"{folder.name}/agreements.toml: agreements[{agreement.key}]"
        if agreement.resident not in residents:
            faults.append(f"{at}.resident is {agreement.resident}, who is no resident; use one's slug.")
        for number, version in enumerate(agreement.versions, start=1):
            keys = {point.key for point in version.points}
            faults += [
                f"{at}.versions[{number}] answers {answer.point}, which is not a point of it; correct it."
                for answer in version.answers
                if answer.point not in keys
            ]
            named = {version.published_by, *(slug for talk in version.talks for slug in talk.present)}
            named |= {answer.together_with for answer in version.answers if answer.together_with}
            faults += [
                f"{at}.versions[{number}] names {slug}, who is not in people.toml; use a slug from there."
                for slug in sorted(named - everybody)
            ]
    return faults
