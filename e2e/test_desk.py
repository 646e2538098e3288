"""Anne writes for Maja: from a template to what Maja hears; two who write at once; by keyboard alone; for later."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from e2e.listening import Ear, listen_in
from e2e.pages.desk import Editor, Keyboard, Record
from e2e.pages.getting_in import hold_up
from e2e.pages.page import Page
from e2e.pages.resident import Home
from e2e.pages.staff import Agreements, Morning, sign_in
from e2e.running import MONDAY_AFTERNOON, Portal
from e2e.screens import COMPUTER, Screen, Screens
from portal import clock

QUIET, GOOD_NEIGHBOURS = "Ro i opgangen", "Ro og gode naboer"
MUSIC, NIGHT = "Jeg må høre min musik om dagen.", "Jeg holder ro efter klokken 22."
FROM_TEMPLATE = "Jeg må høre musik om dagen."
HARD, EASY = "Jeg anvender trappen stille om aftenen.", "Jeg bruger trappen stille om aftenen."
CAT = "Jeg må have min kat med."
ANSWER = "Du må høre musik til klokken 20."
ANNES, BOS = "Jeg holder ro efter klokken 21.", "Jeg holder ro efter klokken 20."


@pytest.fixture
def computer(screens: Screens, javascript: bool) -> Screen:
    """Anne's computer, with and without JavaScript."""
    return screens(size=COMPUTER, javascript=javascript)


def come_in(screen: Screen, portal: Portal, name: str = "Maja") -> Home:
    return hold_up(screen, portal.card(name), name).yes()


def agreements_of(screen: Screen, staff: str, resident: str = "Maja") -> Agreements:
    return sign_in(screen, staff).resident(resident).agreements(resident)


def hear(page: Page, sentence: str) -> None:
    """The sentence can be heard; with JavaScript its words are marked meanwhile."""
    button = page.sound_of(sentence)
    if not page.screen.javascript:
        assert page.page.request.get(button.get_attribute("href") or "").ok
        return
    ear = Ear(page)
    button.click()
    ear.until_a_word_is_marked()
    assert ear.of_audio("duration") > 0


def test_anne_writes_for_maja_and_maja_asks_and_hears_the_answer(
    screens: Screens, portal: Portal, computer: Screen, javascript: bool
) -> None:
    editor = Editor.from_template(agreements_of(listen_in(computer), "Anne"), "Maja", GOOD_NEIGHBOURS)
    editor.reads(1, FROM_TEMPLATE).write(4, HARD).finds(4, "anvender", better="bruger").is_blocked()
    editor.do(4, "bruger").reads(4, EASY).finds_nothing(4)
    hear(editor, EASY)
    preview = editor.see_as_reader(GOOD_NEIGHBOURS)
    preview.says(FROM_TEMPLATE, EASY)
    preview.back().reads(4, EASY).publish().says(GOOD_NEIGHBOURS, "Udgave 1 er fra mandag den 23. november.")

    tablet = listen_in(screens(device=portal.device(), javascript=javascript))
    home = come_in(tablet, portal)
    home.says("Du har fået en ny aftale.")
    home.my_agreements().open(GOOD_NEIGHBOURS).point(FROM_TEMPLATE).is_open().ask()

    computer.open("/personale")
    anne = Morning(computer)
    card = anne.waiting("Maja", GOOD_NEIGHBOURS)
    expect(card).to_contain_text(FROM_TEMPLATE)
    anne.follow(f"Svar Maja: {GOOD_NEIGHBOURS}", inside=card)
    Record(computer, "Maja", GOOD_NEIGHBOURS).reply(ANSWER)
    computer.open("/personale")
    expect(Morning(computer).waiting("Maja", GOOD_NEIGHBOURS)).to_have_count(0)

    tablet.open("/")
    home = Home(tablet, "Maja")
    home.says("Du har fået svar på et spørgsmål.")
    agreement = home.my_agreements().open(GOOD_NEIGHBOURS)
    agreement.point(FROM_TEMPLATE).is_open().says("Anne svarer:", ANSWER)
    hear(agreement, ANSWER)


@pytest.mark.parametrize(("choice", "stays"), [("Brug mine ord", BOS), ("Behold det, der står", ANNES)])
def test_bo_is_told_that_anne_wrote_in_the_same_line_and_he_chooses(
    screens: Screens, computer: Screen, javascript: bool, choice: str, stays: str
) -> None:
    anne = Editor.of_new_version(agreements_of(computer, "Anne"), "Maja", QUIET)
    bos = screens(size=COMPUTER, javascript=javascript)
    bos.expect_status(409)
    agreements_of(bos, "Bo").follow(f"Skriv videre: {QUIET}")
    bo = Editor(bos, "Maja", QUIET).reads(2, NIGHT)

    anne.write(2, ANNES)
    bo.write(2, BOS).is_told_of_the_other(ANNES, BOS)
    computer.page.reload()
    anne.reads(2, ANNES)

    bo.choose(choice).reads(2, stays)
    computer.page.reload()
    anne.reads(2, stays)


def test_a_deleted_line_comes_back_where_it_was(computer: Screen) -> None:
    editor = Editor.of_new_version(agreements_of(computer, "Anne"), "Maja", QUIET)
    editor.do(1, "Slet linjen").reads(1, NIGHT).offers("button", "Fortryd")
    editor.undo().reads(1, MUSIC).reads(2, NIGHT).does_not_offer("button", "Fortryd")
    computer.page.reload()
    editor.reads(1, MUSIC).reads(2, NIGHT)


def test_anne_writes_and_publishes_with_the_keyboard_alone(screens: Screens, portal: Portal) -> None:
    computer = screens(size=COMPUTER)
    anne, hands = sign_in(computer, "Anne"), Keyboard(computer)
    page = anne.page
    hands.enter_page(page.get_by_role("link", name="Maja", exact=True))
    hands.enter_page(page.get_by_role("link", name="Aftaler", exact=True))
    hands.enter_page(page.get_by_role("button", name=f"Ny udgave: {QUIET}", exact=True))

    editor = Editor(computer, "Maja", QUIET).reads(3, "Jeg skruer ned, hvis naboen banker på.")
    hands.go_to(editor.point(3)).press("End").press("Enter")
    expect(editor.point(4)).to_be_focused()
    editor.reads(4, "")
    hands.keys.type(CAT)
    hands.press("Alt+ArrowUp")
    editor.reads(3, CAT)
    expect(editor.point(3)).to_be_focused()
    hands.go_to(editor.place(3).get_by_label("Flyt, del eller slet")).press("Enter")
    hands.go_to(editor.place(3).get_by_role("button", name="Flyt op", exact=True)).press("Enter")
    editor.reads(2, CAT).reads(3, NIGHT)
    hands.enter_page(page.get_by_role("button", name="Udgiv nu", exact=True))
    Agreements(computer, "Aftaler med Maja").tells("Teksten er udgivet.")

    agreement = come_in(screens(device=portal.device()), portal).my_agreements().open(QUIET)
    agreement.point(CAT).is_marked("Nyt")


def test_what_anne_plans_for_five_o_clock_meets_maja_then(
    screens: Screens, portal: Portal, computer: Screen, javascript: bool
) -> None:
    editor = Editor.of_new_version(agreements_of(computer, "Anne"), "Maja", QUIET)
    editor.write(2, ANNES).plan("2026-11-23", "17:00").says("Udgives mandag den 23. november klokken 17.")
    tablet = screens(device=portal.device(), javascript=javascript)
    portal.do_chores()
    come_in(tablet, portal).my_agreements().open(QUIET).point(NIGHT).is_open()

    clock.freeze(MONDAY_AFTERNOON + timedelta(minutes=31))
    portal.do_chores()
    agreement = come_in(tablet, portal).my_agreements().open(QUIET)
    agreement.point(ANNES).is_open().is_marked("Før", "Nu")
    agreement.old_version().says(NIGHT)
    computer.open("/personale/beboer/maja/aftaler")
    Agreements(computer, "Aftaler med Maja").says("Udgave 3 er fra mandag den 23. november.")
