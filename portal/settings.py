"""Everything that can be set from outside: one frozen dataclass, read from the environment, checked once."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32  # characters; fewer can be guessed
DATABASES = ("sqlite", "postgresql+psycopg")
MAIL_ADDRESS = re.compile(r"[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


class WrongSetting(Exception):
    """A value in the environment cannot be used. The message is one sentence that says what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The kommune's own sign-in (OpenID Connect), and what its tokens say of somebody who is staff here."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str = "groups"
    staff: str = "opgangen-personale"
    leaders: str = "opgangen-leder"

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed in. `encrypted` from the first word on; otherwise encryption is begun after hello."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encrypted: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it is this machine, where nobody listens on the way."""
        return self.host in ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the portal was told at start.

    `address` is the public address of the first site; links on paper and in letters begin with it.
    `proxies` is how many reverse proxies stand in front and may tell us who is calling.
    Without a `provider` staff have user names and passwords of the portal's own.
    Without a `mail_server` letters wait in the database; in the demo they are put in a folder.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    demo: bool = False
    now: datetime | None = None
    address: str = "http://localhost:8000"
    proxies: int = 0
    provider: Provider | None = None
    mail_server: MailServer | None = None
    mail_from: str = "opgangen@demo.example"
    content_dir: Path = ROOT / "content"

    @property
    def sound_dir(self) -> Path:
        return self.data_dir / "lyd"

    @property
    def media_dir(self) -> Path:
        return self.data_dir / "medier"

    @property
    def post_dir(self) -> Path:
        return self.data_dir / "post"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the PORTAL_ variables. Raise `WrongSetting` with one clear sentence for the first wrong one."""
    demo = _switch(environ, "PORTAL_DEMO")
    data_dir = _folder(environ.get("PORTAL_DATA_DIR") or str(ROOT / "var"))
    now = _moment(environ.get("PORTAL_NOW"))
    if now and not demo:
        raise WrongSetting("PORTAL_NOW freezes the clock and is for the demo only: remove it, or set PORTAL_DEMO=1.")
    return Settings(
        data_dir=data_dir,
        database_url=_database(environ.get("PORTAL_DATABASE_URL") or f"sqlite:///{data_dir / 'portal.sqlite3'}"),
        secret_key=_secret(environ.get("PORTAL_SECRET_KEY"), demo=demo, kept_in=data_dir / "demo-secret"),
        demo=demo,
        now=now,
        address=_address(environ.get("PORTAL_ADDRESS") or "http://localhost:8000"),
        proxies=_count(environ, "PORTAL_PROXIES"),
        provider=_provider(environ),
        **_mail(environ),
    )


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "")
    if value not in ("", "0", "1"):
        raise WrongSetting(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def _count(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name) or "0"
    if not value.isdecimal() or int(value) > 9:
        raise WrongSetting(f"{name} must be a number from 0 to 9, not {value!r}.")
    return int(value)


def _folder(path: str) -> Path:
    folder = Path(path).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        raise WrongSetting(
            f"PORTAL_DATA_DIR must be a folder that can be written: {folder} ({fault.strerror})."
        ) from fault
    return folder


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError as fault:
        raise WrongSetting(f"PORTAL_NOW must look like 2026-11-23T16:30, not {value!r}.") from fault


def _database(url: str) -> str:
    scheme = url.partition("://")[0]
    if scheme not in DATABASES:
        raise WrongSetting("PORTAL_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://.")
    try:
        make_url(url)
    except (ArgumentError, ValueError) as fault:
        raise WrongSetting("PORTAL_DATABASE_URL must look like postgresql+psycopg://user@host:5432/name.") from fault
    return url


def _secret(value: str | None, *, demo: bool, kept_in: Path) -> str:
    if value:
        if len(value) < SHORTEST_SECRET:
            raise WrongSetting(f"PORTAL_SECRET_KEY must have at least {SHORTEST_SECRET} characters.")
        return value
    if not demo:
        raise WrongSetting("PORTAL_SECRET_KEY is missing: make one with `openssl rand -hex 32`.")
    if not kept_in.exists():  # kept, so that cards and sounds of the demo survive a restart
        kept_in.write_text(secrets.token_hex(32))
        kept_in.chmod(0o600)
    return kept_in.read_text()


def _address(value: str) -> str:
    parts = _parts(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise WrongSetting(f"PORTAL_ADDRESS must look like https://opgangen.example, not {value!r}.")
    return value.rstrip("/")


def _parts(value: str) -> SplitResult:
    """The parts of an address, all empty when it is none."""
    try:
        parts = urlsplit(value)
        _number = parts.port  # only now a port that is no number is found
    except ValueError:  # such as an opened bracket
        return urlsplit("")
    return parts


def _provider(environ: Mapping[str, str]) -> Provider | None:
    told = {name: environ.get(f"PORTAL_OIDC_{name.upper()}") or "" for name in ("issuer", "client_id", "client_secret")}
    if not any(told.values()):
        return None
    for name, value in told.items():
        if not value:
            raise WrongSetting(
                f"PORTAL_OIDC_{name.upper()} is missing: issuer, client id and client secret go together."
            )
    said = {name: environ.get(f"PORTAL_OIDC_{name.upper()}") for name in ("claim", "staff", "leaders")}
    return Provider(
        issuer=_issuer(told["issuer"]), client_id=told["client_id"], client_secret=told["client_secret"],
        **{name: value for name, value in said.items() if value},
    )  # fmt: skip


def _issuer(value: str) -> str:
    """Kept letter for letter, as tokens repeat it: with or without a slash at the end."""
    parts = _parts(value)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"))
    if not safe or not parts.hostname or parts.query or parts.fragment:
        raise WrongSetting("PORTAL_OIDC_ISSUER must look like https://login.example/realm, without ? and #.")
    return value


def _mail(environ: Mapping[str, str]) -> dict[str, Any]:
    """The mail server and the address letters come from."""
    server, sender = environ.get("PORTAL_SMTP"), environ.get("PORTAL_MAIL_FROM")
    if server and not sender:
        raise WrongSetting("PORTAL_MAIL_FROM is missing: say whom letters come from, like opgangen@ishoj.example.")
    if sender and not MAIL_ADDRESS.fullmatch(sender):
        raise WrongSetting(f"PORTAL_MAIL_FROM must be a mail address like opgangen@ishoj.example, not {sender!r}.")
    told = {"mail_server": _mail_server(server)} if server else {}
    return told | ({"mail_from": sender} if sender else {})


def _mail_server(url: str) -> MailServer:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # such as a port that is no number
        parts, host, port = urlsplit(""), None, None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    unclear = parts.scheme not in ("smtp", "smtps") or parts.path.strip("/") or parts.query or parts.fragment
    if not host or unclear or not (user + password).isascii():  # Python's SMTP sends no other letters
        raise WrongSetting(
            "PORTAL_SMTP must look like smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    encrypted = parts.scheme == "smtps"
    usual = 465 if encrypted else 587
    return MailServer(host=host, port=port or usual, encrypted=encrypted, user=user, password=password)
