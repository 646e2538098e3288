"""Rules about how a sentence is built: R01, R10, R11, R22, R23, R25, R30, R39."""

import re
from bisect import bisect
from collections.abc import Iterator

from portal.easyread.clauses import clause_words
from portal.easyread.finding import Audience, Finding
from portal.easyread.grammar import is_finite_verb
from portal.easyread.page import Sentence
from portal.easyread.thresholds import judge
from portal.easyread.vocabulary import these

NEGATIONS = these("ikke ingen intet aldrig hverken ej ingenting ingensinde uden")
PAST_MODALS = {
    "ville": ("vil",),
    "kunne": ("kan",),
    "skulle": ("skal",),
    "burde": ("skal", "bør"),
}
THE_READER = these("borgeren borgerens beboeren beboerens brugeren brugerens")
INTERJECTIONS = these("ja nej jo hej tak godmorgen velkommen undskyld husk bemærk")
SUBJECTS = these("jeg du han hun vi i de den det der man")
PREPOSITIONS = these("på til hos med ved for fra om under over efter før af mod uden")

INSERTED_CLAUSE = re.compile(r", (?:som|der)\b,?[^,.]{3,},")
LONGEST_ITEM = 3  # words in a thing on a list


def long_sentence(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R01: a short sentence says one thing."""
    count = len(sentence.words)
    yield from judge("R01", audience, count, sentence.whole, f"Sætningen har {count} ord. Del den i to.")


def negations(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R10: a small "ikke" is easily missed, and two of them turn around."""
    found = [word for word in sentence.words if word.form in NEGATIONS]
    if len(found) > 1:
        reason = "Der er flere nægtelser i sætningen. Skriv, hvad man skal gøre."
        yield from judge("R10", audience, len(found), sentence.at(found[0], found[-1]), reason)
    elif found:
        reason = f'"{found[0].text}" er let at overse. Skriv det uden nægtelse, hvis du kan.'
        yield from judge("R10", audience, 1, sentence.at(found[0]), reason)


def nobody_in_particular(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R11: "man" is nobody."""
    for word in sentence.words:
        if word.form == "man":
            yield from judge("R11", audience, 1, sentence.at(word), '"Man" er ingen. Skriv, hvem det er.', "du", "vi")


def subordinate_clauses(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R22: a clause inside a sentence is one more thing to keep in mind."""
    found = clause_words(sentence)
    if found:
        reason = f"Sætningen har {len(found)} ledsætning{'er' if len(found) > 1 else ''}. Del den op."
        place = sentence.at(found[0], found[-1])
        yield from judge("R22", audience, len(found), place, reason)


def commas(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R23: two commas make three pieces, and an inserted clause tears the sentence apart."""
    inserted = INSERTED_CLAUSE.search(sentence.text)
    if inserted:
        place = sentence.within(inserted.start(), inserted.end())
        reason = "Der er en sætning inde i sætningen. Giv den sin egen linje."
        yield from judge("R23 inserted", audience, 1, place, reason)
    count = len(_commas(sentence))
    reason = f"Sætningen har {count} kommaer. Del den op."
    yield from judge("R23", audience, count, sentence.whole, reason)


def past_modals(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R25: "ville", "kunne" and "skulle" make it unsure whether it is so."""
    for word in sentence.words:
        if word.form in PAST_MODALS:
            reason = f'"{word.text}" gør det usikkert. Skriv, hvad der sker.'
            yield from judge("R25", audience, 1, sentence.at(word), reason, *PAST_MODALS[word.form])


def third_person(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R30: the reader is "du"."""
    for word in sentence.words:
        if word.form in THE_READER:
            better = _you(sentence.forms, word.form)
            yield from judge("R30", audience, 1, sentence.at(word), "Tal til den, der læser. Skriv du.", *better)


def _you(forms: list[str], form: str) -> tuple[str, ...]:
    """ "du" where the reader acts, "dig" where something is done, "din" where something is the reader's."""
    if form.endswith("s"):
        return ("din", "dit", "dine")
    before = forms[: forms.index(form)]
    is_acted_on = bool(before) and (before[-1] in PREPOSITIONS or bool(SUBJECTS & set(before)))
    return ("dig", "du") if is_acted_on else ("du", "dig")


def list_in_a_sentence(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R39: three things joined by commas are a list, with a line for each."""
    count = things_in_a_row(sentence)
    reason = f"Sætningen regner {count} ting op. Giv hver ting sin egen linje."
    yield from judge("R39", audience, count, sentence.whole, reason)


def things_in_a_row(sentence: Sentence) -> int:
    """How many things stand in a row: "mælk, brød og ost" is 3; 0 if it is no list."""
    cuts = _commas(sentence)
    pieces: list[list[str]] = [[] for _ in range(len(cuts) + 1)]
    for word in sentence.words:
        pieces[bisect(cuts, word.start)].append(word.form)
    if not cuts or not pieces[0] or (len(pieces[0]) == 1 and pieces[0][0] in INTERJECTIONS):
        return 0
    last = pieces[-1]
    joint = next((place for place, form in enumerate(last) if form in ("og", "eller")), None)
    middle = [*pieces[1:-1], last if joint is None else last[:joint]]
    if not all(_is_thing(piece) for piece in middle):
        return 0
    return len(pieces) + (joint is not None)


def _commas(sentence: Sentence) -> list[int]:
    """Where in the line the commas stand that are not inside a number."""
    return [sentence.start + match.start() for match in re.finditer(r",(?!\d)", sentence.text)]


def _is_thing(forms: list[str]) -> bool:
    """Is it a few words without anybody doing anything?"""
    if not 0 < len(forms) <= LONGEST_ITEM:
        return False
    return not any(form in SUBJECTS or is_finite_verb(form) for form in forms)


RULES = (
    long_sentence,
    negations,
    nobody_in_particular,
    subordinate_clauses,
    commas,
    past_modals,
    third_person,
    list_in_a_sentence,
)
