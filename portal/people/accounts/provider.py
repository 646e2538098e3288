"""The kommune's own sign-in (OpenID Connect): there, back with a signed word about who it is, and out again.

The authorization code flow with PKCE, state and nonce. The provider is asked about itself when somebody wants to sign
in: the portal starts, and residents come in, also while it is away.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth, OAuthError
from flask import Flask, current_app, request, session, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from portal import clock, settings
from portal.db import db, writing
from portal.people import visits
from portal.people.accounts import actions, queries, rules
from portal.people.actions import note
from portal.people.models import LogKind
from portal.people.queries import Visitor
from portal.people.rules import CameInBy
from portal.web.logs import log

NAME = "kommunen"
PATIENCE = 5  # seconds for each answer of the provider
LEEWAY = 60  # seconds its clock may differ from ours
SIGNATURES = ["RS256", "PS256", "ES256", "EdDSA"]  # never "none", nor one made with a secret that we know too
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
GOOD_TO_HAVE = ("end_session_endpoint", "token_endpoint_auth_methods_supported")
KNOWN_ERRORS = frozenset(
    {"access_denied", "invalid_client", "invalid_grant", "invalid_request", "invalid_scope", "login_required"}
    | {"mismatching_state", "server_error", "temporarily_unavailable", "unauthorized_client"}
)
UNREADABLE = (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError)  # whatever can be wrong with a token


class Answer(Enum):
    """What comes of somebody whom the provider has sent back."""

    IN = "in"
    NOT_STAFF = "not staff"
    AGAIN = "again"  # the word was not good: too old, not ours, or not the one we asked for
    AWAY = "away"


class Client(FlaskOAuth2App):
    """Authlib's client, stricter about what a provider says of itself, and keeping one begun sign-in at a time."""

    def load_server_metadata(self) -> dict[str, Any]:
        """What the provider says of itself. Raise what the libraries raise, and `ValueError` like `ask_anew`."""
        if not self.server_metadata:
            self.ask_anew()
        return self.server_metadata

    def ask_anew(self) -> None:
        """Ask the provider about itself. Raise `ValueError` when it is not the one we were told."""
        with self.client_cls(**self.client_kwargs) as asked:
            answer = asked.request("GET", _address_of_itself(_told()), withhold_token=True)
        answer.raise_for_status()
        said = answer.json()
        if said["issuer"] != _told().issuer:
            raise ValueError("another issuer")
        kept = {name: said[name] for name in NEEDED} | {name: said[name] for name in GOOD_TO_HAVE if name in said}
        self.server_metadata = kept | {"id_token_signing_alg_values_supported": SIGNATURES}

    def save_authorize_data(self, **data: Any) -> None:
        """Remember in the cookie what we asked for. Only the newest: a cookie has little room."""
        for key in [key for key in session if key.startswith(f"_state_{NAME}_")]:
            del session[key]
        data.pop("url", None)
        super().save_authorize_data(**data)


def init_app(app: Flask, told: settings.Provider | None) -> None:
    """Get to know the provider, if there is one. It is not asked anything yet."""
    if told is None:
        return
    OAuth(app).register(
        NAME, client_cls=Client, client_id=told.client_id, client_secret=told.client_secret,
        server_metadata_url=_address_of_itself(told),
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": PATIENCE},
    )  # fmt: skip


def is_set() -> bool:
    """Whether staff sign in at a provider."""
    return _settings().provider is not None


def way_in(target: str) -> str:
    """The address that leads to the provider, on our first site: that is where it sends people back to."""
    return _settings().address + url_for("accounts.to_provider", next=target)


def send_off() -> Response | None:
    """To the provider's page; `None` when it is away: a browser sent there would say so in words of its own."""
    db.session.rollback()  # no transaction of ours waits for somebody else's answer
    try:
        _client().ask_anew()
        return _client().authorize_redirect(_settings().address + url_for("accounts.back"))
    except (RequestException, *UNREADABLE) as fault:
        _note_fault(fault)
        return None


def come_back() -> Answer:
    """Somebody is back from the provider: a good word begins a visit.

    The protocol asks for a GET here. What it writes goes through a short transaction of its own, as the access log
    does; nobody but the provider can have made the address, and it works once.
    """
    db.session.rollback()
    try:
        claims = _claims()
    except RequestException as fault:
        _note_fault(fault)
        return Answer.AWAY
    except UNREADABLE as fault:
        _note_fault(fault)
        with writing(db.engine) as begun:
            note(begun, LogKind.SIGN_IN_REFUSED, moment=clock.now())
        return Answer.AGAIN
    return _let_in(claims)


def way_out(who: Visitor | None) -> str | None:
    """Where somebody who came in by the provider signs out there too, on their way to our first page."""
    if not is_set() or who is None or queries.way_of_coming_in(db.session, who.visit_id) is not CameInBy.PROVIDER:
        return None
    db.session.rollback()
    told = _told()
    try:
        address = _client().load_server_metadata().get("end_session_endpoint", "")
    except (RequestException, *UNREADABLE) as fault:
        _note_fault(fault)
        return None
    if not address.startswith(f"{told.origin}/"):  # a browser follows a form's answer only where the page said
        return None
    home = f"{_settings().address}/"
    return add_params_to_uri(address, [("client_id", told.client_id), ("post_logout_redirect_uri", home)])


def _claims() -> Mapping[str, Any]:
    """What the provider says of somebody, once all of it has been checked. Raise what the libraries raise."""
    if "error" not in request.args and not request.args.get("code"):
        raise ValueError("no code")
    told = _told()
    ours = {"iss": {"essential": True, "value": told.issuer}, "aud": {"essential": True, "value": told.client_id}}
    token = _client().authorize_access_token(claims_options=ours, leeway=LEEWAY)
    return token["userinfo"]


def _let_in(claims: Mapping[str, Any]) -> Answer:
    told, device = _told(), visits.current_device()
    with writing(db.engine) as begun:
        person = actions.welcome(
            begun, issuer=told.issuer, subject=claims["sub"], role=rules.role_of(claims, told),
            first_name=rules.first_name_of(claims), is_demo=_settings().demo, moment=clock.now(),
        )  # fmt: skip
        if person is not None:
            visits.begin_visit(person, CameInBy.PROVIDER, device=device, within=begun)
    if person is None:
        log.warning("sign-in=refused by=provider kind=not-staff")
    return Answer.IN if person else Answer.NOT_STAFF


def _note_fault(fault: Exception) -> None:
    """One line without personal data: an address may quote a name, the kinds of faults are known."""
    word = getattr(fault, "error", "") if isinstance(fault, OAuthError) else ""
    log.warning(
        "sign-in=refused by=provider kind=%s error=%s", type(fault).__name__, word if word in KNOWN_ERRORS else "-"
    )


def _client() -> Client:
    return current_app.extensions["authlib.integrations.flask_client"].create_client(NAME)


def _address_of_itself(told: settings.Provider) -> str:
    return told.issuer.rstrip("/") + "/.well-known/openid-configuration"


def _settings() -> settings.Settings:
    return current_app.extensions["settings"]


def _told() -> settings.Provider:
    told = _settings().provider
    assert told is not None
    return told
