"""What becomes of a manuscript: out now, out later, taken back, copied, thrown away – and what its history tells."""

from datetime import timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.publishing import actions
from portal.publishing.models import HistoryEntry, Manuscript
from portal.publishing.rules import Document
from portal.refusal import Refused
from tests.house.arranging import everything_kept, later, rows
from tests.publishing.conftest import COFFEE, TEA
from tests.publishing.notes import NOTE, PUBLISHED, line, sentences, words_now

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HARD = line("Vi drikker kaffe kl. 16.", name="hard", picture="coffee")


@pytest.fixture
def out(session):
    """What is published, oldest first."""

    def published() -> list:
        session.rollback()
        return list(session.execute(PUBLISHED.select().order_by(PUBLISHED.c.id)).all())

    return published


def happened(session) -> list[str]:
    return [each.happened.value for each in rows(session, HistoryEntry)]


def faults(page) -> list[str]:
    return [item.get_text(" ", strip=True) for item in page.soup.select(".faults li")]


# --- now ----------------------------------------------------------------------------------------------------------


@on_sqlite
def test_anne_publishes_and_is_back_at_the_desk(anne, address, village, session, out):
    anne.get(address)
    page = anne.press("Udgiv nu")
    assert (page.address, page.status_message) == ("/personale", "Teksten er udgivet.")
    (published,) = out()
    assert [each["sentence"] for each in published.words["lines"]] == [COFFEE.sentence, TEA.sentence]
    assert (published.by_id, published.because) == (village.anne.id, "")
    assert rows(session, Manuscript) == [] and happened(session) == ["begun", "published"]
    anne.get(address, status=404)


@on_sqlite
def test_hard_words_need_a_reason_which_is_kept_and_told(anne, begun, session, out):
    address = f"/personale/skriv/{NOTE}/{begun(COFFEE, HARD)}"
    page = anne.get(address)
    assert page.link("Ret 1 fejl først") == "#linje-hard"
    page = anne.press("Udgiv alligevel", status=422)
    assert "Hvorfor skal den ud alligevel? Ret fejlene, eller skriv hvorfor." in faults(page)
    assert any(HARD.sentence in each for each in faults(page))
    for link in page.soup.select(".faults a"):
        assert page.soup.select_one(link["href"]).name in ("input", "textarea")
    assert out() == []
    anne.press("Udgiv alligevel", hard_because="Loven siger det.")
    assert out()[0].because == "Loven siger det."
    page = anne.get(f"{address}/historik")
    assert "Anne udgav teksten. Grund: Loven siger det." in page.main


@on_sqlite
def test_what_is_missing_stands_in_the_way_whatever_the_reason(anne, begun, out):
    address = f"/personale/skriv/{NOTE}/{begun(COFFEE, line('', name='empty'), title='')}"
    page = anne.get(address)
    assert page.link("Ret 2 fejl først") == "#linje-titel"
    page = anne.press("Udgiv alligevel", status=422, hard_because="Fordi jeg siger det.")
    assert faults(page) == ["Giv sedlen et navn.", "Skriv en sætning."]
    assert page.soup.select_one("[name=hard_because]")["value"] == "Fordi jeg siger det."
    assert out() == []


@on_sqlite
def test_words_that_somebody_changed_since_i_read_them_are_not_published_unseen(anne, bo, address, out):
    anne.get(address)
    bo.get(address)
    bo.press("Gem linjen", nth=1, sentence="Bos ord.")
    page = anne.press("Udgiv nu", status=409)
    assert "Teksten er ændret. Læs den igen, og udgiv så." in page.text and "Bos ord." in page.main
    assert out() == []
    anne.press("Udgiv nu")
    assert len(out()) == 1


@on_sqlite
def test_publishing_what_is_gone_says_so(anne, bo, address, out):
    anne.get(address)
    bo.get(address)
    bo.press("Udgiv nu")
    page = anne.press("Udgiv nu", status=409)
    assert "Kladden er væk. Lav en ny." in page.main
    assert len(out()) == 1


# --- later --------------------------------------------------------------------------------------------------------


def test_a_text_is_planned_shown_and_published_when_its_time_comes(anne, address, engine, notes, village, session, out):
    anne.get(address)
    page = anne.press("Gem tidspunktet", on="2026-11-24", at="08:15")
    assert page.status_message == "Tidspunktet er gemt."
    assert "Udgives tirsdag den 24. november klokken 8.15." in page.main
    assert page.has("button", "Udgiv alligevel nu")
    for at, published in ((clock.now() + timedelta(hours=15), 0), (clock.now() + timedelta(hours=16), 1)):
        with writing(engine) as begun:
            assert actions.publish_due(begun, {NOTE: notes}, at) == published
    assert out()[0].by_id == village.anne.id
    assert happened(session) == ["begun", "planned", "published"]
    page = anne.get(f"{address}/historik")
    assert "Anne valgte at udgive tirsdag den 24. november klokken 8.15." in page.main


@on_sqlite
def test_a_planned_text_is_stopped_or_published_at_once(anne, address, session, out):
    anne.get(address)
    anne.press("Gem tidspunktet", on="2026-11-24", at="08:15")
    page = anne.press("Stop det")
    assert page.status_message == "Udgivelsen er stoppet." and not page.has("button", "Stop det")
    anne.press("Gem tidspunktet", on="2026-11-24", at="08:15")
    anne.press("Udgiv alligevel nu")
    assert len(out()) == 1
    assert happened(session) == ["begun", "planned", "not planned", "planned", "published"]


@on_sqlite
@pytest.mark.parametrize(
    ("on", "at", "told"),
    [
        ("2026-11-23", "16:30", "Dag: Vælg et tidspunkt, der kommer."),
        ("2025-01-01", "10:00", "Dag: Vælg et tidspunkt, der kommer."),
        ("2026-11-24", "", "Klokken: Vælg et klokkeslæt."),
        ("", "10:00", "Dag: Vælg en dag."),
        ("", "", "Dag: Vælg en dag."),
        ("i morgen", "10:00", "Dag: Skriv datoen igen."),
        ("2026-11-24", "25:00", "Klokken: Skriv klokkeslættet igen."),
        ("2026-02-29", "10:00", "Dag: Skriv datoen igen."),
    ],
)
def test_a_time_that_cannot_be_is_told_and_nothing_is_planned(anne, address, session, on, at, told):
    anne.get(address)
    page = anne.press("Gem tidspunktet", status=422, on=on, at=at)
    assert told in faults(page)
    assert rows(session, Manuscript)[0].publish_at is None
    anne.press("Udgiv nu", on=on, at=at)  # now is now, whatever stands in the fields


def test_the_reason_for_a_planned_text_is_kept_until_it_is_out(anne, begun, engine, notes, out):
    address = f"/personale/skriv/{NOTE}/{begun(COFFEE, HARD)}"
    anne.get(address)
    assert "Hvorfor skal den ud alligevel?" in str(
        faults(anne.press("Gem tidspunktet", status=422, on="2026-11-24", at="10:00"))
    )
    anne.press("Gem tidspunktet", on="2026-11-24", at="10:00", hard_because="Loven siger det.")
    with writing(engine) as opened:
        actions.publish_due(opened, {NOTE: notes}, clock.now() + timedelta(days=1))
    assert out()[0].because == "Loven siger det."


@pytest.mark.parametrize("why", ["refused", "fault", "kind gone"])
def test_what_cannot_be_published_when_its_time_comes_stays_a_manuscript_and_is_told(
    why, anne, begun, engine, notes, village, session, out
):
    good = begun(subject_id=village.ali.id)
    bad = begun(COFFEE, *([line("", name="empty")] if why == "fault" else []))
    notes.refuses = "Maja bor her ikke mere. Spørg Bo." if why == "refused" else ""
    with writing(engine) as opened:
        for each in (bad, good):
            manuscript = actions.held(opened, NOTE, each)
            actions.plan(opened, manuscript, clock.now(), by_id=village.anne.id, moment=clock.now())
    with writing(engine) as opened:
        kinds = {} if why == "kind gone" else {NOTE: notes}
        assert actions.publish_due(opened, kinds, clock.now()) == (1 if why == "fault" else 0)
        assert actions.publish_due(opened, kinds, clock.now()) == 0
    kept = rows(session, Manuscript, Manuscript.subject_id == bad)
    assert [each.publish_at for each in kept] == [None]
    told = [each for each in rows(session, HistoryEntry) if each.happened.value == "failed"]
    assert told[-1].note == {
        "refused": notes.refuses, "fault": "Skriv en sætning.",
        "kind gone": "Siden har ikke den slags tekster mere. Spørg lederen.",
    }[why]  # fmt: skip
    page = anne.get(f"/personale/skriv/{NOTE}/{bad}/historik")
    assert "Teksten kom ikke ud. Grund: " in page.main


# --- back, copied, thrown away ------------------------------------------------------------------------------------


@on_sqlite
def test_what_is_taken_back_waits_in_the_editor_and_can_be_published_again(anne, address, session, out, notes):
    anne.get(address)
    anne.press("Udgiv nu")
    anne.post(f"{address}/begynd")
    page = anne.press("Træk det udgivne tilbage")
    assert page.status_message == "Teksten er trukket tilbage. Du kan udgive den igen."
    assert out()[0].is_taken_back and not page.has("button", "Træk det udgivne tilbage")
    anne.press("Udgiv nu")
    assert [row.is_taken_back for row in out()] == [True, False]
    assert happened(session) == ["begun", "published", "begun", "withdrawn", "published"]


@on_sqlite
def test_only_what_is_published_is_taken_back(anne, address):
    page = anne.post(f"{address}/traek", status=409)
    assert "Der er intet udgivet. Skriv og udgiv først." in page.text


def test_a_copy_for_somebody_else_begins_with_the_same_words_and_without_photos(
    browser, begun, village, engine, session
):
    sofie = village.person("Sofie", village.maja.role, staff=[village.anne])
    number = begun(COFFEE, line("Her er jeg.", name="me", picture="foto:maja.webp"))
    anne = browser.be(village.anne)
    anne.get(f"/personale/skriv/{NOTE}/{number}")
    page = anne.press("Lav en kopi", reader_id=str(sofie.id))
    assert (page.title, page.status_message) == ("Seddel til Sofie: Kaffe", "Her er kopien.")
    copy = words_now(session, sofie.id)
    assert [(each.sentence, each.picture) for each in copy.lines] == [
        (COFFEE.sentence, "coffee"), ("Her er jeg.", None),
    ]  # fmt: skip
    assert sentences(words_now(session, number)) == sentences(copy)
    assert rows(session, HistoryEntry)[-1].happened.value == "copied"
    kept = everything_kept(session)
    for stranger in (village.ali.id, 999_999, "Ali", ""):
        anne.post(f"/personale/skriv/{NOTE}/{number}/kopi", {"reader_id": str(stranger)}, status=404)
    assert everything_kept(session) == kept


@on_sqlite
def test_a_manuscript_is_thrown_away_after_a_question_and_can_be_fetched_back(anne, address, note_id, session):
    anne.get(address)
    anne.click("Smid kladden væk")
    page = anne.press("Ja, smid kladden væk")
    assert page.status_message == "Kladden er smidt væk. Du kan hente den igen."
    assert rows(session, Manuscript) == [] and "Anne smed kladden væk." in page.main
    page = anne.press("Hent kladden igen")
    assert page.address.startswith(address)
    assert words_now(session, note_id) == Document("Kaffe", "coffee", (COFFEE, TEA))
    assert happened(session) == ["begun", "thrown away", "begun", "fetched back"]
    assert not anne.get(f"{address}/historik").has("button", "Hent kladden igen")
    entry = rows(session, HistoryEntry)[1].id
    page = anne.post(f"{address}/hent/{entry}", status=409)
    assert "En ny kladde er i gang." in page.text
    for other in (entry + 1, 999_999):
        anne.post(f"{address}/hent/{other}", status=404)


@on_sqlite
def test_the_history_is_told_newest_first_with_names_and_times(anne, bo, begun, village):
    address = f"/personale/skriv/{NOTE}/{begun(by_id=village.anne.id)}"
    later(minutes=30)
    bo.get(address)
    bo.press("Udgiv nu")
    page = anne.get(f"{address}/historik")
    events = [" ".join(item.get_text(" ").split()) for item in page.soup.select(".history-event")]
    assert events == [
        "mandag den 23. november, klokken 17 Bo udgav teksten.",
        "mandag den 23. november, klokken 16.30 Anne begyndte at skrive.",
    ]


def test_nothing_can_be_taken_back_twice(notes, engine, village):
    with writing(engine) as begun, pytest.raises(Refused):
        actions.withdraw(begun, notes, village.maja.id, by_id=village.anne.id, moment=clock.now())
