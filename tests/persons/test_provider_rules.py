"""What the portal is told of a provider, what its words make of somebody, and which passwords will do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.accounts import provider as provider_module
from portal.people.accounts import rules
from portal.people.rules import Role
from portal.settings import Provider, Settings, WrongSetting, read_settings

OURS = Provider(issuer="https://login.example/realm/", client_id="opgangen", client_secret="x")
ELSEWHERE = Provider(
    issuer="https://login.example:8443", client_id="o", client_secret="x", claim="roles", staff="a", leaders="b"
)

GROUPS = [
    (["opgangen-personale"], Role.STAFF),
    (["opgangen-leder"], Role.LEADER),
    (["alle", "opgangen-personale", "opgangen-leder"], Role.LEADER),
    ("opgangen-personale", Role.STAFF),
    ("opgangen-leder", Role.LEADER),
    ([], None),
    ("", None),
    (None, None),
    (["alle"], None),
    (["Opgangen-Personale"], None),
    (["opgangen-personale-gamle"], None),
    ("opgangen-personale alle", None),
    ({"opgangen-personale": True}, None),
    ([["opgangen-personale"]], None),
    (7, None),
    (True, None),
]


@pytest.mark.parametrize(("groups", "role"), GROUPS)
def test_the_groups_say_what_somebody_is_here(groups, role):
    assert rules.role_of({"groups": groups}, OURS) is role


def test_without_groups_somebody_is_nobody_here():
    assert rules.role_of({}, OURS) is None
    assert rules.role_of({"roles": ["opgangen-leder"]}, OURS) is None


def test_a_kommune_may_have_words_of_its_own():
    assert rules.role_of({"roles": ["a"]}, ELSEWHERE) is Role.STAFF
    assert rules.role_of({"roles": ["b"]}, ELSEWHERE) is Role.LEADER
    assert rules.role_of({"groups": ["a"], "roles": []}, ELSEWHERE) is None


NAMES = [
    ({"given_name": "Anne", "name": "Anne Holm"}, "Anne"),
    ({"given_name": "Anne Marie"}, "Anne Marie"),
    ({"name": "Tove Kjær"}, "Tove"),
    ({"given_name": "  ", "name": " Tove\nKjær"}, "Tove"),
    ({"given_name": "\u202eAnne"}, "Anne"),
    ({"given_name": "A" * 99}, "A" * 40),
    ({"given_name": 7, "name": ["Tove"]}, "Personale"),
    ({}, "Personale"),
]


@pytest.mark.parametrize(("claims", "first_name"), NAMES)
def test_residents_hear_a_first_name_and_never_a_surname(claims, first_name):
    assert rules.first_name_of(claims) == first_name


@given(st.dictionaries(st.sampled_from(["given_name", "name"]), st.text()))
def test_whatever_the_provider_says_there_is_a_name_that_fits(claims):
    assert 0 < len(rules.first_name_of(claims)) <= rules.LONGEST_FIRST_NAME


PASSWORDS = [
    ("Den blå cykel", None),
    ("enhestimarken", None),
    ("a b c d e f g", None),
    ("🐴🐄🐖🐑🐓🐕🐈🐇🐁🐂🐃🐅", None),
    ("æøå" * 66, "gætte"),
    ("elleve tegn", "mindst 12"),
    ("", "mindst 12"),
    ("x" * 12, "gætte"),
    ("121212121212", "gætte"),
    ("Adgangskode123", "gætte"),
    ("Sommer2026!!!!", "gætte"),
    ("birgitte1234567", "gætte"),
    ("abcdefg" * 40, "højst 200"),
]


@pytest.mark.parametrize(("password", "fault"), PASSWORDS)
def test_a_password_is_long_and_hard_to_guess_and_nothing_else_is_asked(password, fault):
    said = rules.fault_of_password(password, user_name="birgitte")
    assert said is None if fault is None else said is not None and fault in said


USER_NAMES = {
    "anne": True, "anne.holm": True, "anne@ishoej.example": True, "søren-2": True, "a" * 40: True,
    "": False, "a" * 41: False, "anne holm": False, "anne\x00": False, "<anne>": False, "anne/bo": False,
}  # fmt: skip


@pytest.mark.parametrize(("word", "may_be"), USER_NAMES.items())
def test_an_account_is_called_by_a_word(word, may_be):
    assert rules.is_user_name(word) is may_be


def test_a_user_name_is_the_same_however_it_is_typed():
    assert rules.user_name_of("  Anne.Holm ") == rules.user_name_of("anne.holm") == "anne.holm"


def test_browsers_may_be_sent_on_to_the_providers_origin_and_no_further():
    assert OURS.origin == "https://login.example"
    assert ELSEWHERE.origin == "https://login.example:8443"


def test_only_signatures_that_the_provider_alone_can_make_are_believed():
    assert not {each for each in provider_module.SIGNATURES if each.startswith("HS") or each == "none"}


# --- settings ------------------------------------------------------------------------------------------------


def read(tmp_path, **environ: str) -> Settings:
    return read_settings({"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SECRET_KEY": "x" * 32} | environ)


OIDC = {
    "PORTAL_OIDC_ISSUER": "https://login.example/realm/",
    "PORTAL_OIDC_CLIENT_ID": "opgangen",
    "PORTAL_OIDC_CLIENT_SECRET": "hemmelig",
}


def test_the_kommunes_sign_in_is_told_in_three_words(tmp_path):
    assert read(tmp_path).provider is None
    provider = read(tmp_path, **OIDC).provider
    assert provider is not None and provider.issuer == "https://login.example/realm/"
    assert (provider.client_id, provider.client_secret) == ("opgangen", "hemmelig")
    assert "hemmelig" not in repr(provider)
    assert (provider.claim, provider.staff, provider.leaders) == ("groups", "opgangen-personale", "opgangen-leder")


def test_the_kommune_may_call_its_groups_what_it_likes(tmp_path):
    said = {"PORTAL_OIDC_CLAIM": "roles", "PORTAL_OIDC_STAFF": "s", "PORTAL_OIDC_LEADERS": "l"}
    provider = read(tmp_path, **OIDC, **said).provider
    assert provider is not None and (provider.claim, provider.staff, provider.leaders) == ("roles", "s", "l")


@pytest.mark.parametrize("missing", OIDC)
def test_the_three_go_together(tmp_path, missing):
    with pytest.raises(WrongSetting, match=f"^{missing} is missing: .*together\\.$") as wrong:
        read(tmp_path, **OIDC | {missing: ""})
    assert "hemmelig" not in str(wrong.value)


@pytest.mark.parametrize(
    "issuer",
    [
        "login.example", "http://login.example", "https://", "https://a.example/?x=1", "https://a.example/#x",
        "http://[::1", "https://a.example:port", "ftp://localhost",
    ],
)  # fmt: skip
def test_an_issuer_is_an_address_nobody_can_listen_in_on(tmp_path, issuer):
    with pytest.raises(WrongSetting, match="^PORTAL_OIDC_ISSUER must look like https://"):
        read(tmp_path, **OIDC | {"PORTAL_OIDC_ISSUER": issuer})


@pytest.mark.parametrize("issuer", ["http://localhost:9000", "http://127.0.0.1:9000/realm", "https://login.example"])
def test_an_issuer_is_kept_letter_for_letter(tmp_path, issuer):
    provider = read(tmp_path, **OIDC | {"PORTAL_OIDC_ISSUER": issuer}).provider
    assert provider is not None and provider.issuer == issuer
