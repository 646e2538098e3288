"""A kommune's sign-in: a real OpenID provider in a process of its own, which can be told to misbehave.

Written from the standards and not with the portal's library, so that the two check each other: discovery, keys, a
page with a form, codes that work once (RFC 6749) for the one who began (RFC 7636), signed tokens, and signing out.
"""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import waitress
from flask import Flask, Response, abort, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from markupsafe import Markup

from portal.settings import ROOT
from portal.settings import Provider as Told

HOST = "127.0.0.1"  # another site than localhost, as a kommune's sign-in is another site than the portal
CLIENT, SECRET = "opgangen", "a secret between the provider and the portal"
COOKIE = "kommunen"
PASSWORD = "Den blå cykel holder ved stationen"
PEOPLE = {
    "anne": {"given_name": "Anne", "name": "Anne Holm", "groups": ["alle", "opgangen-leder", "opgangen-personale"]},
    "tove": {"name": "Tove Kjær", "groups": ["opgangen-personale"]},
    "jens": {"given_name": "Jens", "groups": ["alle", "vej-og-park"]},
}
FORM = Markup(
    '<!doctype html><html lang="da"><link rel="icon" href="data:,"><title>Kommunen</title><h1>Kommunens login</h1>'
    '<form method="post">{}<label>Navn <input name="name"></label>'
    '<label>Kode <input name="password" type="password"></label><button>Log ind</button></form>'
    '<a href="{}">Fortryd</a></html>'
)
MADE_BY_HAND = ("unsigned", "shared secret", "public key as secret")
ADDRESS = "/.well-known/openid-configuration"


@dataclass
class Provider:
    """The provider while it runs, as a story steers it."""

    process: subprocess.Popen
    port: int

    @property
    def told(self) -> Told:
        """What a portal is told of it."""
        return Told(issuer=f"http://{HOST}:{self.port}", client_id=CLIENT, client_secret=SECRET)

    def steer(self, **wishes: object) -> None:
        """`portal`: whose address it knows · `fault`: how tokens are wrong · `groups`: of everybody · `new_key`."""
        asked = Request(f"http://{HOST}:{self.port}/styr", json.dumps(wishes).encode(), method="POST")
        with urlopen(asked, timeout=10) as answer:
            assert answer.status == 204

    def stop(self) -> None:
        """The power goes."""
        self.process.kill()
        self.process.wait()


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider in a process of its own, on a port nobody else has."""
    with subprocess.Popen([sys.executable, "-m", "e2e.provider"], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield Provider(process, int(process.stdout.readline()))
        finally:
            process.kill()


class Kommune:
    """What the provider knows and remembers."""

    def __init__(self, issuer: str):
        self.issuer = issuer
        self.key = self.strange_key = RSAKey.generate_key(2048)
        self.make_key()
        self.codes: dict[str, dict] = {}
        self.inside: dict[str, str] = {}
        self.wishes: dict = {}

    def make_key(self) -> None:
        """The published key changes, as keys do."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"})

    def token(self, code: dict) -> str:
        """The signed word about who it is, or what a fault makes of it."""
        now, fault = int(time.time()), self.wishes.get("fault")
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": f"sub-{code['name']}", "iat": now, "exp": now + 300,
            "nonce": code["nonce"], **PEOPLE[code["name"]],
        }  # fmt: skip
        claims |= {"groups": self.wishes["groups"]} if "groups" in self.wishes else {}
        claims |= {
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "other nonce": {"nonce": "somebody else's"},
            "other audience": {"aud": "another-portal", "azp": CLIENT},
            "other issuer": {"iss": "https://elsewhere.example"},
        }.get(fault, {})
        if fault == "no nonce":
            del claims["nonce"]
        header = {"alg": "RS256", "kid": self.key.kid}
        if fault in MADE_BY_HAND:
            known = {"shared secret": SECRET.encode(), "public key as secret": self.key.as_pem(private=False)}
            said = header | {"alg": "HS256" if fault in known else "none"}
            return _by_hand(said, claims, known.get(fault))
        return jwt.encode(header, claims, self.strange_key if fault == "strange key" else self.key)


def make_app(issuer: str) -> Flask:
    """The provider's pages."""
    app, kommune = Flask("provider"), Kommune(issuer)

    @app.get(ADDRESS)
    def about() -> dict:
        said = {name: f"{issuer}/{name.split('_')[0]}" for name in ("authorization_endpoint", "token_endpoint")}
        return said | {
            "issuer": "https://elsewhere.example" if kommune.wishes.get("fault") == "liar" else issuer,
            "jwks_uri": f"{issuer}/keys", "end_session_endpoint": f"{issuer}/out?from=portal",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }  # fmt: skip

    @app.get("/keys")
    def keys() -> dict:
        return KeySet([kommune.key]).as_dict(private=False)

    @app.get("/authorization")
    def ask() -> Response | str:
        _check_what_is_asked(kommune)
        name = kommune.inside.get(request.cookies.get(COOKIE, ""))
        if name:
            return _send_back(kommune, name)
        refusal = urlencode({"error": "access_denied", "state": request.args["state"], "error_description": "Anne"})
        return FORM.format("", f"{request.args['redirect_uri']}?{refusal}")

    @app.post("/authorization")
    def sign_in() -> Response | str:
        _check_what_is_asked(kommune)
        name = request.form["name"]
        if name not in PEOPLE or request.form["password"] != PASSWORD:
            return FORM.format("Prøv igen.", "")
        answer, cookie = _send_back(kommune, name), secrets.token_hex()
        kommune.inside[cookie] = name
        answer.set_cookie(COOKIE, cookie, httponly=True)
        return answer

    @app.post("/token")
    def token() -> dict | tuple[dict, int]:
        if kommune.wishes.get("fault") == "broken":
            abort(500)
        if not request.authorization or (request.authorization.username, request.authorization.password) != (
            CLIENT,
            SECRET,
        ):
            return {"error": "invalid_client"}, 401
        code = kommune.codes.pop(request.form["code"], None)
        proof = _base64(hashlib.sha256(request.form["code_verifier"].encode()).digest())
        if code is None or code["redirect_uri"] != request.form["redirect_uri"] or code["code_challenge"] != proof:
            return {"error": "invalid_grant"}, 400
        said = {"access_token": secrets.token_hex(), "token_type": "Bearer", "expires_in": 300}
        return said if kommune.wishes.get("fault") == "no token" else said | {"id_token": kommune.token(code)}

    @app.get("/out")
    def sign_out() -> Response:
        home = request.args["post_logout_redirect_uri"]
        if request.args["client_id"] != CLIENT or home != f"{kommune.wishes['portal']}/":
            abort(400)
        kommune.inside.pop(request.cookies.get(COOKIE, ""), None)
        return redirect(home)

    @app.post("/styr")
    def steer() -> tuple[str, int]:
        kommune.wishes = request.get_json(force=True)
        if kommune.wishes.get("new_key"):
            kommune.make_key()
        return "", 204

    return app


def _check_what_is_asked(kommune: Kommune) -> None:
    asked = request.args
    expected = {
        "response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256",
        "redirect_uri": f"{kommune.wishes['portal']}/ind/personale/tilbage",
    }  # fmt: skip
    if any(asked.get(name) != value for name, value in expected.items()) or "openid" not in asked["scope"].split():
        abort(400)


def _send_back(kommune: Kommune, name: str) -> Response:
    code = secrets.token_urlsafe()
    kept = {part: request.args[part] for part in ("nonce", "redirect_uri", "code_challenge")}
    kommune.codes[code] = kept | {"name": name}
    answer = urlencode({"code": code, "state": request.args["state"]})
    return redirect(f"{request.args['redirect_uri']}?{answer}")


def _by_hand(header: dict, claims: dict, secret: bytes | None) -> str:
    """A token that no library would make."""
    said = f"{_base64(json.dumps(header))}.{_base64(json.dumps(claims))}"
    return f"{said}.{_base64(hmac.digest(secret, said.encode(), 'sha256')) if secret else ''}"


def _base64(said: str | bytes) -> str:
    return base64.urlsafe_b64encode(said.encode() if isinstance(said, str) else said).rstrip(b"=").decode()


def main() -> None:
    """Serve until told otherwise; the first line said is the port."""
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        app = make_app(f"http://{HOST}:{port}")
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        waitress.serve(app, sockets=[listener], threads=4, ident=None, _quiet=True)


if __name__ == "__main__":
    main()
