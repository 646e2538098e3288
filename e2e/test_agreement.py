"""Maja answers her agreement, alone and together with Anne; Anne changes it; only what is new is asked again."""

import pytest
from playwright.sync_api import expect

from e2e.pages.desk import Editor
from e2e.pages.getting_in import hold_up
from e2e.pages.resident import AgreementPage, MyAgreements, OldVersion
from e2e.pages.staff import Morning, sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, Screen, Screens

QUIET, SUPPORT = "Ro i opgangen", "Min støtte med Bo"
MUSIC = "Jeg må høre min musik om dagen."
NIGHT = "Jeg holder ro efter klokken 22."
KNOCKS = "Jeg skruer ned, hvis naboen banker på."
GUESTS = "Jeg vælger selv mine gæster."
EARLIER_NIGHT = "Jeg holder ro efter klokken 21."
CAT = "Jeg må have min kat med."


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript."""
    return screens(device=portal.device(), javascript=javascript)


@pytest.fixture
def computer(screens: Screens, javascript: bool) -> Screen:
    """Anne's computer, with and without JavaScript."""
    return screens(size=COMPUTER, javascript=javascript)


@pytest.fixture
def agreements(tablet: Screen, portal: Portal) -> MyAgreements:
    return hold_up(tablet, portal.card("Maja"), "Maja").yes().my_agreements()


def agree_to_all(agreement: AgreementPage) -> None:
    """Understand the two points that are open, and say yes together with Anne."""
    agreement.point(NIGHT).understand()
    agreement.point(KNOCKS).understand()
    agreement.say_yes_together().with_("Anne").agree()


def test_maja_answers_alone_and_then_together_with_anne(agreements: MyAgreements) -> None:
    agreement = agreements.open(QUIET)
    night, knocks = agreement.point(NIGHT), agreement.point(KNOCKS)
    agreement.does_not_offer("link", "Sig ja sammen")
    night.is_open().says("Jeg holder ro efter klokken 23.", "Min nye nabo står tidligt op.")
    night.doubt()
    agreement.tells("Tak, personalet taler med dig om det.")

    knocks.is_open()
    agreement = agreement.read_together().with_("Anne")
    knocks = agreement.point(KNOCKS).is_open().is_marked("Nyt")
    knocks.think("Nej", explained="Naboen må gerne sige til, og jeg skruer ned.")
    knocks.understand()
    agreement.tells("Godt, du forstår punktet.")
    agreement.does_not_offer("link", "Sig ja sammen")  # there is a doubt still

    agreement.point(NIGHT).open().understand()
    agreement.says("Du har svaret på det hele.")


def test_maja_says_yes_together_with_anne_and_the_page_says_who_was_there(
    agreements: MyAgreements, javascript: bool
) -> None:
    agreement = agreements.open(QUIET)
    agreement.point(NIGHT).understand()
    agreement.point(KNOCKS).understand()
    yes = agreement.say_yes_together()
    yes.says("Her siger I ja til aftalen sammen.", "Du kan altid ændre aftalen.")
    yes.with_("Anne").and_also("Min mor")
    if javascript:
        yes.draw_name()
    agreement = yes.agree()
    agreement.tells("I er enige om aftalen.")
    agreement.says("Vi talte om aftalen mandag den 23. november.", "Anne, Min mor og du var med.")
    agreement.says("Vi sagde ja til aftalen.", "Vi taler om den igen tirsdag den 2. februar 2027.")
    signature = agreement.main.get_by_role("img", name="Din underskrift")
    expect(signature).to_have_count(1 if javascript else 0)
    if javascript:
        box = signature.bounding_box()
        assert box is not None and box["width"] > 100 and box["height"] > 20
    agreement.does_not_offer("link", "Sig ja sammen")


def test_only_what_anne_has_changed_is_asked_again(agreements: MyAgreements, computer: Screen, tablet: Screen) -> None:
    agree_to_all(agreements.open(QUIET))
    tablet.open("/aftaler")
    expect(MyAgreements(tablet).main.get_by_text("Nyt", exact=True)).to_have_count(0)

    agreements = sign_in(computer, "Anne").resident("Maja").agreements("Maja")
    draft = Editor.of_new_version(agreements, "Maja", QUIET).write(2, EARLIER_NIGHT).add_line().write(5, CAT)
    draft.publish().says("Udgave 3 er fra mandag den 23. november.")

    tablet.open("/")
    tablet.open("/aftaler")
    mine = MyAgreements(tablet)
    mine.says("Nyt")
    agreement = mine.open(QUIET)
    for known in (MUSIC, KNOCKS, GUESTS):
        agreement.point(known).is_closed().is_not_marked("Nyt").says("Du forstår det.")
    agreement.point(EARLIER_NIGHT).is_open().is_marked("Før", "Nu").says(NIGHT)
    agreement.point(CAT).is_closed().is_marked("Nyt")
    agreement.point(EARLIER_NIGHT).understand()
    agreement.point(CAT).is_open().is_marked("Nyt").understand()
    agreement.says("Du har svaret på det hele.")

    old = agreement.old_version()
    old.says("Aftalen er fra fredag den 20. november.", NIGHT)
    old.does_not_say(EARLIER_NIGHT, CAT)
    older = old.follow_to("Se en endnu ældre aftale", OldVersion)
    older.says("Jeg holder ro efter klokken 23.")
    older.does_not_say(KNOCKS)


def test_staff_make_an_agreement_from_a_template_and_it_is_new_to_ali(
    screens: Screens, portal: Portal, computer: Screen, tablet: Screen
) -> None:
    agreements = sign_in(computer, "Anne").resident("Ali").agreements("Ali")
    Editor.from_template(agreements, "Ali", "Ro og gode naboer").publish()
    home = hold_up(tablet, portal.card("Ali"), "Ali").yes()
    home.says("Du har fået en ny aftale.")
    agreement = home.my_agreements().open("Ro og gode naboer")
    agreement.point("Jeg må høre musik om dagen.").is_open().is_not_marked("Nyt").understand()


def test_a_wish_lands_on_annes_page_until_she_has_dealt_with_it(
    agreements: MyAgreements, computer: Screen, screens: Screens, javascript: bool
) -> None:
    words = "Jeg vil gerne have fest til klokken 24."
    change = agreements.open(QUIET).wish_a_change()
    agreement = change.about(NIGHT).write(words).send()
    agreement.tells("Personalet får besked og taler med dig.")

    anne = sign_in(computer, "Anne")
    card = anne.waiting("Maja", QUIET)
    expect(card).to_contain_text("Maja vil ændre aftalen.")
    expect(card).to_contain_text(NIGHT)
    expect(card).to_contain_text(words)
    assert words not in sign_in(screens(size=COMPUTER, javascript=javascript), "Mette").text()
    assert words not in anne.deal_with("Maja", words).text()


def test_a_question_lands_on_annes_page_and_not_on_mettes(
    agreements: MyAgreements, computer: Screen, screens: Screens, javascript: bool
) -> None:
    agreement = agreements.open(QUIET)
    agreement.point(NIGHT).ask()
    agreement.tells("Tak, personalet taler med dig om det.")

    anne = sign_in(computer, "Anne")
    expect(anne.waiting("Maja", QUIET)).to_contain_text("Maja vil spørge om:")
    expect(anne.waiting("Maja", QUIET)).to_contain_text(NIGHT)
    mette = sign_in(screens(size=COMPUTER, javascript=javascript), "Mette")
    assert NIGHT not in mette.text() and "Maja" not in mette.text()

    anne.deal_with("Maja", NIGHT)
    expect(Morning(computer).waiting("Maja", QUIET)).to_have_count(0)
    expect(Morning(computer).waiting("Maja", SUPPORT)).to_have_count(1)


def test_anne_sees_how_each_answer_came_about(agreements: MyAgreements, computer: Screen) -> None:
    agreement = agreements.open(QUIET).read_together().with_("Anne")
    agreement.point(NIGHT).understand()
    record = sign_in(computer, "Anne").resident("Maja").agreements("Maja").record(QUIET, "Maja")
    answered = record.page.get_by_role("region", name=NIGHT, exact=True)
    expect(answered).to_contain_text("Forstår")
    expect(answered).to_contain_text("med Anne")
    expect(record.page.get_by_role("region", name=KNOCKS, exact=True)).to_contain_text("Intet svar endnu")
