"""The portal's commands. Each says in words what it did."""

import sys
import threading
from pathlib import Path

import click
import waitress
from babel.support import Translations
from flask import Flask, current_app
from flask.cli import ScriptInfo, pass_script_info, with_appcontext

from portal import chores, clock, migrating
from portal.agreements import queries as agreements
from portal.checking import all_texts, hard_places, summary, text_in
from portal.content.activities import read_catalogue
from portal.content.demo import read_demo
from portal.db import db, has_the_wal_reset_fault, writing
from portal.demo.seeding import seed as seed_demo
from portal.easyread.report import Audience
from portal.easyread.speller import DictionaryMissing
from portal.easyread.warming import warm
from portal.mail import sending
from portal.meals import spoken as meals
from portal.meetings import spoken as meetings
from portal.people import queries as people
from portal.people.accounts.actions import keep_account, shut_account
from portal.people.actions import make_card, offer_enrolment
from portal.people.card_paper import cards_pdf
from portal.pictograms.catalogue import picture_keys
from portal.settings import Settings, WrongSetting
from portal.speech.reading import CONTENT
from portal.speech.speech import current_speech
from portal.web.locale import LANGUAGES
from portal.web.messages import interface_sentences

THREADS = 4
LARGEST_BODY = 100_000_000  # bytes; the portal takes far less, but only a body that has arrived gets a friendly answer


def init_app(app: Flask) -> None:
    """Give the app its commands."""
    for command in (run, migrate, seed, check_content, check_text, speak_all, card, enrol, staff_account):
        app.cli.add_command(command)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@with_appcontext
@pass_script_info
def run(info: ScriptInfo, host: str, port: int) -> None:
    """Serve the portal."""
    if not migrating.is_up_to_date(db.engine):
        raise WrongSetting("The database is not ready: run `portal migrate` first.")
    if db.engine.dialect.name == "sqlite" and has_the_wal_reset_fault():
        click.echo("This SQLite has a known fault in WAL mode: keep backups, or use 3.51.3 or newer.", err=True)
    app = info.load_app()
    if app.config["DEMO"]:
        _tell_how_to_try(port)
    if sending.transport_of(app.extensions["settings"]) is None:
        click.echo("Letters to relatives wait until PORTAL_SMTP says how to send them.", err=True)
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    end_chores = chores.start(app)
    try:
        waitress.serve(
            app, host=host, port=port, threads=THREADS, connection_limit=1000, ident=None,
            max_request_body_size=LARGEST_BODY,
        )  # fmt: skip
    except OSError as fault:
        raise WrongSetting(f"Port {port} on {host} cannot be used: {fault.strerror}.") from fault
    finally:
        end_chores()


def _warm_up() -> None:
    """The first who writes does not wait for the dictionary."""
    try:
        warm()
    except DictionaryMissing as fault:
        click.echo(str(fault), err=True)


def _tell_how_to_try(port: int) -> None:
    click.echo(f"Opgangen:              http://localhost:{port}/")
    click.echo(f"Aktivitetsoverblikket: http://aktiviteter.localhost:{port}/")
    click.echo('Try it as Maja, Ali, Anne …: choose "Kom ind", then "Prøv som Maja".')
    click.echo("Try the card: sign in as Anne, make a link for a shared tablet, open it, and show Maja's card.")


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database up to this version of the portal."""
    migrating.upgrade(db.engine)
    click.echo("The database is ready.")


@click.command()
@with_appcontext
def seed() -> None:
    """Fill an empty database with the demo's people."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise WrongSetting("`portal seed` is for the demo: set PORTAL_DEMO=1.")
    demo_folder = settings.content_dir / "demo"
    demo = read_demo(demo_folder, picture_keys())
    catalogue = read_catalogue(settings.content_dir / "activities", picture_keys())
    with writing(db.engine) as session:
        made = seed_demo(
            session, demo, catalogue, portraits=demo_folder / "portraits", photos=current_app.extensions["photos"]
        )  # fmt: skip
    click.echo("The demo's people have moved in." if made else "People live here already; nothing was changed.")


@click.command("check-content")
@with_appcontext
def check_content() -> None:
    """Hold all content and the interface's own words to the rules of easy language."""
    settings: Settings = current_app.extensions["settings"]
    texts = list(all_texts(settings.content_dir))
    found = [hard for text in texts for hard in hard_places(text)]
    for hard in found:
        click.echo(hard)
    errors = sum(hard.is_error for hard in found)
    sentences = sum(len(text.sentences) for text in texts)
    click.echo(f"{sentences} sentences: {errors} errors, {len(found) - errors} warnings.")
    if errors:
        raise SystemExit(1)


@click.command("check-text")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--paragraphs", is_flag=True, help="Lines belong together until an empty line.")
@click.option("--catalogue", is_flag=True, help="Judge for the catalogue's readers, not for residents.")
def check_text(files: tuple[Path, ...], *, paragraphs: bool, catalogue: bool) -> None:
    """Hold any text files to the rules of easy language."""
    audience = Audience.CATALOGUE if catalogue else Audience.RESIDENT
    texts = [text_in(file, audience, in_paragraphs=paragraphs) for file in files]
    found = [hard for text in texts for hard in hard_places(text)]
    for hard in found:
        click.echo(hard)
    click.echo(summary(texts, found))


@click.command("speak-all")
@with_appcontext
def speak_all() -> None:
    """Make the sound of everything that is published, and of the portal's own words in all its languages."""
    lines = [line.sentence for topic in current_app.extensions["help_topics"] for line in topic.lines]
    written = agreements.published_sentences(db.session) + meals.published_sentences(db.session, clock.today())
    written += meetings.published_sentences(db.session)
    content = [(CONTENT, line) for line in lines + written]
    sentences = list(dict.fromkeys(content + _own_words()))
    with click.progressbar(length=len(sentences), label="Speaking") as bar:
        tally = current_speech().render_all(sentences, lambda: bar.update(1))
    click.echo(f"{tally.spoken} sentences can be heard; {tally.failed} failed.")
    if tally.failed:
        raise SystemExit(1)


def _own_words() -> list[tuple[str, str]]:
    """The interface's sentences as pages say them: the language, which is also the voice, and the sentence."""
    catalogues = {
        language: Translations.load(current_app.config["BABEL_TRANSLATION_DIRECTORIES"], [language])
        for language in LANGUAGES
    }
    own = interface_sentences()
    return [(language, words.gettext(sentence)) for language, words in catalogues.items() for sentence in own]


@click.command()
@click.argument("slug")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Where the PDF is put.")
@with_appcontext
def card(slug: str, folder: Path | None) -> None:
    """Make a resident's card as a PDF; cards made before stop working."""
    settings: Settings = current_app.extensions["settings"]
    with writing(db.engine) as session:
        resident = people.person_by_slug(session, slug)
        if resident is None or resident.role != "resident":
            raise click.ClickException(f"There is no resident called {slug}.")
        token = make_card(session, resident=resident, made_by_id=None, moment=clock.now())
        paper = cards_pdf([(resident, token)], address=settings.address, photos=current_app.extensions["photos"])
        target = (folder or settings.data_dir / "kort") / f"{slug}.pdf"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(paper)
        except OSError as fault:
            raise WrongSetting(f"The card cannot be put in {target.parent}: {fault.strerror}.") from fault
    click.echo(f"{target} – print it, then delete the file: whoever holds it can use it on your tablet.")


@click.command()
@click.argument("slug", required=False)
@with_appcontext
def enrol(slug: str | None) -> None:
    """Make a one-time link that enrols a shared tablet, or a resident's own device."""
    settings: Settings = current_app.extensions["settings"]
    with writing(db.engine) as session:
        resident = people.person_by_slug(session, slug) if slug else None
        if slug and (resident is None or resident.role != "resident"):
            raise click.ClickException(f"There is no resident called {slug}.")
        name = resident.first_name if resident else "Fælles tablet"
        token = offer_enrolment(session, name=name, resident=resident, made_by_id=None, moment=clock.now())
    click.echo(f"{settings.address}/tilmeld/{token} – open it on the device within an hour.")


@click.command("staff-account")
@click.argument("user_name")
@click.option("--name", help="First name of somebody new, or another first name.")
@click.option("--leader", is_flag=True, help="Make the person a leader.")
@click.option("--disable", is_flag=True, help="Take the account away.")
@click.option("--password-stdin", is_flag=True, help="Read the password instead of making one.")
@with_appcontext
def staff_account(user_name: str, name: str | None, leader: bool, disable: bool, password_stdin: bool) -> None:
    """Make, reset or take away a member of staff's user name and password."""
    settings: Settings = current_app.extensions["settings"]
    if settings.provider:
        raise WrongSetting(f"Staff sign in at {settings.provider.issuer}: their accounts are kept there.")
    chosen = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    try:
        with writing(db.engine) as session:
            if disable:
                said = shut_account(session, user_name, moment=clock.now())
            else:
                said = keep_account(
                    session, user_name, password=chosen, first_name=name, leader=leader,
                    is_demo=settings.demo, moment=clock.now(),
                )  # fmt: skip
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(said)
