"""The demo's Karin: what Maja lets her see from the first day."""

from datetime import date

import pytest

from portal.content.activities import read_catalogue
from portal.content.demo import read_demo
from portal.db import writing
from portal.demo.seeding import seed
from portal.mail.models import OutboxMail
from portal.people.consent.models import Consent, Relation
from portal.people.consent.rules import Kin, Topic
from portal.people.queries import person_by_slug
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from tests.house.arranging import rows

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_maja_shows_her_mother_three_things_for_half_a_year(app, engine, session, browser):
    folder = ROOT / "content" / "demo"
    with writing(engine) as begun:
        catalogue = read_catalogue(folder.parent / "activities", picture_keys())
        seed(
            begun, read_demo(folder, picture_keys()), catalogue, portraits=folder / "portraits",
            photos=app.extensions["photos"],
        )  # fmt: skip
    (relation,) = rows(session, Relation)
    karin = person_by_slug(session, "karin")
    assert (relation.relative_id, relation.kind, karin.email) == (karin.id, Kin.MOTHER, "karin@demo.example")
    assert {(each.topic, each.ends_on) for each in rows(session, Consent)} == {
        (topic, date(2027, 5, 23)) for topic in (Topic.HOURS, Topic.DINNERS, Topic.AGREEMENTS)
    }
    assert rows(session, OutboxMail) == []  # nobody is written to before somebody tries it
    browser.be(karin).get("/")
    assert browser.page.address == "/paaroerende"
    page = browser.click("Ro i opgangen")
    assert page.title == "Ro i opgangen" and page.address.startswith("/paaroerende/aftaler/")
