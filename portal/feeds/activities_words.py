"""What the catalogue's feeds say in words: Danish, for whoever reads them. Pure."""

from collections.abc import Iterator
from datetime import date

from portal.activities.models import Venue
from portal.activities.recurrence import Occurrence
from portal.activities.rules import Access, Audience, Joining, Known
from portal.activities.wording import INTEREST_WORDS
from portal.feeds.activities_reading import Entry
from portal.web.dates import day_in_words, time_in_words

CANCELLED, MOVED = "Aflyst", "Flyttet"
INTERESTS = {interest: line.sentence for interest, line in INTEREST_WORDS.items()}
AUDIENCES = {
    Audience.EVERYBODY: "Alle", Audience.OLDER: "Ældre", Audience.RESIDENTS: "Beboere i opgangsnetværket",
    Audience.MEN: "Mænd", Audience.WOMEN: "Kvinder", Audience.ALONE: "Folk, der er alene",
    Audience.VULNERABLE: "Folk, der har det svært", Audience.RELATIVES: "Pårørende",
}  # fmt: skip
JOININGS = {
    Joining.OPEN: "Du kan bare komme.", Joining.PHONE: "Ring, før du kommer.",
    Joining.WEB: "Meld dig til, før du kommer.", Joining.REFERRED: "Kommunen beslutter først, om du kan få det.",
}  # fmt: skip
ACCESS = {
    Access.STEP_FREE: "Ingen trin", Access.LIFT: "Elevator", Access.TOILET: "Toilet med plads til kørestol",
    Access.HEARING_LOOP: "Teleslynge", Access.PARKING: "Parkering", Access.BUS: "Bus tæt på",
    Access.SEATS: "Bænk på vejen ind", Access.QUIET: "Stille sted",
}  # fmt: skip
KNOWN = {Known.YES: "ja", Known.NO: "nej", Known.UNKNOWN: "ved ikke"}


def facts_of(venue: Venue) -> Iterator[tuple[Access, Known]]:
    """What is known of a venue, all facts in order."""
    for fact in Access:
        yield fact, Known(venue.access.get(fact.value, Known.UNKNOWN.value))


def place_of(venue: Venue) -> str:
    return ", ".join(filter(None, (venue.name, venue.address or venue.area)))


def lines_of(entry: Entry) -> str:
    """The easy words, a sentence each."""
    return "\n".join(str(sentence) for sentence, _picture in entry.activity.lines)


def price_of(entry: Entry) -> str:
    """What it costs, when somebody has said it."""
    price = entry.activity.price
    if price.kroner is None or f"{price.kroner} kroner" in price.note:
        return price.note
    return f"{'Gratis.' if price.is_free else f'{price.kroner} kroner.'} {price.note}".strip()


def news_of(once: Occurrence, today: date) -> str:
    """What is otherwise about a day: "Aflyst onsdag den 9. december klokken 12. Køkkenet får nyt gulv."."""
    day = day_in_words(once.day, today=today)
    if once.is_cancelled:
        said = f"{CANCELLED} {day} {time_in_words(once.starts)}."
    else:
        new = f"{day_in_words(once.on, today=today)} {time_in_words(once.starts)}"
        said = f"{MOVED} fra {day} til {new}."
    return f"{said} {once.because}".strip()
