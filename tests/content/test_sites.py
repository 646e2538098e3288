"""Which site answers which host, and what a site's file may say."""

import pytest

from portal.content.reading import ContentError
from portal.content.sites import read_sites

OPGANGEN, AKTIVITETER = "opgangen", "aktiviteter"


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("localhost", OPGANGEN),
        ("localhost:8000", OPGANGEN),
        ("127.0.0.1:8000", OPGANGEN),
        ("aktiviteter.localhost", AKTIVITETER),
        ("aktiviteter.localhost:8000", AKTIVITETER),
        ("Aktiviteter.Localhost", AKTIVITETER),
        ("somewhere.example", OPGANGEN),
        ("[::1]:8000", OPGANGEN),
        ("", OPGANGEN),
    ],
)
def test_a_host_leads_to_its_site_and_an_unknown_one_to_the_default(content, host, key):
    assert read_sites(content / "sites").for_host(host).key == key


def test_older_citizens_have_larger_type_and_no_agreements(content):
    site = read_sites(content / "sites").for_host("aktiviteter.localhost")
    assert (site.name, site.type_size, site.features) == ("Aktivitetsoverblikket", "citizen", ("activities", "help"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"127.0.0.1"',
            '"http://127.0.0.1:8000"',
            'sites/opgangen.toml: hosts has "http://127.0.0.1:8000", which is not a host name; '
            "write it small, without http:// and port.",
        ),
        (
            '"127.0.0.1"',
            '"aktiviteter.localhost"',
            "sites: the host aktiviteter.localhost belongs to 2 sites; leave it in one of them.",
        ),
        (
            'start = "/"',
            'start = "hjem"',
            'sites/opgangen.toml: start is "hjem"; write an address that begins with /.',
        ),
        (
            'type_size = "resident"',
            'type_size = "huge"',
            'sites/opgangen.toml: type_size is "huge", which is unknown; use one of resident, citizen.',
        ),
        (
            '"hvem"',
            '"hvad"',
            'sites/opgangen.toml: tiles[2] is "hvad", which is unknown; '
            "use one of aftaler, hvem, mad, moede, aktiviteter.",
        ),
        (
            "default = true",
            "default = false",
            "sites: 0 sites have default = true; exactly one must have it.",
        ),
        (
            "default = true",
            'default = "ja"',
            'sites/opgangen.toml: default is "ja"; write true or false.',
        ),
        (
            'features = ["agreements", "presence", "meals", "meetings", "activities", "help"]',
            'features = "help"',
            "sites/opgangen.toml: features is not a list; write its items between [ and ].",
        ),
    ],
)
def test_a_broken_site_is_told_in_one_sentence(broken, old, new, sentence):
    with pytest.raises(ContentError) as told:
        read_sites(broken("sites", "opgangen.toml", old, new))
    assert told.value.faults == (sentence,)


def test_an_installation_without_sites_is_told(tmp_path):
    with pytest.raises(ContentError, match="sites: there are no .toml files in this folder"):
        read_sites(tmp_path / "sites")
