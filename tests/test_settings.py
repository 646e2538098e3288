"""Every setting that cannot be used is told in one clear sentence."""

import dataclasses
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from portal.__main__ import main
from portal.app import create_app
from portal.content.reading import ContentError
from portal.mail.sending import ByServer, IntoFolder, transport_of
from portal.people.rules import Role
from portal.settings import ROOT, MailServer, Settings, WrongSetting, read_settings

SECRET = "x" * 32


def read(tmp_path: Path, **environ: str) -> Settings:
    return read_settings({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SECRET_KEY": SECRET} | environ)


def test_without_a_word_it_is_sqlite_on_this_machine(tmp_path):
    settings = read(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    assert (settings.demo, settings.now, settings.proxies) == (False, None, 0)
    assert settings.address == "http://localhost:8000"
    assert (settings.sound_dir, settings.media_dir) == (tmp_path / "lyd", tmp_path / "medier")


def test_postgresql_comes_by_the_address_alone(tmp_path):
    url = "postgresql+psycopg://opgangen@db.example:5432/opgangen"
    assert read(tmp_path, PORTAL_DATABASE_URL=url).database_url == url


def test_all_that_can_be_said_is_heard(tmp_path):
    settings = read(
        tmp_path, PORTAL_DEMO="1", PORTAL_NOW="2026-11-23T16:30", PORTAL_ADDRESS="https://opgangen.example/",
        PORTAL_PROXIES="2",
    )  # fmt: skip
    assert settings.demo and settings.now == datetime(2026, 11, 23, 16, 30)
    assert (settings.address, settings.proxies) == ("https://opgangen.example", 2)


def test_the_demo_makes_its_own_secret_and_keeps_it(tmp_path):
    first = read(tmp_path, PORTAL_SECRET_KEY="", PORTAL_DEMO="1").secret_key
    again = read(tmp_path, PORTAL_SECRET_KEY="", PORTAL_DEMO="1").secret_key
    assert first == again and len(first) == 64
    assert (tmp_path / "demo-secret").stat().st_mode & 0o077 == 0


def test_a_mail_server_is_told_in_one_address(tmp_path):
    told = {"PORTAL_SMTP": "smtp://anne:p%40ss@mail.example", "PORTAL_MAIL_FROM": "opgangen@ishoj.example"}
    settings = read(tmp_path, **told)
    assert settings.mail_server == MailServer(host="mail.example", port=587, user="anne", password="p@ss")
    assert settings.mail_from == "opgangen@ishoj.example"
    assert "p@ss" not in repr(settings)
    encrypted = read(tmp_path, **told | {"PORTAL_SMTP": "smtps://mail.example"}).mail_server
    assert encrypted == MailServer(host="mail.example", port=465, encrypted=True)
    here = read(tmp_path, **told | {"PORTAL_SMTP": "smtp://localhost:2525"}).mail_server
    assert here == MailServer(host="localhost", port=2525) and here.is_local and not encrypted.is_local


def test_a_mail_server_without_a_sender_is_half_a_setting(tmp_path):
    with pytest.raises(WrongSetting, match="^PORTAL_MAIL_FROM is missing"):
        read(tmp_path, PORTAL_SMTP="smtp://mail.example")


def test_without_a_mail_server_letters_wait_or_in_the_demo_lie_in_a_folder(tmp_path):
    assert transport_of(read(tmp_path)) is None
    assert transport_of(read(tmp_path, PORTAL_DEMO="1")) == IntoFolder(tmp_path / "post")
    real = read(tmp_path, PORTAL_SMTP="smtp://mail.example", PORTAL_MAIL_FROM="opgangen@ishoj.example")
    assert transport_of(real) == ByServer(real.mail_server)


WRONG = {
    "PORTAL_SMTP": [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:port",
        "smtp://mail.example:99999",
        "smtp://mail.example/sti",
        "smtp://anne:%C3%A6ble@mail.example",
    ],
    "PORTAL_MAIL_FROM": [
        "opgangen",
        "@ishoj.example",
        "Opgangen <opgangen@ishoj.example>",
        "a@b.example\nBcc: c@d.example",
    ],
    "PORTAL_DEMO": ["yes", "true", "2", " 1"],
    "PORTAL_NOW": ["i morgen", "2026-02-30T10:00", "16:30", "2026-13-01"],
    "PORTAL_PROXIES": ["-1", "10", "two", "1.5", "²"],
    "PORTAL_SECRET_KEY": ["short", "x" * 31],
    "PORTAL_DATABASE_URL": [
        "mysql://user@host/name",
        "sqlite",
        "postgresql://host/name",
        "postgresql+psycopg://host:port/name",
        "nonsense",
    ],
    "PORTAL_ADDRESS": [
        "opgangen.example",
        "ftp://opgangen.example",
        "https://",
        "https://a.example/sti",
        "http://[::1",
    ],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_named_in_one_sentence(tmp_path, name, value):
    with pytest.raises(WrongSetting) as wrong:
        read(tmp_path, **{"PORTAL_DEMO": "1", "PORTAL_MAIL_FROM": "opgangen@ishoj.example", name: value})
    sentence = str(wrong.value)
    assert sentence.startswith(name) and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("name", ["PORTAL_DATABASE_URL", "PORTAL_SMTP"])
@pytest.mark.parametrize("value", ["mysql://anne:hemmelig@host/name", "anne:hemmelig@host"])
def test_a_password_in_a_wrong_address_is_not_repeated(tmp_path, name, value):
    with pytest.raises(WrongSetting) as wrong:
        read(tmp_path, PORTAL_MAIL_FROM="opgangen@ishoj.example", **{name: value})
    assert "hemmelig" not in str(wrong.value)


def test_outside_the_demo_there_must_be_a_secret(tmp_path):
    with pytest.raises(WrongSetting, match="^PORTAL_SECRET_KEY is missing: .*openssl"):
        read(tmp_path, PORTAL_SECRET_KEY="")


def test_the_clock_can_be_frozen_in_the_demo_only(tmp_path):
    with pytest.raises(WrongSetting, match="^PORTAL_NOW .* demo only"):
        read(tmp_path, PORTAL_NOW="2026-11-23T16:30")


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "here").write_text("")
    for folder in ("here", "here/below"):
        with pytest.raises(WrongSetting, match="^PORTAL_DATA_DIR must be a folder that can be written"):
            read(tmp_path, PORTAL_DATA_DIR=str(tmp_path / folder))


# --- as it is met in a shell ---------------------------------------------------------------------------------


def portal(tmp_path, *words: str, **environ: str) -> subprocess.CompletedProcess:
    """Run a command of the portal as a person does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    told = clean | {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DEMO": "1"} | environ
    return subprocess.run(
        [sys.executable, "-m", "portal", *words], env=told, cwd=ROOT, capture_output=True, text=True, timeout=60
    )


BROKEN_AT_START = {
    "PORTAL_DEMO": "maybe",
    "PORTAL_NOW": "tomorrow",
    "PORTAL_PROXIES": "many",
    "PORTAL_SECRET_KEY": "short",
    "PORTAL_ADDRESS": "opgangen",
    "PORTAL_DATA_DIR": "/proc/nothing/here",
    "PORTAL_DATABASE_URL": "nonsense",
}


@pytest.fixture
def in_the_shell(tmp_path, monkeypatch):
    """Run a command as `python -m portal` does, in this process; the sentence it ends with."""

    def run(*words: str, **environ: str) -> str:
        for name, value in ({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_DEMO": "1"} | environ).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
        monkeypatch.setattr(sys, "argv", ["portal", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return str(ended.value)

    return run


@pytest.mark.parametrize(("name", "value"), BROKEN_AT_START.items())
def test_the_shell_shows_the_sentence_and_nothing_else(in_the_shell, name, value):
    sentence = in_the_shell("migrate", **{name: value})
    assert sentence.startswith(name) and sentence.endswith(".") and "\n" not in sentence


def test_a_wrong_setting_ends_the_command_with_one_line_and_a_one(tmp_path):
    run = portal(tmp_path, "migrate", PORTAL_DEMO="maybe")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "PORTAL_DEMO must be 1 or 0, not 'maybe'.\n"


def test_a_database_that_does_not_answer_is_told_in_one_sentence(in_the_shell):
    sentence = in_the_shell("migrate", PORTAL_DATABASE_URL="postgresql+psycopg://anne:hemmelig@127.0.0.1:1/opgangen")
    assert "PORTAL_DATABASE_URL" in sentence and "\n" not in sentence
    assert "hemmelig" not in sentence


def test_it_does_not_serve_before_the_database_is_ready(tmp_path):
    run = portal(tmp_path, "run")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "The database is not ready: run `portal migrate` first.\n"


def test_seeding_before_migrating_is_told_in_one_sentence(in_the_shell):
    sentence = in_the_shell("seed")
    assert "portal migrate" in sentence and "\n" not in sentence


# --- what no setting says ------------------------------------------------------------------------------------

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def real_portal(settings: Settings, **other: object) -> Flask:
    """The portal on the same database, outside the demo."""
    return create_app(dataclasses.replace(settings, demo=False, now=None, **other))


@on_sqlite
def test_a_demo_does_not_start_among_real_people(settings, village):
    village.person("Birthe", Role.RESIDENT, demo=False)
    with pytest.raises(WrongSetting, match="^PORTAL_DEMO=1 .* real people"):
        create_app(settings)


@on_sqlite
def test_a_folder_without_content_is_told(settings, tmp_path):
    with pytest.raises(ContentError, match="no .toml files"):
        create_app(dataclasses.replace(settings, content_dir=tmp_path / "nothing"))


@on_sqlite
def test_outside_the_demo_nobody_can_be_tried_and_no_style_page_is_shown(settings, village):
    visitor = real_portal(settings).test_client()
    assert "Prøv som" not in visitor.get("/ind").text
    assert visitor.get("/stil").status_code == 404


@on_sqlite
def test_behind_a_proxy_the_callers_own_scheme_and_host_count(settings):
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "opgangen.example"}
    answer = real_portal(settings, proxies=1).test_client().get("/om", headers=told)
    assert "Strict-Transport-Security" in answer.headers
    assert answer.headers["Set-Cookie"].startswith("__Host-portal=")


@on_sqlite
def test_without_a_proxy_nobody_may_claim_another_host(settings):
    answer = real_portal(settings).test_client().get("/om", headers={"X-Forwarded-Host": "opgangen.example"})
    assert answer.headers["Set-Cookie"].startswith("portal=")
