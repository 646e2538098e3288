"""Rules about words: R05–R09, R12, R13, R24, R27, R28, R31, R33, R34."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from portal.easyread.finding import Audience, Finding
from portal.easyread.grammar import BLIVE, is_genitive, is_mutual, is_passive, is_verb, participle_after
from portal.easyread.lexicon import alike, parts, rank, zipf, zipf_in_english
from portal.easyread.measures import letters
from portal.easyread.page import Sentence, Word
from portal.easyread.phrases import GAP, PhraseBook
from portal.easyread.replacing import fitting
from portal.easyread.rules_format import ROMAN, shouted_places
from portal.easyread.speller import is_spelled
from portal.easyread.thresholds import COMMON_IN_ENGLISH, RARE_IN_DANISH, SHORTEST_NOMINALISATION, judge
from portal.easyread.vocabulary import Instead, these, vocabulary

NOMINALISATION = re.compile(r"(?:ning|[lr]ing|else|hed|tion|itet|skab)(?:s|en|er|et|erne|ens|ers|ernes|rne|n|r)?$")
WELL_KNOWN_INITIALS = these("TV SMS QR I")
SHORTEST_SHOUT = 4  # letters; a shorter word in capitals is an abbreviation
IN_OTHER_RULES = these("d. kl. kl pct. pct")  # R16, R17 and R18 have better advice

HARD_WORD = "Skriv et lettere ord, eller sæt det på ordlisten."


def very_long_words(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R05: a long word is hard to spell one's way through."""
    for word in sentence.words:
        if word.is_plain:
            count = letters(word.text)
            reason = f"Ordet har {count} bogstaver. {HARD_WORD}"
            yield from judge("R05", audience, count, sentence.at(word), reason)


def compounds(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R06: three words in one."""
    for word in sentence.words:
        pieces = parts(word.form) if word.is_plain and not is_verb(word.form) else ()
        reason = f"Ordet er sat sammen af {len(pieces)} ord: {' · '.join(pieces)}. Del det op."
        yield from judge("R06", audience, len(pieces), sentence.at(word), reason)


def rare_words(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R07: a word that is seldom read."""
    for word in sentence.words:
        if word.is_plain and is_spelled(word.form) and not _is_english(word.form):
            place = rank(word.form)
            yield from judge("R07", audience, place, sentence.at(word), f"Ordet er sjældent. {HARD_WORD}")


def passives_in_s(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R08: "sendes" hides who sends."""
    forms = sentence.forms
    for place, word in enumerate(sentence.words):
        before = forms[place - 1] if place else ""
        if word.is_name or word.is_abbreviation or not is_passive(word.form, before) or is_mutual(forms, place):
            continue
        reason = f'"{word.text}" siger ikke, hvem der gør det. Skriv det.'
        yield from judge("R08", audience, 1, sentence.at(word), reason)


def passives_with_blive(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R09: "bliver sendt" hides who sends."""
    forms = sentence.forms
    for place, form in enumerate(forms):
        participle = participle_after(forms, place) if form in BLIVE else None
        if participle is not None:
            found = sentence.at(sentence.words[place], sentence.words[participle])
            reason = f'"{form} {forms[participle]}" siger ikke, hvem der gør det. Skriv det.'
            yield from judge("R09", audience, 1, found, reason)


def nominalisations(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R12: a verb packed into a noun."""
    found = [word for word in sentence.words if _is_nominalisation(word)]
    if found:
        reason = "Ordet kommer af et udsagnsord. Skriv, hvem der gør hvad."
        yield from judge("R12", audience, len(found), sentence.at(found[0], found[-1]), reason)


def abbreviations(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R13: initials and cut-off words."""
    known = vocabulary().abbreviations
    shouted = shouted_places(sentence)
    for word in sentence.words:
        if word.is_abbreviation and word.form not in IN_OTHER_RULES:
            better = known.get(word.form) or known.get(word.form + ".", ())
            reason = f'"{word.text}" er en forkortelse. Skriv hele ordet.'
            yield from judge("R13", audience, 1, sentence.at(word), reason, *better)
        elif _is_initials(word) and not word.is_home and word.start not in shouted:
            reason = f'"{word.text}" er bogstaver i stedet for ord. Skriv hele navnet.'
            yield from judge("R13", audience, 1, sentence.at(word), reason)


def genitives(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R24: "naboens søsters hund"."""
    found = [word for word in sentence.words if not word.is_abbreviation and is_genitive(word.form)]
    if found:
        reason = "Der er flere ejefald i sætningen. Del den op."
        yield from judge("R24", audience, len(found), sentence.at(found[0], found[-1]), reason)


def english_words(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R27: a word more at home in English."""
    for word in sentence.words:
        if word.is_plain and _is_english(word.form):
            reason = f'"{word.text}" er mest brugt på engelsk. {HARD_WORD}'
            yield from judge("R27", audience, 1, sentence.at(word), reason)


def officialese(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R28: words that only offices use."""
    yield from _listed("R28", sentence, audience, vocabulary().officialese, "kontorsprog", "Skriv, som du taler.")


def vague_words(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R31: words that do not say when, how many or which."""
    yield from _listed(
        "R31", sentence, audience, vocabulary().vague, "upræcist", "Skriv hvornår, hvad eller hvor meget."
    )


def spelling(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R33: a word the dictionary does not have."""
    for word in sentence.words:
        if word.is_plain and not _is_initials(word) and not _is_english(word.form) and not _is_right(word):
            reason = f'"{word.text}" er ikke i ordbogen. Er det stavet rigtigt?'
            yield from judge("R33", audience, 1, sentence.at(word), reason, *alike(word.form))


def idioms(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R34: phrases that do not mean what they say."""
    yield from _listed("R34", sentence, audience, vocabulary().idioms, "en talemåde", "Skriv, hvad du mener.")


def _listed(
    rule: str, sentence: Sentence, audience: Audience, listed: Mapping[str, Instead], kind: str, advice: str
) -> Iterator[Finding]:
    for match in _book(rule).find(sentence.forms):
        found = sentence.at(sentence.words[match.first], sentence.words[match.last])
        instead = listed[match.phrase]
        better = fitting(instead.words, match, sentence.forms)
        reason = f'"{found.words}" er {kind}. {_advice(instead, better) or advice}'
        yield from judge(rule, audience, 1, found, reason, *better)


def _advice(instead: Instead, better: tuple[str, ...]) -> str:
    """What to say when no word can simply be put in its place."""
    if better or instead.advice or not instead.words:
        return "" if better else instead.advice
    return f'Skriv for eksempel "{instead.words[0].removeprefix(GAP).strip()}".'


@cache
def _book(rule: str) -> PhraseBook:
    words = vocabulary()
    return PhraseBook({"R28": words.officialese, "R31": words.vague, "R34": words.idioms}[rule])


def _is_english(form: str) -> bool:
    return len(form) > 2 and zipf(form) < RARE_IN_DANISH and zipf_in_english(form) > COMMON_IN_ENGLISH


def _is_nominalisation(word: Word) -> bool:
    long_enough = len(word.form) >= SHORTEST_NOMINALISATION
    return word.is_plain and long_enough and NOMINALISATION.search(word.form) is not None


def _is_initials(word: Word) -> bool:
    """Two capitals or more, and neither a Roman number, nor a well-known one, nor an ordinary word shouted."""
    if len(word.text) < 2 or not word.text.isupper() or word.text in WELL_KNOWN_INITIALS or ROMAN.fullmatch(word.text):
        return False
    return len(word.text) < SHORTEST_SHOUT or not is_spelled(word.form)


def _is_right(word: Word) -> bool:
    if is_spelled(word.text) or is_spelled(word.form):
        return True
    pieces = word.form.split("-")
    return len(pieces) > 1 and all(is_spelled(piece) for piece in pieces)


RULES = (
    very_long_words,
    compounds,
    rare_words,
    passives_in_s,
    passives_with_blive,
    nominalisations,
    abbreviations,
    genitives,
    english_words,
    officialese,
    vague_words,
    spelling,
    idioms,
)
