"""The app, read as a table of contents: the only module that knows all the pieces."""

import os

from flask import Flask
from flask_compress import Compress
from sqlalchemy import inspect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, clock
from portal.activities import desk_places as activities_places
from portal.activities import desk_when as activities_when
from portal.activities import staff as activities_staff
from portal.activities import truth as activities_truth
from portal.activities import views as activities
from portal.activities.activity_kind import ActivityKind
from portal.agreements import desk_talks as agreements_desk
from portal.agreements import relative as agreements_relative
from portal.agreements import staff as agreements_staff
from portal.agreements import views as agreements
from portal.agreements.manuscript import AgreementKind
from portal.content.agreement_templates import read_agreement_templates
from portal.content.help_pages import read_help_topics
from portal.content.sites import read_sites
from portal.content.survey_templates import read_survey_templates
from portal.db import db
from portal.db import init_app as init_db
from portal.desk import dinners as desk_dinners
from portal.desk import meetings as desk_meetings
from portal.desk import views as desk
from portal.feeds import activities as activities_feeds
from portal.feeds import hours, sitemap
from portal.feeds import views as feeds
from portal.help import staff as help_staff
from portal.help import views as help_pages
from portal.home import dinners as home_dinners
from portal.home import house, mailbox, my_calendar, notices, relative
from portal.home import views as home
from portal.meals import kitchen, menus, paper_desk, planning
from portal.meals import mine as meals_mine
from portal.meals import views as meals
from portal.meals.menu_kind import MenuKind
from portal.media.photos import PhotoStore
from portal.media.told import ToldStore
from portal.meetings import agenda_desk as meetings_agenda
from portal.meetings import cards, complaints, complaints_staff, ideas, invitation, mode, surveys, surveys_staff, told
from portal.meetings import minutes_desk as meetings_minutes
from portal.meetings import planning as meetings_planning
from portal.meetings import staff as meetings_staff
from portal.meetings import staff_steps as meetings_steps
from portal.meetings import views as meetings
from portal.meetings.agenda_kind import AgendaKind
from portal.meetings.idea_kind import IdeaKind
from portal.meetings.minutes_kind import MinutesKind
from portal.people import access, enrolment, log, mine, passkeys, photos, profiles, queries, visits
from portal.people import staff as people_staff
from portal.people import views as people
from portal.people.accounts import provider
from portal.people.accounts import views as accounts
from portal.people.consent import staff as consent_staff
from portal.people.consent import views as consent
from portal.people.consent import way_in
from portal.people.consent.rules import Topic
from portal.pictograms.catalogue import picture_keys
from portal.presence import sign, staff_queries, week_editor
from portal.presence import staff as presence_staff
from portal.presence import views as presence
from portal.publishing import kinds, picker, release
from portal.publishing import sound as publishing_sound
from portal.publishing import staff as publishing
from portal.settings import ROOT, Settings, WrongSetting, read_settings
from portal.speech import reading as speech_on_pages
from portal.speech import speech
from portal.speech import staff as speech_staff
from portal.speech import views as speech_views
from portal.web import addresses, assets, errors, locale, logs, security, sites, templating

BLUEPRINTS = (
    home.front,
    notices.notices,
    my_calendar.my_calendar,
    house.house,
    people.ind,
    accounts.accounts,
    passkeys.noegle,
    enrolment.tilmeld,
    photos.photos,
    people_staff.people_staff,
    profiles.profiles,
    speech_views.speech,
    speech_staff.speech_staff,
    publishing_sound.publishing_sound,
    picker.publishing_pictures,
    agreements.agreements,
    agreements_staff.agreements_staff,
    agreements_desk.agreements_desk,
    agreements_relative.agreements_relative,
    publishing.publishing,
    release.publishing_release,
    presence.presence,
    meals.meals,
    meals_mine.meals_mine,
    kitchen.meals_kitchen,
    planning.meals_planning,
    menus.meals_menus,
    paper_desk.meals_paper,
    meetings.meetings,
    told.meetings_told,
    ideas.meetings_ideas,
    complaints.meetings_complaints,
    surveys.meetings_surveys,
    cards.meetings_cards,
    invitation.meetings_invited,
    complaints_staff.meetings_complaints_staff,
    surveys_staff.meetings_surveys_staff,
    mode.meetings_mode,
    meetings_planning.meetings_planning,
    meetings_agenda.meetings_agenda,
    meetings_minutes.meetings_minutes,
    meetings_staff.meetings_staff,
    meetings_steps.meetings_steps,
    activities_truth.activities_truth,
    activities_staff.activities_desk,
    activities_places.activities_places,
    activities_when.activities_when,
    activities.activities,
    help_pages.help_pages,
    help_staff.help_staff,
    mine.mig,
    log.log_pages,
    consent.consent,
    consent_staff.consent_staff,
    way_in.relative_in,
    relative.relative,
    mailbox.mailbox,
    feeds.feeds,
    hours.presence_hours,
    activities_feeds.activities_feeds,
    sitemap.sitemap,
    sign.presence_sign,
    presence_staff.presence_staff,
    week_editor.presence_week,
    desk.desk,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The portal as these settings ask for it. Raise `WrongSetting` or `ContentError` when it cannot be."""
    settings = settings or read_settings(os.environ)
    clock.freeze(settings.now)
    app = Flask("portal", root_path=str(ROOT / "portal"), template_folder=str(ROOT / "templates"), static_folder=None)
    app.config["DEMO"] = settings.demo
    app.extensions["settings"] = settings

    logs.set_up(app)
    assets.init_app(app)
    addresses.init_app(app)
    errors.init_app(app)
    init_db(app, url=settings.database_url)
    _read_content(app, settings)
    visits.init_app(app)  # before anything says no: also a refusal is a page for somebody on a site
    security.init_app(
        app, secret_key=settings.secret_key, forms_end_at=settings.provider.origin if settings.provider else ""
    )
    access.init_app(app)
    provider.init_app(app, settings.provider)
    locale.init_app(app)
    templating.init_app(app)
    speech.init_app(
        app, secret=settings.secret_key, folder=settings.sound_dir, recordings=settings.media_dir / "stemmer"
    )  # fmt: skip
    speech_on_pages.init_app(app)
    app.extensions["photos"] = PhotoStore(settings.media_dir)
    app.extensions["told"] = ToldStore(settings.media_dir)
    kinds.init_app(app, AgreementKind(), MenuKind(), IdeaKind(), AgendaKind(), MinutesKind(), ActivityKind())
    app.extensions["dinner_places"] = staff_queries.where_one_meets
    app.extensions["relative_topics"] = {
        Topic.AGREEMENTS: relative.agreement_lines,
        Topic.DINNERS: home_dinners.relative_lines,
    }
    app.extensions["relative_happenings"] = {
        Topic.AGREEMENTS: feeds.agreement_happenings,
        Topic.DINNERS: feeds.dinner_happenings,
    }
    app.extensions["on_those_days"] = [desk_dinners.on_those_days, desk_meetings.on_those_days]
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.check(app)
    cli.init_app(app)
    _compress(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    if settings.demo:
        _refuse_a_demo_among_real_people(app)
    return app


def _read_content(app: Flask, settings: Settings) -> None:
    folder, keys = settings.content_dir, picture_keys()
    sites.init_app(app, read_sites(folder / "sites"))
    app.extensions["help_topics"] = read_help_topics(folder / "help", keys)
    app.extensions["agreement_templates"] = read_agreement_templates(folder / "agreements", keys)
    app.extensions["survey_templates"] = read_survey_templates(folder / "surveys", keys)


def _compress(app: Flask) -> None:
    app.config.update(
        COMPRESS_ALGORITHM=["gzip"], COMPRESS_LEVEL=6, COMPRESS_MIMETYPES=["text/html", "application/json"]
    )
    Compress(app)


def _refuse_a_demo_among_real_people(app: Flask) -> None:
    with app.app_context():
        if inspect(db.engine).has_table("person") and queries.has_others_than_demo(db.session):
            raise WrongSetting("PORTAL_DEMO=1 cannot run on this database: real people live in it.")
