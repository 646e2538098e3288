"""What staff find when they look for a picture, and what the portal proposes for a sentence."""

import pytest

from portal.pictograms.danish import is_one_typo_away, same_word, words_in
from portal.pictograms.search import search, suggest


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hjem", "home"),
        ("kaffe", "coffee"),
        ("KAFFE", "coffee"),
        ("kaf", "coffee"),
        ("Kaffee", "coffee"),
        ("café", "cafe"),
        ("cafe", "cafe"),
        ("køkken", "cook"),
        ("koekken", "cook"),
        ("lave mad", "cook"),
        ("møde", "meeting"),
        ("moede", "meeting"),
        ("mødet", "meeting"),
        ("tandlæge", "dentist"),
        ("tandlaege", "dentist"),
        ("gåtur", "walk"),
        ("gaatur", "walk"),
        ("naboen", "neighbour"),
        ("naboerne", "neighbour"),
        ("husleje", "rent"),
        ("huslejen", "rent"),
        ("skrald", "rubbish"),
        ("affald", "rubbish"),
        ("musik", "music_loud"),
        ("spise", "dinner"),
        ("spise sammen", "eat_together"),
        ("vaskemaskne", "laundry"),
        ("fødselsdga", "birthday"),
        ("112", "emergency_112"),
        ("bussen", "bus"),
        ("katte", "cat"),
        ("tommel op", "thumb_up"),
        ("ro", "quiet"),
        ("regler", "rule_law"),
        ("cyklen", "bicycle"),
        ("hjælper", "help"),
        ("tlf", "phone"),
        ("hurtigere", "faster"),
        ("før", "before"),
        ("æ", "egg"),
    ],
)
def test_the_picture_one_thinks_of_comes_first(query: str, first: str):
    assert [found.key for found in search(query)][:1] == [first]


@pytest.mark.parametrize("query", ["", "  ", "?!", "xyzzy", "qqqq"])
def test_nothing_is_found_for_nothing(query: str):
    assert search(query) == []


def test_a_pictograms_own_label_comes_before_what_it_is_also_called():
    assert [found.key for found in search("spil")][:2] == ["games", "cards"]
    assert search("sted")[0].key == "place"


def test_staff_see_no_more_than_they_asked_for():
    assert len(search("m")) == 12
    assert len(search("m", limit=3)) == 3


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Skru ned for musikken efter klokken 22.", ["quiet", "music_loud", "clock"]),
        ("Stil ikke skrald på trappen.", ["rubbish", "stairs"]),
        ("Du må ikke ryge på trappen.", ["no_smoking", "stairs"]),
        ("Vi spiser sammen mandag klokken 18.", ["eat_together", "monday", "clock"]),
        ("Naboen skal have ro om natten.", ["neighbour", "quiet", "night"]),
        ("Du betaler husleje den første i måneden.", ["rent"]),
        ("Der er beboermøde på torsdag.", ["meeting", "thursday"]),
        ("Vask hænder før du laver mad.", ["wash_hands", "cook", "before"]),
        ("Din mor kommer på besøg.", ["mother", "visitor"]),
        ("Ring til personalet, hvis du er bange.", ["staff_helper", "afraid", "phone"]),
        ("Ring 112, hvis det brænder.", ["emergency_112", "fire"]),
        ("Retten er uden svinekød.", ["pork_free", "dinner"]),
        ("Husk din nøgle.", ["key"]),
        ("Du kan stemme ja eller nej.", ["vote", "yes", "no"]),
        ("Mødet er aflyst.", ["cancel", "meeting"]),
        ("Elevatoren er i stykker.", ["repair", "lift"]),
        ("Spørg, før du tager billeder.", ["question", "camera", "before"]),
        ("Du skal have medicin om morgenen.", ["medicine", "morning"]),
        ("Læg cyklen i kælderen.", ["bicycle"]),
        ("Den gamle tekst gælder ikke mere.", ["before"]),
        ("Lad forældrene vide det.", ["information", "family"]),
        ("Vi ser en film i biografen fredag aften.", ["cinema", "friday", "evening"]),
        ("Vis dit kort til tabletten.", ["card", "tablet"]),
        ("Vi tager bussen til svømmehallen.", ["bus", "swim"]),
        ("Tøm skraldespanden.", ["rubbish"]),
        ("Det er sommer.", ["sun"]),
    ],
)
def test_a_sentence_gets_pictures_of_what_it_is_about(sentence: str, keys: list[str]):
    assert [suggestion.key for suggestion in suggest(sentence)] == keys


@pytest.mark.parametrize("sentence", ["", "Det er rart her.", "Du er altid velkommen."])
def test_no_picture_is_better_than_a_wrong_one(sentence: str):
    assert suggest(sentence) == []


def test_the_day_comes_after_what_happens_on_it():
    assert [suggestion.key for suggestion in suggest("Mandag er der fest.")] == ["party", "monday"]


def test_two_suggestions_never_look_alike():
    sources = [suggestion.source for suggestion in suggest("Lampen er ny, og jeg har en idé om lys.")]
    assert len(sources) == len(set(sources))


def test_hyphenated_words_stay_whole_and_accents_fold():
    assert words_in("QR-kode på Café Ærø") == ("qr-kode", "paa", "cafe", "aeroe")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("katten", "kat", True),
        ("kattene", "kat", True),
        ("cyklerne", "cykel", True),
        ("reglen", "regel", True),
        ("huset", "hus", True),
        ("hus", "mus", False),
        ("laerer", "ler", False),
    ],
)
def test_a_word_is_known_in_its_other_forms(one: str, other: str, same: bool):
    assert same_word(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("kaffe", "kafe", True),
        ("kaffe", "kaffee", True),
        ("kaffe", "kaffi", True),
        ("kaffe", "akffe", True),
        ("kaffe", "kaffe", False),
        ("kaffe", "kage", False),
        ("kaffe", "kaffeer", False),
    ],
)
def test_one_letter_may_be_wrong(one: str, other: str, near: bool):
    assert is_one_typo_away(one, other) is near
    assert is_one_typo_away(other, one) is near
