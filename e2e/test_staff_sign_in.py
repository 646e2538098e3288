"""Staff sign in at a kommune's own sign-in, which really runs; and it is not always as it should be."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from e2e.pages.getting_in import ComeIn, Welcome
from e2e.pages.page import Page
from e2e.pages.staff import Morning
from e2e.provider import PASSWORD, Provider, providing
from e2e.running import Portal, running
from e2e.screens import COMPUTER, Screen, Screens
from portal import clock
from portal.db import writing
from portal.people.accounts.models import ProviderIdentity
from portal.people.models import LogEntry, LogKind, Person, Visit
from portal.people.rules import CameInBy, Role
from portal.speech.store import SoundStore
from portal.web.logs import log

CALLBACK = "/ind/personale/tilbage"


class StaffIn(Page):
    """ "Personale": how staff get in here."""

    title = "Personale"


class Refused(Page):
    title = "Det virkede ikke"


class Kommune(Page):
    """The provider's own page, on another site."""

    title = "Kommunens login"

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        self.page.get_by_label("Navn").fill(name)
        self.page.get_by_label("Kode").fill(password)
        with self.page.expect_navigation():
            self.press("Log ind")


@pytest.fixture(scope="module")
def one_provider() -> Iterator[Provider]:
    with providing() as started:
        yield started


@pytest.fixture
def provider(one_provider: Provider, portal: Portal) -> Provider:
    """The kommune's sign-in, which knows this portal and means well."""
    one_provider.steer(portal=portal.address)
    return one_provider


@pytest.fixture
def portal(village_folder: Path, tmp_path: Path, voice: SoundStore, one_provider: Provider) -> Iterator[Portal]:
    """The running portal of a kommune with a sign-in of its own: no demo."""
    folder = shutil.copytree(village_folder, tmp_path / "var")
    with running(folder, voice, demo=False, provider=one_provider.told) as served:
        yield served


@pytest.fixture
def computer(screens: Screens, provider: Provider, javascript: bool) -> Screen:
    return screens(size=COMPUTER, javascript=javascript, friends=(provider.port,))


def to_kommune(screen: Screen) -> Kommune:
    """From the page one wants to the kommune's own."""
    screen.open("/personale")
    staff = ComeIn(screen).follow_to("Personale", StaffIn)
    return staff.follow_to("Log ind med kommunens login", Kommune)


def come_in(screen: Screen, name: str) -> Morning:
    to_kommune(screen).sign_in(name)
    return Morning(screen)


def is_refused(screen: Screen, *sentences: str) -> None:
    """The friendly page, and nobody is in."""
    Refused(screen).says(*sentences)
    screen.open("/personale")
    ComeIn(screen)


def known(portal: Portal) -> dict[str, Person]:
    """Who has come in by the provider so far, by what it calls them."""
    with writing(portal.engine) as session:
        found = session.execute(
            sa.select(ProviderIdentity.subject, Person).join(Person, Person.id == ProviderIdentity.person_id)
        )
        return {subject.removeprefix("sub-"): person for subject, person in found}


def refusals(portal: Portal) -> int:
    with writing(portal.engine) as session:
        return len(session.scalars(sa.select(LogEntry).where(LogEntry.kind == LogKind.SIGN_IN_REFUSED)).all())


def test_a_leader_signs_in_and_out_at_the_kommune(computer: Screen, portal: Portal) -> None:
    kommune = to_kommune(computer)
    kommune.sign_in("anne", "forkert")
    Kommune(computer).sign_in("anne")
    morning = Morning(computer)
    anne = known(portal)["anne"]
    assert (anne.first_name, anne.role, anne.slug, anne.is_demo) == ("Anne", Role.LEADER, "anne-2", False)
    with writing(portal.engine) as session:
        (visit,) = session.scalars(sa.select(Visit).where(Visit.person_id == anne.id))
        assert visit.came_in_by is CameInBy.PROVIDER
    assert not any("Holm" in cookie["value"] or len(cookie["value"]) > 1000 for cookie in computer.context.cookies())

    morning.press("Log ud")
    Welcome(computer).tells("Du er ude nu.")
    computer.back()
    computer.open("/personale")
    ComeIn(computer)
    to_kommune(computer)  # which asks again: she is out there too


def test_who_is_already_in_at_the_kommune_comes_straight_in(computer: Screen, portal: Portal) -> None:
    come_in(computer, "tove")
    computer.context.clear_cookies(name="portal")
    computer.open("/personale/tablets")
    ComeIn(computer).follow_to("Personale", StaffIn).follow("Log ind med kommunens login")
    Page(computer, "Fælles tablets")
    assert [person.role for person in known(portal).values()] == [Role.STAFF]


def test_who_works_elsewhere_in_the_kommune_is_told_whom_to_ask(computer: Screen, portal: Portal) -> None:
    computer.expect_status(403)
    to_kommune(computer).sign_in("jens")
    is_refused(computer, "Du mangler adgang her.", "Bed din leder om adgang.")
    assert known(portal) == {} and refusals(portal) == 1


def test_the_role_is_what_the_groups_say_today(screens: Screens, provider: Provider, portal: Portal) -> None:
    computer, phone = (screens(friends=(provider.port,)) for _each in range(2))
    come_in(computer, "tove")
    provider.steer(portal=portal.address, groups=["opgangen-leder"])
    come_in(phone, "tove")
    assert known(portal)["tove"].role is Role.LEADER

    provider.steer(portal=portal.address, groups=["alle"])
    tablet = screens(friends=(provider.port,))
    tablet.expect_status(403)
    to_kommune(tablet).sign_in("tove")
    is_refused(tablet, "Bed din leder om adgang.")
    for other in (computer, phone):
        other.open("/personale")
        ComeIn(other)


def test_who_has_left_stays_out(screens: Screens, provider: Provider, portal: Portal) -> None:
    come_in(screens(friends=(provider.port,)), "tove")
    with writing(portal.engine) as session:
        session.get_one(Person, known(portal)["tove"].id).left_at = clock.now()
    computer = screens(friends=(provider.port,))
    computer.expect_status(403)
    to_kommune(computer).sign_in("tove")
    is_refused(computer, "Bed din leder om adgang.")


def test_changing_ones_mind_at_the_kommune_is_met_kindly(computer: Screen, portal: Portal) -> None:
    computer.expect_status(403)
    to_kommune(computer).follow("Fortryd")
    is_refused(computer, "Prøv at logge ind igen.")
    assert refusals(portal) == 1


FAULTS = (
    "expired", "other nonce", "no nonce", "other audience", "other issuer", "unsigned", "strange key", "shared secret",
    "public key as secret", "no token",
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_word_that_is_not_good_lets_nobody_in(
    screens: Screens, provider: Provider, portal: Portal, fault: str
) -> None:
    provider.steer(portal=portal.address, fault=fault)
    computer = screens(friends=(provider.port,))
    computer.expect_status(403)
    to_kommune(computer).sign_in("anne")
    is_refused(computer, "Vi kan ikke se, hvem du er.", "Prøv at logge ind igen.")
    assert known(portal) == {} and refusals(portal) == 1


def test_an_answer_that_nobody_here_asked_for_lets_nobody_in(screens: Screens, provider: Provider) -> None:
    computer = screens(friends=(provider.port,))
    computer.expect_status(403)
    for question in ("", "?code=x", "?code=x&state=y", "?state=y", "?error=access_denied", "?error=%0AAnne&state=%00"):
        assert computer.open(f"{CALLBACK}{question}") == 403
        Refused(computer)


def test_an_answer_works_once_and_only_in_the_browser_that_asked(screens: Screens, provider: Provider) -> None:
    computer, other = (screens(friends=(provider.port,)) for _each in range(2))
    for each in (computer, other):
        each.expect_status(403)
    answers: list[str] = []
    computer.context.on("request", lambda asked: answers.append(asked.url) if CALLBACK in asked.url else None)
    come_in(computer, "anne")
    (answer,) = answers
    assert other.open(answer) == 403
    is_refused(other)
    assert computer.open(answer) == 403
    Refused(computer)


def test_keys_change_and_anne_comes_in_all_the_same(screens: Screens, provider: Provider, portal: Portal) -> None:
    come_in(screens(friends=(provider.port,)), "anne")
    provider.steer(portal=portal.address, new_key=True)
    come_in(screens(friends=(provider.port,)), "anne")


@pytest.fixture
def noted(portal: Portal, caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What the portal logs."""
    log.addHandler(caplog.handler)
    yield caplog
    log.removeHandler(caplog.handler)


def test_the_log_says_what_was_wrong_and_names_nobody(
    screens: Screens, provider: Provider, portal: Portal, noted: pytest.LogCaptureFixture
) -> None:
    computer = screens(friends=(provider.port,))
    computer.expect_status(403)
    provider.steer(portal=portal.address, fault="expired")
    to_kommune(computer).sign_in("anne")
    Refused(computer)
    computer.context.clear_cookies()
    to_kommune(computer).follow("Fortryd")
    Refused(computer)
    computer.open(f"{CALLBACK}?error=Anne&state=Anne")
    provider.steer(portal=portal.address, groups=[])
    to_kommune(computer).sign_in("anne")
    Refused(computer)
    start = "sign-in=refused by=provider kind="
    assert [line.getMessage() for line in noted.records if line.name == log.name] == [
        f"{start}ExpiredTokenError error=-", f"{start}OAuthError error=access_denied", f"{start}OAuthError error=-",
        f"{start}not-staff",
    ]  # fmt: skip


# --- the kommune's sign-in is away ---------------------------------------------------------------------------


def test_a_sign_in_that_breaks_down_half_way_is_told_in_easy_words(
    computer: Screen, provider: Provider, portal: Portal
) -> None:
    computer.expect_status(503)
    kommune = to_kommune(computer)
    provider.steer(portal=portal.address, fault="broken")
    kommune.sign_in("anne")
    is_refused(computer, "Kommunens login svarer ikke.", "Vent lidt, og prøv igen.")


def test_a_provider_that_gives_itself_out_for_another_is_not_believed(
    screens: Screens, provider: Provider, portal: Portal
) -> None:
    provider.steer(portal=portal.address, fault="liar")
    computer = screens(friends=(provider.port,))
    computer.expect_status(503)
    computer.open("/ind/personale")
    StaffIn(computer).follow("Log ind med kommunens login")
    is_refused(computer, "Kommunens login svarer ikke.")


def test_while_the_kommunes_sign_in_is_away_the_house_goes_on(
    chromium: Browser, village_folder: Path, tmp_path: Path, voice: SoundStore
) -> None:
    folder = shutil.copytree(village_folder, tmp_path / "hus")
    with providing() as provider, running(folder, voice, provider=provider.told) as portal:
        provider.steer(portal=portal.address)
        inside, outside = (Screen(chromium, portal.address, friends=(provider.port,)) for _each in range(2))
        outside.expect_status(503)
        come_in(inside, "anne")
        provider.stop()
        outside.open("/personale")
        ComeIn(outside).follow_to("Personale", StaffIn).follow("Log ind med kommunens login")
        is_refused(outside, "Kommunens login svarer ikke.", "Vent lidt, og prøv igen.")
        ComeIn(outside).try_as("Maja")
        expect(outside.page.get_by_role("heading", level=1)).to_have_text("Hej Maja")
        inside.open("/personale/tablets")
        Page(inside, "Fælles tablets")
        inside.close()
        outside.close()
