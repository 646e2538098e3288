"""The words that open a subordinate clause, and the same words when they do not."""

from portal.easyread.grammar import is_finite_verb
from portal.easyread.page import Sentence, Word
from portal.easyread.vocabulary import these

ALWAYS = these(
    "fordi hvis når mens imens selvom skønt medmindre såfremt idet eftersom førend hvorvidt hvilket hvormed "
    "hvorefter hvoraf hvorved ligesom"
)
QUESTION_WORDS = these("hvad hvem hvis hvor hvordan hvorfor hvornår hvilken hvilket hvilke")
COORDINATORS = these("og men eller for så")
SUBJECTS = these("jeg du han hun vi de den det der man alle nogen")  # and "I" with its capital letter
PREPOSITIONS = these("i på til hos med ved for fra om under over efter før af mod")

EXPLETIVE_NEXT = these(
    "er var bliver blev har havde kommer kom står ligger skal kan vil må findes sker går mangler ikke"
)
"""After these "der" only fills a place: "Nu der er mad"; with a comma before it, it still opens a clause."""

ADVERBS_IN_BETWEEN = these("ikke altid aldrig kun selv også")
SHORT_INFINITIVES = these("bo se tro gro le te sy ty dø gø ske lade bede")
NO_INFINITIVES = these(
    "alle de denne disse mange både på begge nogle hende ude inde oppe nede hjemme lille mine dine sine ferie "
    "uge time aftale kommune kasse pause kaffe kvinde mode side"
)
AS_A_PHRASE = these("regel sagt aftalt altid før nævnt udgangspunkt")


def clause_words(sentence: Sentence) -> list[Word]:
    """The words that open subordinate clauses, in reading order."""
    return [word for place, word in enumerate(sentence.words) if _opens_clause(sentence, place)]


def _opens_clause(sentence: Sentence, place: int) -> bool:
    words = sentence.words
    form = words[place].form
    before = words[place - 1].form if place else ""
    after = words[place + 1].form if place + 1 < len(words) else ""
    somebody_next = after in SUBJECTS or (after == "i" and words[place + 1].text == "I")
    comma = _comma_before(sentence, place)
    if form in QUESTION_WORDS and form not in ALWAYS:
        return bool(before) and before not in COORDINATORS
    if form in ALWAYS:
        return form != "skønt" or somebody_next  # "det er skønt at sidde her"
    if form == "at":
        return not _is_infinitive(words, place + 1)
    if form == "som":
        return bool(before) and bool(after) and after not in AS_A_PHRASE and before not in ("så", "samme")
    if form == "der":
        return _is_relative(before, after, comma)
    if form == "da":
        return (not before or comma) and somebody_next
    if form == "om":
        return comma
    return form in ("før", "inden", "indtil", "siden") and somebody_next


def _is_relative(before: str, after: str, comma: bool) -> bool:
    """Is "der" the one who does it ("manden, der bor her"), and not a place or a filler ("nu er der mad")?"""
    if not before or not after or before in ALWAYS | QUESTION_WORDS | COORDINATORS | PREPOSITIONS | {"at", "som"}:
        return False
    if not is_finite_verb(after):
        return False
    return comma or (after not in EXPLETIVE_NEXT and not is_finite_verb(before))


def _is_infinitive(words: tuple[Word, ...], place: int) -> bool:
    """Is the word after "at" something to do, and not somebody who does it?"""
    while place < len(words) and words[place].form in ADVERBS_IN_BETWEEN:
        place += 1
    if place == len(words):
        return True
    word = words[place]
    if word.is_name or word.form in NO_INFINITIVES:
        return False
    return word.form in SHORT_INFINITIVES or word.form.endswith(("e", "å", "es", "ås"))


def _comma_before(sentence: Sentence, place: int) -> bool:
    between_from = sentence.words[place - 1].end if place else sentence.start
    between = sentence.text[between_from - sentence.start : sentence.words[place].start - sentence.start]
    return "," in between
