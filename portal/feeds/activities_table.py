"""The catalogue as a table (CSV, RFC 4180, UTF-8), a row for each activity, and what its columns mean."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from portal.activities.asked import SLUG_OF
from portal.activities.models import Venue
from portal.activities.recurrence import Rule
from portal.activities.rules import Access, Known
from portal.feeds.activities_reading import Entry
from portal.feeds.activities_series import is_otherwise, repeats
from portal.feeds.activities_words import AUDIENCES, JOININGS, KNOWN, facts_of, lines_of, news_of
from portal.feeds.hours_reading import Year

BETWEEN = " | "
READ_AS_SUMS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, an example, and what of an entry stands in it."""

    name: str
    meaning: str
    example: str
    cell: Callable[["Row"], Cell]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry on a day. `address` begins links."""

    entry: Entry
    year: Year
    today: date
    address: str

    def at(self, cell: Callable[[Venue], Cell]) -> Cell:
        return cell(self.entry.venue) if self.entry.venue else None

    def next_time(self) -> str:
        """When it is next, and is not cancelled."""
        coming = (each for each in self.entry.happenings(self.today, self.year.last) if not each.is_cancelled)
        found = next(coming, None)
        return f"{found.on}T{found.starts:%H:%M}" if found else ""

    def news(self) -> str:
        """The days to come that are otherwise."""
        rules = {rule.id: rule for rule in self.entry.rules}
        coming = self.entry.happenings(self.today, self.year.last)
        return BETWEEN.join(news_of(each, self.today) for each in coming if is_otherwise(each, rules[each.rule_id]))


def table(entries: Iterable[Entry], year: Year, today: date, *, address: str) -> Iterator[bytes]:
    """The rows, piece by piece. They begin with a mark by which table programs know that it is UTF-8."""
    yield b"\xef\xbb\xbf" + _line(column.name for column in COLUMNS)
    for entry in entries:
        row = Row(entry, year, today, address)
        yield _line(column.cell(row) for column in COLUMNS)


def dictionary() -> Iterator[bytes]:
    """What the columns mean, a row for each."""
    yield b"\xef\xbb\xbf" + _line(("kolonne", "betydning", "eksempel"))
    for column in COLUMNS:
        yield _line((column.name, column.meaning, column.example))


def _line(cells: Iterable[Cell]) -> bytes:
    made = StringIO()
    csv.writer(made).writerow([_harmless(cell) for cell in cells])
    return made.getvalue().encode()


def _harmless(cell: Cell) -> Cell:
    """A cell that no table program reads as a sum to work out, whoever wrote it."""
    is_sum = isinstance(cell, str) and cell.startswith(READ_AS_SUMS)
    return f"'{cell}" if is_sum else cell


def _yes(is_so: bool) -> str:
    return KNOWN[Known.YES if is_so else Known.NO]


def _fact(fact: Access) -> Callable[[Row], Cell]:
    return lambda row: row.at(lambda venue: KNOWN[dict(facts_of(venue))[fact]])


def _rule(rule: Rule) -> str:
    said = [f"{name.upper()}={value}" for name, value in repeats(rule).items()]
    first = [f"FRA={rule.first}"] + ([f"TIL={rule.last}"] if rule.last else [])
    return ";".join([*said, *first, f"KL={rule.starts:%H:%M}-{rule.ends:%H:%M}"])


_ACCESS = "ja, nej eller ved ikke"
COLUMNS = (
    Column("kode", "3 tegn, som altid betyder den samme aktivitet", "A17", lambda row: row.entry.activity.code),
    Column("titel", "Hvad aktiviteten hedder", "Café i Vejleåparken", lambda row: row.entry.activity.title),
    Column("interesse", "Hvad den handler om", "faellesskab", lambda row: SLUG_OF[row.entry.activity.interest]),
    Column("for_hvem", "Hvem den er for", "Ældre", lambda row: AUDIENCES[row.entry.activity.audience]),
    Column("beskrivelse", "Aktiviteten med lette ord", "Vi drikker kaffe.", lambda row: lines_of(row.entry)),
    Column("tekst", "Den almindelige tekst", "Ugentlig café for ældre.", lambda row: row.entry.activity.ordinary),
    Column("arrangoer", "Hvem der holder den", "Ældres Netværk", lambda row: row.entry.organiser.name),
    Column("telefon", "Nummeret man ringer til", "12 34 56 78", lambda row: row.entry.phone),
    Column(
        "hjemmeside", "Arrangørens egen side", "https://netvaerk.demo.example", lambda row: row.entry.organiser.website
    ),
    Column("sted", "Hvor den er", "Beboerhuset", lambda row: row.at(lambda venue: venue.name)),
    Column("sted_kode", "Stedets navn i adresser", "vejleaaparken", lambda row: row.at(lambda venue: venue.slug)),
    Column("adresse", "Vej og nummer", "Ågården 29", lambda row: row.at(lambda venue: venue.address)),
    Column("omraade", "Kvarter", "Vejleåparken", lambda row: row.at(lambda venue: venue.area)),
    Column("ingen_trin", f"Ingen trin på vejen ind: {_ACCESS}", "ja", _fact(Access.STEP_FREE)),
    Column("elevator", f"Elevator: {_ACCESS}", "nej", _fact(Access.LIFT)),
    Column("toilet", f"Toilet med plads til kørestol: {_ACCESS}", "ja", _fact(Access.TOILET)),
    Column("teleslynge", f"Teleslynge: {_ACCESS}", "ved ikke", _fact(Access.HEARING_LOOP)),
    Column("parkering", f"Parkering: {_ACCESS}", "ja", _fact(Access.PARKING)),
    Column("bus", f"Et stoppested højst 200 meter væk: {_ACCESS}", "ja", _fact(Access.BUS)),
    Column("baenk", f"Et sted at sidde på vejen ind: {_ACCESS}", "ja", _fact(Access.SEATS)),
    Column("stille", f"Et stille sted: {_ACCESS}", "ved ikke", _fact(Access.QUIET)),
    Column("kroner", "Prisen i kroner; 0 er gratis, tom er ukendt", "30", lambda row: row.entry.activity.kroner),
    Column("om_prisen", "En linje om prisen", "Kaffen er gratis.", lambda row: row.entry.activity.price_note),
    Column(
        "tilmelding", "Hvordan man begynder", "Du kan bare komme.", lambda row: JOININGS[row.entry.activity.joining]
    ),
    Column("pladser", "Hvor mange der er plads til; tom er alle", "12", lambda row: row.entry.activity.capacity),
    Column("foelges", "En kan følges med en: ja eller nej", "ja", lambda row: _yes(row.entry.activity.has_companion)),
    Column("koersel", "En kan blive kørt: ja eller nej", "nej", lambda row: _yes(row.entry.activity.has_transport)),
    Column("hjaelpere", "Der mangler hjælpere: ja eller nej", "ja", lambda row: _yes(row.entry.activity.wants_helpers)),
    Column(
        "regler", "Hvornår den er, som RFC 5545 skriver det, med første og sidste dag og klokkeslæt; | imellem flere",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;FRA=2026-01-07;KL=12:00-14:00",
        lambda row: BETWEEN.join(map(_rule, row.entry.rules)),
    ),
    Column("naeste", "Næste gang, i dansk tid", "2026-11-25T12:00", Row.next_time),
    Column(
        "nyt", "Dage, der er aflyst eller flyttet; | imellem flere",
        "Aflyst onsdag den 9. december klokken 12. Køkkenet får nyt gulv.", Row.news,
    ),
    Column("lov", "Loven bag et kommunalt tilbud", "Lov om social service § 79", lambda row: row.entry.activity.law),
    Column("lov_fra", "Den dag loven gælder fra", "2025-07-01", lambda row: row.entry.activity.law_from),
    Column("penge", "Hvem der betaler", "Kommunen betaler.", lambda row: row.entry.activity.funding),
    Column(
        "bekraeftet", "Den dag nogen sidst sagde, at det passer", "2026-11-11",
        lambda row: row.entry.activity.confirmed_on,
    ),
    Column("aendret", "Den dag den sidst blev ændret", "2026-11-20", lambda row: row.entry.activity.changed_at.date()),
    Column(
        "side", "Siden om den", "https://aktiviteter.example/aktiviteter/A17",
        lambda row: f"{row.address}/aktiviteter/{row.entry.activity.code}",
    ),
)  # fmt: skip
