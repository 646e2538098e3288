"""Headers, cookies and hosts: what keeps a page to itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()

FORMS_GO_TO = "form-action 'self'"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        FORMS_GO_TO,
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses may hold sealed sentences
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
TWO_YEARS = int(timedelta(days=730).total_seconds())
LARGEST_REQUEST = 2_000_000  # bytes
LARGEST_FORM = 500_000  # bytes in the text fields of a multipart form; other forms have the limit of the whole request
COOKIE = "portal"

_uploads: dict[Callable[..., Any], int] = {}


def is_local(host: str) -> bool:
    """Whether a host is this machine, where cookies travel without TLS."""
    name = host.partition(":")[0]
    return name in ("localhost", "127.0.0.1") or name.endswith(".localhost")


def cookie_name(base: str = COOKIE) -> str:
    """A cookie's name; `__Host-` outside this machine, so that no other host can set or read it."""
    return base if is_local(request.host) else f"__Host-{base}"


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, Secure everywhere but on this machine. It holds no fact about anybody:
    the visit is a secret whose row can be ended, see `people.access`."""

    def get_cookie_name(self, app: Flask) -> str:
        return cookie_name()

    def get_cookie_secure(self, app: Flask) -> bool:
        return not is_local(request.host)


def allow_upload(largest: int) -> Callable[[View], View]:
    """Note that a view takes a file: its requests may be this large, in bytes, form and all."""

    def note(view: View) -> View:
        _uploads[view] = largest
        return view

    return note


def init_app(app: Flask, *, secret_key: str, forms_end_at: str = "") -> None:
    """`forms_end_at` is another origin that the answer to a form may send the browser on to: where staff sign out."""
    goes_to = f"{FORMS_GO_TO} {forms_end_at}".rstrip()
    policy = CONTENT_SECURITY_POLICY.replace(FORMS_GO_TO, goes_to)
    app.extensions["headers"] = HEADERS | {"Content-Security-Policy": policy}
    app.config.update(
        SECRET_KEY=secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,  # a page may lie open overnight; the token dies with the session
        WTF_CSRF_SSL_STRICT=False,  # there is no referrer to compare; SameSite and the token do the work
    )
    app.session_interface = Sessions()
    app.url_value_preprocessor(_make_room_for_a_file)  # these come before whatever else might read the form
    csrf.init_app(app)
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)


def is_from_elsewhere(asked: Request) -> bool:
    """Whether a browser says that another site sent this."""
    return asked.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def _make_room_for_a_file(endpoint: str | None, _values: object) -> None:
    view = current_app.view_functions.get(endpoint or "")
    if view is not None and view in _uploads:
        request.max_content_length = _uploads[view]


def _refuse_other_sites() -> tuple[str, int] | None:
    if request.method not in ("GET", "HEAD", "OPTIONS") and is_from_elsewhere(request):
        return "", 403
    return None


def _add_headers(response: Response) -> Response:
    response.headers.extend(current_app.extensions["headers"])  # no view sets these itself
    if not is_local(request.host):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}; includeSubDomains")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
