"""Passkeys (WebAuthn): somebody's own device makes a key and shows it with a look, a finger or the phone's code.

Plain forms carry the browser's answer as JSON, so that a page without a key still works. The pages here are the
residents': their keys belong to an enrolled device. What any key needs stands first.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import webauthn
from flask import Blueprint, Response, abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from portal import clock
from portal.db import db
from portal.people import actions, queries, visits
from portal.people.access import allow, allow_anyone
from portal.people.models import Device, Passkey, Person
from portal.people.rules import CameInBy, Role, Trust

noegle = Blueprint("noegle", __name__, url_prefix="/ind/noegle")
CHALLENGE = "key_challenge"
WAIT = 60_000  # milliseconds the browser waits for the person


# --- any key -------------------------------------------------------------------------------------------------


def ask_for_new(*, user_id: str, name: str, known: Sequence[Passkey], alone: bool = False) -> Response:
    """What the browser needs to make a key. One that stands `alone` must be found, and know its owner, without us."""
    return _ask(
        webauthn.generate_registration_options(
            rp_id=_relying_party(),
            rp_name="Opgangen",
            user_id=user_id.encode(),
            user_name=name,
            timeout=WAIT,
            exclude_credentials=_descriptors(known),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED if alone else ResidentKeyRequirement.PREFERRED,
                user_verification=_verification(alone),
            ),
        )
    )


def ask_to_show(known: Sequence[Passkey], *, alone: bool = False) -> Response:
    """What the browser needs to show one of these keys; one that stands `alone` is found by the browser."""
    return _ask(
        webauthn.generate_authentication_options(
            rp_id=_relying_party(),
            timeout=WAIT,
            allow_credentials=_descriptors(known),
            user_verification=_verification(alone),
        )
    )


def made_key(*, alone: bool = False) -> VerifiedRegistration | None:
    """The key the browser has made, `None` when it is not good."""
    try:
        return webauthn.verify_registration_response(
            credential=_credential(),
            expected_challenge=_challenge(),
            expected_rp_id=_relying_party(),
            expected_origin=_origin(),
            require_user_verification=alone,
        )
    except (WebAuthnException, ValueError):
        return None


def shown_key(
    find: Callable[[bytes], Passkey | None], *, alone: bool = False
) -> tuple[Passkey, VerifiedAuthentication] | None:
    """The key the browser shows, once `find` has it; `None` when it is not good."""
    try:
        credential = _credential()
        key = find(base64url_to_bytes(credential["rawId"]))
        if key is None:
            return None
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=_challenge(),
            expected_rp_id=_relying_party(),
            expected_origin=_origin(),
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=alone,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    key.sign_count = shown.new_sign_count
    return key, shown


# --- a resident's, on her own device -------------------------------------------------------------------------


@noegle.post("/ny/valg")
@allow(Role.RESIDENT, trust=Trust.SEE)
def options_for_new():
    """What the browser needs to make a key."""
    device, owner = _own_device()
    known = queries.passkeys_on(db.session, device.id)
    return ask_for_new(user_id=f"resident-{owner.id}", name=owner.first_name, known=known)


@noegle.post("/ny")
@allow(Role.RESIDENT, trust=Trust.SEE)
def keep_new():
    """Keep a key the device has made."""
    device, owner = _own_device()
    made = made_key()
    if made is None:
        return _try_again("front.home")
    actions.add_passkey(
        db.session, owner, device=device, moment=clock.now(),
        credential_id=made.credential_id, public_key=made.credential_public_key, sign_count=made.sign_count,
    )  # fmt: skip
    flash(_("Din telefon kender dig nu."))
    return redirect(url_for("front.home"), 303)


@noegle.post("/valg")
@allow_anyone
def options_for_showing():
    """What the browser needs to show a key."""
    device, _owner = _personal_device()
    return ask_to_show(queries.passkeys_on(db.session, device.id))


@noegle.post("")
@allow_anyone
def show():
    """Come in with the key; only a key that knew the person (user verification) opens private things."""
    device, owner = _personal_device()
    keys = {key.credential_id: key for key in queries.passkeys_on(db.session, device.id)}
    found = shown_key(keys.get)
    if found is None:
        return _try_again("ind.front")
    by = CameInBy.PASSKEY if found[1].user_verified else CameInBy.TAP
    visits.begin_visit(owner, by, device=device)
    return redirect(visits.safe_next(request.form.get("next")), 303)


def _personal_device() -> tuple[Device, Person]:
    device = visits.current_device()
    owner = queries.owner_of(db.session, device)
    if device is None or owner is None:
        abort(404)
    return device, owner


def _own_device() -> tuple[Device, Person]:
    """The device, when the one who is in is its owner."""
    device, owner = _personal_device()
    if owner.id != visits.visitor().id:
        abort(404)
    return device, owner


def _try_again(endpoint: str):
    flash(_("Prøv nøglen igen, eller bed om hjælp."), "error")
    return redirect(url_for(endpoint), 303)


# --- within --------------------------------------------------------------------------------------------------


def _verification(alone: bool) -> UserVerificationRequirement:
    return UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED


def _descriptors(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=key.credential_id) for key in known]


def _ask(options: Any) -> Response:
    session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return Response(webauthn.options_to_json(options), mimetype="application/json")


def _challenge() -> bytes:
    """The challenge this browser was given; used once."""
    return base64url_to_bytes(session.pop(CHALLENGE, ""))


def _credential() -> dict[str, Any]:
    try:
        credential = json.loads(request.form.get("credential", ""))
    except RecursionError as fault:
        raise ValueError("not a credential") from fault
    if not isinstance(credential, dict):
        raise ValueError("not a credential")
    return credential


def _relying_party() -> str:
    return request.host.partition(":")[0]


def _origin() -> str:
    return f"{request.scheme}://{request.host}"
