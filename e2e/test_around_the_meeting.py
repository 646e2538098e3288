"""Maja tells one person that something is not good; and all are asked what they think, without JavaScript."""

from e2e.pages.complaints import Asking, Complaint, Complaints, Help, Survey, ToldToMe
from e2e.pages.getting_in import hold_up
from e2e.pages.page import NotHere, Page
from e2e.pages.staff import Morning, sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, PHONE, Screen, Screens
from portal import clock
from portal.db import writing
from portal.meetings import survey_actions
from portal.meetings.survey_models import Face

NOISE = "Naboen larmer om natten."


def test_maja_tells_bo_alone_and_hears_each_answer(tablet: Screen, screens: Screens, portal: Portal) -> None:
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    told = home.follow_to("Hjælp", Help).follow_to("Noget er ikke godt", Complaints).write(NOISE)
    told.follow("Hjem")
    tablet.open("/moede/ikke-godt")
    Complaints(tablet).says("Du har fortalt noget, men det er ikke sendt.")
    tablet.open("/moede/ikke-godt/send")
    complaint = type(told)(tablet).tell("Bo")
    complaint.tells("Bo får det at vide nu.")
    complaint.says(NOISE, "Bo har ikke svaret endnu.")
    number = tablet.page.url.rpartition("/")[2]

    mette = screens(size=COMPUTER)
    sign_in(mette, "Mette").does_not_offer("link", "Se det, og svar Maja")
    mette.expect_status(404)
    mette.open(f"/personale/moede/ikke-godt/{number}")
    NotHere(mette)

    bo = screens(size=COMPUTER)
    page = sign_in(bo, "Bo").follow_to("Se det, og svar Maja", ToldToMe)
    page.says(NOISE)
    page.press("Jeg har hørt det")
    page.tells("Maja får besked.")
    page.answer(
        "Senere, jeg gør noget ved det en bestemt dag", reason="Jeg vil tale med naboen.", day="2026-11-26"
    )  # fmt: skip

    tablet.open("/beskeder")
    notices = Page(tablet, "Dine beskeder")
    notices.says("Bo har hørt det, du fortalte.", "Bo gør noget ved det på torsdag.")
    notices.does_not_say("Jeg vil tale med naboen.")  # that is seen at trust level 1, too
    tablet.open(f"/moede/ikke-godt/{number}")
    complaint = Complaint(tablet)
    complaint.stands_at("Senere")
    complaint.says("Jeg vil tale med naboen.")
    tablet.open("/mig/hvem-har-set")
    Page(tablet, "Hvem har set mine ting?").says("Bo læste din klage i dag klokken 16.30.")


def test_all_are_asked_and_see_the_faces_when_it_is_over(screens: Screens, portal: Portal) -> None:
    computer = screens(size=COMPUTER, javascript=False)
    sign_in(computer, "Anne")
    computer.open("/personale/moede/svar")
    Asking(computer).ask("Hvordan var mødet?")
    number = int(computer.page.url.rpartition("/")[2])

    phone = screens(size=PHONE, device=portal.device(), javascript=False)
    home = hold_up(phone, portal.card("Maja"), "Maja").yes()
    home.says("Vi vil gerne vide, hvad du synes.")
    phone.open(f"/moede/svar/{number}")
    survey = Survey(phone)
    survey.says("Ingen kan se, hvad du svarer.", "Du kan ikke ændre det bagefter.")
    survey.choose("Hvad synes du om mødet?", "Ked af det")
    survey.choose("Hvordan hørte vi på dig?", "Glad")
    survey.send()
    survey.says("Du har svaret.")

    _the_others_answer(portal, number)
    computer.page.reload()
    Survey(computer).press("Stop nu, så ingen kan svare mere")
    Survey(computer).says("4 er glade.", "1 er ked af det.")
    phone.page.reload()
    Survey(phone).says("5 har svaret.", "4 er glade.", "1 er ked af det.")
    computer.page.goto("/personale")
    Morning(computer)


def _the_others_answer(portal: Portal, number: int) -> None:
    """Four neighbours on their own phones."""
    people = [portal.person(name).id for name in ("Ali", "Jonas", "Sofie", "Peter")]
    with writing(portal.engine) as session:
        asked = survey_actions.question_ids(session, number)
        for person_id in people:
            faces = dict.fromkeys(asked, Face.GLAD)
            survey_actions.answer(
                session, number, person_id, faces, moment=clock.now()
            )  # fmt: skip
