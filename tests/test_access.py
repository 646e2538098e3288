"""Who may open what: every address, for everybody, against one table that people have read."""

import pytest
from flask import Flask

from portal.people import access
from portal.people.rules import Trust
from tests.house.street import Crowd, Street, doors, make_street

# Maja's things, asked for by a stranger, herself, her neighbour, her staff, other staff, a leader who is not
# attached to her, her mother who may see nothing, and her sister who may see everything. "ind": shown the way in.
TABLE = """
                                         strang  maja   ali    bo mette   lis karin   ida
GET  accounts.back                          404   404   404   404   404   404   404   404
POST accounts.change                        ind   404   404   404   404   404   404   404
GET  accounts.front                         200   200   200   200   200   200   200   200
GET  accounts.own                           ind   404   404   200   200   200   404   404
POST accounts.sign_in                       422   422   422   422   422   422   422   422
GET  accounts.to_provider                   404   404   404   404   404   404   404   404
GET  agreements.agreement                   ind   200   404   404   404   404   404   404
POST agreements.answer                      ind   303   404   404   404   404   404   404
POST agreements.answer_question             ind   303   404   404   404   404   404   404
GET  agreements.change                      ind   200   404   404   404   404   404   404
POST agreements.change                      ind   303   404   404   404   404   404   404
GET  agreements.mine                        ind   200   200   404   404   404   404   404
GET  agreements.on_paper                    ind   200   404   404   404   404   404   404
POST agreements.read_together               ind   303   404   404   404   404   404   404
GET  agreements.say_yes                     ind   303   404   404   404   404   404   404
POST agreements.say_yes                     ind   303   404   404   404   404   404   404
GET  agreements.together                    ind   200   404   404   404   404   404   404
GET  agreements.version                     ind   200   404   404   404   404   404   404
GET  agreements_desk.compare                ind   404   404   200   404   404   404   404
GET  agreements_desk.keep_talk              ind   404   404   200   404   404   404   404
POST agreements_desk.keep_talk              ind   404   404   303   404   404   404   404
GET  agreements_desk.on_paper               ind   404   404   200   404   404   404   404
GET  agreements_relative.agreement          ind   404   404   404   404   404   404   200
POST agreements_staff.answered              ind   404   404   303   404   404   404   404
POST agreements_staff.begin                 ind   404   404   303   404   404   404   404
GET  agreements_staff.of_resident           ind   404   404   200   404   404   404   404
POST agreements_staff.plan_talk             ind   404   404   303   404   404   404   404
GET  agreements_staff.record                ind   404   404   200   404   404   404   404
POST agreements_staff.reply                 ind   404   404   303   404   404   404   404
POST agreements_staff.wish_met              ind   404   404   303   404   404   404   404
POST consent.answer                         ind   303   404   404   404   404   404   404
POST consent.hide_all                       ind   303   404   404   404   404   404   404
GET  consent.how_long                       ind   200   404   404   404   404   404   404
POST consent.switch                         ind   303   404   404   404   404   404   404
GET  consent.who_sees_me                    ind   200   200   404   404   404   404   404
POST consent_staff.ask                      ind   404   404   303   404   404   404   404
POST consent_staff.link                     ind   404   404   303   404   404   404   404
POST consent_staff.propose                  ind   404   404   303   404   404   404   404
GET  consent_staff.relatives                ind   404   404   200   404   404   404   404
POST consent_staff.stop                     ind   404   404   303   404   404   404   404
GET  desk.morning                           ind   404   404   200   200   200   404   404
GET  feeds.somebodys_calendar               404   404   404   404   404   404   404   404
GET  front.home                             200   200   200   303   303   303   303   303
GET  help.front                             200   200   200   200   200   200   200   200
POST help.hard                              303   303   303   404   404   404   404   404
GET  help.topic                             200   200   200   200   200   200   200   200
GET  help.words                             200   200   200   200   200   200   200   200
POST help_staff.deal_with                   ind   404   404   303   404   404   404   404
GET  house.about                            200   200   200   200   200   200   200   200
GET  house.accessibility                    200   200   200   200   200   200   200   200
GET  house.health                           200   200   200   200   200   200   200   200
GET  house.licence                          200   200   200   200   200   200   200   200
GET  house.style                            200   200   200   200   200   200   200   200
GET  ind.card                               403   403   403   403   403   403   403   403
POST ind.finished                           303   303   303   303   303   303   303   303
GET  ind.front                              200   200   200   200   200   200   200   200
GET  ind.is_it_you                          ind   ind   ind   ind   ind   ind   ind   ind
POST ind.it_is_me                           ind   ind   ind   ind   ind   ind   ind   ind
POST ind.keep_draft                         ind   204   204   204   204   204   404   404
POST ind.scanned_card                       403   403   403   403   403   403   403   403
POST ind.speak                              303   303   303   303   303   303   303   303
POST ind.still_here                         204   204   204   204   204   204   204   204
GET  ind.surer                              ind   200   200   200   200   200   404   404
POST ind.tap                                ind   ind   ind   ind   ind   ind   ind   ind
POST ind.try_as                             303   303   303   303   303   303   303   303
GET  log.search                             ind   404   404   404   404   200   404   404
GET  mailbox.letters                        200   200   200   200   200   200   200   200
GET  meals.ask_kitchen                      ind   303   303   404   404   404   404   404
POST meals.ask_kitchen                      ind   303   303   404   404   404   404   404
GET  meals.dinner                           ind   200   200   404   404   404   404   404
GET  meals.front                            ind   200   200   404   404   404   404   404
POST meals.reply                            ind   303   303   404   404   404   404   404
GET  meals.guest                            ind   200   200   404   404   404   404   404
POST meals.guest                            ind   303   303   404   404   404   404   404
POST meals.leave_guest                      ind   303   303   404   404   404   404   404
POST meals.task                             ind   303   303   404   404   404   404   404
POST meals.take_back                        ind   303   303   404   404   404   404   404
POST meals_mine.forget_diet                 ind   303   303   404   404   404   404   404
GET  meals_mine.front                       ind   200   200   404   404   404   404   404
POST meals_mine.habit                       ind   303   303   404   404   404   404   404
POST meals_mine.keep_diet                   ind   303   303   404   404   404   404   404
POST meals_mine.show_me                     ind   303   303   404   404   404   404   404
GET  meals_kitchen.ahead                    ind   404   404   200   200   200   404   404
POST meals_kitchen.bring_guest              ind   404   404   303   303   303   404   404
GET  meals_kitchen.answer                   ind   404   404   200   200   200   404   404
POST meals_kitchen.answer                   ind   404   404   303   303   303   404   404
GET  meals_kitchen.find_somebody            ind   404   404   200   200   200   404   404
GET  meals_kitchen.one                      ind   404   404   200   200   200   404   404
POST meals_kitchen.sign_up                  ind   404   404   303   303   303   404   404
POST meals_kitchen.take_off                 ind   404   404   303   303   303   404   404
POST meals_menus.begin                      ind   404   404   303   303   303   404   404
GET  meals_menus.contents                   ind   404   404   200   200   200   404   404
POST meals_menus.contents                   ind   404   404   303   303   303   404   404
POST meals_menus.copy                       ind   404   404   303   303   303   404   404
GET  meals_menus.ingredients                ind   404   404   200   200   200   404   404
POST meals_menus.ingredients                ind   404   404   303   303   303   404   404
GET  meals_menus.library                    ind   404   404   200   200   200   404   404
POST meals_paper.key_in                     ind   404   404   303   303   303   404   404
GET  meals_paper.keyed                      ind   404   404   200   200   200   404   404
GET  meals_paper.kitchen_list               ind   404   404   200   200   200   404   404
GET  meals_paper.lists                      ind   404   404   200   200   200   404   404
POST meals_paper.print_list                 ind   404   404   303   303   303   404   404
GET  meals_paper.sheet                      ind   404   404   200   200   200   404   404
POST meals_planning.announce                ind   404   404   303   303   303   404   404
GET  meals_planning.cancel                  ind   404   404   200   200   200   404   404
POST meals_planning.cancel                  ind   404   404   303   303   303   404   404
GET  meals_planning.change                  ind   404   404   200   200   200   404   404
POST meals_planning.change                  ind   404   404   303   303   303   404   404
GET  meals_planning.choose_menu             ind   404   404   200   200   200   404   404
POST meals_planning.give_menu               ind   404   404   303   303   303   404   404
GET  meals_planning.move                    ind   404   404   200   200   200   404   404
POST meals_planning.move                    ind   404   404   303   303   303   404   404
GET  meals_planning.season                  ind   404   404   200   200   200   404   404
POST meals_planning.season                  ind   404   404   422   422   422   404   404
POST mig.choose                             ind   303   303   303   303   303   303   303
GET  mig.front                              ind   200   200   200   200   200   200   200
GET  mig.topic                              ind   200   200   200   200   200   200   200
GET  mig.who_saw                            ind   200   200   404   404   404   404   404
GET  my_calendar.front                      ind   200   200   404   404   404   404   404
POST my_calendar.renew                      ind   200   200   404   404   404   404   404
POST my_calendar.stop                       ind   303   303   404   404   404   404   404
POST noegle.keep_new                        ind   404   404   404   404   404   404   404
POST noegle.options_for_new                 ind   404   404   404   404   404   404   404
POST noegle.options_for_showing             404   404   404   404   404   404   404   404
POST noegle.show                            404   404   404   404   404   404   404   404
GET  notices.everything                     ind   200   200   404   404   404   404   404
POST notices.seen                           ind   303   303   404   404   404   404   404
POST people_staff.card_sheet                ind   404   404   200   422   422   404   404
GET  people_staff.choose_cards              ind   404   404   200   200   200   404   404
POST people_staff.new_card                  ind   404   404   200   404   404   404   404
POST people_staff.offer_personal            ind   404   404   200   404   404   404   404
POST people_staff.offer_shared              ind   404   404   200   200   200   404   404
POST people_staff.open_again                ind   404   404   303   404   404   404   404
GET  people_staff.resident                  ind   404   404   200   404   404   404   404
POST people_staff.revoke_card               ind   404   404   303   404   404   404   404
GET  people_staff.tablets                   ind   404   404   200   200   200   404   404
POST people_staff.void                      ind   404   404   303   404   404   404   404
GET  photos.drawing                         200   200   200   200   200   200   200   200
GET  photos.photo                           404   200   404   200   404   200   404   200
GET  presence.calendar                      200   200   200   200   200   200   200   200
GET  presence.calendar_of_place             200   200   200   200   200   200   200   200
POST presence.ask_me                        ind   303   303   404   404   404   404   404
GET  presence.may_i_be_asked                ind   200   200   404   404   404   404   404
GET  presence.now                           200   200   200   200   200   200   200   200
GET  presence.place                         200   200   200   200   200   200   200   200
GET  presence.week                          200   200   200   200   200   200   200   200
GET  presence.week_on_paper                 200   200   200   200   200   200   200   200
GET  presence_staff.now                     ind   404   404   200   200   200   404   404
POST presence_staff.arrive                  ind   404   404   303   303   303   404   404
POST presence_staff.away                    ind   404   404   303   303   303   404   404
POST presence_staff.check                   ind   404   404   303   303   303   404   404
POST presence_staff.holiday                 ind   404   404   409   409   409   404   404
POST presence_staff.leave                   ind   404   404   303   303   303   404   404
POST presence_staff.show_me                 ind   404   404   303   303   303   404   404
POST presence_staff.undo_absence            ind   404   404   303   303   303   404   404
GET  presence_week.change                   ind   404   404   200   200   200   404   404
POST presence_week.change                   ind   404   404   200   200   200   404   404
GET  presence_week.end_hours                ind   404   404   200   200   200   404   404
POST presence_week.end_hours                ind   404   404   200   200   200   404   404
GET  presence_week.hours                    ind   404   404   200   200   200   404   404
POST presence_week.hours                    ind   404   404   200   200   200   404   404
GET  presence_week.new_hours                ind   404   404   200   200   200   404   404
POST presence_week.new_hours                ind   404   404   200   200   200   404   404
GET  presence_week.place                    ind   404   404   200   200   200   404   404
POST presence_week.undo_change              ind   404   404   303   303   303   404   404
POST presence_week.undo_hours               ind   404   404   303   303   303   404   404
GET  presence_hours.all_hours               200   200   200   200   200   200   200   200
GET  presence_hours.hours_of_place          200   200   200   200   200   200   200   200
GET  presence_hours.schema_org              200   200   200   200   200   200   200   200
GET  presence_sign.on_paper                 ind   404   404   200   200   200   404   404
GET  presence_sign.sign                     200   200   200   200   200   200   200   200
GET  presence_sign.wall                     200   200   200   200   200   200   200   200
POST profiles.add                           ind   404   404   404   404   303   404   404
GET  profiles.ask_to_leave                  ind   404   404   404   404   200   404   404
POST profiles.attach                        ind   404   404   404   404   303   404   404
POST profiles.contact                       ind   404   404   303   404   404   404   404
GET  profiles.edit                          ind   404   404   200   404   404   404   404
GET  profiles.everybody                     ind   404   404   404   404   200   404   404
POST profiles.leave                         ind   404   404   404   404   303   404   404
POST profiles.photo                         ind   404   404   422   404   404   404   404
POST profiles.rename                        ind   404   404   303   404   404   404   404
POST publishing.add                         ind   404   404   303   404   404   404   404
POST publishing.begin                       ind   404   404   303   404   404   404   404
GET  publishing.edit                        ind   404   404   200   404   404   404   404
POST publishing.explain                     ind   404   404   303   404   404   404   404
POST publishing.line                        ind   404   404   303   404   404   404   404
GET  publishing.preview                     ind   404   404   200   404   404   404   404
POST publishing.title                       ind   404   404   303   404   404   404   404
POST publishing.undo                        ind   404   404   409   404   404   404   404
GET  publishing.word                        ind   404   404   200   404   404   404   404
GET  publishing_pictures.choose             ind   404   404   200   404   404   404   404
GET  publishing_pictures.found              ind   404   404   200   404   404   404   404
POST publishing_pictures.give               ind   404   404   303   404   404   404   404
GET  publishing_release.ask_to_throw_away   ind   404   404   200   404   404   404   404
POST publishing_release.copy                ind   404   404   303   404   404   404   404
POST publishing_release.fetch_back          ind   404   404   409   404   404   404   404
GET  publishing_release.history             ind   404   404   200   404   404   404   404
POST publishing_release.publish             ind   404   404   422   404   404   404   404
POST publishing_release.stop                ind   404   404   303   404   404   404   404
POST publishing_release.throw_away          ind   404   404   303   404   404   404   404
POST publishing_release.withdraw            ind   404   404   303   404   404   404   404
POST publishing_sound.delete                ind   404   404   303   404   404   404   404
GET  publishing_sound.line                  ind   404   404   200   404   404   404   404
POST publishing_sound.record                ind   404   404   409   404   404   404   404
GET  relative.front                         ind   404   404   404   404   404   200   200
POST relative.renew_feed                    ind   404   404   404   404   404   200   200
POST relative_in.ask_for_link               303   303   303   303   303   303   303   303
POST relative_in.come_in                    404   404   404   404   404   404   404   404
GET  relative_in.front                      200   200   200   200   200   200   200   200
GET  relative_in.greet                      404   404   404   404   404   404   404   404
POST relative_in.keep_new                   ind   404   404   404   404   404   303   303
GET  relative_in.offer_key                  ind   404   404   404   404   404   200   200
POST relative_in.options_for_new            ind   404   404   404   404   404   200   200
POST relative_in.options_for_showing        200   200   200   200   200   200   200   200
GET  relative_in.sent                       200   200   200   200   200   200   200   200
POST relative_in.show_key                   ind   ind   ind   ind   ind   ind   ind   ind
GET  speech.sound                           200   200   200   200   200   200   200   200
GET  speech.words                           200   200   200   200   200   200   200   200
POST speech_staff.correct                   ind   404   404   422   422   422   404   404
POST speech_staff.delete                    ind   404   404   303   303   303   404   404
POST speech_staff.delete_recording          ind   404   404   303   404   404   404   404
POST speech_staff.hear                      ind   404   404   422   422   422   404   404
GET  speech_staff.mine                      ind   404   404   200   200   200   404   404
POST speech_staff.put_back                  ind   404   404   303   303   303   404   404
GET  speech_staff.word                      ind   404   404   200   200   200   404   404
GET  tilmeld.ask                            200   200   200   200   200   200   200   200
POST tilmeld.enrol                          ind   ind   ind   ind   ind   ind   ind   ind
GET  tilmeld.offer_key                      ind   200   200   404   404   404   404   404
"""

WHOM = ("stranger", "maja", "ali", "bo", "mette", "lis", "karin", "ida")


def expectations() -> dict[tuple[str, str], dict[str, str]]:
    rows_of_it = [line.split() for line in TABLE.splitlines() if line.startswith(("GET", "POST"))]
    return {(method, endpoint): dict(zip(WHOM, cells, strict=True)) for method, endpoint, *cells in rows_of_it}


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def street(app, engine, session, village) -> Street:
    return make_street(app, engine, session, village)


@on_sqlite
def test_every_address_stands_in_the_table(app):
    missing = doors(app) - expectations().keys()
    assert not missing, f"say in the table who may: {sorted(missing)}"
    gone = expectations().keys() - doors(app)
    assert not gone, f"the table speaks of what is no more: {sorted(gone)}"


def test_everybody_gets_what_the_table_says(street, browser):
    crowd, wrong = Crowd(street, browser), {}
    for (method, endpoint), told in expectations().items():
        for name, expected in told.items():
            got = crowd.ask(method, endpoint, name)
            if got != expected:
                wrong[f"{method} {endpoint}", name] = f"{got}, not {expected}"
    assert not wrong


def test_a_view_that_does_not_say_who_it_is_for_stops_the_portal():
    small = Flask("small")
    access.init_app(small)

    @small.get("/aaben")
    @access.allow_anyone
    def open_to_all():
        return "åben"

    small.view_functions["static"] = open_to_all
    access.check(small)

    @small.get("/tavs")
    def silent():
        return "tavs"

    with pytest.raises(RuntimeError, match="silent"):
        access.check(small)


@on_sqlite
def test_every_view_of_the_portal_has_said_who_it_is_for(app):
    assert all(access.audience_of(view) for view in app.view_functions.values())
    access.check(app)


def test_a_visit_that_only_sees_is_asked_for_the_card_at_private_things(app, browser, village):
    village.agreement(village.maja)
    token = village.device(village.maja)[1]
    browser.use_device(token).get("/ind")
    browser.press("Maja")
    answer = browser.raw("GET", "/aftaler?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/ind/sikker?next=/aftaler?a%3Db")
    assert access.audience_of(app.view_functions["agreements.mine"]).trust is Trust.ACT
