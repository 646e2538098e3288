"""The sites of one installation, each a file in content/sites: its name is the site's key."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from portal.content.reading import complain, read_document, toml_files

FEATURES = ("activities", "agreements", "help", "meals", "meetings", "presence")
TILES = ("aftaler", "hvem", "mad", "moede", "aktiviteter")
TYPE_SIZES = ("resident", "citizen")
TONES = ("warm", "quiet")  # quiet: the same parts in calmer colours, for older citizens

HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
CHOICES = {"features": FEATURES, "tiles": TILES, "type_size": TYPE_SIZES, "tone": TONES}


@dataclass(frozen=True)
class Site:
    """One face of the installation.

    `hosts` are names without port; `start` is the address of the first page; `features` are package names;
    `tiles` is the order of the tiles, and those whose feature is not switched on are left out; `default`
    answers for hosts nobody claims; `phone_label` is the name of the button that rings `phone`.
    """

    key: str
    name: str
    hosts: tuple[str, ...]
    start: str
    features: tuple[str, ...]
    tiles: tuple[str, ...]
    type_size: str
    tone: str
    default: bool
    phone: str
    phone_label: str
    owner: str
    mail: str


@dataclass(frozen=True)
class Sites:
    """All sites by key; exactly one is the default."""

    every: tuple[Site, ...]

    def for_host(self, host: str) -> Site:
        """The site that claims the host of a request, with or without a port; otherwise the default site."""
        name = host.partition(":")[0].lower()
        return next((site for site in self.every if name in site.hosts), self.default)

    @property
    def default(self) -> Site:
        """The site for hosts nobody claims."""
        return next(site for site in self.every if site.default)


def read_sites(folder: Path) -> Sites:
    """The sites in content/sites. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    documents = [read_document(path, Site, faults, CHOICES, key=path.stem) for path in toml_files(folder, faults)]
    sites = [site for site in documents if site]
    for site in sites:
        faults += _faults_of(site, f"{folder.name}/{site.key}.toml")
    claims = Counter(host for site in sites for host in site.hosts)
    faults += [
        f"{folder.name}: the host {host} belongs to {claimed} sites; leave it in one of them."
        for host, claimed in claims.items()
        if claimed > 1
    ]
    defaults = [site for site in sites if site.default]
    if len(sites) == len(documents) and len(defaults) != 1:
        faults.append(f"{folder.name}: {len(defaults)} sites have default = true; exactly one must have it.")
    complain(faults)
    return Sites(tuple(sites))


def _faults_of(site: Site, file: str) -> list[str]:
    faults = [
        f'{file}: hosts has "{host}", which is not a host name; write it small, without http:// and port.'
        for host in site.hosts
        if not HOST.fullmatch(host)
    ]
    if not site.start.startswith("/"):
        faults.append(f'{file}: start is "{site.start}"; write an address that begins with /.')
    return faults
